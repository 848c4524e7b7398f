"""One row of a plan with everything its page shows, in a number of statements that does not depend on the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from zonekit.plans import Curve, Reason, RuleSet, curve
from zonekit.plans.words import Key
from zoneworks.accounts.access import Scope
from zoneworks.audit.models import Event
from zoneworks.common.text import in_language
from zoneworks.plans import histories
from zoneworks.plans.board import Board, BoardRow, build_board
from zoneworks.plans.board_rows import Diamond, Figure
from zoneworks.plans.bridge import assess_plan, tables_of
from zoneworks.plans.choices import IndicatorState, PlanState
from zoneworks.plans.messages import Names, ReasonText, reason_text
from zoneworks.plans.models import Actual, Indicator, Item, Milestone, MilestoneFact, Node, Plan, ScheduleValue
from zoneworks.plans.queries import (
    headings_of,
    is_working_on,
    item_or_none,
    milestone_facts_of,
    plans_readable,
    values_of,
)
from zoneworks.plans.services.reporting import reportable_items
from zoneworks.ui.parts import Happening


@dataclass(frozen=True, slots=True)
class IndicatorDetail:
    """An indicator of the row: its state on the date (`figure`, `curve`: None while nobody has confirmed it), its
    scheduled values, the reports the reader may see, newest first."""

    indicator: Indicator
    figure: Figure | None
    curve: Curve | None
    schedule: tuple[ScheduleValue, ...]
    facts: tuple[Actual, ...]


@dataclass(frozen=True, slots=True)
class MilestoneDetail:
    """`diamond`: its state on the date, None where it has no date."""

    milestone: Milestone
    diamond: Diamond | None
    facts: tuple[MilestoneFact, ...]


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """`row`: the row as on the board. `reason`: why it has its lights, as data and `text` in sentences.

    `sees_working`: may read submitted and returned reports. `may_report`: may record values now; `may_settle`:
    confirms and returns them; `may_change`: the row belongs to a draft the reader writes.
    """

    item: Item
    plan: Plan
    as_of: date
    headings: tuple[Item, ...]
    row: BoardRow
    reason: Reason
    text: ReasonText
    nodes: tuple[Node, ...]
    indicators: tuple[IndicatorDetail, ...]
    proposals: tuple[IndicatorDetail, ...]
    milestones: tuple[MilestoneDetail, ...]
    sees_working: bool
    may_report: bool
    may_settle: bool
    may_change: bool


def item_detail(
    scope: Scope, key: int, as_of: date, rules: RuleSet | None = None, *, with_reports: bool = True
) -> ItemDetail | None:
    """Everything about a row the person may open; None otherwise. Without reports it does not grow with them."""
    item = item_or_none(scope, key)
    if item is None:
        return None
    plan = item.plan
    board = build_board(scope, plan, as_of, rules=rules)
    row = board.row(item.pk)
    if row is None:
        return None
    sees_working = is_working_on(scope, item)
    reason = told(assess_plan(plan, as_of, board.rules).reason(item.pk), sees_working)
    values = values_of(scope, item, as_of) if with_reports else []
    indicators = indicator_details(item, row, as_of, sees_working, values)
    is_supervising = scope.is_supervising(plan.zone)
    makes_plan = scope.sees_all_working_records(plan.zone)
    return ItemDetail(
        item=item,
        plan=plan,
        as_of=as_of,
        headings=tuple(headings_of(item)),
        row=row,
        reason=reason,
        text=reason_text(reason, names_of(board)),
        nodes=tuple(Node.objects.filter(item=item)),
        indicators=tuple(one for one in indicators if one.indicator.state == IndicatorState.CONFIRMED),
        proposals=tuple(one for one in indicators if makes_plan and one.indicator.state == IndicatorState.PROPOSED),
        milestones=milestone_details(item, row, milestone_facts_of(scope, item, as_of) if with_reports else []),
        sees_working=sees_working,
        may_report=item.is_leaf and plan.state == PlanState.ISSUED and bool(reportable_items(scope, plan, [item.pk])),
        may_settle=is_supervising and plan.state == PlanState.ISSUED,
        may_change=is_supervising and plan.state == PlanState.DRAFT,
    )


def light_reason(scope: Scope, plan: Plan, item: int, as_of: date, rules: RuleSet | None = None) -> Reason | None:
    """Why a row has its lights, as data; None where the person may not open it."""
    found = item_or_none(scope, item)
    if found is None or found.plan_id != plan.pk:
        return None
    return told(assess_plan(plan, as_of, rules).reason(item), is_working_on(scope, found))


def light_text(scope: Scope, plan: Plan, item: int, as_of: date, rules: RuleSet | None = None) -> ReasonText | None:
    """The same in sentences."""
    reason = light_reason(scope, plan, item, as_of, rules)
    return reason_text(reason, names_of(build_board(scope, plan, as_of, rules=rules))) if reason else None


def told(reason: Reason, sees_working: bool) -> Reason:
    """Without a word about what waits for confirmation, for those who may not know of it."""
    if sees_working:
        return reason
    return replace(
        reason,
        is_hollow=False,
        indicators=tuple(replace(part, waiting=None) for part in reason.indicators),
        milestones=tuple(replace(part, waiting=None) for part in reason.milestones),
    )


def names_of(board: Board) -> Names:
    core = board.core
    indicators = {key: place for place, key in enumerate(core.figures.key)}
    milestones = {key: place for place, key in enumerate(core.steps.key)}

    def indicator(key: Key) -> tuple[str, str]:
        place = indicators[int(key)]
        return in_language(*core.figures.name[place]), in_language(*core.figures.unit[place])

    def item(key: Key) -> str:
        place = board.places[int(key)]
        return in_language(*core.name[place]) or in_language(*core.goal[place])

    return Names(indicator, lambda key: in_language(*core.steps.text[milestones[int(key)]]), item)


def indicator_details(
    item: Item, row: BoardRow, as_of: date, sees_working: bool, facts: Sequence[Actual]
) -> list[IndicatorDetail]:
    figures = {figure.indicator: figure for figure in row.figures}
    tables = tables_of(item.plan)
    details = []
    for indicator in Indicator.objects.filter(item=item).prefetch_related("schedule"):
        figure = figures.get(indicator.pk)
        details.append(
            IndicatorDetail(
                indicator=indicator,
                figure=figure,
                curve=drawn(
                    curve(tables.plan, tables.facts, indicator.pk, known_on=as_of, year=item.plan.year), sees_working
                )
                if figure
                else None,
                schedule=tuple(indicator.schedule.all()),
                facts=tuple(fact for fact in facts if fact.indicator_id == indicator.facts_id),
            )
        )
    return details


def drawn(line: Curve, sees_working: bool) -> Curve:
    return line if sees_working else replace(line, waiting=())


def milestone_details(item: Item, row: BoardRow, facts: Sequence[MilestoneFact]) -> tuple[MilestoneDetail, ...]:
    diamonds = {diamond.milestone: diamond for diamond in row.diamonds}
    return tuple(
        MilestoneDetail(
            milestone,
            diamonds.get(milestone.pk),
            tuple(fact for fact in facts if fact.milestone_id == milestone.facts_id),
        )
        for milestone in Milestone.objects.filter(item=item)
    )


def item_history(scope: Scope, item: Item, as_of: date) -> list[Happening]:
    """What was done to a row and reported on it, in all versions of the plan, newest first."""
    if item_or_none(scope, item.pk) is None:
        return []
    origin = item.origin_id or item.pk
    readable = Item.objects.filter(plan__in=plans_readable(scope))  # a draft's changes are nobody else's business
    versions = readable.filter(Q(pk=origin) | Q(origin=origin)).values_list("pk", flat=True)
    events = Event.objects.filter(subject_kind="item", subject_id__in=[str(key) for key in versions])
    found = list(histories.changes(events.select_related("user")))
    found += [histories.report_of_value(fact, as_of) for fact in values_of(scope, item, as_of)]
    found += [histories.report_of_milestone(fact, as_of) for fact in milestone_facts_of(scope, item, as_of)]
    return newest_first(found)


def newest_first(found: Sequence[Happening]) -> list[Happening]:
    return sorted(found, key=moment, reverse=True)


def moment(happening: Happening) -> datetime:
    when = happening.when
    return when if isinstance(when, datetime) else timezone.make_aware(datetime.combine(when, time.max))
