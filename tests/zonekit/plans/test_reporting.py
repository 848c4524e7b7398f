"""While the report of a month is neither in nor due, the month before judges."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from zonekit.plans import (
    FactTable,
    IndicatorRow,
    ItemRow,
    MilestoneFact,
    MilestoneRow,
    PlanTable,
    ValueFact,
    assess,
    assess_months,
    curve,
)

ROOT = Path(__file__).resolve().parents[3]
EVE, JAN, MAY, JUN, DEC = (date(2022, 12, 31), date(2023, 1, 31), date(2023, 5, 31), date(2023, 6, 30),
                           date(2023, 12, 31))  # fmt: skip
ITEM, SIGNED = ItemRow("1"), IndicatorRow("i", "1", "cumulative", target=120)
MAY_REPORT = ValueFact("may", "i", MAY, date(2023, 6, 3), 50)


def july(day):
    return date(2023, 7, day)


def june_report(known, value=60.0, **more):
    return ValueFact("june", "i", JUN, known, value, **more)


def seen(state):
    """The month end that judges, its schedule, and whether that is because of the grace."""
    part = state.reason("1").indicators[0]
    assert part.schedule == float(state.indicators.schedule[0])
    assert (part.report is not None) is bool(state.indicators.has_grace[0])
    return part.schedule_date, part.schedule, part.report is not None


@pytest.mark.parametrize(
    ("at", "judged_by", "schedule", "has_grace"),
    [
        (date(2023, 6, 4), MAY, 50, False),
        (date(2023, 6, 29), MAY, 50, False),
        (JUN, MAY, 50, True),
        (july(1), MAY, 50, True),
        (july(4), MAY, 50, True),
        (july(5), JUN, 60, False),
        (july(6), JUN, 60, False),
        (date(2023, 7, 30), JUN, 60, False),
        (date(2023, 7, 31), JUN, 60, True),
        (date(2023, 8, 5), date(2023, 7, 31), 70, False),
    ],
)
def test_a_month_judges_from_the_day_its_report_is_due(state_of, at, judged_by, schedule, has_grace):
    assert seen(state_of([ITEM], [SIGNED], values=[MAY_REPORT], at=at)) == (judged_by, schedule, has_grace)


WITHDRAWN = ValueFact("w", "i", JUN, july(3), None)
REPORTS = {
    "about the month end, on the day": ([june_report(JUN)], JUN, JUN),
    "about the month end, in the grace": ([june_report(july(3))], july(3), JUN),
    "not known yet": ([june_report(july(4))], july(3), MAY),
    "about a day after the month end": ([ValueFact("x", "i", july(2), july(2), 61)], july(3), JUN),
    "about a day before the month end": ([ValueFact("x", "i", date(2023, 6, 29), july(1), 59)], july(3), MAY),
    "about a day to come": ([ValueFact("x", "i", july(6), july(3), 61)], july(3), MAY),
    "submitted, not confirmed": ([june_report(None, recorded=july(2))], july(4), MAY),
    "submitted, not confirmed, due": ([june_report(None, recorded=july(2))], july(5), JUN),
    "late": ([june_report(july(8))], july(7), JUN),
    "late, arrived": ([june_report(july(8))], july(8), JUN),
    "withdrawn in the grace": ([june_report(july(1)), WITHDRAWN], july(3), MAY),
    "withdrawn, due": ([june_report(july(1)), WITHDRAWN], july(5), JUN),
}


@pytest.mark.parametrize(("reports", "at", "judged_by"), REPORTS.values(), ids=REPORTS)
def test_what_counts_as_the_report_is_a_value_in_use_about_the_month_end_or_later(state_of, reports, at, judged_by):
    assert seen(state_of([ITEM], [SIGNED], values=[MAY_REPORT, *reports], at=at))[0] == judged_by


def test_a_report_in_its_grace_and_one_overdue_are_judged_differently(state_of):
    behind = IndicatorRow("i", "1", "cumulative", target=120, schedule=((MAY, 50.0), (JUN, 62.0)))

    def light(at, *reports):
        return state_of([ITEM], [behind], values=[MAY_REPORT, *reports], at=at).light("1").word

    assert [light(day) for day in (JUN, july(4), july(5), july(8))] == ["green", "green", "yellow", "yellow"]
    assert [light(day, june_report(july(3), 50)) for day in (JUN, july(3), july(5))] == ["green", "yellow", "yellow"]
    assert [light(day, june_report(july(8), 62)) for day in (july(7), july(8))] == ["yellow", "green"]


@pytest.mark.parametrize(
    ("at", "judged_by", "has_grace"),
    [
        (date(2022, 6, 1), EVE, False),
        (EVE, EVE, False),
        (date(2023, 1, 3), EVE, False),
        (date(2023, 1, 30), EVE, False),
        (JAN, EVE, True),
        (date(2023, 2, 4), EVE, True),
        (date(2023, 2, 5), JAN, False),
        (DEC, date(2023, 11, 30), True),
        (date(2024, 1, 4), date(2023, 11, 30), True),
        (date(2024, 1, 5), DEC, False),
        (date(2024, 1, 31), DEC, False),
        (date(2025, 2, 3), DEC, False),
    ],
)
def test_the_ends_of_the_year(state_of, at, judged_by, has_grace):
    assert seen(state_of([ITEM], [SIGNED], at=at))[::2] == (judged_by, has_grace)


@pytest.mark.parametrize(
    ("at", "finding", "light"), [(JAN, "nothing_due", "green"), (date(2023, 2, 5), "band", "yellow")]
)
def test_until_the_first_report_is_due_nothing_is(state_of, at, finding, light):
    row = IndicatorRow("i", "1", "cumulative", target=120, schedule=((JAN, 13.0),))
    early = ValueFact("f", "i", date(2023, 1, 15), date(2023, 1, 16), 1)
    reason = state_of([ITEM], [row], values=[early], at=at).reason("1")
    assert (reason.indicators[0].finding, reason.lights["overall"]) == (finding, light)


def test_silence_stays_grey_in_the_grace_and_after_it(state_of):
    states = [state_of([ITEM], [SIGNED], at=day) for day in (JAN, date(2023, 2, 8))]
    assert [state.light("1").word for state in states] == ["grey", "grey"]
    assert [round(float(state.items.scheduled[0]), 4) for state in states] == [0.0, 0.0833]


QUARTERS = ((date(2023, 3, 31), 30.0), (JUN, 60.0), (date(2023, 9, 30), 90.0), (DEC, 120.0))
FALLING = ((date(2023, 3, 31), 90.0), (JUN, 60.0), (date(2023, 9, 30), 45.0), (DEC, 40.0))
LOWER = {"direction": "lower"}
KINDS = {
    # name: indicator, value about 31 May that is as scheduled then, gap on 3 July, gap on 8 July
    "cumulative": ({"kind": "cumulative", "target": 120, "schedule": QUARTERS}, 50, 0, -100 * 10 / 120),
    "ceiling": ({"kind": "cumulative", "target": 120, **LOWER}, 50, 0, 100 * 10 / 120),
    "level": ({"kind": "level", "start": 60, "target": 180}, 110, 0, -100 * 10 / 120),
    "falling level": ({"kind": "level", "start": 120, "target": 40, "schedule": FALLING, **LOWER}, 70, 0, -12.5),
    "level held": ({"kind": "level", "start": 600, "target": 600}, 600, 0, 0),
    "rate": ({"kind": "rate", "target": 45, "is_percent": True, "schedule": ((MAY, 40.0), (JUN, 43.0))}, 40, 0, -3),
    "rate, lower": (
        {"kind": "rate", "target": 3, "is_percent": True, "schedule": ((MAY, 9.0), (JUN, 7.0)), **LOWER}, 9, 0, -2,
    ),
    "rate of another unit": ({"kind": "rate", "target": 250, "schedule": ((MAY, 200.0), (JUN, 225.0))}, 200, 0, -10),
}  # fmt: skip


@pytest.mark.parametrize(("indicator", "value", "in_grace", "overdue"), KINDS.values(), ids=KINDS)
def test_every_kind_is_judged_by_the_month_before(state_of, indicator, value, in_grace, overdue):
    def gap(at):
        fact = replace(MAY_REPORT, value=value)
        state = state_of([ITEM], [IndicatorRow("i", "1", **indicator)], values=[fact], at=at)
        return float(state.indicators.progress.gap[0])

    gaps = [gap(day) for day in (date(2023, 6, 8), JUN, july(3), july(8))]
    assert gaps == pytest.approx([in_grace, in_grace, in_grace, overdue], abs=1e-6)


@pytest.mark.parametrize(
    ("days", "last_of_grace"), [(0, None), (1, JUN), (5, july(4)), (10, july(9)), (28, date(2023, 7, 27))]
)
def test_the_number_of_days_is_data(rule_set, days, last_of_grace):
    rules = rule_set("yinchuan_2025")
    rules = replace(rules, reporting=replace(rules.reporting, report_days=days))
    plan = PlanTable.build([ITEM], [SIGNED])
    facts = FactTable.build(plan, [MAY_REPORT])
    seen_days = [JUN + timedelta(days=k) for k in range(31)]
    graceful = [
        day for day in seen_days if assess(plan, facts, at=day, known_on=day, rules=rules, year=2023).items.in_grace[0]
    ]
    assert graceful == [day for day in seen_days if last_of_grace and day <= last_of_grace]


@pytest.mark.parametrize(
    ("due", "reports", "at", "is_overdue"),
    [
        (JUN, [], JUN, False),
        (JUN, [], july(1), False),
        (JUN, [], july(4), False),
        (JUN, [], july(5), True),
        (JUN, [june_report(july(1))], july(1), True),
        (JUN, [june_report(july(1), 120)], july(5), False),
        (date(2023, 6, 15), [], date(2023, 6, 16), True),
        (date(2023, 6, 15), [], july(3), True),
        (july(2), [], july(3), True),
        (None, [], date(2024, 1, 1), False),
        (None, [], date(2024, 1, 4), False),
        (None, [], date(2024, 1, 5), True),
    ],
)
def test_what_is_due_at_a_month_end_is_not_overdue_before_its_report_is(state_of, due, reports, at, is_overdue):
    row = replace(SIGNED, due=due)
    state = state_of([ITEM], [row], values=[MAY_REPORT, *reports], at=at)
    assert (bool(state.indicators.is_overdue[0]), bool(state.items.is_overdue[0])) == (is_overdue, is_overdue)


def test_milestones_and_starts_know_no_grace(state_of):
    steps = [MilestoneRow("m", "1", date(2023, 6, 29)), MilestoneRow("s", "2", date(2023, 6, 10), "start")]
    state = state_of([ITEM, ItemRow("2")], milestones=steps, at=JUN)
    assert [state.light(key).word for key in ("1", "2")] == ["yellow", "yellow"]
    reasons = [state.reason(key) for key in ("1", "2")]
    assert [(reason.schedule_date, reason.report) for reason in reasons] == [(JUN, None)] * 2


ITEMS = [ItemRow("p"), ItemRow("1", "p"), ItemRow("2", "p"), ItemRow("3", "p")]
ROWS = [
    IndicatorRow("a", "1", "cumulative", target=120, weight=1),
    IndicatorRow("b", "1", "cumulative", target=120, weight=3),
    IndicatorRow("c", "2", "cumulative", target=120),
]
VALUES = [ValueFact(key, key, MAY, date(2023, 6, 3), 50) for key in "abc"] + [ValueFact("aj", "a", JUN, july(2), 60)]


@pytest.fixture
def mixed(state_of):
    """Of three indicators one is reported in the grace; item 3 has a milestone only."""
    steps = [MilestoneRow("m", "3", date(2023, 6, 20))]
    done = [MilestoneFact("d", "m", date(2023, 6, 20), date(2023, 6, 20))]
    return state_of(ITEMS, ROWS, steps, values=VALUES, reached=done, at=july(3))


def test_the_scheduled_share_is_the_mean_of_the_month_ends_used(mixed):
    expected = {"1": (0.25 * 6 + 0.75 * 5) / 12, "2": 5 / 12, "3": 1.0}
    for key, share in expected.items():
        i = mixed.plan.item_index(key)
        assert mixed.items.scheduled[i] == mixed.items.progress[i] == pytest.approx(share)
    assert mixed.items.in_grace.tolist() == [2, 1, 1, 0]
    assert mixed.leaf_counts() == {"grey": 0, "green": 3, "yellow": 0, "red": 0}


def test_a_reason_says_which_month_end_judges_and_when_the_report_is_due(mixed):
    reason = mixed.reason("1")
    assert [part.schedule_date for part in reason.indicators] == [JUN, MAY]
    assert (reason.schedule_date, reason.indicators_in_grace, reason.indicators_total) == (JUN, 1, 2)
    reported, awaited = (part.report for part in reason.indicators)
    assert reported is None
    assert awaited == reason.report
    assert (awaited.rule, awaited.month, awaited.due, awaited.judged_by, awaited.to_be_confirmed) == (
        "product_reporting", JUN, july(5), MAY, True,
    )  # fmt: skip
    assert reason.as_dict()["report"] == {
        "rule": "product_reporting", "month": "2023-06-30", "due": "2023-07-05", "judged_by": "2023-05-31",
        "to_be_confirmed": True,
    }  # fmt: skip


@pytest.mark.parametrize(("key", "day", "in_grace"), [("p", JUN, 2), ("1", JUN, 1), ("2", MAY, 1), ("3", JUN, 0)])
def test_an_item_names_the_last_month_end_used_below_it(mixed, key, day, in_grace):
    reason = mixed.reason(key)
    assert (reason.schedule_date, reason.indicators_in_grace) == (day, in_grace)
    assert (reason.report is None) is (in_grace == 0)


@pytest.mark.parametrize(("known_on", "june"), [(JUN, 50), (july(4), 50), (july(5), 60), (date(2023, 10, 8), 60)])
@pytest.mark.parametrize("reports", [[], [june_report(july(3))]], ids=["silent", "reported on 3 July"])
def test_on_the_wall_chart_only_the_month_in_its_grace_waits(rule_set, known_on, june, reports):
    plan = PlanTable.build([ITEM], [SIGNED])
    facts = FactTable.build(plan, [MAY_REPORT, *reports])
    strip = assess_months(plan, facts, known_on=known_on, rules=rule_set("yinchuan_2025"), year=2023)
    due = 60 if reports and known_on >= july(3) else june
    assert (strip.scheduled[0, 4:6] * 120).tolist() == pytest.approx([50, due])


def test_the_line_of_the_curve_stays_where_it_is():
    plan = PlanTable.build([ITEM], [SIGNED])
    facts = FactTable.build(plan, [MAY_REPORT])
    lines = [curve(plan, facts, "i", known_on=day, year=2023).line for day in (JUN, july(8))]
    assert lines[0] == lines[1]
    assert [point.value for point in lines[0][5:7]] == [50.0, 60.0]


# As of, whether June is reported on 3 July, value in use, month end that judges, schedule, gap, light.
EXAMPLE = [
    (JUN, True, 47, MAY, 48, -0.83, "green"),
    (JUN, False, 47, MAY, 48, -0.83, "green"),
    (july(3), True, 59, JUN, 60, -0.83, "green"),
    (july(3), False, 47, MAY, 48, -0.83, "green"),
    (july(8), True, 59, JUN, 60, -0.83, "green"),
    (july(8), False, 47, JUN, 60, -10.83, "yellow"),
]
QUARTERLY = ((date(2023, 3, 31), 24.0), (JUN, 60.0), (date(2023, 9, 30), 90.0), (DEC, 120.0))


@pytest.mark.parametrize(("at", "is_reported", "value", "day", "schedule", "gap", "light"), EXAMPLE)
def test_the_worked_example_holds(state_of, at, is_reported, value, day, schedule, gap, light):
    reports = [replace(MAY_REPORT, value=47), *([june_report(july(3), 59)] if is_reported else [])]
    part = state_of([ITEM], [replace(SIGNED, schedule=QUARTERLY)], values=reports, at=at).reason("1").indicators[0]
    assert (part.value, part.schedule_date, part.schedule, part.light) == (value, day, pytest.approx(schedule), light)
    assert part.gap == pytest.approx(gap, abs=0.005)


def in_english(day):
    return f"{day.day} {day:%B}"


def in_chinese(day):
    return f"{day.month}月{day.day}日"


LANGUAGES = {
    "": (in_english, ("reports on 3 July", "silent"), {"green": "green", "yellow": "yellow"}),
    ".zh-Hans": (in_chinese, ("7月3日报送", "未报送"), {"green": "绿灯", "yellow": "黄灯"}),
}


@pytest.mark.parametrize(("suffix", "words"), LANGUAGES.items(), ids=["English", "Chinese"])
def test_the_documentation_shows_the_worked_example(suffix, words):
    said, units, colours = words
    page = (ROOT / "docs" / "models" / f"progress-and-lights{suffix}.md").read_text(encoding="utf-8")
    for at, is_reported, value, day, schedule, gap, light in EXAMPLE:
        cells = [said(at), units[0 if is_reported else 1], value, said(day), schedule, f"{gap:.2f}", colours[light]]
        assert f"| {' | '.join(map(str, cells))} |".replace("-", "−") in page
