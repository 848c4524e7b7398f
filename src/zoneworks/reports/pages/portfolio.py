"""The lights of what a leader leads: counts, and the red and yellow rows by name with how long they have been so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import HttpRequest
from django.utils.translation import gettext as _

from zonekit.plans import Light
from zoneworks.accounts.access import Scope
from zoneworks.plans.board import BoardFilters, build_board
from zoneworks.plans.board_rows import BoardRow
from zoneworks.plans.models import Plan
from zoneworks.plans.pages.months import run_words
from zoneworks.plans.queries import current_plan
from zoneworks.ui.addresses import address
from zoneworks.ui.lights import WORDS
from zoneworks.ui.parts import FigureCell
from zoneworks.units.models import Post, Unit

SHOWN = 8
LAGGING = (Light.RED, Light.YELLOW)


@dataclass(frozen=True)
class Lagging:
    row: BoardRow
    url: str
    run: str
    units: str


def portfolio_of(request: HttpRequest, scope: Scope, zone: Unit, post: Post | None) -> dict[str, Any] | None:
    """Of a post, of the whole zone without one. None where no plan is in force."""
    as_of = request.as_of  # type: ignore[attr-defined]
    plan = current_plan(scope, zone, as_of=as_of)
    if plan is None:
        return None
    filters = BoardFilters(leader=post.code if post else "")
    board = build_board(scope, plan, as_of, filters=filters)
    counts = board.totals.lights
    overall = board.core.lights[:, 3]
    places = np.concatenate([np.flatnonzero(board.leaves & (overall == light)) for light in LAGGING])
    shown = [board.rows.row(int(place)) for place in places[:SHOWN]]
    return {
        "count": board.totals.leaves,
        "post": post,
        "counts": counts,
        "urls": {word: board_address(request, plan, post, word) for word in WORDS},
        "lagging": [lagging(request, row) for row in shown],
        "more": len(places) - len(shown),
        "board_url": board_address(request, plan, post),
        "figures": [
            FigureCell(
                _("I lead") if post else _("Sub-projects"), board.totals.leaves, url=board_address(request, plan, post)
            ),
            *(
                FigureCell(WORDS[word], counts[word], light=word, url=board_address(request, plan, post, word))
                for word in ("red", "yellow")
            ),
        ],
    }


def own_post(scope: Scope, zone: Unit) -> Post | None:
    held = [grant.post_id for grant in scope.grants if grant.post_id]
    return Post.objects.filter(zone=zone, pk__in=held).order_by("position", "pk").first() if held else None


def board_address(request: HttpRequest, plan: Plan, post: Post | None, light: str = "") -> str:
    return address(request, "plans:board", plan=plan.pk, leader=post.code if post else None, light=light or None)


def lagging(request: HttpRequest, row: BoardRow) -> Lagging:
    units = " · ".join(unit.title for unit in row.responsible)
    return Lagging(row, address(request, "plans:item", row.item), run_words(row), units)
