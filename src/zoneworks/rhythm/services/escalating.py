"""The rules of the ladder asked on a day: what the clocks demand, then what the lights demand, carried out at once.

Asked at the start of a day they know what was known the evening before, so that a replay can ask them the same. A day
is asked once; a day on which nothing ran is not made up for, the next run sees what is then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from datetime import date

from django.db import IntegrityError, transaction

from zonekit.supervision import (
    Basis,
    Demand,
    LadderRules,
    Standing,
    demands_of_clocks,
    demands_of_lights,
    keys_concerned,
)
from zoneworks.common.clock import now
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Plan
from zoneworks.rhythm.looks import YearSeen, looks_between
from zoneworks.rhythm.models import LadderRun
from zoneworks.supervision.bridge import calendar, rules_on, states_of
from zoneworks.supervision.choices import OPEN_STATES
from zoneworks.supervision.models import Order
from zoneworks.supervision.services import demand_consequence_by_rule, file_by_rule, raise_by_rule
from zoneworks.units.models import Unit


@transaction.atomic
def run_ladder(*, zone: Unit, today: date) -> list[Demand]:
    """Ask the rules and carry out what they demand; nothing on a day that was asked before or is behind the last."""
    if LadderRun.objects.filter(zone=zone, on__gte=today).exists():
        return []
    try:
        with transaction.atomic():
            run = LadderRun.objects.create(zone=zone, on=today, at=now())
    except IntegrityError:
        return []  # another worker was first
    hold_plans(zone)
    rules = rules_on(today)
    demands = ask_clocks(zone, today, rules)
    for look_demands in ask_lights(zone, today, rules):
        demands += look_demands
    LadderRun.objects.filter(pk=run.pk).update(demands=len(demands))
    return demands


def hold_plans(zone: Unit) -> None:
    """No version is issued between the look at the plan and the orders filed from it; plans are held before orders."""
    list(Plan.objects.filter(zone=zone, state=PlanState.ISSUED).order_by("pk").select_for_update().values_list("pk"))


def ask_clocks(zone: Unit, today: date, rules: LadderRules) -> list[Demand]:
    """Expired orders, in the order of their filing."""
    expired = Order.objects.filter(zone=zone, state__in=OPEN_STATES, due__lt=today).order_by("pk")
    demands = list(demands_of_clocks(standings(list(expired), today), today, calendar(), rules))
    raise_by_rule(zone=zone, demands=demands, today=today)
    demand_consequence_by_rule(zone=zone, demands=demands, today=today)
    return demands


def ask_lights(zone: Unit, today: date, rules: LadderRules) -> list[list[Demand]]:
    """What the months that are looked at today demand, month by month."""
    days = run_days(zone, today.year - 1)
    looks = looks_between((today.year - 1, today.year), days, rules, calendar())
    found = []
    for look in looks:
        if look.on == today:
            situation = YearSeen(zone, look.year).situation(look)
            if situation is not None:
                concerned = keys_concerned(situation, rules)
                standing = standing_by_item(zone, look.year, today, concerned)
                demands = list(demands_of_lights(situation, standing, today, rules))
                file_by_rule(zone=zone, demands=demands, today=today, rules=rules)
                demand_consequence_by_rule(zone=zone, demands=demands, today=today)
                found.append(demands)
    return found


def run_days(zone: Unit, since: int) -> list[date]:
    """Days on which the rules were asked, from a year on; and the very first one."""
    runs = LadderRun.objects.filter(zone=zone).order_by("on").values_list("on", flat=True)
    return [*runs[:1], *runs.filter(on__gte=date(since, 1, 1))]


def standing_by_item(zone: Unit, year: int, today: date, keys: Container[str]) -> dict[str, list[Standing]]:
    """All orders on these rows of the plan filed since the year began, ended ones too, in the order of their filing."""
    orders = Order.objects.filter(zone=zone, subject_kind="item", filed_on__gte=date(year, 1, 1)).order_by("pk")
    found: dict[str, list[Standing]] = defaultdict(list)
    for standing in standings([order for order in orders if key_of(order) in keys], today):
        found[standing.key].append(standing)
    return found


def standings(orders: list[Order], today: date) -> list[Standing]:
    states = states_of(orders, today)
    return [Standing(order.uid, key_of(order), Basis(order.basis), states[order.pk]) for order in orders]


def key_of(order: Order) -> str:
    """The row of the plan an order is about; one that a rule filed names it for good."""
    if order.rule:
        return order.uid.split("-")[1]
    return order.subject_key if order.subject_kind == "item" else ""
