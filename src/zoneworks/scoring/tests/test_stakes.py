"""Points of rules left out stand with the other rules, and pages and papers say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from zonekit.scoring import Inputs, Mark, ScoreSheet, parse, score
from zoneworks.documents.kinds import kind_of
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import World
from zoneworks.scoring.models import Publication, Rulebook
from zoneworks.scoring.pages.stakes import left_out, stake_of, stake_words
from zoneworks.scoring.tests.scores import QUARTER, with_ledger
from zoneworks.scoring.tests.test_entries import mark

Enter = Callable[[str], Client]
BOOK = parse(with_ledger())
NO_MARKS = "The leaders have given no marks for “Leader's evaluation”"


def sheets(*marked: str) -> tuple[ScoreSheet, ...]:
    inputs = Inputs("2023Q3", ("A", "B"))
    marks = tuple(Mark(unit, "leader", "user:1", Decimal(15), ()) for unit in marked)
    return score(BOOK, replace(inputs, marks=marks)).sheets


@pytest.mark.parametrize(
    ("marked", "heads"),
    [
        ((), ["76.90", "23.10", "0", "0", "0"]),
        (("A",), ["60–76.90", "20–23.10", "0–20", "0", "0"]),
        (("A", "B"), ["60", "20", "20", "0", "0"]),
    ],
)
def test_heads_show_what_is_at_stake(marked: tuple[str, ...], heads: list[str]) -> None:
    found = sheets(*marked)

    assert [stake_words(found, group.code) for group in BOOK.groups] == heads
    for sheet in found:
        assert sum(stake_of(sheet, group.code) for group in BOOK.groups) == 100


def test_who_was_not_marked_is_told(world: World) -> None:
    told = {len(marked): " ".join(left_out(BOOK, sheets(*marked))) for marked in ((), ("A",), ("A", "B"))}

    assert NO_MARKS in told[0]
    assert "Of 1 unit nothing is known for “Leader's evaluation”: there its 20 points go to others." in told[1]
    assert "Leader's evaluation" not in told[2]


def test_the_preview_explains_points_above_the_groups_own(
    world: World, plan: Plan, rulebook: Rulebook, enter: Enter
) -> None:
    office, url = enter("supervision"), reverse("scoring:preview", args=[QUARTER])
    before = " ".join(Page(office.get(url)).words)
    mark(world, "15", "m1")
    after = " ".join(Page(office.get(url)).words)

    assert NO_MARKS in before
    assert "/ 60" not in before
    assert NO_MARKS not in after
    assert "Of 1 unit nothing is known" in after


@pytest.mark.parametrize("name", ["publication", "sheet"])
def test_league_and_sheet_explain_it_too(publication: Publication, enter: Enter, name: str) -> None:
    arguments = [publication.pk, "A-INV"] if name == "sheet" else [publication.pk]
    page = " ".join(Page(enter("officer").get(reverse(f"scoring:{name}", args=arguments))).words)

    assert NO_MARKS in page


@pytest.mark.parametrize(("kind", "more"), [("league_table", {}), ("score_sheet", {"unit": "A-INV"})])
def test_papers_explain_it_too(world: World, publication: Publication, kind: str, more: dict[str, str]) -> None:
    declared, scope = kind_of(kind), world.scope("cooperating")
    arguments = declared.clean(scope, world.zone, {"publication": publication.pk, **more})

    assert NO_MARKS.partition("“")[0] in repr(declared.build(scope, world.zone, arguments, lambda _d, _t: None))
