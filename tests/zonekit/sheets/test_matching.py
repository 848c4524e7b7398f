"""Rows and names are recognised by what they say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.sheets.matching import RowWords, folded, match_rows, near_names, similarity

A, B = ("一、招商引资",), ("二、科技创新",)


def row(text: str, path: tuple[str, ...] = A, no: str = "", name: str = "") -> RowWords:
    return RowWords(path, name, text, no)


TABLE = [
    row("签约引进优质项目200个以上", no="1"),
    row("盘活存量土地400亩，激活企业10家", no="2"),
    row("新增高新技术企业30家", B, no="3"),
]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(TABLE, (0, 1, 2), id="the same table"),
        pytest.param(TABLE[::-1], (2, 1, 0), id="another order"),
        pytest.param([row("签约引进优质项目２００个以上 ", no="1")], (0,), id="full-width digits and spaces"),
        pytest.param([row(TABLE[1].text, no="1"), row(TABLE[0].text, no="2")], (1, 0), id="numbers swapped"),
        pytest.param([row(TABLE[0].text, B, no="9")], (0,), id="moved under another heading and renumbered"),
        pytest.param([row("盘活存量土地500亩，激活企业12家", no="2")], (1,), id="figures changed"),
        pytest.param([row("组织干部培训五期", no="2")], (None,), id="another task with a number that was taken"),
        pytest.param([row(TABLE[0].text), row(TABLE[0].text)], (0, None), id="a row twice"),
        pytest.param([], (), id="an empty table"),
    ],
)
def test_a_row_is_found_by_what_it_says(rows: list[RowWords], expected: tuple[int | None, ...]) -> None:
    assert match_rows(TABLE, rows) == expected


def test_rows_that_say_the_same_are_told_apart_by_number_and_then_by_order() -> None:
    twins = [row("每季度通报一次", no="4"), row("每季度通报一次", no="5"), row("每季度通报一次", no="")]
    assert match_rows(twins, [twins[1], twins[0]]) == (1, 0)
    assert match_rows(twins, [row("每季度通报一次", no="8"), row("每季度通报一次", no="9")]) == (0, 1)


def test_a_short_name_identifies_a_row_whose_goal_was_rewritten() -> None:
    known = [row("全年签约200个", name="优质项目签约", no="1"), row("全年签约3个", name="外资项目签约", no="2")]
    assert match_rows(known, [row("力争落地一批好项目", name="外资项目签约", no="7")]) == (1,)


def test_a_table_that_keeps_only_the_short_names_is_still_the_same_table() -> None:
    known = [row("全年签约200个", name="项目签约", no="1"), row("新增企业30家", name="高企培育", no="2")]
    assert match_rows(known, [row("高企培育", no="1"), row("项目签约", no="2")]) == (1, 0)


words = st.text(alphabet="招商引资科技创新建设项目0123456789", max_size=12)
rows_of_words = st.lists(
    st.builds(row, words, st.sampled_from([A, B]), st.sampled_from(["", "1", "2", "3"])), max_size=12
)


@given(rows_of_words, rows_of_words)
def test_no_known_row_is_given_twice(known: list[RowWords], rows: list[RowWords]) -> None:
    found = [index for index in match_rows(known, rows) if index is not None]
    assert len(found) == len(set(found))
    assert all(0 <= index < len(known) for index in found)


@given(rows_of_words)
def test_a_table_matches_itself_word_for_word(rows: list[RowWords]) -> None:
    matched = match_rows(rows, rows)
    assert None not in matched
    assert [rows[index] for index in matched if index is not None] == rows


def test_five_thousand_changed_rows_are_matched_within_seconds() -> None:
    topics = ["招商", "科技", "土地", "环保", "党建", "服务", "人才", "金融"]
    known = [row(f"{topics[n % 8]}条线第{n}号任务推进{n * 7919 % 5003}项", no=str(n)) for n in range(5000)]
    rows = [row(f"{topics[n % 8]}条线第{n}号任务加快{n * 7919 % 5003}项", no=str(n)) for n in range(5000)]
    began = time.perf_counter()
    assert match_rows(known, rows) == tuple(range(5000))
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("投资促进部", "投资 促进部"),
        ("轨道（ＴＢＥＡ）", "轨道(tbea)"),
        ("投资促进部。", "投资促进部"),
        ("Finance Department", "finance　department"),
    ],
)
def test_names_are_compared_without_widths_spaces_and_case(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("投促部", "投资促进部"),
        ("投资促进局", "投资促进部"),
        ("财金部", "财政金融部"),
        ("轨交投促中心", "轨道交通投促中心"),
        ("Investment Promotion Dept", "Investment Promotion Department"),
    ],
)
def test_near_names_offer_the_unit_that_was_meant(asked: str, first: str) -> None:
    known = ["投资促进部", "财政金融部", "轨道交通投促中心", "经济发展部", "Investment Promotion Department"]
    assert near_names(asked, known)[0].name == first


@pytest.mark.parametrize("asked", ["县教育局", "", "X"])
def test_a_stranger_has_no_near_name(asked: str) -> None:
    assert near_names(asked, ["投资促进部", "财政金融部"]) == ()


@given(st.text(max_size=20), st.text(max_size=20))
def test_similarity_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)
    assert similarity(one, one) == 1
