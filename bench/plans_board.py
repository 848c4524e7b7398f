"""The board below its page, and bulk writing: what a request, a sheet of values and a table cost in the database."""

from __future__ import annotations

from bench.measure import Measured, best_of
from bench.plans_made_in_database import MONTH_ENDS, TODAY, entries_of, make_plan, report_year, start

WINDOW = 100


def run() -> list[Measured]:
    start()
    return [*of_size("139 items", projects=44, leaves=2, cold=0.06, warm=0.015), *large(), *bulk()]


def of_size(what: str, *, projects: int, leaves: int, cold: float, warm: float) -> list[Measured]:
    scope, plan = make_plan(projects=projects, leaves=leaves)
    report_year(scope, plan)
    plan.refresh_from_db()
    made = best_of(5, lambda: board(scope, plan, is_cold=True))
    unchanged = best_of(20, lambda: board(scope, plan))
    rows = best_of(5, lambda: bare_rows(plan))
    baseline = "the same rows as model instances"
    return [
        Measured(f"board of {what}, made anew, all rows", made, baseline, rows, cold),
        Measured(f"board of {what}, unchanged, all rows", unchanged, baseline, rows, warm),
    ]


def large() -> list[Measured]:
    scope, plan = make_plan(projects=200, leaves=10)
    report_year(scope, plan)
    plan.refresh_from_db()
    baseline, rows = "its facts as model instances", best_of(2, lambda: bare_facts(plan))
    what = "2,000 sub-projects, 24,000 facts"
    from zoneworks.plans.board import BoardFilters

    another_day = iter(MONTH_ENDS * 3)
    red = BoardFilters(unit=f"{scope.zones[0].code}-3", lights=frozenset({"red"}))
    calls = [
        (f"first {WINDOW} rows, unchanged", 20, lambda: board(scope, plan, WINDOW), 0.1),
        (f"first {WINDOW} rows, filtered", 20, lambda: board(scope, plan, WINDOW, red), 0.1),
        (f"first {WINDOW} rows on another date", 12, lambda: board(scope, plan, WINDOW, as_of=next(another_day)), None),
        (f"first {WINDOW} rows, made anew", 3, lambda: board(scope, plan, WINDOW, is_cold=True), None),
        ("all rows, unchanged", 3, lambda: board(scope, plan), None),
    ]
    return [
        Measured(f"{what}: {name}", best_of(times, call), baseline, rows, limit) for name, times, call, limit in calls
    ]


def bulk() -> list[Measured]:
    from zoneworks.plans.models import Actual
    from zoneworks.plans.services import record_actuals

    made: list[float] = []
    added = best_of(1, lambda: made.append(len(str(make_plan(projects=500, leaves=10)[1].pk))))
    scope, plan = make_plan(projects=500, leaves=10)
    entries = entries_of(plan, 3)
    recorded = best_of(
        1, lambda: record_actuals(scope=scope, plan=plan, entries=entries, today=MONTH_ENDS[2], sure=True)
    )
    facts = list(Actual.objects.filter(indicator__item__plan=plan))
    for fact in facts:
        fact.pk, fact.submission = None, f"again-{fact.submission}"
    bare = best_of(1, lambda: Actual.objects.bulk_create(facts))
    return [
        Measured("recording 5,000 values, checked", recorded, "the same rows, only inserted", bare, 2.0),
        Measured("adding 5,000 sub-projects with all that belongs to them", added, "5,000 facts, only inserted", bare),
    ]


def board(scope, plan, limit=None, filters=None, as_of=TODAY, is_cold=False):  # type: ignore[no-untyped-def]
    from django.core.cache import cache

    from zoneworks.plans.board import build_board
    from zoneworks.plans.bridge import kept_tables

    if is_cold:
        cache.clear()
        kept_tables.cache_clear()
    made = build_board(scope, plan, as_of, filters=filters)
    return made.window(0, limit), made.totals


def bare_rows(plan):  # type: ignore[no-untyped-def]
    from zoneworks.plans.models import Actual, Indicator, Item

    return [list(model) for model in (
        Item.objects.filter(plan=plan), Indicator.objects.filter(item__plan=plan),
        Actual.objects.filter(indicator__item__plan=plan),
    )]  # fmt: skip


def bare_facts(plan):  # type: ignore[no-untyped-def]
    from zoneworks.plans.models import Actual

    return list(Actual.objects.filter(indicator__item__plan=plan))


if __name__ == "__main__":
    for line in run():
        print(f"{line.what}: {line.seconds * 1000:,.1f} ms, ratio {line.ratio:.3f}")
