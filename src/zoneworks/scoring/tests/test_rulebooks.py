"""Rulebooks: drafted, changed with every fault told, issued once."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest
from django.utils import translation

from zoneworks.common.errors import Overtaken
from zoneworks.plans.tests.worlds import World
from zoneworks.reports.tests.reporting import refusal
from zoneworks.scoring import services
from zoneworks.scoring.models import Rulebook
from zoneworks.scoring.services import FaultyRulebook
from zoneworks.scoring.tests.scores import issue, with_ledger


def draft(world: World, **more: object) -> Rulebook:
    return services.draft_rulebook(
        scope=world.scope("supervision"), zone=world.zone, valid_from=date(2023, 1, 1), code="zone_default", **more
    )


def change(world: World, rulebook: Rulebook, rules: object, seen: int | None = None) -> Rulebook:
    return services.change_rulebook(
        scope=world.scope("supervision"), rulebook=rulebook, rules=rules,
        seen=rulebook.revision if seen is None else seen, objection_days=5, draw_up_day=15,
    )  # fmt: skip


def test_faults_are_told_all_at_once_with_their_places(world: World) -> None:
    data = deepcopy(with_ledger())
    data["groups"][0]["rules"][0]["points"] = "59"
    data["groups"][1]["rules"][0]["measure"] = "moon.phase"

    with translation.override("en"), pytest.raises(FaultyRulebook) as caught:
        change(world, draft(world), data)

    told = " ".join(caught.value.sentences)
    for words in (
        "group “Outcome”", "add up to 59, the group has 60", "rule “Reports on time”", "no measure “moon.phase”",
    ):  # fmt: skip
        assert words in told


@pytest.mark.parametrize("rules", [[], "x", None, {}, {"groups": 3}])
def test_what_is_no_rulebook_is_refused(world: World, rules: object) -> None:
    with pytest.raises(FaultyRulebook):
        change(world, draft(world), rules)


def test_two_people_at_one_draft_do_not_overwrite_each_other(world: World) -> None:
    rulebook = draft(world)
    seen = rulebook.revision
    change(world, rulebook, with_ledger())
    other = deepcopy(with_ledger())
    other["name"]["zh"] = "另一版"

    with pytest.raises(Overtaken):
        change(world, rulebook, other, seen)


def test_an_issued_rulebook_never_changes_and_gives_way_to_its_next_version(world: World) -> None:
    first = issue(world)
    assert refusal(lambda: change(world, first, with_ledger())).code == "rulebook_issued"

    second = services.draft_rulebook(
        scope=world.scope("supervision"), zone=world.zone, valid_from=date(2023, 7, 1), base=first
    )
    services.issue_rulebook(
        scope=world.scope("supervision"), rulebook=second, seen=second.revision, today=first.valid_from
    )

    first.refresh_from_db()
    assert (second.version, first.valid_to) == (2, date(2023, 6, 30))


def test_versions_do_not_overlap(world: World) -> None:
    first = issue(world)
    same = services.draft_rulebook(
        scope=world.scope("supervision"), zone=world.zone, valid_from=first.valid_from, base=first
    )

    def write() -> object:
        return services.issue_rulebook(
            scope=world.scope("supervision"), rulebook=same, seen=same.revision, today=date(2023, 3, 2)
        )

    assert refusal(write).code == "validity_overlaps"


@pytest.mark.parametrize("persona", ["leader", "officer", "outside_supervision"])
def test_only_the_supervision_office_writes_rules(world: World, persona: str) -> None:
    def write() -> object:
        return services.draft_rulebook(
            scope=world.scope(persona), zone=world.zone, valid_from=date(2023, 1, 1), code="zone_default"
        )

    assert refusal(write).code == "not_yours"
