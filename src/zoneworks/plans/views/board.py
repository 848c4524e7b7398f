"""The plan as a tree table and as a wall chart, on a date, narrowed by filters: all of it in the address."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from zoneworks import __version__
from zoneworks.accounts.access import Scope
from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.plans import queries
from zoneworks.plans.board import Board, build_board
from zoneworks.plans.models import Plan
from zoneworks.plans.pages.board import BoardPage, filters_from

Show = Callable[[HttpRequest, BoardPage], HttpResponse]


def scope_of(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


def plan_asked(request: HttpRequest) -> Plan | None:
    """The plan named in the address, or the zone's present one; a plan the person may not open does not exist."""
    named = request.GET.get("plan")
    zone = zone_or_404(request)
    if not named:
        return queries.current_plan(scope_of(request), zone, as_of=request.as_of)  # type: ignore[attr-defined]
    plan = queries.plan_or_none(scope_of(request), int(named)) if named.isdecimal() else None
    if plan is None:
        raise Http404
    return plan


def board_asked(request: HttpRequest, plan: Plan) -> Board:
    return build_board(scope_of(request), plan, request.as_of, filters=filters_from(request.GET))  # type: ignore[attr-defined]


@in_zone
def board(request: HttpRequest) -> HttpResponse:
    """Where does the year stand, item by item?"""
    return shown(request, "plans/board.html", "plans/board_rows.html")


@in_zone
def wall(request: HttpRequest) -> HttpResponse:
    """The year month by month: 挂图作战."""
    return shown(request, "plans/wall.html", "plans/wall_rows.html")


def shown(request: HttpRequest, template: str, rows: str) -> HttpResponse:
    plan = plan_asked(request)
    if plan is None:
        return render(
            request, "plans/no_plan.html", {"may_import": scope_of(request).is_supervising(zone_or_404(request))}
        )
    page = BoardPage(request, plan, board_asked(request, plan))
    unchanged = get_conditional_response(request, etag=page_etag(request, page))
    if unchanged is not None:
        return unchanged
    wanted = rows if request.headers.get("X-Partial") == rows else template
    response = render(request, wanted, {"page": page, "plan": plan, "board": page.board})
    response.headers["ETag"] = page_etag(request, page)
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie", "X-Partial"])
    return response


def page_etag(request: HttpRequest, page: BoardPage) -> str:
    """Names everything the page depends on: two requests with the same mark would get the same bytes.

    Waiting messages and the form token of the session belong to it too.
    """
    parts = (
        __version__,
        get_language(),
        request.get_full_path(),
        request.headers.get("X-Partial", ""),
        request.user.pk,
        request.META.get("CSRF_COOKIE", ""),
        request.COOKIES.get("messages", ""),
        request.COOKIES.get("theme", ""),
        str(request.as_of),  # type: ignore[attr-defined]
        str(request.today),  # type: ignore[attr-defined]
        page.board.key,
        page.plan.title_shown,
        page.plan.state,
    )
    return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'
