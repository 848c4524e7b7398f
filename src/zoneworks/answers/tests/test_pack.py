"""Letters and lists: whose each sub-project is, exactly."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from zonekit.documents.blocks import Document, Field, KeyFigures, Paragraph, Signature, Table, plain
from zoneworks.answers.models import Conference
from zoneworks.answers.pack import BY_WEIGHT, Pack, Task, pack_of
from zoneworks.answers.pack_documents import files_of, index_of, letter_of, list_of, on_paper
from zoneworks.answers.tests.meetings import hold
from zoneworks.plans.choices import Duty
from zoneworks.plans.models import Indicator, Item, Milestone, Plan
from zoneworks.plans.services import propose_indicator
from zoneworks.plans.tests.worlds import World, leaf, make_plan
from zoneworks.units.models import Post, Unit

UNITS = [Unit(pk=number, code=f"U{number}", name=f"单位{number}", path=f"A.U{number}.") for number in range(1, 6)]
POSTS = [Post(pk=number, code=f"R{number}", name=f"职务{number}", position=number) for number in range(1, 4)]
some_units = st.lists(st.sampled_from(UNITS), unique_by=lambda unit: unit.pk, max_size=3)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Plans in which units have any duties, several at once too, and some rows none."""
    plan = Plan(pk=1, zone=Unit(pk=99, code="A", name="甲开发区", path="A."), year=2023, title="任务分解表")
    conference = Conference(pk=1, plan=plan, zone=plan.zone, title="工作会", held_on=date(2023, 2, 13))
    tasks = [
        Task(
            item=Item(pk=number, plan=plan, level=1, is_leaf=True, name=f"子项目{number}", goal="目标"),
            headings=(),
            units={duty: draw(some_units) for duty in BY_WEIGHT},
            posts=draw(st.lists(st.sampled_from(POSTS), unique_by=lambda post: post.pk, max_size=2)),
            indicators=(),
            milestones=[Milestone(text="节点", due=date(2023, 6, 30))] * draw(st.integers(0, 3)),
        )
        for number in range(1, draw(st.integers(1, 12)) + 1)
    ]
    return Pack(conference, plan, tuple(tasks))


def entry_keys(document: Document) -> list[str]:
    return [entry.key for entry in document.entries()]


@settings(deadline=None)
@given(packs())
def test_each_sub_project_is_in_exactly_the_letters_of_its_units(pack: Pack) -> None:
    letters = {unit.pk: letter_of(pack, unit) for unit in pack.units}

    for unit in UNITS:
        theirs = [task.key for task in pack.tasks if any(unit in task.units[duty] for duty in BY_WEIGHT)]
        assert sorted(entry_keys(letters[unit.pk]) if unit.pk in letters else []) == sorted(theirs)
        assert (unit.pk in letters) == bool(theirs)


@settings(deadline=None)
@given(packs())
def test_the_counts_of_a_letter_open_to_its_entries_and_add_up(pack: Pack) -> None:
    for unit in pack.units:
        document = letter_of(pack, unit)
        figures = document.figures
        by_duty = [figures[f"duty-{duty.value}"] for duty in BY_WEIGHT]
        assert document.check() == []
        assert figures["mine"].value == sum(figure.value for figure in by_duty) == len(entry_keys(document))
        opened = Counter(part.key for figure in by_duty for part in figure.parts)
        assert opened == Counter(entry_keys(document))
        steps = sum(len(task.milestones) for task in pack.tasks if task.duty_of(unit))
        assert figures["milestones"].value == steps


@settings(deadline=None)
@given(packs())
def test_each_sub_project_is_in_exactly_the_lists_of_its_leaders(pack: Pack) -> None:
    for post in pack.posts:
        document = list_of(pack, post)
        led = [task for task in pack.tasks if post in task.posts]
        [table] = [block for block in document.blocks if isinstance(block, Table)]
        assert document.check() == []
        assert [plain(row[1]) for row in table.rows] == [task.name for task in led]
        assert document.figures["led"].value == len(led) > 0


@settings(deadline=None)
@given(packs())
def test_the_index_counts_what_the_letters_hold(pack: Pack) -> None:
    document = index_of(pack)
    letters, lists = [block for block in document.blocks if isinstance(block, Table)]

    assert document.check() == []
    for row, unit in zip(letters.rows, pack.units, strict=True):
        *by_duty, total = (int(plain(cell)) for cell in row[2:])
        assert sum(by_duty) == total == len(entry_keys(letter_of(pack, unit)))
    assert len(lists.rows) == len(pack.posts)
    names = [name for name, _build in files_of(pack)]
    assert len(names) == len({name.casefold() for name in names}) == 1 + len(pack.units) + len(pack.posts)


