"""The board and the wall chart as requests through the whole stack, in process, without the network."""

from __future__ import annotations

from typing import Any

from bench.measure import Measured, best_of
from bench.plans_made_in_database import make_plan, report_year, start


def run() -> list[Measured]:
    start()
    small = client_for(projects=44, leaves=2)
    large = client_for(projects=200, leaves=10)
    return [
        *of_page(small, "board page of 134 items", "/en/plans/", 0.06),
        *of_page(small, "wall chart of 134 items", "/en/plans/wall/", None),
        *of_page(large, "board page, 2,000 sub-projects, first window", "/en/plans/", 0.1),
        *of_page(large, "wall chart, 2,000 sub-projects x 12 months, first window", "/en/plans/wall/", 0.1),
    ]


def client_for(*, projects: int, leaves: int) -> Any:
    """A browser without a network, signed in as somebody of a zone with a year of reports."""
    from django.test import Client

    scope, plan = make_plan(projects=projects, leaves=leaves)
    report_year(scope, plan)
    client = Client()
    client.force_login(scope.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def of_page(client: Any, what: str, path: str, limit: float | None) -> list[Measured]:
    """Made anew (nothing cached), again, and unchanged (the browser already has it)."""
    whole = lambda: client.get(path)  # noqa: E731 - one call, three times
    mark = whole().headers["ETag"]
    sign_in_page = best_of(5, lambda: client.get("/en/accounts/mine/password/"))
    baseline = "a page with one form"
    anew = best_of(5, lambda: made_anew(client, path))
    again = best_of(10, whole)
    unchanged = best_of(20, lambda: client.get(path, headers={"if-none-match": mark}))
    return [
        Measured(f"{what}, made anew", anew, baseline, sign_in_page, limit),
        Measured(f"{what}, again", again, baseline, sign_in_page, limit),
        Measured(f"{what}, unchanged", unchanged, baseline, sign_in_page, 0.015 if limit == 0.06 else None),
    ]


def made_anew(client: Any, path: str) -> None:
    from django.core.cache import cache

    from zoneworks.plans.bridge import kept_tables

    cache.clear()
    kept_tables.cache_clear()
    client.get(path)
