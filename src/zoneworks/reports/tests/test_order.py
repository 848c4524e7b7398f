"""What the board shows for a day does not depend on the order in which facts of the same dates were written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zoneworks.plans.bridge import assess_plan, kept_tables
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, milestone
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report
from zoneworks.reports.services import (
    ReportFields,
    StepEntry,
    ValueEntry,
    confirm_reports,
    return_reports,
    save_report,
    submit_report,
)

pytestmark = pytest.mark.django_db
CODES = ("1.01.1", "1.01.2", "1.02.1", "1.02.2")
MONTHS = (date(2023, 6, 30), date(2023, 7, 31), date(2023, 8, 31), date(2023, 9, 30))
DAYS = (date(2023, 8, 4), date(2023, 9, 5), TODAY)


@dataclass(frozen=True)
class Sent:
    """One report: of a row for a month, submitted on a day, and what became of it on that day."""

    code: str
    about: date
    on: date
    value: int | None
    is_done: bool
    fate: ReportState


def sent_reports() -> st.SearchStrategy[list[Sent]]:
    one = st.builds(
        Sent,
        code=st.sampled_from(CODES),
        about=st.sampled_from(MONTHS),
        on=st.sampled_from(DAYS),
        value=st.none() | st.integers(0, 150),
        is_done=st.booleans(),
        fate=st.sampled_from([ReportState.SUBMITTED, ReportState.CONFIRMED, ReportState.RETURNED]),
    ).filter(lambda sent: sent.about < sent.on)
    # A milestone is claimed once: of two statements about one thing on one day the later one stands, so they are not
    # facts of the same dates in any order.
    own = (lambda sent: (sent.code, sent.about), lambda sent: (sent.code, sent.is_done or sent.about))
    return st.lists(one, min_size=1, max_size=5, unique_by=own)


def write(world: World, plan: Plan, sent: Sent) -> Report:
    scope = world.scope("supervision")
    number = None if sent.value is None else Decimal(sent.value)
    fields = ReportFields(
        progress="进展",
        values={
            indicator(plan, sent.code).pk: ValueEntry(number, note="口径说明"),
            indicator(plan, sent.code, "到位率").pk: ValueEntry(note="本月不统计"),
        },
        steps={milestone(plan, sent.code).pk: StepEntry(date(2023, 4, 10))} if sent.is_done else {},
    )
    report = save_report(
        scope=scope, item=leaf(plan, sent.code), about=sent.about, fields=fields, seen=None, today=sent.on
    )
    return submit_report(scope=scope, report=report, seen=report.revision, today=sent.on, sure=True)


def settle(world: World, sent: list[Sent], reports: list[Report]) -> None:
    scope = world.scope("supervision")
    for one, report in zip(sent, reports, strict=True):
        pair = [(report.pk, report.revision)]
        if one.fate == ReportState.CONFIRMED:
            confirm_reports(scope=scope, zone=world.zone, reports=pair, today=one.on)
        elif one.fate == ReportState.RETURNED:
            return_reports(scope=scope, zone=world.zone, reports=pair, reason="核对", today=one.on)


def shown(plan: Plan) -> list[Any]:
    """All that the board is made of, on each of the days."""
    kept_tables.cache_clear()  # after a rollback the plan comes by the same revision again
    plan.refresh_from_db()
    states = [assess_plan(plan, day) for day in DAYS]
    columns = [
        (state.items.overall, state.items.progress, state.items.scheduled, state.items.is_hollow,
         state.items.milestones_done, state.indicators.value, state.indicators.value_day, state.indicators.light)
        for state in states
    ]  # fmt: skip
    return [np.array(column, dtype=float) for row in columns for column in row]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), sent=sent_reports())
def test_the_board_is_the_same_in_whatever_order_reports_of_the_same_dates_come(
    plan: Plan, world: World, data: st.DataObject, sent: list[Sent]
) -> None:
    other = data.draw(st.permutations(sent))
    boards = []
    for order in (sent, other):
        mark = transaction.savepoint()
        settle(world, list(order), [write(world, plan, one) for one in order])
        boards.append(shown(plan))
        transaction.savepoint_rollback(mark)

    for one, again in zip(*boards, strict=True):
        np.testing.assert_array_equal(one, again)
