"""Urging everything owed with one press: each thing once a day, each person told once of all of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.common.errors import Refused
from zoneworks.inbox.models import Message
from zoneworks.plans.models import ClosedMonth, Plan
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, TODAY, World, make_plan, make_world
from zoneworks.reports.models import Urging
from zoneworks.reports.tests.reporting import SEPTEMBER, submitted
from zoneworks.rhythm.owed import owed_in
from zoneworks.rhythm.services import urge_owed
from zoneworks.supervision.choices import StepKind
from zoneworks.supervision.models import Order, OrderStep
from zoneworks.supervision.tests.ordering import filed, step

pytestmark = pytest.mark.django_db
LATE = date(2023, 9, 1)


@pytest.fixture
def world() -> World:
    world = make_world()
    fix_today(world.zone, world.other_zone)
    return world


@pytest.fixture
def plan(world: World) -> Plan:
    plan = make_plan(world)
    for month in range(1, 9):  # only September is open
        about = date(2023, month + 1, 1).replace(day=1)
        ClosedMonth.objects.create(
            zone=world.zone, about=date.fromordinal(about.toordinal() - 1), closed_on=date(2023, 9, 20),
            closed_at="2023-09-20T00:00:00Z", closed_by=world.users["supervision"],
        )  # fmt: skip
    return plan


@pytest.fixture
def overdue(world: World, plan: Plan) -> Order:
    """Of the investment department; the science department helps."""
    order = filed(world, LATE, title="推进选址", title_en="", limit_days=5)
    step(world, order, "assign", LATE)
    return order


def keys(world: World) -> list[str]:
    owed = owed_in(world.scope("supervision"), world.zone, TODAY)
    return [one.key for unit in owed for one in (*unit.months, *unit.orders)]


def press(world: World, chosen: list[str] | None = None, words: str = "") -> Any:
    return urge_owed(
        scope=world.scope("supervision"), zone=world.zone, chosen=keys(world) if chosen is None else chosen,
        today=TODAY, words=words,
    )  # fmt: skip


def told() -> dict[str, str]:
    return dict(Message.objects.filter(kind="owed_urged").values_list("user__username", "words_en"))


def test_everything_owed_is_listed_by_unit(world: World, overdue: Order) -> None:
    owed = owed_in(world.scope("supervision"), world.zone, TODAY)
    assert [(one.unit.code, one.count) for one in owed] == [("A-INV", 3), ("A-INV-1", 2)]
    submitted(world, Plan.objects.get(zone=world.zone), "1.01.1", SEPTEMBER)
    owed = owed_in(world.scope("supervision"), world.zone, TODAY)
    assert sorted((one.unit.code, one.count) for one in owed) == [("A-INV", 2), ("A-INV-1", 2)]


def test_one_press_urges_all_and_tells_each_person_once(world: World, overdue: Order) -> None:
    before = Message.objects.count()
    done = press(world, words="请抓紧")
    assert (done.reports, done.orders, done.people) == (4, 1, 3)
    assert Message.objects.count() == before + 3, "one message a person, none besides"
    assert set(told()) == {"officer", "section_officer", "cooperating"}
    mine = told()["officer"]
    assert "2 reports for Sep 2023 missing" in mine
    assert "推进选址" in mine
    assert mine.endswith("请抓紧")
    assert "推进选址" not in told()["section_officer"]
    assert Urging.objects.filter(on=TODAY).count() == 4
    assert OrderStep.objects.filter(kind=StepKind.URGE).count() == 1


def test_a_second_press_the_same_day_tells_nobody(world: World, overdue: Order) -> None:
    press(world)
    count = Message.objects.count()
    done = press(world)
    assert (done.reports, done.orders, done.people) == (0, 0, 0)
    assert Message.objects.count() == count
    assert Urging.objects.count() == 4


def test_only_what_is_chosen_is_urged_and_the_rest_can_follow(world: World, overdue: Order) -> None:
    section = [key for key in keys(world) if key.endswith(f":{world.section.pk}")]
    done = press(world, section)
    assert (done.reports, done.orders) == (2, 0)
    rest = press(world)
    assert (rest.reports, rest.orders) == (2, 1)
    assert "招商一科" not in Message.objects.filter(user=world.users["officer"]).latest("pk").words_en


def test_who_works_for_two_units_hears_of_both_in_one_message(world: World, plan: Plan) -> None:
    both = create_account(username="both", password=None)
    for unit in (world.investment, world.section):
        grant_role(user=both, unit=unit, kind=RoleKind.OFFICER)
    press(world)
    [words] = Message.objects.filter(user=both).values_list("words_en", flat=True)
    assert words.count("missing") == 2


def test_what_is_not_owed_cannot_be_urged(world: World, overdue: Order) -> None:
    done = press(world, ["report:2023-08:1", "order:99999", "nonsense", f"report:2023-09:{world.other_unit.pk}"])
    assert (done.reports, done.orders, done.people) == (0, 0, 0)


def test_words_that_are_too_long_are_refused_and_nothing_is_urged(world: World, plan: Plan) -> None:
    with pytest.raises(Refused, match="at most 300"):
        press(world, words="x" * 301)
    assert not Urging.objects.exists()


def test_only_the_supervision_office_urges(world: World, plan: Plan) -> None:
    url = reverse("rhythm:urging")
    for persona in (*(set(INSIDERS) - {"supervision"}), "nobody"):
        assert visitor(world, persona).get(url).status_code == 404
        assert visitor(world, persona).post(url, {"owed": keys(world)}).status_code == 404
    for persona in STRANGERS:
        assert visitor(world, persona).post(f"{url}?zone={world.zone.code}", {"owed": keys(world)}).status_code == 404
    assert not Urging.objects.exists()
    with pytest.raises(Refused):
        urge_owed(scope=world.scope("officer"), zone=world.zone, chosen=[], today=TODAY)


def test_the_page_sends_what_it_shows_and_says_what_was_done(world: World, overdue: Order) -> None:
    client = visitor(world, "supervision")
    form = Page(client.get(reverse("rhythm:urging"))).form("urging/").values
    assert len(form["owed"]) == 3
    answer = client.post(reverse("rhythm:urging"), form, follow=True)
    assert "Urged: 4 reports and 1 orders. People told, each once: 3." in Page(answer).text
    assert "owed" not in Page(answer).form("urging/").values


def test_the_list_takes_the_same_statements_for_any_plan(world: World, django_assert_max_num_queries: Any) -> None:
    make_plan(world, projects=6, leaves=4)
    with django_assert_max_num_queries(11):
        assert sum(unit.count for unit in owed_in(world.scope("supervision"), world.zone, TODAY)) > 24
