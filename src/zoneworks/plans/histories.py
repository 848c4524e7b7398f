"""What happened to a plan or one of its rows, as lines for people: changes from the record, reports from the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zoneworks.audit.models import Event
from zoneworks.plans.messages import day, listed
from zoneworks.plans.models import Actual, MilestoneFact
from zoneworks.ui.figures import figure_text
from zoneworks.ui.parts import Happening

VERBS: dict[str, Promise] = {
    "create_plan": gettext_lazy("Plan created"),
    "change_plan": gettext_lazy("Head of the plan changed"),
    "issue_plan": gettext_lazy("Plan issued"),
    "supersede_plan": gettext_lazy("Closed by a newer version"),
    "close_plan": gettext_lazy("Plan closed"),
    "draft_next_version": gettext_lazy("Drafted as a new version"),
    "write_table": gettext_lazy("Table imported"),
    "restore_table": gettext_lazy("Import undone"),
    "add_items": gettext_lazy("Rows added"),
    "remove_items": gettext_lazy("Rows removed"),
    "arrange_items": gettext_lazy("Rows arranged"),
    "confirm_indicators": gettext_lazy("Indicators confirmed"),
    "record_actuals": gettext_lazy("Values recorded"),
    "feed_indicators": gettext_lazy("Values taken from registers"),
    "bind_indicator": gettext_lazy("Source of the figure chosen"),
    "record_milestones": gettext_lazy("Milestones recorded"),
    "confirm_actuals": gettext_lazy("Values confirmed"),
    "confirm_milestones": gettext_lazy("Milestones confirmed"),
    "return_report_facts": gettext_lazy("Values of monthly reports returned"),
    "take_back_report_facts": gettext_lazy("Values of a monthly report taken back"),
    "add_item": gettext_lazy("Row added"),
    "change_item": gettext_lazy("Row changed"),
    "set_nodes": gettext_lazy("Node texts changed"),
    "set_duties": gettext_lazy("Units changed"),
    "set_leaders": gettext_lazy("Leaders changed"),
    "set_tags": gettext_lazy("Tags changed"),
    "propose_indicator": gettext_lazy("Indicator proposed"),
    "confirm_indicator": gettext_lazy("Indicator confirmed"),
    "reject_indicator": gettext_lazy("Indicator rejected"),
    "change_indicator": gettext_lazy("Indicator changed"),
    "set_schedule": gettext_lazy("Scheduled values changed"),
    "add_milestone": gettext_lazy("Milestone added"),
    "change_milestone": gettext_lazy("Milestone changed"),
    "remove_milestone": gettext_lazy("Milestone removed"),
}
FIELDS: dict[str, Promise] = {
    "title": gettext_lazy("Title"),
    "title_en": gettext_lazy("Title in English"),
    "document_no": gettext_lazy("Document number"),
    "document_no_en": gettext_lazy("Document number in English"),
    "issuing_unit": gettext_lazy("Issuing unit"),
    "issued_on": gettext_lazy("Date of issue"),
    "level_names": gettext_lazy("Names of the levels"),
    "rule_set": gettext_lazy("Light rule set"),
    "is_illustrative": gettext_lazy("Illustrative"),
    "no": gettext_lazy("Number"),
    "code": gettext_lazy("Code"),
    "name": pgettext_lazy("of a row", "Name"),
    "name_en": gettext_lazy("Name in English"),
    "goal": gettext_lazy("Goal"),
    "goal_en": gettext_lazy("Goal in English"),
    "weight": gettext_lazy("Weight"),
    "deadline": gettext_lazy("Deadline"),
    "deadline_text": gettext_lazy("Deadline as written"),
    "site": gettext_lazy("Site"),
    "site_en": gettext_lazy("Site in English"),
    "basis_kind": gettext_lazy("Kind of basis"),
    "basis": gettext_lazy("Basis"),
    "basis_en": gettext_lazy("Basis in English"),
    "basis_sources": gettext_lazy("Sources"),
    "unit": gettext_lazy("Unit of measure"),
    "unit_en": gettext_lazy("Unit of measure in English"),
    "base_unit": gettext_lazy("Base unit"),
    "factor": gettext_lazy("Factor to the base unit"),
    "kind": gettext_lazy("Kind"),
    "measure": gettext_lazy("Measure"),
    "direction": gettext_lazy("Direction"),
    "baseline": gettext_lazy("Baseline"),
    "start": gettext_lazy("Start value"),
    "target": gettext_lazy("Annual target"),
    "register": gettext_lazy("Register"),
    "register_args": gettext_lazy("Arguments of the register"),
    "schedule": gettext_lazy("Scheduled values"),
    "text": gettext_lazy("Text"),
    "text_en": gettext_lazy("Text in English"),
    "due": gettext_lazy("Due date"),
    "is_fixed_date": gettext_lazy("Falls on the date"),
    "nodes": gettext_lazy("Node texts"),
    "duties": gettext_lazy("Division of work"),
    "leaders": gettext_lazy("Leaders"),
    "tags": gettext_lazy("Tags"),
}
# Reports are told by the facts themselves, which know who may read them.
TOLD_BY_FACTS = frozenset(
    {
        "record_actual", "record_milestone", "confirm_actual", "confirm_milestone", "return_actual", "return_milestone",
    }
)  # fmt: skip


def changes(events: Iterable[Event]) -> Iterator[Happening]:
    """One line for each field that changed, or one for the whole event."""
    for event in events:
        if event.verb in TOLD_BY_FACTS:
            continue
        who = event.user.title if event.user else ""
        what = VERBS.get(event.verb, event.verb)
        about = event.details.get("indicator") or event.details.get("milestone") or ""
        fields = event.details.get("changes") or {}
        if not fields:
            yield Happening(event.at, what, who, detail=about or count_of(event.details))
        for name, (before, after) in fields.items():
            label = listed(filter(None, [about, str(FIELDS.get(name, name))]))
            said = _("%(what)s: %(of)s") % {"what": what, "of": label}
            yield Happening(event.at, said, who, before=shown(before), after=shown(after), is_change=True)


def count_of(details: dict[str, Any]) -> str:
    count = details.get("count")
    return _("%(count)s in all") % {"count": figure_text(count)} if count else ""


def shown(value: Any) -> str:
    """A recorded value as text: lists item by item, nothing as nothing."""
    if isinstance(value, list):
        return listed(shown(part) for part in value)
    if isinstance(value, dict):
        return listed(shown(part) for part in value.values())
    return "" if value is None else str(value)


def report_of_value(fact: Actual, as_of: date) -> Happening:
    """What was said about an indicator, and what became of it by a date."""
    what = (
        _("%(indicator)s on %(date)s: withdrawn")
        if fact.value is None
        else _("%(indicator)s on %(date)s: %(value)s %(unit)s")
    ) % {
        "indicator": fact.indicator.title,
        "date": day(fact.about),
        "value": figure_text(fact.value),
        "unit": fact.indicator.unit_shown,
    }
    return Happening(fact.recorded_on, what, writer_of(fact), detail=fate(fact, as_of))


def report_of_milestone(fact: MilestoneFact, as_of: date) -> Happening:
    what = (_("%(milestone)s: reached on %(date)s") if fact.done_on else _("%(milestone)s: statement withdrawn")) % {
        "milestone": fact.milestone.title,
        "date": day(fact.done_on) if fact.done_on else "",
    }
    return Happening(fact.recorded_on, what, writer_of(fact), detail=fate(fact, as_of))


def writer_of(fact: Actual | MilestoneFact) -> str:
    return fact.recorded_by.title if fact.recorded_by else ""


def fate(fact: Actual | MilestoneFact, as_of: date) -> str:
    """Confirmed, returned or still waiting, as it stood on a date, with the note of whoever said so."""
    if fact.confirmed_on and fact.confirmed_on <= as_of:
        state = _("Confirmed on %(date)s") % {"date": day(fact.confirmed_on)}
    elif fact.returned_on and fact.returned_on <= as_of:
        state = _("Returned on %(date)s: %(note)s") % {"date": day(fact.returned_on), "note": fact.return_note}
    else:
        state = _("Submitted, not confirmed yet")
    return " · ".join(filter(None, [state, fact.note]))
