"""Years drawn at random: lights of a few items, and what people do with each order that the rules file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from tests.zonekit.supervision.ladders import CALENDAR, RULES
from tests.zonekit.supervision.looks import looks

from zonekit.supervision import Filing, Replay, Step, StepKind, replay_year

END = date(2024, 3, 31)


@dataclass(frozen=True)
class Plan:
    """What people do with an order: days to wait before each thing, None where they never do it."""

    assign: int | None
    extension: int | None  # working days more, asked for on the day of the assignment
    is_granted: bool
    accept: int
    suspend: int | None
    resume: int | None
    report: int | None
    is_returned: bool
    strike_off: int | None


WAIT = st.integers(0, 40)
PLANS = st.builds(
    Plan,
    assign=st.none() | WAIT,
    extension=st.none() | st.integers(1, 20),
    is_granted=st.booleans(),
    accept=WAIT,
    suspend=st.none() | WAIT,
    resume=st.none() | WAIT,
    report=st.none() | WAIT,
    is_returned=st.booleans(),
    strike_off=st.none() | WAIT,
)
LETTERS = st.lists(st.sampled_from("GGYYR."), min_size=12, max_size=12).map("".join)
STARTS = st.lists(st.sampled_from("GY"), min_size=12, max_size=12).map("".join)
MISSES = st.lists(st.sampled_from(" x"), min_size=12, max_size=12).map("".join)


@st.composite
def lived_years(draw: st.DrawFn) -> tuple[dict[str, Any], Replay]:
    """A year's replay and what it was made from."""
    keys = [f"1.0{number}" for number in range(1, draw(st.integers(1, 3)) + 1)]
    lights = {key: draw(LETTERS) for key in keys}
    start, missing = {key: draw(STARTS) for key in keys}, {key: draw(MISSES) for key in keys}
    plans = draw(st.lists(PLANS, min_size=1, max_size=4))
    given: dict[str, Any] = {"looks": looks(lights, start=start, missing=missing), "human": {}}
    while True:
        year = replayed(given)
        new = [uid for uid in year.filings if uid not in given["human"]]
        if not new:
            return given, year
        for uid in new:
            given["human"][uid] = lived(year.filings[uid], plans[len(given["human"]) % len(plans)])


def replayed(given: dict[str, Any], through: date = END, run_days: Sequence[date] | None = None) -> Replay:
    return replay_year(
        given["looks"],
        human=given["human"],
        manual=given.get("manual", ()),
        rules=RULES,
        calendar=CALENDAR,
        through=through,
        run_days=run_days,
    )


def lived(filing: Filing, plan: Plan) -> list[Step]:
    """The steps of a plan on an order, in its own order of days."""
    life = _Life(filing)
    if plan.assign is None:
        return life.steps
    life.take(StepKind.ASSIGN, plan.assign)
    if plan.extension is not None:
        due = CALENDAR.add(CALENDAR.add(life.on, filing.limit_days), plan.extension)
        life.take(StepKind.ASK_EXTENSION, 0, due=due.isoformat())
        life.take(StepKind.GRANT_EXTENSION if plan.is_granted else StepKind.REFUSE_EXTENSION, 1)
    life.take(StepKind.ACCEPT, plan.accept)
    if plan.suspend is not None:
        life.take(StepKind.SUSPEND, plan.suspend)
        if plan.resume is None:
            return life.steps
        life.take(StepKind.RESUME, plan.resume)
    if plan.report is None:
        return life.steps
    life.take(StepKind.REPORT, plan.report)
    if plan.is_returned:
        life.take(StepKind.RETURN, 1)
    if plan.strike_off is not None:
        life.take(StepKind.STRIKE_OFF, plan.strike_off, reason="no longer needed")
    return life.steps


class _Life:
    def __init__(self, filing: Filing) -> None:
        self.on, self.steps = filing.filed_on, list[Step]()

    def take(self, kind: StepKind, wait: int, **data: Any) -> None:
        self.on += timedelta(days=wait)
        self.steps.append(Step(len(self.steps) + 2, kind, self.on, self.on, data))
