"""What the list of plans and the page of one plan show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zonekit.plans import RuleSet, load_rule_sets, month_end
from zoneworks.accounts.access import Scope
from zoneworks.audit.fetching import FETCHED
from zoneworks.audit.models import Event
from zoneworks.audit.queries import events_of
from zoneworks.plans import queries
from zoneworks.plans.choices import IndicatorState, PlanState
from zoneworks.plans.histories import changes
from zoneworks.plans.models import Indicator, Item, Milestone, Plan
from zoneworks.plans.pages.rules import said
from zoneworks.ui.addresses import address
from zoneworks.ui.figures import figure_text
from zoneworks.ui.parts import Crumb, FigureCell, Happening
from zoneworks.units.models import Unit

PLANS_ON_A_PAGE = 50
EVENTS_ON_A_PAGE = 20
TONES = {PlanState.DRAFT: "grey", PlanState.ISSUED: "action", PlanState.CLOSED: ""}

Counts = dict[int, dict[int, int]]


@dataclass(frozen=True)
class PlanLine:
    """A version in the list; `proposals` is None for those who may not see them."""

    plan: Plan
    tone: str
    levels: tuple[tuple[str, int], ...]
    rules_name: str
    proposals: int | None


@dataclass(frozen=True)
class Tally:
    """How much a plan holds."""

    levels: tuple[tuple[str, int], ...]
    indicators: dict[str, int]
    milestones: int

    @property
    def has_rows(self) -> bool:
        return any(count for _name, count in self.levels)

    @property
    def proposed(self) -> int:
        return self.indicators.get(IndicatorState.PROPOSED, 0)


def plan_page_of(request: HttpRequest, zone: Unit) -> Page[Plan]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return Paginator(queries.plans_of_zone(scope, zone), PLANS_ON_A_PAGE).get_page(request.GET.get("page"))


def plan_lines(scope: Scope, zone: Unit, plans: Iterable[Plan]) -> list[PlanLine]:
    plans = list(plans)
    counts = rows_by_level(plans)
    sees_proposals = scope.sees_all_working_records(zone)
    waiting = proposals_by_plan(plans) if sees_proposals else {}
    return [
        PlanLine(
            plan=plan,
            tone=TONES[PlanState(plan.state)],
            levels=named_levels(plan, counts[plan.pk]),
            rules_name=rules_name(plan),
            proposals=waiting.get(plan.pk, 0) if sees_proposals else None,
        )
        for plan in plans
    ]


def rows_by_level(plans: Sequence[Plan]) -> Counts:
    counted: Counts = defaultdict(dict)
    rows = Item.objects.filter(plan__in=[plan.pk for plan in plans]).order_by()
    for plan_id, level, count in rows.values_list("plan_id", "level").annotate(count=Count("pk")):
        counted[plan_id][level] = count
    return counted


def proposals_by_plan(plans: Sequence[Plan]) -> dict[int, int]:
    waiting = Indicator.objects.filter(item__plan__in=[plan.pk for plan in plans], state=IndicatorState.PROPOSED)
    return dict(waiting.order_by().values_list("item__plan_id").annotate(count=Count("pk")))


def named_levels(plan: Plan, counts: dict[int, int]) -> tuple[tuple[str, int], ...]:
    """Each level of the plan with its count, under the plan's own word for it."""
    deepest = max([len(plan.level_names), *counts])
    names = [plan.level_name(level) or _("Level %(level)s") % {"level": level} for level in range(1, deepest + 1)]
    return tuple((name, counts.get(level, 0)) for level, name in enumerate(names, start=1))


def rule_set_of(plan: Plan) -> RuleSet | None:
    return next((rules for rules in load_rule_sets() if rules.code == plan.rule_set), None)


def rules_name(plan: Plan) -> str:
    rules = rule_set_of(plan)
    return said(rules.name) if rules else plan.rule_set


def rule_set_choices() -> list[tuple[str, str]]:
    return [(rules.code, said(rules.name)) for rules in load_rule_sets()]


def tally_of(plan: Plan) -> Tally:
    indicators = Indicator.objects.filter(item__plan=plan).order_by()
    return Tally(
        levels=named_levels(plan, rows_by_level([plan])[plan.pk]),
        indicators=dict(indicators.values_list("state").annotate(count=Count("pk"))),
        milestones=Milestone.objects.filter(item__plan=plan).count(),
    )


def plan_trail(request: HttpRequest, plan: Plan | None = None, *further: Crumb) -> list[Crumb]:
    trail = [Crumb(_("Plans"), address(request, "plans:all"))]
    if plan:
        trail.append(Crumb(plan_label(plan), address(request, "plans:plan", plan.pk)))
    trail.extend(further)
    trail[-1] = Crumb(trail[-1].label)
    return trail


def plan_label(plan: Plan) -> str:
    return _("%(year)s, version %(version)s") % {"year": plan.year, "version": plan.version}


def plan_figures(request: HttpRequest, plan: Plan, tally: Tally, *, sees_proposals: bool) -> list[FigureCell]:
    board = address(request, "plans:board", plan=plan.pk)
    cells = [FigureCell(name, count, url=board) for name, count in tally.levels]
    cells.append(FigureCell(_("Indicators"), tally.indicators.get(IndicatorState.CONFIRMED, 0)))
    if sees_proposals:
        url = address(request, "plans:indicators", plan.pk)
        note = _("count for nothing until confirmed") if tally.proposed else ""
        cells.append(FigureCell(_("Proposed indicators"), tally.proposed, url=url, note=note))
    cells.append(FigureCell(_("Milestones"), tally.milestones))
    return cells


def plan_facts(plan: Plan) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [
        (_("Year"), str(plan.year)),
        (_("Version"), str(plan.version)),
        (_("State"), plan.get_state_display()),
        (_("Document number"), plan.document_no_shown),
        (_("Issuing unit"), plan.issuing_unit.title if plan.issuing_unit else plan.zone.title),
        (_("Date of issue"), date_format(plan.issued_on, "DATE_FORMAT") if plan.issued_on else None),
        (_("In force from"), date_format(plan.in_force_from, "DATE_FORMAT") if plan.in_force_from else None),
    ]
    if plan.is_illustrative:
        facts.append((_("Remark"), _("Illustrative, not an official document")))
    return facts


def issue_facts(plan: Plan, tally: Tally) -> list[tuple[str, object]]:
    """What comes into force, before it does."""
    facts: list[tuple[str, object]] = [(_("Plan"), plan.title_shown)]
    facts += [(name, figure_text(count)) for name, count in tally.levels]
    facts.append((_("Indicators"), figure_text(tally.indicators.get(IndicatorState.CONFIRMED, 0))))
    if tally.proposed:
        facts.append((_("Proposed indicators"), figure_text(tally.proposed)))
    facts.append((_("Light rules"), rules_name(plan)))
    return facts


def months_of(request: HttpRequest, plan: Plan) -> list[tuple[str, str]]:
    """Month ends of the plan's year that have come, the latest first: periods for which values are collected."""
    today = request.today  # type: ignore[attr-defined]
    ends = [month_end(plan.year, month) for month in range(12, 0, -1)]
    return [(end.isoformat(), date_format(end, "YEAR_MONTH_FORMAT")) for end in ends if end <= today]


def plan_events(request: HttpRequest, plan: Plan) -> tuple[Page[Event], list[Happening]]:
    """One page of what was done to the plan as a whole, newest first."""
    done = events_of("plan", plan.pk).exclude(verb__in=FETCHED)
    page = Paginator(done, EVENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    return page, list(changes(page))
