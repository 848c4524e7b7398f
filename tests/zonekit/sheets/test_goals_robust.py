"""Whatever a cell holds, reading goals ends, does not fail, and points at the passage it read."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonekit.sheets.goals import (
    QuarterNode,
    english_figures,
    extract_targets,
    figures,
    propose_indicators,
    sentences,
    split_node,
)

SIGNS = "0123456789０９.,，、。；（）()“”%％一二三十百千万亿年月日个家项元亩以上达到约至-—每第等和 CNYbnm²abc:;"
ENDLESS = [
    "1",
    "1,",
    "1.",
    "一",
    "万亿",
    "(",
    "（",
    "“",
    "1个",
    "5%、",
    "以上",
    "1-",
    "a 1",
    "：1",
    "二十",
    "1,000,",
    "达到",
    "百分之",
]


@given(st.text(alphabet=SIGNS, max_size=200))
@settings(max_examples=300)
def test_no_text_makes_the_reader_fail(text: str) -> None:
    for target in extract_targets(text, year=2023):
        assert 0 <= target.start < target.end <= len(text)
        assert target.unit
        assert re.search(r"[\d０-９一二两三四五六七八九十百千万亿]|[a-z]", text[target.start : target.end])


@given(st.text(alphabet=SIGNS, max_size=200))
@settings(max_examples=200)
def test_no_node_makes_the_splitter_fail(text: str) -> None:
    due = date(2023, 3, 31)
    parts = split_node(text, 2023, due)
    assert all(point.name is not None for point in parts.series)
    for proposal in propose_indicators(text, [QuarterNode(due, text)], year=2023, targets=extract_targets(text)):
        assert proposal.unit


@given(st.text(alphabet=SIGNS, max_size=120), st.text(alphabet=SIGNS, max_size=60))
@settings(max_examples=200)
def test_targets_stand_in_the_order_of_the_text_and_do_not_overlap(first: str, second: str) -> None:
    found = extract_targets(first + "。" + second)
    assert all(left.end <= right.start for left, right in pairwise(found))


class Counting:
    """A pattern that counts the characters its searches have looked at."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.looked_at = 0

    def _count(self, text: str, position: int, match: re.Match[str] | None) -> re.Match[str] | None:
        self.looked_at += (match.end() if match else len(text)) - position
        return match

    def search(self, text: str, position: int = 0) -> re.Match[str] | None:
        return self._count(text, position, self.pattern.search(text, position))


@pytest.mark.parametrize("piece", ENDLESS)
def test_the_scanner_passes_over_a_text_once(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting(figures._WORTH_A_LOOK)
    monkeypatch.setattr(figures, "_WORTH_A_LOOK", counting)
    text = piece * (20_000 // len(piece)) + "个"
    for _ in figures.read_figures(text):
        pass
    assert counting.looked_at <= 2 * len(text)


@pytest.mark.parametrize("piece", ENDLESS)
def test_a_text_of_one_endless_kind_yields_no_more_goals_than_pieces(piece: str) -> None:
    text = piece * (6_000 // len(piece))
    assert len(extract_targets("新增" + text)) <= len(text) // len(piece) + 1
    assert len(split_node("a" + text, 2023, date(2023, 3, 31)).series) <= len(text) // len(piece) + 1


def test_forty_thousand_digits_are_no_number() -> None:
    assert extract_targets("新增企业" + "1" * 40_000 + "家") == ()
    assert extract_targets("Sign " + "1," * 20_000 + " projects") == ()


def test_context_is_cut_to_a_window_however_long_the_phrase() -> None:
    longest: list[int] = []

    def watch(figure: Any, context: Any) -> str:
        longest.append(max(map(len, (context.gap, context.clause, context.after))))
        return str(judge(figure, context))

    judge = sentences.judge
    patch = pytest.MonkeyPatch()
    patch.setattr(sentences, "judge", watch)
    extract_targets("新增企业" * 5_000 + "10家" + "以及企业" * 5_000)
    patch.undo()
    assert longest == [60]


def test_the_noun_of_an_english_count_is_sought_in_a_window() -> None:
    assert english_figures.head_noun(" very" * 5_000 + " projects", 0) == ""
    assert english_figures.head_noun(" very good projects", 0) == "projects"
