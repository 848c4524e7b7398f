"""Putting a draft in force.

The first version of a year is in force from the date of its document, at the earliest from the day on which it is
issued here where that comes first. Each later one is in force from the day on which it is issued here, whatever date
its notice bears: what was shown on a day stays shown, and orders and reports belong to one version at a time. Months
that had ended by then keep the lights of the version then in force.

A row leaves the plan with a reason, and only once every open order on it has been decided. What units have reported on
it stays and can still be settled; months that end after it has left are not owed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import PlanState
from zoneworks.plans.messages import listed
from zoneworks.plans.models import Item, Plan, RowReason
from zoneworks.plans.queries_versions import open_orders_of, rows_moved_out
from zoneworks.plans.services.guards import claim_plan, require_supervision, writer
from zoneworks.supervision.models import Order
from zoneworks.supervision.services import redirect_order, strike_off_order, suspend_order

NAMED = 5
Choice = Literal["strike_off", "carry_on", "suspend"]
CHOICES: tuple[Choice, ...] = ("strike_off", "carry_on", "suspend")


@dataclass(frozen=True, slots=True)
class OrderDecision:
    """What becomes of an open order on a row that leaves the plan. `seen`: its revision as the person saw it.

    Carried on, it speaks of `item` from now on, a row of the draft. `words`: the reason, which whoever undertakes the
    order reads; the row's own reason where nothing is said.
    """

    order: int
    choice: Choice
    seen: int
    item: int | None = None
    words: str = ""


@transaction.atomic
def issue_plan(
    *, scope: Scope, plan: Plan, today: date, seen: int | None = None, orders: Sequence[OrderDecision] = ()
) -> Plan:
    """Put a draft in force. From now on it takes facts, and an earlier version of the year is closed."""
    require_supervision(scope, plan.zone)
    if not Item.objects.filter(plan=plan, is_leaf=True).exists():
        raise Refused(
            "plan_empty", _("“%(plan)s” has no item yet. Import its table first.") % {"plan": plan.title_shown}
        )
    issued_on, in_force_from = days_of(plan, today)
    claim_plan(
        plan, PlanState.DRAFT, seen=seen, state=PlanState.ISSUED, issued_on=issued_on, in_force_from=in_force_from
    )
    # The version before is closed first: an order filed on a row at this moment is either seen below or refused.
    earlier = Plan.objects.filter(zone=plan.zone, year=plan.year, state=PlanState.ISSUED).exclude(pk=plan.pk)
    for other in earlier:
        claim_plan(other, PlanState.ISSUED, state=PlanState.CLOSED)
        record(user=writer(scope), zone=plan.zone, verb="supersede_plan", kind="plan", key=other.pk, by=plan.pk)
    moved_out = rows_moved_out(plan)
    require_reasons(plan, moved_out)
    decide_orders(scope, plan, moved_out, orders, today)
    record(
        user=writer(scope), zone=plan.zone, verb="issue_plan", kind="plan", key=plan.pk,
        in_force_from=in_force_from.isoformat(), moved_out=len(moved_out),
    )  # fmt: skip
    plan.refresh_from_db()
    return plan


def days_of(plan: Plan, today: date) -> tuple[date, date]:
    """The day the document bears, and the day from which the version is in force."""
    issued_on = plan.issued_on or today
    earlier = Plan.objects.filter(zone=plan.zone, year=plan.year).exclude(state=PlanState.DRAFT)
    last = earlier.order_by("version").last()
    if last is None:
        return issued_on, min(issued_on, today)
    if last.in_force_from is not None and today < last.in_force_from:
        raise Refused(
            "version_before_last",
            _("The version before is in force from %(date)s. This one cannot begin earlier.")
            % {"date": date_format(last.in_force_from, "DATE_FORMAT")},
        )
    return issued_on, today


def require_reasons(plan: Plan, moved_out: Sequence[Item]) -> None:
    """Of headings only the rows below them are asked about. A version that goes on with no row at all is a new table,
    not an adjustment: it stands for itself."""
    if not Item.objects.filter(plan=plan, origin__isnull=False).exists():
        return
    given = set(RowReason.objects.filter(plan=plan).values_list("item_id", flat=True))
    silent = [row for row in moved_out if row.is_leaf and (row.origin_id or row.pk) not in given]
    if silent:
        raise Refused(
            "rows_without_reason",
            ngettext(
                "%(count)d row was moved out without a reason (%(rows)s). Say why before the version is issued.",
                "%(count)d rows were moved out without a reason (%(rows)s). Say why before the version is issued.",
                len(silent),
            )
            % {"count": len(silent), "rows": listed(row.title for row in silent[:NAMED])},
        )


def decide_orders(
    scope: Scope, plan: Plan, moved_out: Sequence[Item], decisions: Sequence[OrderDecision], today: date
) -> None:
    """Every open order on a row that leaves, or none of it happens."""
    found = open_orders_of(plan, moved_out)
    decided = {decision.order: decision for decision in decisions}
    open_still = [order for order, _row in found if order.pk not in decided]
    if open_still:
        raise Refused(
            "orders_open",
            ngettext(
                "%(count)d order on a row that is moved out is open (%(orders)s). Decide what becomes of it.",
                "%(count)d orders on rows that are moved out are open (%(orders)s). Decide what becomes of each.",
                len(open_still),
            )
            % {"count": len(open_still), "orders": listed(order.title_shown for order in open_still[:NAMED])},
        )
    for order, row in found:
        decide_order(scope, plan, order, row, decided[order.pk], today)


def decide_order(scope: Scope, plan: Plan, order: Order, row: Item, decision: OrderDecision, today: date) -> None:
    words = decision.words.strip() or reason_of(plan, row)
    seen, submission = decision.seen, f"version:{plan.pk}:{order.pk}"
    if decision.choice == "strike_off":
        strike_off_order(scope=scope, order=order, reason=words, seen=seen, submission=submission, today=today)
    elif decision.choice == "suspend":
        if not order.is_suspended:  # one that stands still already stays so
            suspend_order(scope=scope, order=order, reason=words, seen=seen, submission=submission, today=today)
    else:
        other = Item.objects.filter(plan=plan, pk=decision.item or 0).first()
        if other is None:
            raise Refused(
                "order_without_row",
                _("Choose the row on which “%(order)s” goes on.") % {"order": order.title_shown},
                f"row-{order.pk}",
            )
        subject = ("item", str(other.origin_id or other.pk))
        redirect_order(scope=scope, order=order, seen=seen, subject=subject, reason=words)


def reason_of(plan: Plan, row: Item) -> str:
    given = RowReason.objects.filter(plan=plan, item=row.origin_id or row.pk).first()
    return given.reason if given else _("Moved out of the plan by version %(version)s.") % {"version": plan.version}
