"""A year of the ladder in a zone of 2,000 sub-projects, as a live year leaves it: reports handed in, days on which the
rules ran, orders they filed and the steps people took on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from bench.plans_made_in_database import MONTH_ENDS, YEAR, make_plan, report_year

if TYPE_CHECKING:
    from zonekit.supervision import Filing, OrderState, Replay, Step
    from zoneworks.accounts.access import Scope
    from zoneworks.plans.models import Plan
    from zoneworks.units.models import Unit

PROJECTS, LEAVES = 200, 10
FIRST, LAST = date(YEAR, 3, 1), date(YEAR + 1, 1, 31)
DAY = timedelta(days=1)
Lives = dict[str, list["Step"]]


def make_ladder_year() -> tuple[Scope, Unit]:
    """24,000 values, 24,000 months of reports of which some were never handed in, and the orders that came of it."""
    scope, plan = make_plan(projects=PROJECTS, leaves=LEAVES)
    report_year(scope, plan)
    plan.refresh_from_db()
    hand_in(plan)
    run_every_day(plan.zone)
    lives: Lives = {}
    for looks in looks_one_by_one(plan.zone):
        for uid, filing in run_again(looks, lives, looks[-1][0]).filings.items():
            lives.setdefault(uid, life_of(filing, len(lives)))
    keep(plan, run_again(looks, lives, LAST), lives)
    return scope, plan.zone


def hand_in(plan: Plan) -> None:
    """Each month's reports in the week after it; one in forty never, one in thirty late."""
    from zoneworks.plans.models import Item
    from zoneworks.reports.choices import ReportState, Turn
    from zoneworks.reports.models import Report, ReportTurn
    from zoneworks.units.models import Unit

    unit = Unit.objects.filter(parent=plan.zone).order_by("pk")[0]
    items = list(Item.objects.filter(plan=plan, is_leaf=True).order_by("path").values_list("pk", flat=True))
    reports = [
        Report(
            zone=plan.zone, item_id=item, about=about, due=about + DAY * 8, unit=unit, revision=1,
            progress="按序推进。", state=ReportState.CONFIRMED, saved_at=moment(sent, 9),
            first_submitted_on=sent, submitted_on=sent, settled_on=sent,
        )
        for item, about, sent in handed_in(items)
    ]  # fmt: skip
    kept = Report.objects.bulk_create(reports, batch_size=2000)
    ReportTurn.objects.bulk_create(
        [ReportTurn(report=one, turn=Turn.SUBMITTED, on=one.submitted_on, at=one.saved_at) for one in kept],
        batch_size=2000,
    )


def handed_in(items: Sequence[int]) -> list[tuple[int, date, date]]:
    return [
        (item, about, about + DAY * (20 if (place + month) % 30 == 0 else 3 + place % 5))
        for month, about in enumerate(MONTH_ENDS)
        for place, item in enumerate(items)
        if (place + month * 7) % 40
    ]


def run_every_day(zone: Unit) -> None:
    from zoneworks.rhythm.models import LadderRun

    days = [FIRST + DAY * count for count in range((LAST - FIRST).days + 1)]
    LadderRun.objects.bulk_create([LadderRun(zone=zone, on=day, at=moment(day, 1)) for day in days])


def looks_one_by_one(zone: Unit) -> list[list[tuple[date, Any]]]:
    """The looks of the year, each time one more."""
    from zoneworks.rhythm.replay import looks_of
    from zoneworks.rhythm.services.escalating import run_days

    looks = looks_of(zone, YEAR, run_days(zone, YEAR - 1), LAST)
    return [looks[: count + 1] for count in range(len(looks))]


def run_again(looks: Sequence[tuple[date, Any]], lives: Lives, through: date) -> Replay:
    from zonekit.supervision import replay_year
    from zoneworks.supervision.bridge import calendar, rules_on

    return replay_year(looks, human=lives, rules=rules_on(LAST), calendar=calendar(), through=through)


def life_of(filing: Filing, number: int) -> list[Step]:
    """Assigned by the evening; every third order is closed in time, every third reported late or not at all."""
    from zonekit.supervision import Step, StepKind
    from zoneworks.supervision.bridge import calendar

    def on(days: int) -> date:
        return calendar().add(filing.filed_on, days)

    taken = [(StepKind.ASSIGN, filing.filed_on), (StepKind.ACCEPT, on(1))]
    if number % 3 == 0:
        taken += [(StepKind.START, on(2)), (StepKind.REPORT, on(3)), (StepKind.VERIFY, on(4))]
    if number % 3 == 1:
        taken += [(StepKind.URGE, on(3)), (StepKind.REPORT, on(4 + number % 9))]
    return [Step(no, kind, day, day) for no, (kind, day) in enumerate(taken, start=2)]


def keep(plan: Plan, year: Replay, lives: Lives) -> None:
    """The orders and their steps as the services would have written them."""
    from zoneworks.supervision.models import Order, OrderStep

    units = responsible(plan)
    orders, steps = [], []
    for number, (uid, filing) in enumerate(year.filings.items(), start=1):
        order = order_row(plan.zone, uid, number, filing, year.states[uid], units[int(year.keys[uid])])
        orders.append(order)
        steps += step_rows(order, filing, year.steps[uid])
    Order.objects.bulk_create(orders, batch_size=2000)
    OrderStep.objects.bulk_create(steps, batch_size=4000)


def responsible(plan: Plan) -> dict[int, int]:
    from zoneworks.plans.choices import Duty
    from zoneworks.plans.models import ItemUnit

    duties = ItemUnit.objects.filter(item__plan=plan, duty=Duty.RESPONSIBLE)
    return dict(duties.values_list("item", "unit"))


def order_row(zone: Unit, uid: str, number: int, filing: Filing, state: OrderState, unit: int) -> Any:
    from zoneworks.supervision.bridge import columns_of, rules_on
    from zoneworks.supervision.models import Order

    return Order(
        zone=zone, uid=uid, year=filing.filed_on.year, number=number, title=f"子项目{number}：黄灯",
        content="说明原因。", title_en=f"Item {number}: yellow light", content_en="Say why.", basis=filing.basis.value,
        subject_kind="item", subject_key=uid.split("-")[1], rule_set=rules_on(LAST).code, rule=filing.rule,
        figures=dict(filing.figures), unit_id=unit, limit_days=filing.limit_days, filed_on=filing.filed_on,
        revision=state.step_no, **columns_of(state),
    )  # fmt: skip


def step_rows(order: Any, filing: Filing, steps: Sequence[Step]) -> list[Any]:
    from zonekit.supervision import apply_step, opened
    from zoneworks.supervision.bridge import calendar, rules_on, step_columns
    from zoneworks.supervision.models import OrderStep

    rules, state, rows = rules_on(LAST), opened(filing, rules_on(LAST)), []
    for step in steps:
        state = apply_step(state, step, calendar(), rules)
        rows.append(
            OrderStep(
                order=order, no=step.no, kind=step.kind.value, on=step.on, rule=step.rule, data=dict(step.data),
                at=moment(step.on, 1 if step.rule else 10), submission=f"{order.zone_id}:{order.uid}:{step.no}",
                **step_columns(state),
            )
        )  # fmt: skip
    return rows


def moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)
