"""Numbers and unit words as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.sheets.goals.units import UNIT_WORDS
from zonekit.values.quantities import base_of, fold_digits, near_unit, parse_number, read_number, tidy


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1200.5", "1200.5"),
        ("１，２００.５", "1200.5"),
        ("1,234,567", "1234567"),
        (" 3 . 5 ", "3.5"),
        (".5", "0.5"),
        ("-7", "-7"),
        ("－3", "-3"),
        ("−3.5", "-3.5"),
        ("+8", "8"),
        ("1.5e3", "1500"),
        ("3.2万", "32000"),
        ("1.3万亿", "1300000000000"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("两百", "200"),
        ("一百零八", "108"),
        ("三千五百", "3500"),
        ("十万", "100000"),
        ("一亿二千万", "120000000"),
        ("三点五", "3.5"),
        ("二〇二三", "2023"),
        ("百", "100"),
        ("负三", "-3"),
    ],
)
def test_a_number_is_read_in_any_of_its_scripts(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "number_empty"),
        (" 　", "number_empty"),
        ("1.2.3", "number_malformed"),
        ("1,2", "number_malformed"),
        ("12,34,567", "number_malformed"),
        ("abc", "number_malformed"),
        ("--5", "number_malformed"),
        ("=1+1", "number_malformed"),
        ("∞", "number_not_finite"),
        ("NaN", "number_not_finite"),
        ("-inf", "number_not_finite"),
        ("9" * 31, "number_too_long"),
        ("9" * 40_000, "number_too_long"),
    ],
)
def test_what_is_no_number_says_why(text: str, reason: str) -> None:
    reading = read_number(text)
    assert (reading.value, reading.reason) == (None, reason)


@given(st.text(max_size=80))
def test_no_text_whatever_makes_a_number_reader_fail(text: str) -> None:
    reading = read_number(text)
    assert (reading.value is None) == (reading.reason is not None)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_a_written_number_reads_back_as_itself(value: Decimal) -> None:
    assert parse_number(f"{value:f}") == value
    assert parse_number(f"{value:,f}") == value


@given(st.text())
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold_digits(text)) == len(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_a_tidy_number_is_the_same_without_exponent_and_trailing_zeros(value: Decimal) -> None:
    written = str(tidy(value))
    assert Decimal(written) == value
    assert "E" not in written
    assert "." not in written or not written.endswith("0")


@pytest.mark.parametrize(
    ("unit", "base", "factor"),
    [
        ("元", "CNY", "1"),
        ("万元", "CNY", "10000"),
        ("亿元", "CNY", "100000000"),
        ("千万元", "CNY", "10000000"),
        ("万亿元", "CNY", "1000000000000"),
        ("亿美元", "USD", "100000000"),
        ("万美元", "USD", "10000"),
        ("CNY bn", "CNY", "1000000000"),
        ("CNY m", "CNY", "1000000"),
        ("CNY 100 million", "CNY", "100000000"),
        ("RMB billion", "CNY", "1000000000"),
        ("USD m", "USD", "1000000"),
        ("US$ bn", "USD", "1000000000"),
        ("万平方米", "m2", "10000"),
        ("万㎡", "m2", "10000"),
        ("m²", "m2", "1"),
        ("10,000 m²", "m2", "10000"),
        ("平方公里", "m2", "1000000"),
        ("公顷", "m2", "10000"),
        ("亩", "mu", "1"),
        ("万亩", "mu", "10000"),
        ("mu", "mu", "1"),
        ("公里", "km", "1"),
        ("米", "km", "0.001"),
        ("km", "km", "1"),
        ("吨", "t", "1"),
        ("万吨", "t", "10000"),
        ("亿斤", "t", "50000"),
        ("兆瓦", "MW", "1"),
        ("万千瓦", "MW", "10"),
        ("MW", "MW", "1"),
        ("亿千瓦时", "kWh", "100000000"),
        ("万千伏安", "MVA", "10"),
        ("%", "percent", "1"),
        ("％", "percent", "1"),
        ("‰", "percent", "0.1"),
        ("个百分点", "percentage_point", "1"),
        ("percentage points", "percentage_point", "1"),
        ("万人次", "visits", "10000"),
        ("million visits", "visits", "1000000"),
        ("万标箱", "TEU", "10000"),
        ("家", "count", "1"),
        ("万户", "count", "10000"),
        ("台（套）", "count", "1"),
        ("projects", "count", "1"),
        ("万元/亩", "CNY_per_mu", "10000"),
        ("CNY 10,000 per mu", "CNY_per_mu", "10000"),
        ("亿元/平方公里", "CNY_per_m2", "100"),
        ("微克/立方米", "ug_per_m3", "1"),
        ("吨标煤/万元", "tce_per_CNY", "0.0001"),
        (" 亿 元 ", "CNY", "100000000"),
    ],
)
def test_a_unit_word_is_a_base_unit_and_a_factor(unit: str, base: str, factor: str) -> None:
    found = base_of(unit)
    assert found is not None
    assert (found.base_unit, found.factor) == (base, Decimal(factor))


@pytest.mark.parametrize(
    "unit", ["", " ", "布袋", "亿", "万", "//", "元/", "/亩", "per", "CNY xyz", "个" * 60, "=cmd|x"]
)
def test_an_unknown_unit_word_is_none(unit: str) -> None:
    assert base_of(unit) is None


@pytest.mark.parametrize("word", sorted(UNIT_WORDS))
def test_every_unit_the_reader_of_goals_knows_has_a_base(word: str) -> None:
    assert base_of(word) is not None


@given(st.text(max_size=60))
def test_no_unit_word_makes_the_conversion_fail(word: str) -> None:
    found = base_of(word)
    assert found is None or found.factor > 0


@pytest.mark.parametrize(
    ("word", "known", "best"),
    [
        ("平米", ["亩", "万平方米", "平方米"], "平方米"),
        ("公理", ["家", "公里"], "公里"),
        ("km", ["家", "公里"], "公里"),
        ("亿圆", ["亿元", "万元"], "亿元"),
        ("家数", ["个", "家"], "家"),
    ],
)
def test_the_nearest_unit_comes_first(word: str, known: list[str], best: str) -> None:
    assert near_unit(word, known)[0] == best


@pytest.mark.parametrize(("word", "known"), [("布袋", ["亿元", "家"]), ("", ["家"]), ("公里", [])])
def test_a_word_like_none_of_the_known_units_has_no_near_one(word: str, known: list[str]) -> None:
    assert near_unit(word, known) == []
