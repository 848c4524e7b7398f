"""What the page of a row of the plan shows of scores: the points it gave each responsible unit when last published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zonekit.scoring import Line
from zoneworks.accounts.access import Scope
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Item
from zoneworks.scoring.frozen import Scores, scores_in
from zoneworks.scoring.periods import period_named
from zoneworks.scoring.queries import publications_readable
from zoneworks.scoring.words import notes_in_words, points_text
from zoneworks.ui.addresses import address
from zoneworks.ui.panels import Panel, register

MOST = 6


def build(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """Nothing for headings, drafts and rows that no publication scored."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not item.is_leaf or item.plan.state == PlanState.DRAFT:
        return None
    as_of = request.as_of  # type: ignore[attr-defined]
    known = publications_readable(scope, item.plan.zone).filter(
        period__startswith=str(item.plan.year), published_on__lte=as_of
    )
    found = known.order_by("-as_of", "-pk").first()
    if found is None:
        return None
    scores = scores_in(found)
    lines = [
        {
            "unit": scores.unit_name(unit),
            "points": points_text(line.points, scores.league.places),
            "most": points_text(line.weight, scores.league.places),
            "notes": notes_in_words(line),
            "url": address(request, "scoring:sheet", found.pk, unit),
        }
        for unit, line in lines_of(scores, str(item.origin_id or item.pk))
    ][:MOST]
    return {"lines": lines, "period": period_named(found.period).title} if lines else None


def lines_of(scores: Scores, key: str) -> list[tuple[str, Line]]:
    return [
        (sheet.unit, line)
        for sheet in scores.league.sheets
        for line in sheet.lines
        if line.formula == "items" and line.key.partition("/")[2] == key
    ]


register(Panel("plans.item", 40, "scoring/panel.html", build))
