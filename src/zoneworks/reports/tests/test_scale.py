"""Three years of reports: the desk asks the same number of questions and finds its rows by an index."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zoneworks.accounts.access import Scope
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.tests.worlds import TODAY, World, make_plan
from zoneworks.reports.models import Report
from zoneworks.reports.months import months_of_year
from zoneworks.reports.queries import month_state, owed_rows
from zoneworks.reports.queries_desk import my_owed, my_returned, my_waiting, silent_units, to_confirm
from zoneworks.reports.services import confirm_reports
from zoneworks.reports.tests.reporting import SEPTEMBER, submitted

pytestmark = pytest.mark.django_db


def years_of_reports(world: World, plan: Plan, years: int) -> int:
    """Every row in every month: confirmed before this September, then a mixture."""
    at = datetime(2023, 10, 6, tzinfo=UTC)
    leaves = list(Item.objects.filter(plan=plan, is_leaf=True))
    months = [about for year in range(2024 - years, 2024) for about in months_of_year(year) if about <= SEPTEMBER]
    reports = []
    for about in months:
        due = about + timedelta(days=5)
        for place, leaf in enumerate(leaves):
            state = "confirmed" if about < SEPTEMBER else ("submitted", "returned", "confirmed")[place % 3]
            if about == SEPTEMBER and place % 5 == 0:
                continue
            reports.append(
                Report(
                    zone=world.zone, item=leaf, about=about, due=due, unit=world.investment, state=state,
                    progress="进展", revision=2, saved_at=at, first_submitted_on=due, submitted_on=due,
                    settled_on=None if state == "submitted" else due,
                )
            )  # fmt: skip
    return len(Report.objects.bulk_create(reports))


def desk(scope: Scope, world: World) -> list[object]:
    """What stands on the desk of a unit's officer, or of the supervision office."""
    if scope.is_supervising(world.zone):
        return [
            to_confirm(scope, world.zone, TODAY),
            silent_units(scope, world.zone, SEPTEMBER, TODAY),
            month_state(scope, world.zone, SEPTEMBER, TODAY),
        ]
    return [ask(scope, world.zone, TODAY) for ask in (my_owed, my_returned, my_waiting)]


def statements(ask: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        ask()
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("persona", ["officer", "supervision"])
def test_the_desk_asks_no_more_with_three_years_of_reports(world: World, persona: str) -> None:
    plan = make_plan(world, projects=6, leaves=2)
    years_of_reports(world, plan, 1)
    few = statements(lambda: desk(world.scope(persona), world))
    Report.objects.all().delete()
    years_of_reports(world, plan, 3)

    assert len(statements(lambda: desk(world.scope(persona), world))) == len(few)
    assert len(few) <= 20


def test_a_months_page_asks_the_same_for_few_and_for_many_rows(world: World) -> None:
    plan = make_plan(world, projects=10, leaves=4)
    years_of_reports(world, plan, 1)
    scope = world.scope("supervision")
    assert scope.zones  # the roles of the person are looked up once
    few = statements(lambda: list(owed_rows(scope, world.zone, SEPTEMBER, today=TODAY, size=2)))
    many = statements(lambda: list(owed_rows(scope, world.zone, SEPTEMBER, today=TODAY, size=40)))

    assert len(many) == len(few)
    assert len(many) <= 9


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own words for its plan")
def test_what_waits_is_found_by_an_index(world: World) -> None:
    plan = make_plan(world)
    years_of_reports(world, plan, 3)
    asked = [
        sql for sql in statements(lambda: to_confirm(world.scope("supervision"), world.zone, TODAY)) if "report" in sql
    ]
    with connection.cursor() as cursor:
        for sql in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            told = " ".join(str(row[-1]) for row in cursor.fetchall())
            assert "SCAN reports_report" not in told, told


@pytest.mark.slow
def test_ninety_five_confirmations_ask_no_more_than_two(world: World) -> None:
    plan = make_plan(world, projects=97, leaves=1)
    codes = [f"1.{number:02d}.1" for number in range(1, 98)]
    reports = [submitted(world, plan, code, done_on=date(2023, 9, 1)) for code in codes]
    pairs = [(report.pk, report.revision) for report in reports]

    def confirm(some: list[tuple[int, int]]) -> int:
        settled = confirm_reports(scope=world.scope("supervision"), zone=world.zone, reports=some, today=TODAY)
        return len(settled.confirmed)

    few = statements(lambda: confirm(pairs[:2]))
    many = statements(lambda: confirm(pairs[2:]))

    assert len(many) == len(few)
    assert Report.objects.filter(state="confirmed").count() == 97
