"""The weekly dispatch: what its sheet says, who sees it, what it decides and carries on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from zonekit.documents.output import silent
from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.documents.kinds import kind_of
from zoneworks.inbox.models import Message
from zoneworks.plans.models import Plan
from zoneworks.plans.services import MilestoneEntry, confirm_actual, confirm_milestone, record_milestone
from zoneworks.plans.tests.worlds import (
    INSIDERS,
    STRANGERS,
    TODAY,
    World,
    indicator,
    make_plan,
    make_world,
    milestone,
    say,
)
from zoneworks.rhythm.models import Decision
from zoneworks.rhythm.services import finish_decision, record_decision

pytestmark = pytest.mark.django_db
DAY = "2023-10-08"


@pytest.fixture
def world() -> World:
    world = make_world()
    fix_today(world.zone, world.other_zone)
    return world


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world)


def sheet(world: World, **asked: str) -> Any:
    kind, scope = kind_of("dispatch_sheet"), world.scope("supervision")
    arguments = kind.clean(scope, world.zone, asked)
    return kind.build(scope, world.zone, arguments, silent)


def text_of(client: Client, day: str = DAY) -> str:
    answer = client.get(reverse("rhythm:dispatch", args=[day]))
    assert answer.status_code == 200
    return Page(answer).text


def decision(world: World, words: str = "周三前完成选址", **given: Any) -> Decision:
    fields = {
        "scope": world.scope("supervision"), "zone": world.zone, "on": TODAY, "unit": world.investment,
        "due": date(2023, 10, 11), "submission": "one", "today": TODAY, **given,
    }  # fmt: skip
    return record_decision(words=words, **fields)


def test_a_sheet_names_what_each_unit_is_asked_about(world: World, plan: Plan) -> None:
    text = text_of(visitor(world, "supervision"))
    assert "Reports missing 32" in text
    assert "2.1 Investment" in text
    assert "1.01.1 Sub-project 1.1 (-87.5 pp" in text
    assert "Sep 2023: 2" in text


def test_a_light_that_changed_since_the_last_dispatch_is_named(world: World, plan: Plan) -> None:
    for row, values in (("签约数", 100), ("到位率", 50)):
        fact = say(world, "officer", indicator(plan, "1.01.1", row), date(2023, 9, 30), values)
        confirm_actual(scope=world.scope("supervision"), fact=fact, today=TODAY)
    said = MilestoneEntry(milestone(plan).pk, date(2023, 4, 10), "reached")
    reached = record_milestone(scope=world.scope("officer"), milestone=milestone(plan), entry=said, today=TODAY)
    confirm_milestone(scope=world.scope("supervision"), fact=reached, today=TODAY)
    found = sheet(world)
    [table] = [block for block in found.blocks if getattr(block, "name", "") == "Changed lights"]
    assert next([run.text for run in cell] for cell in table.rows[0]) == ["1.01.1 Sub-project 1.1"]
    assert found.figures["red"].value == 3


def test_a_sheet_holds_together_in_both_languages(world: World, plan: Plan) -> None:
    decision(world)
    for language in ("zh-hans", "en"):
        with translation.override(language):
            found = sheet(world, day="2023-10-13")
            assert found.check() == []
            assert found.language == language


def test_what_was_known_later_does_not_change_the_sheet_of_a_day(world: World, plan: Plan) -> None:
    before = sheet(world, day="2023-09-28", as_of="2023-09-28")
    fact = say(world, "officer", indicator(plan), date(2023, 9, 30), 100)
    confirm_actual(scope=world.scope("supervision"), fact=fact, today=TODAY)
    decision(world)
    assert sheet(world, day="2023-09-28", as_of="2023-09-28") == before


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"day": "2023-10-09"}, "no_dispatch_day"),
        ({"day": "2023-10-06"}, "no_dispatch_day"),
        ({"day": "soon"}, "date_unreadable"),
        ({"day": "2023-09-28", "as_of": "2023-10-01"}, "date_after_dispatch"),
        ({"day": "2023-10-13", "as_of": "2023-10-09"}, "date_after_dispatch"),
    ],
)
def test_a_day_that_is_none_is_refused_in_a_sentence(world: World, plan: Plan, asked: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        sheet(world, **asked)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_only_the_supervision_office_and_leaders_see_the_dispatch(world: World, plan: Plan) -> None:
    url = reverse("rhythm:dispatch", args=[DAY])
    figure = reverse("rhythm:dispatch-figure", args=[DAY, "red"])
    for persona in ("supervision", "leader"):
        assert visitor(world, persona).get(url).status_code == 200
        assert visitor(world, persona).get(figure).status_code == 200
    for persona in (*(set(INSIDERS) - {"supervision", "leader"}), "nobody"):
        for address in (url, figure, reverse("rhythm:dispatches")):
            assert visitor(world, persona).get(address).status_code == 404
    for persona in STRANGERS:
        assert visitor(world, persona).get(url, {"zone": world.zone.code}).status_code == 404


def test_a_day_that_is_no_dispatch_has_no_page(world: World, plan: Plan) -> None:
    client = visitor(world, "supervision")
    for day in ("2023-10-09", "never", "0001-01-01"):
        assert client.get(reverse("rhythm:dispatch", args=[day])).status_code == 404


# --- decisions -------------------------------------------------------------------------------------------------------


def test_a_decision_is_written_down_once_and_told_to_the_unit(world: World, plan: Plan) -> None:
    client = visitor(world, "supervision")
    form = Page(client.get(reverse("rhythm:dispatch", args=[DAY]))).form("decide/").values
    sent = {**form, "words": "周三前完成选址", "unit": "A-INV", "due": "2023-10-11"}
    for _time in range(2):
        assert client.post(reverse("rhythm:decide", args=[DAY]), sent).status_code == 302
    assert Decision.objects.count() == 1
    assert list(Message.objects.values_list("user__username", flat=True)) == ["officer"]
    assert "周三前完成选址" in Message.objects.get().words
    assert Event.objects.filter(verb="decide").count() == 1


def test_an_open_decision_is_carried_until_it_is_done(world: World, plan: Plan) -> None:
    one = decision(world)
    assert "周三前完成选址" in str(sheet(world, day="2023-10-13").blocks)
    assert "周三前完成选址" not in str(sheet(world, day=DAY).blocks), "its own sheet carries what was decided before"
    finish_decision(scope=world.scope("supervision"), decision=one, outcome="已办结", today=TODAY)
    assert "周三前完成选址" not in str(sheet(world, day="2023-10-13").blocks)
    with pytest.raises(Overtaken):
        finish_decision(scope=world.scope("supervision"), decision=one, outcome="", today=TODAY)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"words": " "}, "words_needed"),
        ({"words": "x" * 1001}, "words_needed"),
        ({"on": date(2023, 10, 13)}, "no_dispatch_day"),
        ({"on": date(2023, 10, 7)}, "no_dispatch_day"),
        ({"due": date(2023, 10, 7)}, "due_before_dispatch"),
    ],
)
def test_a_decision_that_cannot_stand_is_refused(world: World, given: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        decision(world, **given)
    assert refused.value.code == code


def test_a_unit_of_another_zone_is_asked_nothing(world: World) -> None:
    with pytest.raises(Refused, match="unit of the zone"):
        decision(world, unit=world.other_unit)


def test_only_the_supervision_office_writes_decisions(world: World, plan: Plan) -> None:
    one = decision(world)
    for persona in (*(set(INSIDERS) - {"supervision"}), *STRANGERS):
        client = visitor(world, persona)
        assert client.post(reverse("rhythm:decide", args=[DAY]), {"words": "x"}).status_code == 404
        assert client.post(reverse("rhythm:finish-decision", args=[one.pk]), {}).status_code == 404
    assert Decision.objects.get().done_on is None
