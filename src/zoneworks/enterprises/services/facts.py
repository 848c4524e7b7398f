"""Recording figures, many at once: sound ones count from today, odd ones wait for a person and count for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.bulk import insert_rows
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.enterprises.choices import FactKind, FactSource, Span
from zoneworks.enterprises.doubting import FactIdentity, doubts_about, identity
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import enterprises_readable, units_in_charge
from zoneworks.enterprises.queries_facts import StandingFact, standing_facts
from zoneworks.enterprises.services.guards import note, require_may_write, writer
from zoneworks.units.models import Unit

AT_ONCE = 2_000
GREATEST = 9 * 10**18


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One figure as stated; `about` the last day of its year or month; `submission` is taken once."""

    enterprise: int
    kind: str
    span: str
    about: date
    value: int
    source: str
    submission: str
    source_note: str = ""


@dataclass
class Recorded:
    """How many were recorded, of these how many wait; `same` stood already. `waiting`: submissions of the odd."""

    recorded: int = 0
    doubtful: int = 0
    same: int = 0
    waiting: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {"recorded": self.recorded, "doubtful": self.doubtful, "same": self.same}


@transaction.atomic
def record_facts(*, scope: Scope, zone: Unit, entries: Sequence[FactEntry], today: date) -> Recorded:
    """Record what is new: a figure that stands already, or was sent before, is the same. All of them or none."""
    told = record_packet(scope=scope, zone=zone, entries=entries, today=today)
    if told.recorded:
        record(
            user=writer(scope), zone=zone, verb="record_facts", kind="enterprises", key=zone.pk, **told.counts,
            enterprises=sorted({entry.enterprise for entry in entries})[:20],
        )  # fmt: skip
    return told


def record_packet(*, scope: Scope, zone: Unit, entries: Sequence[FactEntry], today: date) -> Recorded:
    """The same without a line in the record: for whoever records many packets and tells of them once."""
    for entry in entries:
        require_sound(entry, today)
    stands_for = writable(scope, zone, {entry.enterprise for entry in entries})
    standing = {identity(fact): fact for fact in standing_facts(set(stands_for.values()), today)}
    sent = sent_before([entry.submission for entry in entries])
    fresh, told = choose_fresh(entries, stands_for, standing, sent)
    doubts = doubts_about(fresh, stands_for, standing)
    by = writer(scope)
    columns = (columns_of(entry, doubts.get(place), today, by.pk if by else None) for place, entry in enumerate(fresh))
    try:
        with transaction.atomic():
            insert_rows(EnterpriseFact, columns)
    except IntegrityError as error:
        raise Overtaken("sent_twice", _("These figures were sent twice at once; look at what is there.")) from error
    told.recorded, told.doubtful = len(fresh), len(doubts)
    told.waiting = [fresh[place].submission for place in doubts]
    return told


def choose_fresh(
    entries: Iterable[FactEntry],
    stands_for: dict[int, int],
    standing: dict[FactIdentity, StandingFact],
    sent: set[str],
) -> tuple[list[FactEntry], Recorded]:
    """Entries that say something new, the last of two about the same thing."""
    told, fresh = Recorded(), {}
    for entry in entries:
        key = (stands_for[entry.enterprise], entry.kind, entry.span, entry.about)
        there = standing.get(key)
        if entry.submission in sent or (there is not None and there.value == entry.value and key not in fresh):
            told.same += 1
            continue
        fresh[key] = entry
    return list(fresh.values()), told


def sent_before(submissions: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(submissions), AT_ONCE):
        part = submissions[start : start + AT_ONCE]
        found |= set(EnterpriseFact.objects.filter(submission__in=part).values_list("submission", flat=True))
    return found


