"""The draft of a conference's release."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.utils import translation

from zoneworks.answers.models import Conference
from zoneworks.answers.releases import conference_release, several
from zoneworks.answers.tests.meetings import hold
from zoneworks.plans.tests.worlds import STRANGERS, World, battlefields, make_plan


def test_a_release_tells_the_plan_and_the_conference_in_both_languages(world: World) -> None:
    conference = hold(world, make_plan(world, tags=battlefields(world)))
    release = conference_release(world.scope("leader"), conference)

    assert release["en"].title == "Zone A deploys its key tasks for 2023"
    assert release["en"].paragraphs == (
        "On 13 Feb 2023 Zone A held its High-quality development work conference 2023. Place: Main hall.",
        "It deployed the key tasks of 2023: 1 category, 2 key projects, 4 sub-projects.",
        "Sub-projects by battlefield: Investment (2), Innovation (2).",
        "The tasks have 8 indicators and 8 milestones and are given to 3 units.",
        "It was attended by 1 holders of leadership posts and by 3 units, 12 people in all.",
        "The conference decided:",
        "Each unit draws up a plan of action",
        "Monthly review",
        "The agenda is illustrative.",
    )
    assert release["zh-hans"].title == "甲开发区部署2023年重点工作"
    assert release["zh-hans"].paragraphs[1] == "会议部署2023年重点工作，共1个类别、2个重点项目、4个子项目。"
    assert len(release["zh-hans"].paragraphs) == len(release["en"].paragraphs)


def test_what_is_not_known_is_not_told(world: World, plan: object) -> None:
    bare = hold(world, make_plan(world), place="", place_en="", attendance=[], decisions=[], note="", note_en="")
    paragraphs = conference_release(world.scope("leader"), bare)["en"].paragraphs

    assert len(paragraphs) == 3
    assert not any(word in " ".join(paragraphs) for word in ("Place", "battlefield", "attended", "decided"))


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_gets_no_release(world: World, conference: Conference, persona: str) -> None:
    with pytest.raises(Http404):
        conference_release(world.scope(persona), conference)


@pytest.mark.parametrize(
    ("name", "count", "written"),
    [("Category", 2, "categories"), ("Category", 1, "category"), ("Sub-project", 95, "sub-projects")],
)
def test_names_of_levels_are_written_after_a_number(name: str, count: int, written: str) -> None:
    with translation.override("en"):
        assert several(name, count) == written
    with translation.override("zh-hans"):
        assert several("重点项目", count) == "重点项目"
