"""Filing orders: by a person of the supervision office, or by the rules of the ladder. All of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zonekit.supervision import Basis as EngineBasis
from zonekit.supervision import LadderRules, default_limit, entry_rung
from zonekit.supervision import Rung as EngineRung
from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.supervision.bridge import calendar, rules_on
from zoneworks.supervision.choices import OrderState, Rung, StepKind
from zoneworks.supervision.concerned import require_open_to_orders
from zoneworks.supervision.entries import OrderDraft
from zoneworks.supervision.guards import plain_line, plain_words, require_office, writer
from zoneworks.supervision.models import Order, OrderStep, OrderUnit
from zoneworks.supervision.services.numbering import hold_count, take_numbers
from zoneworks.supervision.words import day
from zoneworks.units.models import Unit

MOST_DAYS = 250
MOST_HELPERS = 20


@dataclass(frozen=True)
class NewOrder:
    """A draft whose words are plain and whose limit and rung are settled."""

    draft: OrderDraft
    words: Mapping[str, str]
    rung: int
    limit_days: int
    uid: str = ""
    rule: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def file_orders(*, scope: Scope, zone: Unit, orders: Sequence[OrderDraft], today: date) -> list[Order]:
    """File orders as the supervision office: numbered in their order, none of them assigned yet.

    What the same form filed before is given back as it is.
    """
    require_office(scope, zone)
    rules = rules_on(today)
    wanted = [settled(zone, draft, rules) for draft in orders]
    known = filed_before([draft.submission for draft in orders])
    for subject in sorted({draft.subject for draft in orders if draft.subject and draft.submission not in known}):
        require_open_to_orders(zone, *subject)
    filed, fresh = keep_orders(zone, wanted, rules, today, by=writer(scope))
    if fresh:
        record(
            user=writer(scope), zone=zone, verb="file_orders", kind="orders", key=f"{today:%Y-%m-%d}",
            count=len(fresh), orders=[order.pk for order in fresh],
        )  # fmt: skip
    return filed


def settled(zone: Unit, draft: OrderDraft, rules: LadderRules) -> NewOrder:
    words = {
        "title": plain_line(draft.title, "title", is_needed=True),
        "title_en": plain_line(draft.title_en, "title_en"),
        "content": plain_words(draft.content, "content", is_needed=True),
        "content_en": plain_words(draft.content_en, "content_en"),
        "source": plain_line(draft.source, "source"),
    }
    require_units(zone, draft)
    rung = require_rung(draft, rules)
    default = default_limit(EngineBasis(draft.basis), rules, EngineRung(rung))
    limit = draft.limit_days if draft.limit_days is not None else default
    if not 1 <= limit <= MOST_DAYS:
        raise Refused(
            "limit_unfit",
            _("A limit of %(days)s working days does not fit: give 1 to %(most)s.")
            % {"days": limit, "most": MOST_DAYS},
            "limit_days",
        )
    return NewOrder(draft, words, rung, limit)


def require_rung(draft: OrderDraft, rules: LadderRules) -> int:
    """A person starts where the rules let the order start; higher up only the clock takes it."""
    entry = entry_rung(rules, is_urgent=draft.is_urgent, is_major=draft.is_major)
    if draft.rung is not None and draft.rung > entry:
        raise Refused(
            "rung_too_high",
            _("By the rules this order starts as “%(entry)s”; “%(rung)s” comes when that has expired.")
            % {"entry": Rung(entry).label, "rung": Rung(draft.rung).label},
            "rung",
        )
    return int(entry if draft.rung is None else draft.rung)


def require_due_within_reach(due: date, today: date) -> None:
    """An extension reaches no further than the longest limit there is."""
    last = calendar().add(today, MOST_DAYS)
    if due > last:
        raise Refused(
            "due_too_far",
            _("%(due)s is too far off: an order is extended until %(last)s at the latest.")
            % {"due": day(due), "last": day(last)},
            "due",
        )


def require_units(zone: Unit, draft: OrderDraft) -> None:
    for unit in (draft.unit, *draft.helpers):
        if not unit.path.startswith(zone.path) or not unit.is_active:
            raise Refused("unit_elsewhere", _("%(unit)s is no unit of this zone.") % {"unit": unit.title}, "unit")
    if len(draft.helpers) > MOST_HELPERS:
        sentence = _("An order has at most %(most)s co-handling units.") % {"most": MOST_HELPERS}
        raise Refused("too_many_helpers", sentence, "helpers")
    if draft.unit in draft.helpers:
        sentence = _("%(unit)s undertakes the order; it does not also help with it.") % {"unit": draft.unit.title}
        raise Refused("unit_twice", sentence, "helpers")
    if draft.leader is not None and draft.leader.zone_id != zone.pk:
        raise Refused("post_elsewhere", _("%(post)s is no post of this zone.") % {"post": draft.leader.title}, "leader")


def keep_orders(
    zone: Unit, wanted: Sequence[NewOrder], rules: LadderRules, today: date, by: User | None
) -> tuple[list[Order], list[Order]]:
    """The orders in the order given, and those of them that are new."""
    count = hold_count(zone, today.year)
    known = filed_before([one.draft.submission for one in wanted])
    fresh = [one for one in wanted if one.draft.submission not in known]
    numbers = take_numbers(count, len(fresh)) if fresh else []
    rows = [row_of(zone, one, number, rules, today) for one, number in zip(fresh, numbers, strict=True)]
    kept = Order.objects.bulk_create(rows)
    OrderUnit.objects.bulk_create(
        OrderUnit(order=order, unit=unit, position=place)
        for order, one in zip(kept, fresh, strict=True)
        for place, unit in enumerate(one.draft.helpers)
    )
    OrderStep.objects.bulk_create(filing_step(order, one, today, by) for order, one in zip(kept, fresh, strict=True))
    known |= {one.draft.submission: order for order, one in zip(kept, fresh, strict=True)}
    return [known[one.draft.submission] for one in wanted], kept


def filed_before(submissions: Iterable[str]) -> dict[str, Order]:
    steps = OrderStep.objects.filter(submission__in=list(submissions), kind=StepKind.FILE)
    return {step.submission: step.order for step in steps.select_related("order__zone", "order__unit", "order__leader")}


def row_of(zone: Unit, one: NewOrder, number: int, rules: LadderRules, today: date) -> Order:
    draft = one.draft
    kind, key = draft.subject or ("", "")
    return Order(
        zone=zone, uid=one.uid or f"{today.year}-{number:04d}", year=today.year, number=number, **one.words,
        basis=draft.basis, subject_kind=kind, subject_key=key, rule_set=rules.code, rule=one.rule,
        figures=dict(one.figures), is_urgent=draft.is_urgent, is_major=draft.is_major, unit=draft.unit,
        leader=draft.leader, limit_days=one.limit_days, filed_on=today, state=OrderState.FILED, rung=one.rung,
        revision=1,
    )  # fmt: skip


def filing_step(order: Order, one: NewOrder, today: date, by: User | None) -> OrderStep:
    return OrderStep(
        order=order, no=1, kind=StepKind.FILE, on=today, at=now(), by=by, rule=one.rule, data={},
        submission=one.draft.submission, state=OrderState.FILED, rung=one.rung,
    )  # fmt: skip
