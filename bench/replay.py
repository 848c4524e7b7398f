"""A year of the ladder run again: a zone's year as `plan replay` does it, and the engine by itself.

The zone has 2,000 sub-projects of which each has had an order; the engine's worst year is one in which nobody ever
reports and every order climbs to the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from bench.ladder_made import LAST, YEAR, make_ladder_year
from bench.measure import Measured, best_of
from bench.plans_made_in_database import start

ITEMS, LIMIT = 2000, 5.0
BASELINE = "the same steps as model instances"


def run() -> list[Measured]:
    start()
    scope, zone = make_ladder_year()
    bare = best_of(3, lambda: bare_steps(zone))
    whole = best_of(3, lambda: run_again(zone))
    what = f"replay of a year with {ITEMS:,} sub-projects"
    return [
        Measured(f"{what}: lights, reports, orders, compared with the record", whole, BASELINE, bare, LIMIT),
        *(Measured(f"{what}: {name}", seconds, BASELINE, bare, LIMIT) for name, seconds in of_engine()),
        *of_pages(scope, zone),
    ]


def of_pages(scope: Any, zone: Any) -> list[Measured]:
    """What a person of the supervision office sees of it at the end of the year, as whole requests."""
    from bench.desk import client_of
    from zoneworks.supervision.models import Order
    from zoneworks.units.models import ZoneProfile

    ZoneProfile.objects.filter(zone=zone).update(fixed_today=date(YEAR, 12, 20))
    client = client_of(scope)
    order = Order.objects.filter(zone=zone).order_by("pk")[0]
    form = best_of(10, lambda: client.get("/en/accounts/mine/password/"))
    what = f"{ITEMS:,} sub-projects, {ITEMS:,} orders"
    return [
        Measured(f"{name}, {what}", whole_request(client, path), "a page with one form", form, limit)
        for name, path, limit in (
            ("two lights of a month", "/en/verification/lights/", 0.3),
            ("page of a row with an order", f"/en/plans/items/{order.subject_key}/", 0.06),
            ("page of an order", f"/en/supervision/{order.pk}/", 0.06),
            ("desk of the supervision office", "/en/desk/", 0.1),
        )
    ]


def whole_request(client: Any, path: str) -> float:
    def ask() -> None:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)

    ask()
    return best_of(10, ask)


def run_again(zone: Any) -> None:
    from zoneworks.plans.bridge import kept_tables
    from zoneworks.rhythm.replay import replay_zone

    kept_tables.cache_clear()
    again = replay_zone(zone=zone, year=YEAR, through=LAST)
    assert again.is_equal
    assert len(again.replay.filings) >= ITEMS * 9 // 10


def bare_steps(zone: Any) -> list[Any]:
    from zoneworks.supervision.models import OrderStep

    return list(OrderStep.objects.filter(order__zone=zone))


def of_engine() -> list[tuple[str, float]]:
    """Lights by chance: assigned and never reported; and closed in time by somebody who always answers."""
    looks = made_looks()
    filed = list(replayed(looks, {}).filings)
    silent = {uid: life(looks, uid, is_answered=False) for uid in filed}
    answered: dict[str, list[Any]] = {}
    for count in range(1, len(looks) + 1):
        for uid in replayed(looks[:count], answered, looks[count - 1][0]).filings:
            answered.setdefault(uid, life(looks, uid, is_answered=True))
    return [
        ("the engine alone, nobody reports", best_of(3, lambda: replayed(looks, silent))),
        ("the engine alone, every order answered", best_of(3, lambda: replayed(looks, answered))),
    ]


def made_looks() -> list[tuple[date, Any]]:
    from zonekit.supervision import situation_of
    from zoneworks.supervision.bridge import calendar, rules_on

    keys = [str(number) for number in range(ITEMS)]
    light = np.random.default_rng(7).choice([1, 1, 1, 2, 2, 3], size=(ITEMS, 12))
    none = np.zeros_like(light)
    return [
        (
            rules_on(LAST).look.day_for(YEAR, month, calendar()),
            situation_of(keys, light, none, none, year=YEAR, month=month),
        )
        for month in range(1, 13)
    ]


def life(looks: Sequence[tuple[date, Any]], uid: str, *, is_answered: bool) -> list[Any]:
    from zonekit.supervision import Step, StepKind
    from zoneworks.supervision.bridge import calendar

    filed = looks[int(uid[-2:]) - 1][0]
    kinds = [StepKind.ASSIGN, StepKind.ACCEPT]
    if is_answered:
        kinds += [StepKind.REPORT, StepKind.VERIFY, StepKind.CLOSE]
    days = [calendar().add(filed, count) for count in range(len(kinds))]
    return [Step(no, kind, day, day) for no, (kind, day) in enumerate(zip(kinds, days, strict=True), start=2)]


def replayed(looks: Sequence[tuple[date, Any]], lives: dict[str, list[Any]], through: date = LAST) -> Any:
    from zonekit.supervision import replay_year
    from zoneworks.supervision.bridge import calendar, rules_on

    return replay_year(looks, human=lives, rules=rules_on(LAST), calendar=calendar(), through=through)


if __name__ == "__main__":
    for line in run():
        print(f"{line.what}: {line.seconds * 1000:,.1f} ms, ratio {line.ratio:.3f}")
