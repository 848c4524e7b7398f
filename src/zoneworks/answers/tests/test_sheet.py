"""The answer sheet: every number is the sum of what it opens to, and nothing is told that was not known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zonekit.documents.blocks import Document, Entry, Paragraph, Table, plain
from zonekit.documents.checks import runs_of
from zoneworks.answers.sheet import answer_sheet
from zoneworks.answers.tests import years
from zoneworks.answers.tests.years import Aim, Leaf, Step, Told, Year, month_end, write_report, write_value, write_year
from zoneworks.plans.board import build_board
from zoneworks.plans.bridge import kept_tables
from zoneworks.plans.choices import Direction, IndicatorKind, TagKind
from zoneworks.plans.models import Actual, Indicator, Item, Plan
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, YEAR, World
from zoneworks.ui.lights import WORDS

SEVERAL = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
amounts = st.decimals(min_value=0, max_value=300, places=2)
told = st.builds(
    Told, st.integers(1, 10), amounts, st.one_of(st.none(), st.integers(1, 40))
)  # fmt: skip
aims = st.builds(
    Aim,
    kind=st.sampled_from([IndicatorKind.CUMULATIVE, IndicatorKind.LEVEL, IndicatorKind.RATE]),
    direction=st.sampled_from(Direction.values),
    target=amounts,
    start=st.just(Decimal(5)),
    weight=st.decimals(min_value=0, max_value=3, places=1),
    is_confirmed=st.booleans(),
    told=st.lists(told, max_size=3).map(tuple),
)
steps = st.builds(
    Step, st.integers(0, 360).map(lambda days: date(YEAR, 1, 1) + timedelta(days=days)),
    st.one_of(st.none(), st.integers(-20, 60)),
)  # fmt: skip
leaves = st.builds(
    Leaf,
    aims=st.lists(aims, max_size=3).map(tuple),
    steps=st.lists(steps, max_size=2).map(tuple),
    battlefields=st.sets(st.integers(0, 2), max_size=2).map(tuple),
    chapter=st.one_of(st.none(), st.integers(0, 5)),
    weight=st.one_of(st.none(), st.decimals(min_value=0, max_value=5, places=1)),
)
projects = st.lists(leaves, max_size=3).map(tuple)
drawn_years = st.lists(st.lists(projects, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple).map(Year)
days = st.dates(date(YEAR, 1, 1), date(YEAR + 1, 2, 1))


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside leaves no trace: each drawn example finds the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sheet(world: World, as_of: date, persona: str = "supervision", language: str = "zh-hans") -> Document:
    with translation.override(language):
        return answer_sheet(world.scope(persona), world.zone, YEAR, as_of, lambda _done, _total: None)


def numbers(document: Document) -> dict[str, Decimal]:
    return {key: figure.value for key, figure in document.figures.items()}


@SEVERAL
@given(year=drawn_years, as_of=days)
def test_every_number_is_the_sum_of_what_it_opens_to(world: World, year: Year, as_of: date) -> None:
    with undone():
        plan = write_year(world, year)
        document = sheet(world, as_of)
        assert document.check() == []
        board = build_board(world.scope("supervision"), plan, as_of)
        by_item = {row.item: row for row in board.window() if row.is_leaf}
        assert [entry.key for entry in document.entries()] == [f"item-{key}" for key in by_item]
        lights = [row.lights.overall for row in by_item.values()]
        assert [entry.light.tone for entry in document.entries() if entry.light] == lights
        found = numbers(document)
        assert {light: found[f"all-{light}"] for light in WORDS} == board.totals.all_lights
        for row in board.window():
            key = f"heading-{row.item}-progress"
            if key in found:
                assert float(found[key]) == pytest.approx(100 * (row.progress or 0), abs=1e-4)


@SEVERAL
@given(year=drawn_years, as_of=days)
def test_all_chapters_together_are_the_whole(world: World, year: Year, as_of: date) -> None:
    with undone():
        write_year(world, year)
        found = numbers(sheet(world, as_of))
        chapters = [f"chapter-{TagKind.CHAPTER}{k}" for k in range(6)] + ["chapter-none"]
        for name in ("leaves", "green", "red", "targets", "met", "milestones", "done", "overdue"):
            assert sum(found.get(f"{chapter}-{name}", 0) for chapter in chapters) == found[f"all-{name}"]


@SEVERAL
@given(values=st.lists(amounts, min_size=2, max_size=5), order=st.randoms(use_true_random=False))
def test_the_order_of_facts_about_different_days_does_not_matter(
    world: World, values: list[Decimal], order: object
) -> None:
    stories = [Told(month, value) for month, value in enumerate(values, start=1)]
    shuffled = list(stories)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    found = []
    for told_in in (stories, shuffled):
        with undone():
            write_year(world, Year((((Leaf((Aim(told=tuple(told_in)),)),),),)))
            document = sheet(world, date(YEAR, 10, 8))
            found.append(
                [[plain(line) for part in entry.fields for line in part.lines] for entry in document.entries()]
            )
    assert found[0] == found[1]


def test_what_is_confirmed_later_is_not_told(world: World) -> None:
    plan = write_year(world, Year((((Leaf((Aim(told=(Told(8, Decimal(60)),)),)),),),)))
    before = sheet(world, date(YEAR, 9, 30))
    write_value(Indicator.objects.get(item__plan=plan), Told(9, Decimal(90), known_after=8))
    Plan.objects.filter(pk=plan.pk).update(revision=plan.revision + 1)
    assert sheet(world, date(YEAR, 9, 30)) == before
    assert numbers(sheet(world, date(YEAR, 10, 8)))["all-progress"] == 90


def test_a_value_opens_to_the_fact_that_stated_it(world: World) -> None:
    write_year(world, Year((((Leaf((Aim(told=(Told(9, Decimal("41.5")),)),)),),),)))
    document = sheet(world, date(YEAR, 10, 8), language="en")
    fact, indicator = Actual.objects.get(), Indicator.objects.get()
    figure = document.figures[f"value-{indicator.pk}"]
    assert [(part.key, part.value) for part in figure.parts] == [(f"fact-{fact.pk}", Decimal("41.5"))]
    record = document.records[f"fact-{fact.pk}"]
    assert record.address.endswith(f"/reports/?report=v{fact.pk}")
    assert "reported 3 Oct 2023, confirmed 3 Oct 2023" in record.label


def test_only_what_adds_up_counts_as_met_before_the_year_is_over(world: World) -> None:
    done = (Told(9, Decimal(100)),)
    kept_under = Aim(direction=Direction.LOWER, told=(Told(9, Decimal(1)),))
    aims = (Aim(told=done), Aim(kind=IndicatorKind.RATE, told=done), kept_under)
    write_year(world, Year((((Leaf(aims),),),)))
    assert numbers(sheet(world, date(YEAR, 10, 8)))["all-met"] == 1
    assert numbers(sheet(world, date(YEAR + 1, 1, 8)))["all-met"] == 3


def test_evidence_counts_only_from_reports_confirmed_by_the_date(world: World) -> None:
    plan = write_year(world, Year((((Leaf((Aim(),)), Leaf((Aim(),))),),)))
    first, second = Item.objects.filter(plan=plan, is_leaf=True).order_by("path")
    write_report(first, submitted=date(YEAR, 10, 3), confirmed=date(YEAR, 10, 6), files=2, problems="征地\n未完成")
    write_report(second, submitted=date(YEAR, 10, 3), files=3, problems="尚未核定")
    early, late = sheet(world, date(YEAR, 10, 5)), sheet(world, date(YEAR, 10, 6))
    assert numbers(early)["all-evidence"] == 0
    assert numbers(late)["all-evidence"] == 2
    assert [record.sha256 for record in late.records.values() if record.sha256] == [
        file.sha256 for file in years.KeptFile.objects.order_by("pk")[:2]
    ]
    written = "".join(plain(run) for block in late.blocks for run in [list(runs_of(block))])
    assert "征地 未完成" in written
    assert "尚未核定" not in written


def test_a_plan_without_battlefields_and_chapters_leaves_their_parts_out(world: World) -> None:
    write_year(world, Year((((Leaf((Aim(),)),),),), tags={TagKind.BATTLEFIELD: 0, TagKind.CHAPTER: 0}))
    document = sheet(world, date(YEAR, 10, 8), language="en")
    firsts = [block.text for block in document.blocks if getattr(block, "level", 0) == 1]
    assert firsts == ["1 The year as a whole", "2 By category", "3 Item by item"]
    assert document.check() == []


def test_once_the_year_is_over_a_missed_target_is_named_though_its_light_is_green(world: World) -> None:
    write_year(world, Year((((Leaf((Aim(told=(Told(12, Decimal(95)),)),)),),),)))
    document = sheet(world, date(YEAR + 1, 1, 8), language="en")
    [table] = [block for block in document.blocks if isinstance(block, Table) and "Not" in block.name]
    assert plain(table.rows[0][-1]).startswith("指标0: 95 of the target of 100")
    during = sheet(world, date(YEAR, 12, 30), language="en")
    assert [block for block in during.blocks if isinstance(block, Entry)]


def test_an_illustrative_plan_says_so_on_the_first_page(world: World) -> None:
    plan = write_year(world, Year((((Leaf((Aim(),)),),),)))
    assert "示例" in sheet(world, date(YEAR, 10, 8)).notice
    Plan.objects.filter(pk=plan.pk).update(is_illustrative=False)
    assert sheet(world, date(YEAR, 10, 8)).notice == ""


@pytest.mark.parametrize("persona", STRANGERS)
def test_strangers_find_no_answer_sheet(world: World, persona: str) -> None:
    write_year(world, Year((((Leaf((Aim(),)),),),)))
    with pytest.raises(Http404):
        sheet(world, date(YEAR, 10, 8), persona)


@pytest.mark.parametrize("persona", INSIDERS)
def test_everybody_in_the_zone_is_told_the_same(world: World, persona: str) -> None:
    waiting = (Told(8, Decimal(50)), Told(9, Decimal(80), known_after=None))
    write_year(world, Year((((Leaf((Aim(told=waiting),)),),),)))
    assert sheet(world, date(YEAR, 10, 8), persona) == sheet(world, date(YEAR, 10, 8), "supervision")


def test_the_number_of_statements_does_not_depend_on_the_plan(world: World) -> None:
    counts = []
    for many in (20, 200):
        with undone():
            leaf = Leaf((Aim(told=(Told(9, Decimal(50)),)),), (Step(date(YEAR, 3, 1), 4),), (0,), 1)
            plan = write_year(world, Year((((leaf,) * 5,) * (many // 5),)))
            for item in Item.objects.filter(plan=plan, is_leaf=True)[: many // 2]:
                write_report(item, submitted=date(YEAR, 10, 2), confirmed=date(YEAR, 10, 3), files=1)
            cache.clear()
            kept_tables.cache_clear()
            with CaptureQueriesContext(
                connection,
            ) as captured:
                document = sheet(world, date(YEAR, 10, 8))
            assert len(list(document.entries())) == many
            counts.append(len(captured))
    assert counts[0] == counts[1] <= 40


def test_progress_is_told_to_the_end(world: World) -> None:
    write_year(world, Year((((Leaf(),) * 3,),)))
    heard: list[tuple[int, int]] = []
    answer_sheet(world.scope("leader"), world.zone, YEAR, date(YEAR, 10, 8), lambda *pair: heard.append(pair))
    assert heard[0] == (0, 3)
    assert heard[-1] == (3, 3)


def test_sentences_stand_in_both_languages(world: World) -> None:
    write_year(world, Year((((Leaf((Aim(told=(Told(9, Decimal(40)),)),), (Step(month_end(8)),)),),),)))
    chinese, english = sheet(world, date(YEAR, 10, 8)), sheet(world, date(YEAR, 10, 8), language="en")
    assert (chinese.language, english.language) == ("zh-hans", "en")
    [said] = [plain(block.runs) for block in chinese.blocks if isinstance(block, Paragraph)][:1]
    assert said == (
        "1项任务中，严重滞后1项（100%）。年度目标1项，已达到0项。里程碑1个，已完成0个，逾期1个。"
        "加权实际进度40%，序时进度75%，进度差-35个百分点。"
    )
    [said] = [plain(block.runs) for block in english.blocks if isinstance(block, Paragraph)][:1]
    assert said == (
        "Of 1 items: Far behind 1 (100%). Annual targets met: 0 of 1. Milestones reached: 0 of 1, overdue: 1. "
        "Weighted progress is 40% against 75% scheduled, a gap of -35 pp."
    )
