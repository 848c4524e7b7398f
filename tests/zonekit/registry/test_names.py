"""Names made comparable: spellings of one name agree, different firms stay apart, initials are those people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.registry.initials import first_letters
from zonekit.registry.names import bigrams, core_name, folded, initials, normal_name, parts_of, simplified


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("天津滨海（示例）电子有限公司", "天津滨海(示例)电子有限公司"),
        ("天津濱海電子發展有限公司", "天津滨海电子发展有限公司"),
        ("ＡＢＣ示例有限公司", "abc示例有限公司"),
        ("示例　电子 有限公司\u200b", "示例电子有限公司"),
        ("示例【天津】有限公司", "示例(天津)有限公司"),
        ("Wuqing Example Co., Ltd.", "WUQING  EXAMPLE CO LTD"),
    ],
)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert normal_name(one) == normal_name(other)


def test_the_legal_form_keeps_names_apart() -> None:
    assert normal_name("示例电子有限公司") != normal_name("示例电子股份有限公司")


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=60))
def test_a_normal_name_is_its_own_normal_name(text: str) -> None:
    once = normal_name(text)
    assert normal_name(once) == once
    assert " " not in once


@given(st.text(alphabet="天津武清示例电子机械有限公司()（）市区集团股份 A1", max_size=30))
def test_any_name_can_be_taken_apart(text: str) -> None:
    parts = parts_of(text)
    assert len(parts.core) + len(parts.place) + len(parts.suffix) + len(parts.branch) <= len(normal_name(text)) * 2
    assert core_name(text) == parts.core + parts.branch
    assert bool(parts.core) == bool(normal_name(text))


@pytest.mark.parametrize(
    ("name", "place", "core", "suffix", "branch"),
    [
        ("天津市武清区示例精密机械有限责任公司", "天津市武清区", "示例精密机械", "有限责任公司", ""),
        ("示例电子（天津）股份有限公司", "天津", "示例电子", "股份有限公司", ""),
        ("示例电子（中国）有限公司", "中国", "示例电子", "有限公司", ""),
        ("天津示例投资合伙企业（有限合伙）", "天津", "示例投资", "合伙企业(有限合伙)", ""),
        ("天津示例有限公司武清分公司", "天津", "示例", "有限公司", "武清分公司"),
        ("廊坊示例超市有限公司", "", "廊坊示例超市", "有限公司", ""),
        ("安平县示例丝网制品厂", "安平县", "示例丝网制品厂", "", ""),
        ("公司", "", "公司", "", ""),
        ("Example Robotics (Tianjin) Co., Ltd.", "", "examplerobotics(tianjin)", "coltd", ""),
        ("", "", "", "", ""),
    ],
)
def test_a_name_is_place_core_form_and_branch(name: str, place: str, core: str, suffix: str, branch: str) -> None:
    parts = parts_of(name)
    assert (parts.place, parts.core, parts.suffix, parts.branch) == (place, core, suffix, branch)


def test_two_characters_are_one_bigram_and_none_is_repeated() -> None:
    assert bigrams("电子") == ("电子",)
    assert bigrams("电子电子") == ("电子", "子电")
    assert bigrams("電 子") == ("电子",)
    assert bigrams("　") == ()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("重庆示例重工有限公司", "cqslzgyxgs"),
        ("长安示例", "casl"),
        ("厦门示例银行", "xmslyh"),
        ("天津音乐示例", "tjyysl"),
        ("蚌埠示例", "bbsl"),
        ("單縣示例", "sxsl"),
        ("3M中国", "3mzg"),
        ("Example 示例", "examplesl"),
        ("朝阳示例车行", "cyslch"),
        ("·（）", ""),
    ],
)
def test_initials_are_read_phrase_by_phrase(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text(max_size=40))
def test_initials_are_letters_and_digits(text: str) -> None:
    assert all(sign.isascii() and sign.isalnum() and sign == sign.casefold() for sign in initials(text))
    assert len(first_letters(text)) <= len(text)


def test_what_has_no_reading_is_left_out() -> None:
    assert first_letters("〇Ж津") == "lj"


def test_simplifying_leaves_simplified_text_alone() -> None:
    assert simplified("后来的台湾里程碑") == "后来的台湾里程碑"


def test_an_endless_name_is_cut() -> None:
    assert len(folded("示" * 100_000)) == 300
