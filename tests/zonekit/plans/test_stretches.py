"""Months judged by earlier versions, joined to those of the present one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from zonekit.plans import Light
from zonekit.plans.runs import run_lengths
from zonekit.plans.stretches import Stretch, joined

Y, R, G, GREY = Light.YELLOW, Light.RED, Light.GREEN, Light.GREY
ALL = np.ones(12, dtype=np.bool_)
lights = arrays.arrays(np.int8, (3, 12), elements=st.integers(0, 3))


def year(*months: int) -> np.ndarray:
    return np.array([[*months, *[GREY] * (12 - len(months))]], dtype=np.int8)


def until(month: int) -> np.ndarray:
    return np.arange(12) < month


def test_a_run_goes_on_across_versions() -> None:
    now, then = year(G, G, G, R, R), year(Y, R, R, G, G)
    found = joined(now, until(5), [Stretch(then, until(3), np.array([0]))])

    assert found.light[0, :5].tolist() == [Y, R, R, R, R]
    assert found.runs[0, :5].tolist() == [1, 1, 2, 3, 4]


def test_a_row_moved_in_has_no_months_before_it_came() -> None:
    now = year(G, G, G, GREY, GREY)
    found = joined(now, until(5), [Stretch(year(R, R, R), until(3), np.array([-1]))])

    assert found.is_there[0, :5].tolist() == [False, False, False, True, True]
    assert found.light[0, :3].tolist() == [GREY] * 3
    assert found.runs[0, :5].tolist() == [0, 0, 0, 1, 2]  # grey before it came counts for nothing


def test_each_version_judges_its_own_months_with_its_own_rows() -> None:
    now = np.vstack([year(G, G, G), year(R, R, R)])
    first = Stretch(np.vstack([year(Y, Y, Y), year(R, R, R)]), until(1), np.array([1, 0]))
    second = Stretch(year(Y, Y, Y), until(2) & ~until(1), np.array([-1, 0]))
    found = joined(now, until(3), [first, second])

    assert found.light[:, :3].tolist() == [[R, GREY, G], [Y, Y, R]]
    assert found.is_there[:, :3].tolist() == [[True, False, True], [True, True, True]]


@given(lights, st.integers(0, 12))
def test_without_other_versions_nothing_changes(light: np.ndarray, month: int) -> None:
    found = joined(light, until(month), [])

    assert (found.light == light).all()
    assert (found.runs == run_lengths(light, until(month))).all()
    assert found.is_there.all()


@given(lights, lights, st.integers(0, 12))
def test_months_judged_by_a_version_are_that_versions_own(now: np.ndarray, then: np.ndarray, month: int) -> None:
    place = np.array([2, -1, 0])
    found = joined(now, ALL, [Stretch(then, until(month), place)])

    assert (found.light[0, :month] == then[2, :month]).all()
    assert (found.light[2, :month] == then[0, :month]).all()
    assert (found.light[:, month:] == now[:, month:]).all()
    assert not found.is_there[1, :month].any()
