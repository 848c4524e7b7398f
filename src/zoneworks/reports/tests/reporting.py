"""Reports as a test needs them: saved, submitted and confirmed for the two months before the day of the tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from zoneworks.common.errors import Refused
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, milestone
from zoneworks.reports.models import Report
from zoneworks.reports.services import ReportFields, StepEntry, ValueEntry, save_report, submit_report

JULY, AUGUST, SEPTEMBER, OCTOBER = date(2023, 7, 31), date(2023, 8, 31), date(2023, 9, 30), date(2023, 10, 31)


def fields_of(plan: Plan, code: str = "1.01.1", *, signed: object = 70, share: object = 44, **more: object):
    """Words and both values of a row; `done_on`: a claim of its first milestone."""
    values = {
        indicator(plan, code).pk: ValueEntry(None if signed is None else Decimal(str(signed)), note="另行说明"),
        indicator(plan, code, "到位率").pk: ValueEntry(Decimal(str(share))),
    }
    done_on = more.pop("done_on", None)
    steps = {milestone(plan, code).pk: StepEntry(done_on)} if done_on else {}
    return ReportFields(**{"progress": "本月新签约项目。", "values": values, "steps": steps, **more})


def draft(
    world: World, plan: Plan, code: str = "1.01.1", about: date = SEPTEMBER, *, persona: str = "officer",
    seen: int | None = None, today: date = TODAY, item: Item | None = None, **given: object,
) -> Report:  # fmt: skip
    return save_report(
        scope=world.scope(persona), item=item or leaf(plan, code), about=about, fields=fields_of(plan, code, **given),
        seen=seen, today=today,
    )  # fmt: skip


def submitted(
    world: World, plan: Plan, code: str = "1.01.1", about: date = SEPTEMBER, *, persona: str = "officer",
    today: date = TODAY, sure: bool = False, **given: object,
) -> Report:  # fmt: skip
    report = draft(world, plan, code, about, persona=persona, today=today, **given)
    return submit_report(scope=world.scope(persona), report=report, seen=report.revision, today=today, sure=sure)


def refusal(write: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        write()
    return caught.value
