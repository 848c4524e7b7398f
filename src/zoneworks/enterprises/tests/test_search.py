"""Found by any part of a name, of its initials or of the code, by those who may open it and by nobody else."""

from __future__ import annotations

import pytest

from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.search import MOST_COUNTED, Filters, search
from zoneworks.enterprises.search_text import sqlite_query, words_of
from zoneworks.enterprises.services import change_enterprise, rename_enterprise
from zoneworks.enterprises.tests.worlds import STRANGERS, TODAY, World, code_of, make_enterprises, row


def names(world: World, words: str, persona: str = "leader", **filters: object) -> list[str]:
    found = search(world.scope(persona), world.zone, words, Filters(**filters))
    return [enterprise.name for enterprise in found.enterprises]


@pytest.fixture
def firms(world: World) -> list[Enterprise]:
    said = [
        "天津滨海示例电子有限公司",
        "示例（天津）新能源股份有限公司",
        "北方阀门有限公司",
        "Example Valves Co., Ltd.",
    ]
    return make_enterprises(world, 0, rows=[row(number, name=name) for number, name in enumerate(said, start=1)])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("天津", [0, 1]),
        ("示例天津", [1]),
        ("示例(天津)", [1]),
        ("電子", [0]),
        ("ＤＺ", [0]),
        ("tjbh", [0]),
        ("津", [0, 1]),
        ("司", [0, 1, 2]),
        ("北", [2]),
        ("能", [1]),
        ("v", [3]),
        ("阀门 北方", [2]),
        ("阀门 南方", []),
        ("valves", [3]),
        ("VALVES co", [3]),
        ("海电", []),
        ("天津滨海示例电子有限公司", [0]),
        ("津滨天津", []),
        ("，。", []),
    ],
)
def test_any_part_of_a_name_finds_it(world, firms, words: str, found: list[int]) -> None:
    assert names(world, words) == [firms[place].name for place in found]


def test_a_part_of_the_code_finds_it(world, firms) -> None:
    assert names(world, code_of(3)) == [firms[2].name]
    assert names(world, code_of(3)[10:].lower()) == [firms[2].name]
    assert names(world, "9199") == [firm.name for firm in firms]


def test_two_letters_are_initials_and_not_a_part_of_every_code(world, firms) -> None:
    assert "MA" in firms[0].credit_code
    assert names(world, "ma") == []


def test_no_words_give_everything_and_marks_alone_nothing(world, firms) -> None:
    assert names(world, "  ") == [firm.name for firm in firms]
    assert names(world, "“”") == []


def test_a_former_name_still_finds_it(world, firms) -> None:
    scope = world.scope("supervision")
    rename_enterprise(scope=scope, enterprise=firms[2], name="南方水泵有限公司", on=TODAY)
    assert names(world, "北方阀门") == names(world, "南方水泵") == names(world, "nfsb") == ["南方水泵有限公司"]


def test_a_changed_code_is_found_and_the_old_one_no_longer(world, firms) -> None:
    change_enterprise(scope=world.scope("supervision"), enterprise=firms[2], credit_code=code_of(77))
    assert names(world, code_of(77)) == [firms[2].name]
    assert names(world, code_of(3)) == []


@pytest.mark.parametrize("persona", [*STRANGERS, "administrator", "cooperating"])
def test_who_may_not_open_it_does_not_find_it(world, firms, persona: str) -> None:
    assert names(world, "天津", persona) == []
    assert names(world, "", persona) == []


@pytest.mark.parametrize("persona", ["supervision", "leader", "officer", "section_officer", "province_officer"])
def test_the_unit_in_charge_and_its_tree_find_it(world, firms, persona: str) -> None:
    assert len(names(world, "天津", persona)) == 2


def test_the_few_and_the_many_are_searched_in_two_ways_with_one_answer(world, firms, monkeypatch) -> None:
    few = names(world, "天津 示例", "officer")
    monkeypatch.setattr("zoneworks.enterprises.search.FEW", 0)
    assert names(world, "天津 示例", "officer") == few == [firms[0].name, firms[1].name]


def test_filters_hold_beside_the_words(world, firms) -> None:
    change_enterprise(scope=world.scope("supervision"), enterprise=firms[0], state="suspended", unit=world.section)
    assert names(world, "天津", state="suspended") == [firms[0].name]
    assert names(world, "天津", unit=world.section.pk) == [firms[0].name]
    assert len(names(world, "天津", unit=world.investment.pk)) == 2
    assert len(names(world, "天津", industry="C")) == len(names(world, "天津", industry="345")) == 2
    assert names(world, "天津", industry="D") == names(world, "天津", industry="9999") == []


def test_pages_follow_each_other_and_counting_stops(world, monkeypatch) -> None:
    firms = make_enterprises(world, 12)
    monkeypatch.setattr("zoneworks.enterprises.search.MOST_COUNTED", 10)
    pages = [search(world.scope("leader"), world.zone, "示例", page=number, size=4) for number in (1, 2, 3, 99)]
    assert [len(page.enterprises) for page in pages] == [4, 4, 2, 2]
    assert (pages[0].count, pages[0].is_capped, pages[0].pages) == (10, True, 3)
    assert [one.pk for page in pages[:3] for one in page.enterprises] == [firm.pk for firm in firms[:10]]
    assert MOST_COUNTED > 10


def test_a_search_takes_a_fixed_number_of_statements(world, firms, django_assert_max_num_queries) -> None:
    scope = world.scope("leader")
    assert scope.zones
    with django_assert_max_num_queries(2):
        found = search(scope, world.zone, "天津")
        assert [one.unit.title for one in found.enterprises]


@pytest.mark.parametrize("words", ['"', "' OR 1=1", "a*", "津:*", "天津)", "NOT", "\\", "%", "𠮷野家", "é", "\x00津"])
def test_what_a_query_language_would_understand_is_only_text(world, firms, words: str) -> None:
    assert isinstance(names(world, words), list)


def test_many_words_are_cut(world) -> None:
    assert sqlite_query(words_of(" ".join(f"词{number}" for number in range(40)))).count("AND") == 5
