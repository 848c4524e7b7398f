"""What was done to enterprises as sentences: names with their codes, roles, reasons and fields by their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from zoneworks.accounts.access import Scope
from zoneworks.audit.models import Event
from zoneworks.audit.telling import Told
from zoneworks.enterprises.choices import AssignedBy, EnterpriseState, FactKind, LeadingRole, NameKind
from zoneworks.enterprises.telling_names import Details, Names, names_in
from zoneworks.enterprises.words import DUPLICATE_REASONS, class_words, day, money_words, period_words, value_words
from zoneworks.ui.figures import figure_text

LONGEST = 120
REASONS: dict[str, str | Promise] = {**DUPLICATE_REASONS, "same_address": gettext_lazy("same address")}
FIELDS: dict[str, str | Promise] = {
    "unit": gettext_lazy("Unit in charge"),
    "park": gettext_lazy("Park"),
    "credit_code": gettext_lazy("Credit code"),
    "name_en": gettext_lazy("Name in English"),
    "state": gettext_lazy("State"),
    "legal_form": gettext_lazy("Legal form"),
    "capital_fen": gettext_lazy("Registered capital"),
    "capital_text": gettext_lazy("Registered capital"),
    "established_on": gettext_lazy("Established"),
    "left_on": gettext_lazy("Left on"),
    "scope": gettext_lazy("Business scope"),
    "address": gettext_lazy("Address"),
    "home_region": gettext_lazy("Where the investor comes from"),
    "is_confidential": gettext_lazy("Confidential"),
    "is_fictitious": gettext_lazy("Fictitious"),
    "basis": gettext_lazy("Basis"),
    "basis_en": gettext_lazy("Basis in English"),
}
ASKED: dict[str, str | Promise] = {
    "q": gettext_lazy("Name, initials or code"),
    "unit": gettext_lazy("Unit in charge"),
    "park": gettext_lazy("Park"),
    "industry": gettext_lazy("Industry"),
    "role": gettext_lazy("Leading role"),
    "scale": gettext_lazy("Scale"),
    "state": gettext_lazy("State"),
    "chain": pgettext_lazy("detail of the record", "Industry chain"),
}


# --- words of single values ------------------------------------------------------------------------------------------


def day_words(text: Any) -> str:
    try:
        return day(date.fromisoformat(str(text)))
    except ValueError:
        return str(text or "")


def label(choices: Any, value: Any) -> str:
    return str(choices(value).label) if value in choices.values else str(value or "")


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def field_value(name: str, value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return pgettext("detail of the record", "Yes") if value else pgettext("detail of the record", "No")
    if value is None or value == "":
        return "–"
    if name in ("unit", "park"):
        return names.unit(value) or "–"
    if name == "state":
        return label(EnterpriseState, value)
    if name == "capital_fen" and isinstance(value, int):
        return money_words(value)
    return day_words(value) if name in ("established_on", "left_on") else cut(str(value))


def joined(parts: Sequence[str]) -> str:
    return pgettext("between details", "; ").join(part for part in parts if part)


def pair(name: str, value: str) -> str:
    return pgettext("detail of the record", "%(name)s: %(value)s") % {"name": name, "value": value}


# --- one enterprise --------------------------------------------------------------------------------------------------


def added(said: Details, names: Names) -> Told:
    facts = [
        pair(str(FIELDS[name]), field_value(name, said.get(name), names))
        for name in ("credit_code", "unit")
        if said.get(name)
    ]
    return Told(_("Entered in the register as “%(name)s”.") % {"name": said.get("name", "")}, joined(facts))


def changed(said: Details, names: Names) -> Told:
    changes = said.get("changes")
    if not isinstance(changes, dict):
        return Told(_("Particulars changed."))
    labels, details = [], []
    for name, change in changes.items():
        field = str(FIELDS.get(name, name))
        before, after = change if isinstance(change, list) and len(change) == 2 else ("", change)
        labels.append(field)
        words = f"{field_value(name, before, names)} → {field_value(name, after, names)}"
        details.append(pair(field, words))
    fields = pgettext("between names", ", ").join(dict.fromkeys(labels))
    return Told(_("Changed: %(fields)s.") % {"fields": fields}, joined(details))


def renamed(said: Details, names: Names) -> Told:
    return Told(_("Registered name changed from “%(before)s” to “%(after)s”.") % {
        "before": said.get("before", ""), "after": said.get("after", "")
    })  # fmt: skip


def name_added(said: Details, names: Names) -> Told:
    kind = label(NameKind, said.get("name_kind"))
    return Told(_("Further name added: “%(name)s” (%(kind)s).") % {"name": said.get("name", ""), "kind": kind})


def reader_named(said: Details, names: Names) -> Told:
    return Told(_("%(person)s was named as a reader.") % {"person": names.person(said.get("reader"))})


def reader_removed(said: Details, names: Names) -> Told:
    return Told(_("%(person)s was taken off the readers.") % {"person": names.person(said.get("reader"))})


def readers_named(said: Details, names: Names) -> Told:
    before, after = ([*said.get(name, [])] for name in ("before", "after"))
    comma = pgettext("between names", ", ")
    fresh = comma.join(names.person(key) for key in after if key not in before)
    gone = comma.join(names.person(key) for key in before if key not in after)
    parts = [pair(_("Named"), fresh) if fresh else "", pair(_("Taken off"), gone) if gone else ""]
    return Told(_("The readers were named anew."), joined(parts))


def class_given(said: Details, names: Names) -> Told:
    before, after = (class_words(str(said.get(name) or "")) for name in ("before", "after"))
    how = label(AssignedBy, said.get("assigned_by"))
    if said.get("assigned_by") == AssignedBy.PROPOSED:
        return Told(_("Industry class proposed: %(code)s.") % {"code": after}, how)
    if before == after:
        return Told(_("Industry class confirmed: %(code)s.") % {"code": after}, how)
    if before:
        both = {"before": before, "after": after}
        return Told(_("Industry class changed from %(before)s to %(after)s.") % both, how)
    return Told(_("Industry class given: %(code)s.") % {"code": after}, how)


def role_given(said: Details, names: Names) -> Told:
    given = {"role": label(LeadingRole, said.get("role")), "day": day_words(said.get("since"))}
    return Told(_("Given the role “%(role)s” from %(day)s on.") % given, basis(said))


def role_ended(said: Details, names: Names) -> Told:
    ended = {"role": label(LeadingRole, said.get("role")), "day": day_words(said.get("until"))}
    return Told(_("The role “%(role)s” ended; its last day is %(day)s.") % ended)


def listed(said: Details, names: Names) -> Told:
    words = _("Entered in the statistics as above scale from %(day)s on.") % {"day": day_words(said.get("since"))}
    return Told(words, basis(said))


def delisted(said: Details, names: Names) -> Told:
    return Told(_("Left the statistics; the last day is %(day)s.") % {"day": day_words(said.get("until"))})


def basis(said: Details) -> str:
    return pair(str(FIELDS["basis"]), cut(str(said["basis"]))) if said.get("basis") else ""


def merged(said: Details, names: Names) -> Told:
    reasons = [str(REASONS[code]) for code in said.get("reasons") or [] if code in REASONS]
    words = _("%(enterprise)s was merged into it.") % {"enterprise": names.firm(said.get("gone"))}
    why = pgettext("between names", ", ").join(reasons)
    return Told(words, pair(_("What they have in common"), why) if why else "")


def unmerged(said: Details, names: Names) -> Told:
    words = _("The merge with %(enterprise)s was undone: both stand for themselves.")
    return Told(words % {"enterprise": names.firm(said.get("gone"))})


def told_apart(said: Details, names: Names) -> Told:
    words = _("Said to be another enterprise than %(enterprise)s.") % {"enterprise": names.firm(said.get("other"))}
    return Told(words, cut(str(said.get("reason") or "")))


def answer_back(said: Details, names: Names) -> Told:
    words = _("The answer that %(enterprise)s is another enterprise was taken back.")
    return Told(words % {"enterprise": names.firm(said.get("other"))})


def fact_withdrawn(said: Details, names: Names) -> Told:
    fact, value = names.facts.get(said.get("fact", 0)), said.get("before")
    reason = cut(str(said.get("reason") or ""))
    if fact is None:
        return Told(_("A figure about %(day)s was withdrawn.") % {"day": day_words(said.get("about"))}, reason)
    words = {
        "kind": label(FactKind, fact.kind), "period": period_words(fact.span, fact.about),
        "value": value_words(fact.kind, value if isinstance(value, int) else fact.value),
    }  # fmt: skip
    return Told(_("Figure withdrawn: %(kind)s %(period)s, %(value)s.") % words, reason)


# --- many at once ----------------------------------------------------------------------------------------------------


def counts(said: Details, *wanted: str) -> dict[str, str]:
    return {name: figure_text(said.get(name) or 0) for name in wanted}


def list_taken_in(said: Details, names: Names) -> Told:
    words = _("A list of enterprises was taken in: %(created)s new, %(updated)s changed, %(same)s the same.")
    return Told(words % counts(said, "created", "updated", "same"))


def classes_given(said: Details, names: Names) -> Told:
    words = _("Industry classes were proposed for %(count)s enterprises; for %(changed)s of them the class changed.")
    return Told(words % counts(said, "count", "changed"))


def facts_recorded(said: Details, names: Names) -> Told:
    words = _("%(recorded)s figures were recorded; %(doubtful)s raise doubts, %(same)s were there already.")
    firms = [names.firm(key) for key in said.get("enterprises") or [] if key in names.opened]
    shown = pgettext("between names", ", ").join(firms[:3])
    if len(firms) > 3:
        shown = _("%(names)s and others") % {"names": shown}
    return Told(words % counts(said, "recorded", "doubtful", "same"), pair(_("Enterprises"), shown) if shown else "")


def facts_confirmed(said: Details, names: Names) -> Told:
    return Told(_("%(count)s figures that raised doubts were confirmed.") % counts(said, "count"))


def facts_rejected(said: Details, names: Names) -> Told:
    return Told(_("%(count)s figures that raised doubts were rejected.") % counts(said, "count"))


def exported(said: Details, names: Names) -> Told:
    words = _("The list was exported to Excel, as known on %(day)s.") % {"day": day_words(said.get("as_of"))}
    asked = [pair(str(ASKED[name]), asked_value(name, value)) for name, value in parse_qsl(str(said.get("query") or ""))
             if name in ASKED]  # fmt: skip
    return Told(words, joined(asked))


def asked_value(name: str, value: str) -> str:
    if name == "industry":
        return class_words(value)
    if name == "scale":
        return _("Above scale") if value == "1" else _("Not above scale")
    return label({"role": LeadingRole, "state": EnterpriseState}[name], value) if name in ("role", "state") else value


Sentence = Callable[[Details, Names], Told]
SENTENCES: Mapping[str, Sentence] = {
    "add_enterprise": added,
    "change_enterprise": changed,
    "rename_enterprise": renamed,
    "add_name": name_added,
    "name_reader": reader_named,
    "remove_reader": reader_removed,
    "name_readers": readers_named,
    "make_confidential": lambda said, names: Told(_("Made confidential: read by leaders, supervision office and the persons named.")),  # noqa: E501
    "make_open": lambda said, names: Told(_("Opened again to its unit and its tree.")),
    "assign_class": class_given,
    "give_role": role_given,
    "end_role": role_ended,
    "list_above_scale": listed,
    "delist": delisted,
    "merge_enterprises": merged,
    "undo_merge": unmerged,
    "tell_apart": told_apart,
    "take_answer_back": answer_back,
    "withdraw_fact": fact_withdrawn,
    "save_enterprises": list_taken_in,
    "assign_classes": classes_given,
    "record_facts": facts_recorded,
    "confirm_facts": facts_confirmed,
    "reject_facts": facts_rejected,
    "export": exported,
}  # fmt: skip


def tell(scope: Scope | None, events: Sequence[Event]) -> dict[int, Told]:
    """What this app did; what other apps do to enterprises they tell themselves."""
    own = [event for event in events if event.verb in SENTENCES]
    names = names_in(scope, own)
    return {event.pk: SENTENCES[event.verb](event.details, names) for event in own}
