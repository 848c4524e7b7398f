"""Progress, scheduled share, gap and ratio by kind and direction."""

from datetime import date

import numpy as np
import pytest

Q1, Q2, Q3, Q4 = date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), date(2023, 12, 31)

LOWER = {"direction": "lower"}
CUMULATIVE, LEVEL, RATE = {"kind": "cumulative"}, {"kind": "level"}, {"kind": "rate"}

CASES = [
    # name, indicator, value on 30 September, progress (capped), scheduled, gap in points, ratio
    ("cumulative", {**CUMULATIVE, "target": 200}, 130, 0.65, 0.75, -10.0, 130 / 150),
    ("cumulative beyond the target", {**CUMULATIVE, "target": 200}, 260, 1.0, 0.75, 55.0, 260 / 150),
    ("cumulative ceiling kept", {**CUMULATIVE, "target": 100, **LOWER}, 60, 0.9, 0.75, 15.0, 1.2),
    (
        "cumulative ceiling broken",
        {**CUMULATIVE, "target": 100, **LOWER},
        90,
        0.6,
        0.75,
        -15.0,
        0.8,
    ),
    ("none allowed, none happened", {**CUMULATIVE, "target": 0, **LOWER}, 0, 1.0, 1.0, 0.0, 1.0),
    ("none allowed, one happened", {**CUMULATIVE, "target": 0, **LOWER}, 1, 0.0, 1.0, -100.0, 0.0),
    ("level rising", {**LEVEL, "start": 60, "target": 200}, 130, 0.5, 0.75, -25.0, 0.5 / 0.75),
    ("level below its start", {**LEVEL, "start": 60, "target": 200}, 46, 0.0, 0.75, -85.0, -0.1 / 0.75),
    ("level falling", {**LEVEL, "start": 40, "target": 20, **LOWER}, 25, 0.75, 0.75, 0.0, 1.0),
    (
        "level falling, behind",
        {**LEVEL, "start": 40, "target": 20, **LOWER},
        31,
        0.45,
        0.75,
        -30.0,
        0.6,
    ),
    ("level held", {**LEVEL, "start": 600, "target": 600}, 612, 1.0, 1.0, 0.0, 1.0),
    ("level not held", {**LEVEL, "start": 600, "target": 600}, 540, 0.9, 1.0, -10.0, 0.9),
    ("low level held", {**LEVEL, "start": 5, "target": 5, **LOWER}, 4, 1.0, 1.0, 0.0, 1.0),
    ("low level not held", {**LEVEL, "start": 5, "target": 5, **LOWER}, 6, 0.8, 1.0, -20.0, 0.8),
    ("level better than its target", {**LEVEL, "start": 640, "target": 600}, 650, 1.0, 1.0, 0.0, 1.0),
    (
        "level held at nothing",
        {**LEVEL, "start": 0, "target": 0, **LOWER},
        1,
        0.0,
        1.0,
        -100.0,
        0.0,
    ),
    ("rate in %", {**RATE, "target": 45, "is_percent": True}, 43.5, 0.985, 1.0, -1.5, 43.5 / 45),
    ("rate in % ahead", {**RATE, "target": 45, "is_percent": True}, 50, 1.0, 1.0, 5.0, 50 / 45),
    (
        "rate in % lower",
        {**RATE, "target": 3, "is_percent": True, **LOWER},
        4,
        0.99,
        1.0,
        -1.0,
        2 / 3,
    ),
    ("rate of another unit", {**RATE, "target": 250}, 200, 0.8, 1.0, -20.0, 0.8),
    ("rate of another unit lower", {**RATE, "target": 5, **LOWER}, 6, 0.8, 1.0, -20.0, 0.8),
    ("growth rate below zero", {**RATE, "target": 8, "is_percent": True}, -4, 0.88, 1.0, -12.0, -0.5),
    (
        "negative target to be reached",
        {**CUMULATIVE, "target": -40, **LOWER},
        -30,
        0.75,
        0.75,
        0.0,
        1.0,
    ),
]


@pytest.mark.parametrize(("indicator", "value", "progress", "scheduled", "gap", "ratio"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_each_kind_is_measured_by_its_own_formula(one, indicator, value, progress, scheduled, gap, ratio):
    measured = one(value, at=Q3, **indicator).indicators.progress
    assert measured.share[0] == pytest.approx(progress)
    assert measured.scheduled[0] == pytest.approx(scheduled)
    assert measured.gap[0] == pytest.approx(gap, abs=1e-6)
    assert measured.ratio[0] == pytest.approx(ratio, abs=1e-8)


def test_raw_progress_may_leave_what_the_capped_one_keeps_to(one):
    beyond = one(260, kind="cumulative", target=200).indicators.progress
    assert (beyond.raw[0], beyond.share[0]) == (pytest.approx(1.3), 1.0)
    below = one(46, kind="level", start=60, target=200).indicators.progress
    assert (below.raw[0], below.share[0]) == (pytest.approx(-0.1), 0.0)


def test_nothing_reported_has_a_schedule_but_no_progress(one):
    measured = one(None, at=date(2023, 10, 8), kind="cumulative", target=200).indicators.progress
    assert np.isnan([measured.raw[0], measured.share[0], measured.gap[0], measured.ratio[0]]).all()
    assert measured.scheduled[0] == pytest.approx(0.75)


@pytest.mark.parametrize(
    "indicator",
    [
        {**CUMULATIVE, "target": 3, "schedule": ((Q1, 0.0), (Q2, 1.0))},
        {**CUMULATIVE, "target": 3, "direction": "lower", "schedule": ((Q1, 0.0), (Q2, 1.0))},
        {**LEVEL, "start": 5, "target": 8, "schedule": ((Q1, 5.0), (Q2, 6.0))},
        {**LEVEL, "start": 8, "target": 5, "direction": "lower", "schedule": ((Q1, 8.0), (Q2, 7.0))},
    ],
)
def test_while_the_schedule_is_at_its_start_nothing_is_due(one, indicator):
    early, later = one(4, at=Q1, **indicator), one(4, at=Q2, **indicator)
    assert not early.indicators.progress.is_due[0]
    assert later.indicators.progress.is_due[0]
    assert early.light("1").word == "green"
    assert one(None, at=Q1, **indicator).light("1").word == "grey"


@pytest.mark.parametrize("value", [-3.0, -12.0])
def test_a_rate_scheduled_at_zero_is_a_rate_to_be_held(one, value):
    state = one(value, kind="rate", target=0, is_percent=True)
    assert state.indicators.progress.is_due[0]
    assert state.indicators.progress.gap[0] == value


def test_a_level_without_a_known_start_counts_from_nothing(one):
    assert one(115, kind="level", target=230).indicators.progress.share[0] == pytest.approx(0.5)


@pytest.mark.parametrize(
    "indicator",
    [
        {**RATE, "target": 45, "is_percent": True},
        {**LEVEL, "start": 600, "target": 600},
        {**CUMULATIVE, "target": 0, **LOWER},
        {**CUMULATIVE, "target": 200},
    ],
    ids=["rate", "level held", "none allowed", "cumulative"],
)
@pytest.mark.parametrize(("at", "is_due"), [(date(2023, 1, 30), False), (date(2023, 3, 5), True)])
def test_before_the_first_month_end_nothing_is_due_of_any_kind(one, indicator, at, is_due):
    measured = one(None, at=at, **indicator).indicators.progress
    assert bool(measured.is_due[0]) is is_due
    assert bool(measured.scheduled[0] > 0) is is_due