def writable(scope: Scope, zone: Unit, keys: set[int]) -> dict[int, int]:
    """Key -> key of the enterprise it stands for; refused where one is not the person's to write."""
    units = set(units_in_charge(scope, zone).values_list("pk", flat=True))
    stands_for: dict[int, int] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        rows = Enterprise.objects.filter(zone=zone, pk__in=part).values_list("pk", "merged_into_id")
        stands_for |= {key: into or key for key, into in rows}
        roots = {stands_for[key] for key in part if key in stands_for}
        own = enterprises_readable(scope, zone).filter(pk__in=roots, unit__in=units)
        if len(roots) != own.order_by().count():
            raise Refused("not_yours", _("Only the unit in charge and the supervision office record figures."))
    if len(stands_for) != len(wanted):
        raise Refused("not_yours", _("Only the unit in charge and the supervision office record figures."))
    return stands_for


def require_sound(entry: FactEntry, today: date) -> None:
    known = entry.kind in FactKind.values and entry.span in Span.values and entry.source in FactSource.values
    if not known:
        raise Refused("figure_unknown", _("This kind of figure, period or source is not known."), "kind")
    if entry.about > date(today.year, 12, 31):
        raise Refused(
            "period_ahead", _("The period that ends on %(day)s has not begun.") % {"day": entry.about}, "about"
        )
    if abs(entry.value) > GREATEST:
        raise Refused("number_too_great", _("The number has more digits than can be kept. Look at its unit."), "value")


def columns_of(entry: FactEntry, doubts: list[dict[str, Any]] | None, today: date, by: int | None) -> dict[str, Any]:
    return {
        "enterprise_id": entry.enterprise, "kind": entry.kind, "span": entry.span, "about": entry.about,
        "value": entry.value, "source": entry.source, "source_note": entry.source_note[:300],
        "doubts": doubts or [], "recorded_on": today, "recorded_by_id": by,
        "confirmed_on": None if doubts else today, "confirmed_by_id": None if doubts else by,
        "submission": entry.submission,
    }  # fmt: skip


@transaction.atomic
def confirm_facts(*, scope: Scope, zone: Unit, keys: Iterable[int], today: date) -> int:
    """Figures that waited count from today; says how many. Those settled already are passed over."""
    return settle_waiting(scope, zone, keys, "confirm_facts", {"confirmed_on": today, "confirmed_by": writer(scope)})


@transaction.atomic
def reject_facts(*, scope: Scope, zone: Unit, keys: Iterable[int], today: date) -> int:
    """Figures that waited will never count; says how many."""
    return settle_waiting(scope, zone, keys, "reject_facts", {"rejected_on": today})


def settle_waiting(scope: Scope, zone: Unit, keys: Iterable[int], verb: str, changes: dict[str, Any]) -> int:
    wanted = sorted(set(keys))
    concerned = EnterpriseFact.objects.filter(pk__in=wanted).values_list("enterprise_id", flat=True)
    writable(scope, zone, set(concerned))
    waiting = EnterpriseFact.objects.filter(
        Q(pk__in=wanted), enterprise__zone=zone, confirmed_on__isnull=True, rejected_on__isnull=True
    )
    count = waiting.update(**changes)
    if count:
        record(
            user=writer(scope), zone=zone, verb=verb, kind="enterprises", key=zone.pk, count=count, facts=wanted[:50]
        )  # fmt: skip
    return count


@transaction.atomic
def withdraw_fact(
    *, scope: Scope, fact: EnterpriseFact, today: date, submission: str, reason: str = ""
) -> EnterpriseFact:
    """Say that an earlier figure does not hold: nothing stands in its place. The same submission is taken once."""
    require_may_write(scope, fact.enterprise.merged_into or fact.enterprise)
    known = EnterpriseFact.objects.filter(submission=submission).first()
    if known:
        return known
    if fact.confirmed_on is None:
        raise Refused("not_confirmed", _("This figure does not count yet; reject it instead."))
    withdrawn = EnterpriseFact.objects.create(
        enterprise=fact.enterprise, kind=fact.kind, span=fact.span, about=fact.about, value=None, source=fact.source,
        source_note=reason[:300], recorded_on=today, recorded_by=writer(scope), confirmed_on=today,
        confirmed_by=writer(scope), submission=submission,
    )  # fmt: skip
    note(scope, fact.enterprise, "withdraw_fact", fact=fact.pk, about=fact.about, before=fact.value, reason=reason)
    return withdrawn
