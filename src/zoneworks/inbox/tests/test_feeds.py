"""Feeds of deadlines: made once, read without signing in, gone when they are revoked or no longer deserved."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from zoneworks.accounts.models import User
from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.accounts.tests.worlds import World
from zoneworks.common.errors import Refused
from zoneworks.inbox import deadlines
from zoneworks.inbox.deadlines import Deadline, Wanted
from zoneworks.inbox.models import Feed
from zoneworks.inbox.services import make_feed, offered_key
from zoneworks.inbox.services.feeding import MOST_FEEDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def zone_of_today(world: World) -> None:
    fix_today(world.zone, world.other_zone)


def source(wanted: Wanted) -> list[Deadline]:
    whose = "own" if wanted.units is None else ",".join(unit.code for unit in wanted.units)
    name = wanted.scope.user.username
    return [
        Deadline(f"drill-{whose}", date(2023, 10, 31), f"Drill of {name}, {whose}; with a comma", "/desk/", "drill"),
        Deadline("over", date(2023, 10, 1), "演练", "", "drill", is_done=True),
    ]


def made(world: World, persona: str, unit: str = "") -> str:
    """The path of a new feed, as the page shows it."""
    deadlines.register("drills", source)
    client = visitor(world, persona)
    answer = client.post(reverse("inbox:feeds"), {**offered_on(client), "unit": unit})
    assert answer.status_code == 200, Page(answer).text
    [shown] = [word for word in Page(answer).words if word.endswith(".ics")]
    return urlsplit(shown).path


def offered_on(client: Client) -> dict[str, Any]:
    [form] = [one for one in Page(client.get(reverse("inbox:feeds"))).forms if "offered" in one.values]
    return form.values


def read(path: str) -> Any:
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content)


def test_a_calendar_program_reads_the_person_s_deadlines_without_signing_in(world: World) -> None:
    over, drill = sorted(read(made(world, "officer")).walk("VEVENT"), key=lambda event: event["UID"], reverse=True)
    assert (drill["UID"], drill["DTSTART"].dt, drill["DTEND"].dt) == (
        "drill-own@testserver", date(2023, 10, 31), date(2023, 11, 1),
    )  # fmt: skip
    assert drill["SUMMARY"] == "Drill of officer, own; with a comma"
    assert drill["URL"] == "http://testserver/en/desk/"
    assert "DTSTAMP" in drill
    assert over["SUMMARY"] == "演练 (done)"
    assert "URL" not in over


def test_the_same_deadline_keeps_its_uid_from_reading_to_reading(world: World) -> None:
    path = made(world, "officer")
    first, second = ({event["UID"] for event in read(path).walk("VEVENT")} for _time in range(2))
    assert first == second
    assert len(first) == 2


def test_a_feed_speaks_the_language_it_was_made_in(world: World) -> None:
    key = made(world, "officer").rsplit("/", 1)[-1]
    Feed.objects.update(language="zh-hans")
    calendar = read(f"/en/inbox/feeds/{key}")
    assert str(calendar["X-WR-CALNAME"]) != "officer: deadlines"
    assert "http://testserver/zh-hans/desk/" in {str(event.get("URL")) for event in calendar.walk("VEVENT")}


@pytest.mark.parametrize(
    ("persona", "unit", "is_open"),
    [
        ("officer", "A-INV", True),
        ("officer", "A-INV-1", True),
        ("officer", "A-SCI", False),
        ("section_officer", "A-INV", False),
        ("supervision", "A-SCI", True),
        ("leader", "A-SCI", True),
        ("officer", "B-INV", False),
        ("supervision", "B-INV", False),
    ],
)
def test_a_unit_s_feed_is_for_those_who_work_for_it_and_who_watch_it(
    world: World, persona: str, unit: str, is_open: bool
) -> None:
    if is_open:
        assert any(unit in str(event["UID"]) for event in read(made(world, persona, unit)).walk("VEVENT"))
        return
    client = visitor(world, persona)
    answer = client.post(reverse("inbox:feeds"), {**offered_on(client), "unit": unit})
    assert answer.status_code == 422
    assert not Feed.objects.exists()


def test_a_form_sent_twice_makes_one_feed_and_shows_its_address_again(world: World) -> None:
    client = visitor(world, "officer")
    sent = offered_on(client)
    first, second = (Page(client.post(reverse("inbox:feeds"), sent)) for _time in range(2))
    addresses = [[word for word in page.words if word.endswith(".ics")] for page in (first, second)]
    assert addresses[0] == addresses[1] != []
    assert Feed.objects.count() == 1


def test_the_key_is_shown_once_and_kept_nowhere(world: World) -> None:
    key = made(world, "officer").rsplit("/", 1)[-1].removesuffix(".ics")
    assert ".ics" not in Page(visitor(world, "officer").get(reverse("inbox:feeds"))).text
    assert key not in str(Feed.objects.values().get())


def test_a_key_of_one_s_own_making_is_refused(world: World) -> None:
    scope = world.scope("officer")
    for offered in ("easy", offered_key(world.scope("leader"))):
        with pytest.raises(Refused, match="not from here"):
            make_feed(scope=scope, zone=world.zone, unit=None, language="en", offered=offered)


def test_a_person_has_a_handful_of_feeds(world: World) -> None:
    scope = world.scope("officer")
    for _number in range(MOST_FEEDS):
        make_feed(scope=scope, zone=world.zone, unit=None, language="en", offered=offered_key(scope))
    with pytest.raises(Refused, match="Revoke one"):
        make_feed(scope=scope, zone=world.zone, unit=None, language="en", offered=offered_key(scope))


def test_a_revoked_feed_and_an_unknown_one_lead_nowhere(world: World) -> None:
    path = made(world, "officer")
    revoke = reverse("inbox:revoke-feed", args=[Feed.objects.get().pk])
    assert visitor(world, "leader").post(revoke).status_code == 404
    assert Client().get(path).status_code == 200
    assert visitor(world, "officer").post(revoke).status_code == 302
    assert Client().get(path).status_code == 404
    assert Client().get(reverse("inbox:feed", args=["nothing"])).status_code == 404
    assert Client().get(reverse("inbox:feed", args=["x" * 500])).status_code == 404


def test_who_leaves_the_unit_or_the_house_takes_no_feed_along(world: World) -> None:
    own, units = made(world, "officer"), made(world, "officer", "A-INV-1")
    world.users["officer"].roles_held.update(unit=world.science)
    assert (Client().get(own).status_code, Client().get(units).status_code) == (200, 404)
    User.objects.filter(username="officer").update(is_active=False)
    assert Client().get(own).status_code == 404