def fields_of(document: Document, key: str) -> dict[str, list[str]]:
    [entry] = [entry for entry in document.entries() if entry.key == key]
    return {field.label: lines_of(field) for field in entry.fields}


def lines_of(field: Field) -> list[str]:
    return [plain(line) for line in field.lines]


@pytest.fixture
def pack(world: World, conference: Conference) -> Pack:
    return pack_of(world.scope("officer"), conference)


def test_a_letter_says_what_by_when_and_counted_how(world: World, pack: Pack) -> None:
    with translation.override("en"):
        document = letter_of(pack, pack.unit("A-INV"))

    row = leaf(pack.plan)
    assert fields_of(document, f"item-{row.pk}") == {
        "Goal": [row.goal],
        "Indicators": [
            "签约数: annual target 100 projects (counted from 1 January); by 31 Mar 25 projects, 30 Jun 50 projects, "
            "30 Sep 75 projects, 31 Dec 100 projects.",
            "到位率: annual target 45% (rate held on the day); by 31 Mar 45%, 30 Jun 45%, 30 Sep 45%, 31 Dec 45%.",
        ],
        "Milestones": ["by 15 Apr 2023: 发布清单", "by 20 Dec 2023: 年度评价"],
        "Deadline": ["31 Dec 2023"],
        "Lead leader": ["Secretary"],
        "Responsible unit": ["Investment"],
        "Cooperating unit": ["Science"],
    }
    signed = [block.agency for block in document.blocks if isinstance(block, Signature)]
    assert signed == ["Zone A", "Investment"]
    assert {block.figures[0] for block in document.blocks if isinstance(block, KeyFigures)} == {"mine"}


def test_units_with_a_duty_get_a_letter_and_no_others(world: World, pack: Pack) -> None:
    assert {unit.code for unit in pack.units} == {"A-INV", "A-INV-1", "A-SCI"}
    assert {duty: len(tasks) for duty, tasks in pack.tasks_of(world.science).items()} == {
        Duty.LEAD: 0, Duty.RESPONSIBLE: 0, Duty.COOPERATING: 4,
    }  # fmt: skip
    with pytest.raises(Http404):
        pack.unit("A-SUP")


def test_proposed_indicators_are_in_no_letter(world: World, conference: Conference) -> None:
    scope = world.scope("supervision")
    propose_indicator(scope=scope, item=leaf(conference.plan), name="待定数", unit="家", kind="cumulative")

    document = letter_of(pack_of(scope, conference), world.investment)

    names = Indicator.objects.filter(item=leaf(conference.plan)).values_list("name", flat=True)
    assert set(names) == {"签约数", "到位率", "待定数"}
    assert "待定数" not in str(document)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_paper_of_a_pack_holds_together_in_both_languages(pack: Pack, language: str) -> None:
    with translation.override(language):
        made = [build() for _name, build in files_of(pack)]

    assert [document.check() for document in made] == [[]] * (1 + 3 + 2)
    assert {document.language for document in made} == {language}


def test_what_is_signed_has_the_same_words_and_no_annex(world: World, pack: Pack) -> None:
    letter = letter_of(pack, world.science)
    paper = on_paper(letter)

    assert paper.check() == []
    assert not paper.figures
    assert entry_keys(paper) == entry_keys(letter)
    kept = [plain(block.runs) for block in letter.blocks if isinstance(block, Paragraph)]
    assert [plain(block.runs) for block in paper.blocks if isinstance(block, Paragraph)] == kept
    assert "4 sub-projects" in kept[1]


def test_an_illustrative_plan_says_so_on_every_paper(world: World, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(is_illustrative=True)
    plan.refresh_from_db()
    pack = pack_of(world.scope("leader"), hold(world, plan))

    assert all(build().notice for _name, build in files_of(pack))


def test_a_pack_takes_as_many_statements_however_large_the_plan(world: World, django_assert_num_queries: Any) -> None:
    scope = world.scope("supervision")
    small, large = (hold(world, make_plan(world, projects=number, leaves=2)) for number in (1, 15))

    for conference in (small, large):
        scope.zones  # noqa: B018 - asked once per request, not per pack
        with django_assert_num_queries(7):
            pack = pack_of(scope, conference)
            assert all(build() for _name, build in files_of(pack))
