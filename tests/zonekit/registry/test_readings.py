"""Registered capital and days, in the spellings of registers and spreadsheets."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.registry.readings import read_capital, read_day

WAN = 10_000 * 100


@pytest.mark.parametrize(
    ("cell", "fen", "currency", "problem"),
    [
        ("500万元人民币", 500 * WAN, "CNY", ""),
        ("1,913.2157(万元人民币)", 19_132_157_00, "CNY", ""),
        ("５００万元", 500 * WAN, "CNY", ""),
        ("13万人民币元", 13 * WAN, "CNY", ""),
        ("1854元人民币", 1854_00, "CNY", ""),
        ("一百万元整", 100 * WAN, "CNY", ""),
        ("1.5亿元", 15_000 * WAN, "CNY", ""),
        ("2,994(万美元)", 2994 * WAN, "USD", ""),
        ("10万美元", 10 * WAN, "USD", ""),
        ("USD 10 million", 1000 * WAN, "USD", ""),
        ("500(万港币)", 500 * WAN, "HKD", ""),
        ("40(万德国马克)", 40 * WAN, "DEM", ""),
        ("30(万英镑)", 30 * WAN, "GBP", ""),
        ("6", 6 * WAN, "CNY", "capital_unit_assumed"),
        (424.1, 424_1000_00, "CNY", "capital_unit_assumed"),
        ("0万元", 0, "CNY", ""),
        ("-3万元", None, "CNY", "capital_negative"),
        ("99999999亿元", None, "CNY", "capital_absurd"),
        ("若干", None, "CNY", "capital_unreadable"),
        ("五百头牛", None, "CNY", "capital_unreadable"),
        ("500万", 500 * WAN, "CNY", ""),
        ("N/A", None, "CNY", "capital_missing"),
        (None, None, "CNY", "capital_missing"),
        (float("nan"), None, "CNY", "capital_missing"),
        ("9" * 500, None, "CNY", "capital_unreadable"),
    ],
)
def test_a_capital_is_read_with_its_currency(
    cell: str | float | None, fen: int | None, currency: str, problem: str
) -> None:
    capital = read_capital(cell)
    assert (capital.fen, capital.currency, capital.problem) == (fen, currency, problem)


def test_a_bare_number_is_in_the_unit_of_its_column() -> None:
    assert read_capital("5000000", "元").fen == 500 * WAN


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_a_capital(text: str) -> None:
    capital = read_capital(text)
    assert (capital.fen is None) == (capital.problem not in {"", "capital_unit_assumed"})


@pytest.mark.parametrize(
    ("cell", "day", "problem"),
    [
        ("2001-03-04", date(2001, 3, 4), ""),
        ("2001/3/4", date(2001, 3, 4), ""),
        ("2001.3.4", date(2001, 3, 4), ""),
        ("２００１年３月４日", date(2001, 3, 4), ""),
        ("2001-03-04 00:00:00", date(2001, 3, 4), ""),
        ("20010304", date(2001, 3, 4), ""),
        (20010304.0, date(2001, 3, 4), ""),
        (36954.0, date(2001, 3, 4), ""),
        ("36954", date(2001, 3, 4), ""),
        (datetime(2001, 3, 4, 12, tzinfo=UTC), date(2001, 3, 4), ""),
        (date(2001, 3, 4), date(2001, 3, 4), ""),
        ("2001-02-30", None, "day_impossible"),
        ("2001年13月1日", None, "day_impossible"),
        ("去年", None, "day_unreadable"),
        ("3月4日", None, "day_unreadable"),
        (1e17, None, "day_unreadable"),
        ("", None, "day_missing"),
        (None, None, "day_missing"),
    ],
)
def test_a_day_is_read_from_text_serial_and_date(
    cell: str | float | date | None, day: date | None, problem: str
) -> None:
    reading = read_day(cell)
    assert (reading.day, reading.problem) == (day, problem)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_day_written_in_any_of_the_usual_ways_is_that_day(day: date) -> None:
    written = [day.isoformat(), f"{day.year}年{day.month}月{day.day}日", day.strftime("%Y%m%d"), f"{day:%Y/%m/%d}"]
    assert {read_day(text).day for text in written} == {day}
