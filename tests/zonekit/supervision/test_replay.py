"""A year run again: days by hand, what an outage changes, and what cannot be replayed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from tests.zonekit.supervision.ladders import CALENDAR, RULES, day, filing, steps
from tests.zonekit.supervision.looks import looks
from tests.zonekit.supervision.years import END, replayed

from zonekit.supervision import OrderFault, Replay, Rung, Step, StepKind, replay_year, situation_of


def told(year: Replay) -> list[str]:
    return [f"{one.on:%m-%d} {one.consequence or one.kind} {one.rung.word} {one.rule}" for one in year.demands]


def human(text: str) -> list[Step]:
    return [replace(step, no=step.no + 1, rule="") for step in steps(text)]


UID = "2023-1.01-one_yellow_month-01"


def test_a_year_nobody_answers() -> None:
    given = {"looks": looks({"1.01": "YYRR"}, 4), "human": {UID: human("assign 02-14")}}
    assert told(replayed(given)) == [
        "02-13 file notice one_yellow_month",
        "03-08 raise blue raised_on_expiry",  # 15 working days: due 7 March
        "03-13 interview blue two_yellow_months",
        "03-23 raise orange raised_on_expiry",  # 10 working days: due 22 March
        "03-31 raise red raised_on_expiry",  # 5 working days: due 30 March
        "04-11 interview red red_expired",  # 5 April off: due 10 April
        "04-12 interview red one_red_month",
    ]


def test_an_order_answered_in_time_is_left_alone_and_a_new_run_files_a_new_one() -> None:
    life = "assign 02-14; accept 02-15; report 03-01; verify 03-02; close 03-03"
    given = {"looks": looks({"1.01": "YGY"}, 3), "human": {UID: human(life)}}
    year = replayed(given)
    assert told(year) == ["02-13 file notice one_yellow_month", "04-12 file notice one_yellow_month"]
    assert [state.state.value for state in year.states.values()] == ["closed", "filed"]
    assert [step.no for step in year.steps[UID]] == [1, 2, 3, 4, 5, 6]


def test_a_report_on_the_day_of_the_raise_comes_after_it() -> None:
    life = "assign 02-14; accept 02-15; report 03-08"
    given = {"looks": looks({"1.01": "Y"}, 1), "human": {UID: human(life)}}
    year = replayed(given)
    assert [step.kind.value for step in year.steps[UID]][-2:] == ["raise", "report"]
    assert year.states[UID].rung == Rung.BLUE


def every_day(first: str, last: date) -> list[date]:
    start = day(first)
    return [start + timedelta(days=count) for count in range((last - start).days + 1)]


def test_an_outage_is_replayed_as_it_was() -> None:
    given = {"looks": looks({"1.01": "Y"}, 1), "human": {UID: human("assign 02-14")}}
    run = [on for on in every_day("02-01", END) if not day("03-06") <= on <= day("03-15")]
    raised = [one.on for one in replayed(given, run_days=run).demands if one.kind == "raise"]
    assert raised[0] == day("03-16")
    assert raised[1] == day("03-31")  # ten working days from the 16th: due the 30th


def test_orders_filed_by_people_climb_too() -> None:
    manual = [("1.01", filing(5, Rung.ORANGE, is_major=True))]
    given = {"looks": [], "human": {"2023-7": human("assign 01-03")}, "manual": manual}
    assert told(replayed(given)) == ["01-11 raise red raised_on_expiry", "01-19 interview red red_expired"]


@pytest.mark.parametrize(
    ("life", "code"),
    [
        ("assign 02-12", "order_unknown"),  # the day before it was filed
        ("accept 02-14", "step_not_allowed"),
        ("assign 02-14; close 02-15", "step_not_allowed"),
    ],
)
def test_steps_that_cannot_have_been_taken(life: str, code: str) -> None:
    given = {"looks": looks({"1.01": "Y"}, 1), "human": {UID: human(life)}}
    with pytest.raises(OrderFault) as refused:
        replayed(given)
    assert refused.value.code == code
    assert refused.value.figures["order"] == UID


def test_an_order_is_filed_once() -> None:
    with pytest.raises(OrderFault, match="order_filed_already"):
        replayed({"looks": [], "human": {}, "manual": [("", filing()), ("", filing())]})


def test_what_comes_later_is_not_visited() -> None:
    given = {"looks": looks({"1.01": "YYRR"}, 4), "human": {UID: human("assign 02-14")}}
    assert told(replayed(given, day("03-07"))) == ["02-13 file notice one_yellow_month"]
    assert replayed(given, day("02-12")).filings == {}


def test_a_year_of_two_thousand_items_is_quick() -> None:
    """A guard against work that grows with the square; the figure itself is measured elsewhere."""
    keys = [f"1.{number:04d}" for number in range(2000)]
    light = np.random.default_rng(7).choice([1, 1, 1, 2, 2, 3], size=(2000, 12))
    none = np.zeros_like(light)
    seen = [
        (RULES.look.day_for(2023, month, CALENDAR), situation_of(keys, light, none, none, year=2023, month=month))
        for month in range(1, 13)
    ]
    filed: Sequence[str] = list(quick(seen, {}).filings)
    lives = {uid: assigned(seen, uid) for uid in filed}
    began = time.process_time()
    year = quick(seen, lives)
    assert time.process_time() - began < 5
    assert len(year.filings) > 1900
    assert sum(one.kind == "raise" for one in year.demands) > 3000


def quick(seen, lives):  # type: ignore[no-untyped-def]
    return replay_year(seen, human=lives, rules=RULES, calendar=CALENDAR, through=END)


def assigned(seen, uid: str) -> list[Step]:  # type: ignore[no-untyped-def]
    on = seen[int(uid[-2:]) - 1][0]
    return [Step(2, StepKind.ASSIGN, on, on), Step(3, StepKind.ACCEPT, on, on)]
