"""Odd figures are flagged with what they were compared with; plain good and bad years pass."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.registry.doubts import Figure, Odd, doubts_of_figures

MILLION = 1_000_000 * 100


def year(kind: str, at: int, value: int) -> Figure:
    return Figure(kind, "year", at, 12, value)


def month(kind: str, at: int, value: int) -> Figure:
    return Figure(kind, "month", 2023, at, value)


@pytest.mark.parametrize(
    ("figures", "code", "kind", "about"),
    [
        ([year("revenue", 2023, -1)], Odd.NEGATIVE, "revenue", 2023),
        ([year("staff", 2023, -3)], Odd.NEGATIVE, "staff", 2023),
        ([year("staff", 2023, 9_000_000)], Odd.ABSURD, "staff", 2023),
        ([year("revenue", 2023, 5_000_000_000_000 * 100)], Odd.ABSURD, "revenue", 2023),
        (
            [year("revenue", 2022, 20 * MILLION), year("revenue", 2023, 210_000 * MILLION)],
            Odd.UNIT_SLIP,
            "revenue",
            2023,
        ),
        ([year("output", 2022, 200_000 * MILLION), year("output", 2023, 21 * MILLION)], Odd.UNIT_SLIP, "output", 2023),
        ([year("staff", 2022, 50), year("staff", 2023, 5_100)], Odd.UNIT_SLIP, "staff", 2023),
        (
            [year("tax", 2023, 30 * MILLION), year("revenue", 2023, 20 * MILLION)],
            Odd.TAX_ABOVE_REVENUE,
            "tax",
            2023,
        ),
        (
            [year("value_added", 2023, 30 * MILLION), year("output", 2023, 20 * MILLION)],
            Odd.VALUE_ADDED_ABOVE_OUTPUT,
            "value_added",
            2023,
        ),
        ([year("rd", 2023, 30 * MILLION), year("revenue", 2023, 20 * MILLION)], Odd.RD_ABOVE_REVENUE, "rd", 2023),
        (
            [year("output", 2023, 2_000 * MILLION), year("revenue", 2023, 20 * MILLION)],
            Odd.OUTPUT_APART_FROM_REVENUE,
            "output",
            2023,
        ),
        ([month("revenue", 5, 50 * MILLION), month("revenue", 6, 40 * MILLION)], Odd.CUMULATIVE_FALLS, "revenue", 2023),
        (
            [month("revenue", 11, 50 * MILLION), year("revenue", 2023, 40 * MILLION)],
            Odd.YEAR_BELOW_ITS_MONTHS,
            "revenue",
            2023,
        ),
    ],
)
def test_an_odd_figure_is_flagged(figures: Sequence[Figure], code: Odd, kind: str, about: int) -> None:
    (doubt,) = doubts_of_figures(figures)
    assert (doubt.code, doubt.kind, doubt.year) == (code, kind, about)
    assert doubt.figures["value"] == next(
        figure.value for figure in reversed(figures) if (figure.kind, figure.span) == (kind, doubt.span)
    )


@pytest.mark.parametrize(
    "figures",
    [
        [],
        [year("revenue", 2022, 20 * MILLION), year("revenue", 2023, 60 * MILLION)],
        [year("revenue", 2022, 60 * MILLION), year("revenue", 2023, 2 * MILLION)],
        [year("revenue", 2022, 3_000_00), year("revenue", 2023, 300_000_00)],
        [year("tax", 2023, 20 * MILLION), year("revenue", 2023, 20 * MILLION)],
        [month("staff", 5, 50), month("staff", 6, 40)],
        [month("revenue", 5, 50 * MILLION), month("revenue", 6, 50 * MILLION)],
        [month("revenue", 12, 50 * MILLION), year("revenue", 2023, 50 * MILLION)],
        [year("tax", 2022, 30 * MILLION), year("revenue", 2023, 20 * MILLION)],
        [month("tax", 5, 30 * MILLION), year("revenue", 2023, 20 * MILLION)],
    ],
)
def test_a_plain_year_passes(figures: Sequence[Figure]) -> None:
    assert doubts_of_figures(figures) == ()


def test_a_slip_tells_the_year_before_and_how_many_times() -> None:
    (doubt,) = doubts_of_figures([year("tax", 2022, 5 * MILLION), year("tax", 2023, 500 * MILLION)])
    assert dict(doubt.figures) == {"value": 500 * MILLION, "before": 5 * MILLION, "times": 100}


@given(
    st.lists(
        st.builds(
            Figure,
            st.sampled_from(["output", "revenue", "tax", "staff", "energy", "land", "anything"]),
            st.sampled_from(["year", "month"]),
            st.integers(2019, 2023),
            st.integers(1, 12),
            st.integers(-(10**19), 10**19),
        ),
        max_size=30,
    )
)
def test_every_negative_figure_that_stands_is_flagged_whatever_else_is_there(figures: list[Figure]) -> None:
    standing = {(figure.kind, figure.span, figure.year, figure.month): figure.value for figure in figures}
    negative = {key for key, value in standing.items() if value < 0}
    found = {
        (doubt.kind, doubt.span, doubt.year, doubt.month)
        for doubt in doubts_of_figures(figures)
        if doubt.code is Odd.NEGATIVE
    }
    assert found == negative
