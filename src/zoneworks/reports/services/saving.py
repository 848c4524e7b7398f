"""Writing reports as long as they are the unit's: one, or all of a month in the same number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.bulk import insert_rows, set_by_key
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.plans.models import Item
from zoneworks.plans.services.guards import writer
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report
from zoneworks.reports.services.drafts import (
    SAID,
    Said,
    Subjects,
    by_hand,
    cleaned,
    require_known,
    said_by_all,
    said_in,
    subjects_of,
    write_parts,
)
from zoneworks.reports.services.entries import ReportDraft, ReportFields, SaveOutcome
from zoneworks.reports.services.guards import OPEN, overtaken, overtaken_among
from zoneworks.reports.services.places import Place, due_of, places_of, units_of_writer
from zoneworks.reports.services.turns import note_report
from zoneworks.units.models import Unit


@transaction.atomic
def save_report(
    *, scope: Scope, item: Item, about: date, fields: ReportFields, seen: int | None, today: date
) -> Report:
    """Keep what the report of an item for a month says so far. `item`: the row in any version of the year's plan.

    `about`: the last day of the month. `seen`: the revision the person saw; None where there was no report yet.
    What is wrong about a value is asked when the report is submitted; here it must only be a number that can be kept.
    """
    [outcome] = save_together(scope, about, [ReportDraft(item, fields, seen)], today)
    if outcome.report is None:
        raise outcome.refusal or overtaken(0)
    if outcome.is_news:
        note_report(scope, outcome.report, "save_report")
    return outcome.report


@transaction.atomic
def save_reports(
    *, scope: Scope, zone: Unit, about: date, drafts: Sequence[ReportDraft], today: date
) -> list[SaveOutcome]:
    """Keep the drafts of many rows for one month, each by itself as `save_report` does, in the order given.

    The number of statements does not depend on their number.
    """
    outcomes = save_together(scope, about, drafts, today, zone)
    news = [outcome.report.pk for outcome in outcomes if outcome.report and outcome.is_news]
    if news:
        record(
            user=writer(scope), zone=zone, verb="save_reports", kind="reports", key=f"{about:%Y-%m}",
            count=len(news), reports=news,
        )  # fmt: skip
    return outcomes


@dataclass
class Writing:
    """One draft on its way: where it belongs, what stands there, what became of it."""

    draft: ReportDraft
    fields: ReportFields
    place: Place | None = None
    subjects: Subjects = ({}, {})
    standing: Report | None = None
    refusal: Refused | None = None
    is_repeat: bool = False

    @property
    def is_fit(self) -> bool:
        return self.refusal is None and not self.is_repeat

    @property
    def origin(self) -> int:
        return self.place.origin if self.place else 0

    @property
    def row(self) -> Item:
        return self.place.item if self.place else self.draft.item


def save_together(
    scope: Scope, about: date, drafts: Sequence[ReportDraft], today: date, zone: Unit | None = None
) -> list[SaveOutcome]:
    writings = placed(scope, about, drafts, today, zone)
    find_standing(scope, about, writings)
    fit = [one for one in writings if one.is_fit]
    units = units_of_writer(scope, [one.row for one in fit]) if fit else {}
    begin(scope, about, [one for one in fit if one.standing is None], units)
    rewrite(scope, [one for one in fit if one.standing is not None], units)
    kept = kept_reports(about, [one for one in writings if one.refusal is None])
    news = {one.origin for one in fit if one.refusal is None}
    write_parts((kept[one.origin].pk, one.fields, one.subjects) for one in fit if one.refusal is None)
    return [
        SaveOutcome(one.draft.item, refusal=one.refusal)
        if one.refusal
        else SaveOutcome(one.draft.item, kept[one.origin], is_news=one.origin in news)
        for one in writings
    ]


def placed(scope: Scope, about: date, drafts: Sequence[ReportDraft], today: date, zone: Unit | None) -> list[Writing]:
    """Each draft at its row, its text made plain; what is refused carries why."""
    places = places_of(scope, [(draft.item, about) for draft in drafts], today)
    subjects = subjects_of([place.item.pk for place in places if isinstance(place, Place)])
    writings: list[Writing] = []
    taken: set[int] = set()
    for draft, place in zip(drafts, places, strict=True):
        one = Writing(draft, draft.fields)
        writings.append(one)
        if isinstance(place, Refused):
            one.refusal = place
            continue
        one.place, one.subjects = place, subjects[place.item.pk]
        try:
            require_once(place, taken, zone)
            one.fields = cleaned(draft.fields)
            require_known(one.fields, *one.subjects)
            one.fields = by_hand(one.fields, one.subjects[0])
        except Refused as refusal:
            one.refusal = refusal
    return writings


def require_once(place: Place, taken: set[int], zone: Unit | None) -> None:
    if place.origin in taken:
        raise Refused("row_twice", _("“%(item)s” is given twice.") % {"item": place.item.title})
    if zone is not None and place.plan.zone_id != zone.pk:
        raise Refused("row_gone", _("“%(item)s” is not in the plan any more.") % {"item": place.item.title})
    taken.add(place.origin)


def find_standing(scope: Scope, about: date, writings: Iterable[Writing]) -> None:
    """What stands at each row, under lock; who came later than a colleague is refused."""
    fit = [one for one in writings if one.is_fit]
    reports = Report.objects.select_for_update(of=("self",)).select_related("zone")
    found = {report.item_id: report for report in reports.filter(item__in=[one.origin for one in fit], about=about)}
    said = said_by_all([report.pk for report in found.values()])
    late: dict[int, Writing] = {}
    for one in fit:
        standing = one.standing = found.get(one.origin)
        if standing is None and one.draft.seen is not None:
            late[-one.origin] = one  # a key no report has: it is gone
        elif standing is None:
            continue
        elif is_repeat(scope, standing, said[standing.pk], one):
            one.is_repeat = True
        elif not standing.is_open or standing.revision != one.draft.seen:
            late[standing.pk] = one
    for key, refusal in overtaken_among(late).items():
        late[key].refusal = refusal


def is_repeat(scope: Scope, standing: Report, said: Said, one: Writing) -> bool:
    """The form this person sent a moment ago, sent again."""
    if standing.revision != (one.draft.seen or 0) + 1 or standing.saved_by_id != scope.user.pk or not standing.is_open:
        return False
    return said_in(standing, said, one.fields, one.subjects)


def says_already(*, scope: Scope, report: Report, item: Item, fields: ReportFields) -> bool:
    """Whether what the person wrote stands, kept or submitted by themselves. `item`: the row in the version at hand."""
    who = report.saved_by_id if report.is_open else report.submitted_by_id
    if report.state == ReportState.CONFIRMED or who is None or who != scope.user.pk:
        return False
    said, subjects = said_by_all([report.pk])[report.pk], subjects_of([item.pk])[item.pk]
    return said_in(report, said, by_hand(cleaned(fields), subjects[0]), subjects)


def writing_of(scope: Scope, one: Writing, units: dict[int, Unit]) -> dict[str, Any]:
    words = {name: getattr(one.fields, name) for name in SAID}
    return {**words, "saved_at": now(), "saved_by_id": scope.user.pk, "unit_id": units[one.row.pk].pk}


def begin(scope: Scope, about: date, fresh: list[Writing], units: dict[int, Unit]) -> None:
    """The first words of reports. A colleague who began one at the same moment keeps it."""
    dues = {one.place.plan.pk: due_of(one.place) for one in fresh[:1] if one.place}
    while fresh:
        rows = [
            {
                "zone_id": one.place.plan.zone_id, "item_id": one.origin, "about": about,
                "due": dues[one.place.plan.pk], "revision": 1, **writing_of(scope, one, units),
            }
            for one in fresh if one.place
        ]  # fmt: skip
        try:
            with transaction.atomic():
                insert_rows(Report, rows)
            return
        except IntegrityError:
            begun = Report.objects.filter(item__in=[one.origin for one in fresh], about=about)
            winners = dict(begun.values_list("item_id", "pk"))
            if not winners:
                raise
            sentences = overtaken_among(winners.values())
            for one in fresh:
                one.refusal = sentences.get(winners.get(one.origin, 0))
            fresh = [one for one in fresh if one.refusal is None]


def rewrite(scope: Scope, again: list[Writing], units: dict[int, Unit]) -> None:
    """What stands as the person saw it gets other words."""
    pairs = [(one.standing.pk, writing_of(scope, one, units)) for one in again if one.standing]
    guarded = Report.objects.filter(pk__in=[key for key, _words in pairs], state__in=OPEN)
    taken = guarded.update(revision=F("revision") + 1, saved_at=now(), saved_by=writer(scope)) if pairs else 0
    assert taken == len(pairs), "the reports are locked"
    for name in (*SAID, "unit_id"):
        set_by_key(Report, name, [(key, words[name]) for key, words in pairs])


def kept_reports(about: date, writings: Iterable[Writing]) -> dict[int, Report]:
    origins = [one.origin for one in writings]
    return {
        report.item_id: report
        for report in Report.objects.filter(item__in=origins, about=about).select_related("zone", "item__plan__zone")
    }
