"""Names of units and posts in a table mean known ones, or what a person says; nothing is guessed."""

from __future__ import annotations

import pytest

from zoneworks.common.errors import Refused
from zoneworks.plans.models import Item
from zoneworks.plans.sheets.names import Directory
from zoneworks.plans.tests.tables import FIRMS, MONEY, PARTY, ROWS, SIGN, accept, accepted, counts, previewed, undone
from zoneworks.plans.tests.worlds import World
from zoneworks.units.models import Post, Unit, UnitAlias

pytestmark = pytest.mark.django_db
SHORT = MONEY.replace("投资促进部", "投促部")
BUREAU = FIRMS.replace("科技创新部", "区科技局")
LEADER = PARTY.replace("党工委书记", "分管领导甲")


def questions(batch) -> dict[str, tuple[list[str], str]]:
    """Code -> names of the near ones, and the answer."""
    return {
        asked["code"]: ([name for _key, name in asked["near"]], asked["answer"]) for asked in batch.summary["questions"]
    }


@pytest.mark.parametrize(
    "written", ["投资促进部", "投资 促进部", "投资促进部。", "Investment", "ＩＮＶＥＳＴＭＥＮＴ", "招商局"]
)
def test_a_known_name_is_found_in_either_language_width_or_alias(world: World, written: str) -> None:
    UnitAlias.objects.create(unit=world.investment, name="招商局")
    assert Directory(world.zone).meaning("unit", written).thing == world.investment


def test_a_unit_of_another_zone_with_the_same_name_is_not_meant(world: World) -> None:
    assert Directory(world.zone).meaning("unit", "投资促进部").thing == world.investment
    assert Directory(world.other_zone).meaning("unit", "投资促进部").thing == world.other_unit


def test_a_name_of_two_units_is_asked_about(world: World) -> None:
    UnitAlias.objects.create(unit=world.science, name="投资促进部")
    batch = previewed(world)
    assert {group["code"] for group in batch.summary["issue_groups"]} == {"unit_ambiguous"}
    assert "unit:投资促进部" in questions(batch)


def test_an_unknown_unit_keeps_its_row_waiting_and_near_names_are_offered(world: World) -> None:
    batch = previewed(world, (SIGN, SHORT, BUREAU, PARTY))
    assert counts(batch) == {"create": 3, "reject": 2}
    assert questions(batch) == {"unit:投促部": (["Investment"], ""), "unit:区科技局": ([], "")}
    [issue] = batch.rows.get(position=2).issues
    assert (issue["code"], issue["cell"], issue["params"]["name"]) == ("unit_unknown", "I4", "投促部")
    accept(world, batch)
    assert Item.objects.filter(is_leaf=True).count() == 2
    assert not Unit.objects.filter(name__in=["投促部", "区科技局"]).exists()


def test_answers_let_the_rows_through_and_are_remembered(world: World) -> None:
    rows = (SIGN, SHORT, BUREAU, LEADER)
    answers = {"unit:投促部": str(world.investment.pk), "unit:区科技局": "outside", "post:分管领导甲": "new"}
    batch = previewed(world, rows, answers=answers)
    assert counts(batch) == {"create": 5}
    before = Unit.objects.count(), Post.objects.count(), UnitAlias.objects.count()
    accept(world, batch)
    assert (Unit.objects.count(), Post.objects.count(), UnitAlias.objects.count()) == (
        before[0] + 1, before[1] + 1, before[2] + 1,
    )  # fmt: skip
    bureau = Unit.objects.get(name="区科技局")
    assert (bureau.kind, bureau.parent, bureau.path) == ("outside", world.zone, f"{world.zone.path}{bureau.code}.")
    assert Item.objects.get(name="资金到位").duties.get().unit == world.investment
    again = previewed(world, rows)
    assert counts(again) == {"same": 5}
    assert questions(again) == {}


def test_a_name_left_out_is_left_out_the_next_time_too(world: World) -> None:
    rows = (SIGN, MONEY, FIRMS, LEADER)
    accepted(world, rows, answers={"post:分管领导甲": "none"})
    assert Item.objects.get(name="主题党日").leaders.count() == 0
    again = previewed(world, rows)
    assert counts(again) == {"same": 5}
    assert questions(again) == {"post:分管领导甲": ([], "none")}


def test_undoing_takes_the_newcomers_back_too(world: World) -> None:
    before = list(Unit.objects.values_list("name", flat=True)), list(Post.objects.values_list("name", flat=True))
    rows = (SIGN, SHORT, BUREAU, LEADER)
    answers = {"unit:投促部": str(world.investment.pk), "unit:区科技局": "new", "post:分管领导甲": "new"}
    undone(world, accepted(world, rows, answers=answers))
    assert (
        list(Unit.objects.values_list("name", flat=True)),
        list(Post.objects.values_list("name", flat=True)),
    ) == before
    assert not UnitAlias.objects.exists()
    assert counts(previewed(world, rows)) == {"create": 2, "reject": 3}


def test_a_newcomer_that_is_used_elsewhere_stays_when_its_import_is_undone(world: World) -> None:
    batch = accepted(world, (SIGN, MONEY, BUREAU, PARTY), answers={"unit:区科技局": "new"})
    Unit.objects.create(
        parent=Unit.objects.get(name="区科技局"), kind="section", code="SEC", name="一科", path="P.A.A-U1.SEC."
    )
    undone(world, batch)
    assert Unit.objects.filter(name="区科技局").exists()


def test_the_same_new_name_in_many_rows_is_one_unit(world: World) -> None:
    rows = [row.replace("投资促进部", "新局").replace("科技创新部", "新 局") for row in ROWS]
    accepted(world, rows, answers={"unit:新局": "new", "unit:新 局": "new"})
    assert Unit.objects.filter(name__contains="局").count() == 1


@pytest.mark.parametrize("answer", ["999999", "no-such-word", "-1", "²"])
def test_an_answer_that_means_nothing_leaves_the_row_waiting(world: World, answer: str) -> None:
    assert counts(previewed(world, (SIGN, SHORT, FIRMS, PARTY), answers={"unit:投促部": answer}))["reject"] == 1


def test_an_answer_cannot_reach_into_another_zone(world: World) -> None:
    batch = previewed(world, (SIGN, SHORT, FIRMS, PARTY), answers={"unit:投促部": str(world.other_unit.pk)})
    assert counts(batch)["reject"] == 1


def test_a_name_too_long_for_a_unit_is_not_made_one(world: World) -> None:
    name = "局" * 130
    rows = (SIGN, MONEY.replace("投资促进部", name), FIRMS, PARTY)
    batch = previewed(world, rows, answers={f"unit:{name}": "new"})
    assert {issue["code"] for issue in batch.issues} == {"unit_name_too_long"}


def test_nothing_of_an_import_that_fails_half_way_is_kept(world: World) -> None:
    batch = previewed(world, (SIGN, MONEY, BUREAU, PARTY), answers={"unit:区科技局": "new"})
    accepted(world)
    units = Unit.objects.count()
    with pytest.raises(Refused):
        accept(world, batch)
    assert Unit.objects.count() == units
