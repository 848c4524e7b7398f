"""Indicators read from the text of a plan, each beside the passage it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from zonekit.sheets.drafts import Target
from zonekit.sheets.goals import extract_targets
from zoneworks.accounts.access import Scope
from zoneworks.plans import queries
from zoneworks.plans.choices import IndicatorState, PlanState
from zoneworks.plans.models import Indicator, Node, Plan
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Tab

ON_A_PAGE = 50
STATES: dict[str, Promise] = {
    IndicatorState.PROPOSED: pgettext_lazy("indicators", "Proposed"),
    IndicatorState.CONFIRMED: pgettext_lazy("indicators", "Confirmed"),
    IndicatorState.REJECTED: pgettext_lazy("indicators", "Rejected"),
}
CLAUSE_ENDS = re.compile(r"[，,。；;：:\n]|\.\s")


@dataclass(frozen=True)
class Passage:
    """A clause of a text with the figure in it."""

    before: str
    figure: str
    after: str


@dataclass(frozen=True)
class ProposalLine:
    """An indicator as a person judges it. `can_change`: what an issued plan counts changes only in a new version."""

    indicator: Indicator
    schedule: tuple[tuple[object, object], ...]
    passage: Passage | None
    can_change: bool


def state_asked(request: HttpRequest) -> str:
    asked = request.GET.get("state", "")
    return asked if asked in STATES else str(IndicatorState.PROPOSED)


def indicator_page(request: HttpRequest, plan: Plan, state: str) -> Page[Indicator]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.indicators_readable(scope, plan).filter(state=state).prefetch_related("schedule")
    return Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))


def state_tabs(request: HttpRequest, plan: Plan, present: str) -> list[Tab]:
    counted = dict(
        Indicator.objects.filter(item__plan=plan).order_by().values_list("state").annotate(count=Count("pk"))
    )
    return [
        Tab(word, address(request, "plans:indicators", plan.pk, state=state), state == present, counted.get(state, 0))
        for state, word in STATES.items()
    ]


def proposal_lines(plan: Plan, page: Page[Indicator]) -> list[ProposalLine]:
    nodes: dict[int, list[Node]] = {}
    for node in Node.objects.filter(item__in={indicator.item_id for indicator in page}).order_by("-due"):
        nodes.setdefault(node.item_id, []).append(node)
    return [
        ProposalLine(
            indicator=indicator,
            schedule=tuple((value.due, value.value) for value in indicator.schedule.all()),
            passage=passage_of(indicator, plan.year, nodes.get(indicator.item_id, [])),
            can_change=plan.state == PlanState.DRAFT
            or (plan.state == PlanState.ISSUED and indicator.state != IndicatorState.CONFIRMED),
        )
        for indicator in page
    ]


def passage_of(indicator: Indicator, year: int, nodes: list[Node]) -> Passage | None:
    """Where the target stands in the goal or, failing that, in a node: the engine that read it finds it again."""
    if indicator.target is None:
        return None
    found = [
        (text, target)
        for text in texts_of(indicator, nodes)
        for target in targets_in(text, year)
        if target.value == indicator.target and target.unit in {indicator.unit, indicator.unit_en}
    ]
    if not found:
        return None
    named = (pair for pair in found if is_about(pair[1], indicator))
    text, target = next(named, found[0])
    return clause_around(text, target.start, target.end)


def texts_of(indicator: Indicator, nodes: list[Node]) -> Iterator[str]:
    yield from filter(None, (indicator.item.goal, indicator.item.goal_en))
    for node in nodes:
        yield from filter(None, (node.text, node.text_en))


def is_about(target: Target, indicator: Indicator) -> bool:
    return any(name and (name in target.text or target.text in name) for name in (indicator.name, indicator.name_en))


@lru_cache(maxsize=512)
def targets_in(text: str, year: int) -> tuple[Target, ...]:
    return tuple(target for target in extract_targets(text, year=year) if 0 <= target.start < target.end)


def clause_around(text: str, start: int, end: int) -> Passage:
    ends = [match.end() for match in CLAUSE_ENDS.finditer(text, 0, start)]
    following = CLAUSE_ENDS.search(text, end)
    begin, stop = (ends[-1] if ends else 0), (following.start() if following else len(text))
    return Passage(text[begin:start].lstrip(), text[start:end], text[end:stop].rstrip())
