"""The tree of GB/T 4754-2017 and the codes of its 2011 edition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.registry.industry import (
    classes,
    classes_under,
    divisions,
    edition_of,
    find_industry,
    former_classes,
    industry,
    plain_code,
    sections,
    successors,
    tree,
)


def test_the_tree_has_what_the_standard_counts() -> None:
    groups = [one for one in tree().values() if one.level == "group"]
    assert (len(sections()), len(divisions()), len(groups), len(classes())) == (20, 97, 473, 1381)


def test_every_place_hangs_on_one_that_exists() -> None:
    for one in tree().values():
        assert one.name.zh
        assert one.name.en
        assert one.parent == "" or one.parent in tree()
        assert industry(one.section).level == "section"


def test_the_classes_below_the_sections_are_all_classes_once() -> None:
    found = [code for section in sections() for code in classes_under(section.code)]
    assert sorted(found) == [one.code for one in classes()]


@pytest.mark.parametrize("typed", ["C3612", " 3612", "３６１２", "c3612", "36 12"])
def test_codes_are_found_as_people_type_them(typed: str) -> None:
    assert industry(typed).code == "3612"


@given(st.text(max_size=8))
def test_any_text_is_a_code_or_none(text: str) -> None:
    found = find_industry(text)
    assert found is None or found.code == plain_code(text)
    assert edition_of(text) in ("2017", "2011", None)
    assert all(find_industry(code) for code in successors(text))


def test_every_class_of_2011_has_successors_that_exist() -> None:
    known = {one.code for one in classes()}
    assert len(former_classes()) > 300
    for former in former_classes().values():
        assert former.successors, former
        assert set(former.successors) <= known, former
        now = find_industry(former.code)
        assert now is None or now.name.zh != former.name


@pytest.mark.parametrize(
    ("code", "name", "edition", "after"),
    [
        ("3610", "", "2011", ("3611", "3612")),
        ("7240", "", "2011", ("7251", "7259")),
        ("3660", "", "2017", ("3660",)),  # car bodies and trailers today, parts of cars before
        ("3660", "汽车零部件及配件制造", "2011", ("3670",)),
        ("3660", "汽车车身、挂车制造", "2017", ("3660",)),
        ("8111", "建筑物清洁服务", "2011", ("8211",)),
        ("3443", "阀门和旋塞制造", "2017", ("3443",)),
        ("0000", "", None, ()),
        ("", "", None, ()),
    ],
)
def test_editions_are_told_apart(code: str, name: str, edition: str | None, after: tuple[str, ...]) -> None:
    assert edition_of(code, name) == edition
    assert successors(code, name) == after
