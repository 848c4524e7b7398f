"""Figures: counted from the day they are confirmed, odd ones after a person said so, each thing said once."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from zoneworks.common.errors import Refused
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries_facts import every_fact, open_facts, standing_facts
from zoneworks.enterprises.services import (
    FactEntry,
    confirm_facts,
    merge_enterprises,
    record_facts,
    reject_facts,
    withdraw_fact,
)
from zoneworks.enterprises.tests.worlds import STRANGERS, TODAY, World, make_enterprises

tokens = (f"fact-{number}" for number in count())
YUAN = 100


def entry(firm: Enterprise, year: int, yuan: int, kind: str = "revenue", token: str = "") -> FactEntry:
    return FactEntry(
        firm.pk, kind, "year", date(year, 12, 31), yuan * YUAN, "statistics", token or next(tokens)
    )  # fmt: skip


def say(world: World, *entries: FactEntry, persona: str = "officer", today: date = TODAY):
    return record_facts(scope=world.scope(persona), zone=world.zone, entries=entries, today=today)


def values(*firms: Enterprise, on: date = TODAY) -> list[tuple[int, int, int]]:
    return [
        (fact.enterprise, fact.about.year, fact.value // YUAN) for fact in standing_facts([f.pk for f in firms], on)
    ]


def test_a_sound_figure_counts_from_the_day_it_is_recorded(world: World) -> None:
    firm, _other = make_enterprises(world, 2)
    assert say(world, entry(firm, 2021, 30_000_000), entry(firm, 2022, 33_000_000)).counts == {
        "recorded": 2, "doubtful": 0, "same": 0,
    }  # fmt: skip
    assert values(firm) == [(firm.pk, 2021, 30_000_000), (firm.pk, 2022, 33_000_000)]
    assert values(firm, on=date(2023, 10, 7)) == []


def test_the_later_statement_stands_and_the_same_is_not_said_twice(world: World) -> None:
    (firm,) = make_enterprises(world, 1)
    say(world, entry(firm, 2022, 30_000_000, token="once"))
    assert say(world, entry(firm, 2022, 30_000_000)).same == 1
    assert say(world, entry(firm, 2022, 99_000_000, token="once")).same == 1
    say(world, entry(firm, 2022, 31_000_000), today=date(2023, 10, 9))
    assert values(firm, on=TODAY) == [(firm.pk, 2022, 30_000_000)]
    assert values(firm, on=date(2023, 10, 9)) == [(firm.pk, 2022, 31_000_000)]
    assert EnterpriseFact.objects.count() == 2


def test_an_odd_figure_waits_for_a_person(world: World) -> None:
    (firm,) = make_enterprises(world, 1)
    told = say(world, entry(firm, 2021, 30_000_000), entry(firm, 2022, 300_000_000_000), entry(firm, 2020, -5))
    assert (told.recorded, told.doubtful) == (3, 2)
    assert values(firm) == [(firm.pk, 2021, 30_000_000)]
    waiting = open_facts([firm.pk], TODAY)
    assert sorted(fact.doubts[0]["code"] for fact in waiting) == ["negative", "unit_slip"]
    scope = world.scope("officer")
    keys = [fact.pk for fact in waiting if fact.value < 0]
    assert confirm_facts(scope=scope, zone=world.zone, keys=keys, today=TODAY) == 1
    assert reject_facts(scope=scope, zone=world.zone, keys=[fact.pk for fact in waiting], today=TODAY) == 1
    assert values(firm) == [(firm.pk, 2020, -5), (firm.pk, 2021, 30_000_000)]
    assert open_facts([firm.pk], TODAY) == []


def test_a_withdrawn_figure_leaves_nothing_in_its_place(world: World) -> None:
    (firm,) = make_enterprises(world, 1)
    say(world, entry(firm, 2022, 30_000_000))
    fact = every_fact([firm.pk], TODAY)[0]
    for _twice in range(2):
        withdraw_fact(scope=world.scope("officer"), fact=fact, today=TODAY, submission="gone", reason="错报")
    assert values(firm) == []
    assert EnterpriseFact.objects.count() == 2


def test_figures_of_what_was_merged_belong_to_the_one_that_stands(world: World) -> None:
    firm, gone = make_enterprises(world, 2)
    say(world, entry(gone, 2022, 30_000_000), entry(firm, 2021, 20_000_000))
    merge_enterprises(scope=world.scope("officer"), kept=firm, gone=gone, today=TODAY)
    assert values(firm) == [(firm.pk, 2021, 20_000_000), (firm.pk, 2022, 30_000_000)]
    assert values(gone) == [(firm.pk, 2022, 30_000_000)]


@pytest.mark.parametrize("persona", [*STRANGERS, "leader", "cooperating", "section_officer"])
def test_only_who_keeps_it_records_figures(world: World, persona: str) -> None:
    (firm,) = make_enterprises(world, 1)
    with pytest.raises(Refused) as refused:
        say(world, entry(firm, 2022, 1_000_000), persona=persona)
    assert refused.value.code == "not_yours"
    assert not EnterpriseFact.objects.exists()


def test_a_period_ahead_is_refused_and_nothing_of_it_is_kept(world: World) -> None:
    (firm,) = make_enterprises(world, 1)
    with pytest.raises(Refused):
        say(world, entry(firm, 2022, 1_000_000), entry(firm, 2024, 1_000_000))
    assert not EnterpriseFact.objects.exists()


def test_standing_figures_of_many_take_one_statement(world: World, django_assert_num_queries) -> None:
    firms = make_enterprises(world, 30)
    say(world, *[entry(firm, year, 10_000_000 + year) for firm in firms for year in (2021, 2022)])
    with django_assert_num_queries(1):
        assert len(standing_facts([firm.pk for firm in firms], TODAY, kinds=["revenue"], spans=["year"])) == 60
    with django_assert_num_queries(1):
        assert len(standing_facts(Enterprise.objects.filter(zone=world.zone), TODAY)) == 60
