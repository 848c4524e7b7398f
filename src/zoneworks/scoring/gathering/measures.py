"""The measures a rulebook may name, and what each of them counts."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from zoneworks.scoring.gathering.checks import FALSE
from zoneworks.scoring.gathering.leaf_events import EARLY_OR_OVER, START_OVERDUE
from zoneworks.scoring.gathering.orders import CLOSED_ON_TIME, ORDERS_OVERDUE, REACHED
from zoneworks.scoring.gathering.reports import LATE, MISSING, ON_TIME
from zoneworks.supervision.choices import Rung

ITEMS, PROGRESS, ITEM_PROGRESS, LOAD = "plan.items", "plan.progress", "plan.item_progress", "plan.load"
REPORTS_SHARE, ORDERS_SHARE = "reports.on_time_share", "orders.closed_on_time_share"

COUNTS: tuple[str, ...] = (LATE, MISSING, ORDERS_OVERDUE, *REACHED.values(), FALSE, START_OVERDUE, EARLY_OR_OVER)
# How many of how many: what counts, and all that might have.
OF: Mapping[str, tuple[str, tuple[str, ...]]] = {
    ON_TIME: (ON_TIME, (ON_TIME, LATE, MISSING)),
    CLOSED_ON_TIME: (CLOSED_ON_TIME, (CLOSED_ON_TIME, ORDERS_OVERDUE)),
}
# A share of one, and the measure that holds its numerator and denominator.
SHARES: Mapping[str, str] = {REPORTS_SHARE: ON_TIME, ORDERS_SHARE: CLOSED_ON_TIME, ITEM_PROGRESS: PROGRESS}

MEASURES: Mapping[str, Promise] = {
    ITEMS: pgettext_lazy("measure", "Items of the plan, each with progress and scheduled progress"),
    PROGRESS: pgettext_lazy("measure", "Progress of all items by weight, against scheduled progress"),
    ITEM_PROGRESS: pgettext_lazy("measure", "Progress of all items as a share of what was scheduled"),
    LOAD: pgettext_lazy("measure", "Number of items of the plan"),
    ON_TIME: pgettext_lazy("measure", "Monthly reports on time, of those owed"),
    REPORTS_SHARE: pgettext_lazy("measure", "Share of monthly reports on time"),
    LATE: pgettext_lazy("measure", "Monthly reports handed in late"),
    MISSING: pgettext_lazy("measure", "Monthly reports missing"),
    REACHED[Rung.BLUE]: pgettext_lazy("measure", "Blue orders"),
    REACHED[Rung.ORANGE]: pgettext_lazy("measure", "Orange orders"),
    REACHED[Rung.RED]: pgettext_lazy("measure", "Red orders"),
    ORDERS_OVERDUE: pgettext_lazy("measure", "Supervision orders that ran out of time"),
    CLOSED_ON_TIME: pgettext_lazy("measure", "Supervision orders closed on time, of those due"),
    ORDERS_SHARE: pgettext_lazy("measure", "Share of supervision orders closed on time"),
    FALSE: pgettext_lazy("measure", "Reports found false"),
    START_OVERDUE: pgettext_lazy("measure", "Items overdue to start"),
    EARLY_OR_OVER: pgettext_lazy("measure", "Items finished a month early, or 10 % above a target"),
}
