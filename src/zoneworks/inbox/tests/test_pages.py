"""The pages of messages: a person's own and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.accounts.tests.worlds import STRANGERS, World
from zoneworks.audit.models import Event
from zoneworks.inbox.models import Message, Preference
from zoneworks.inbox.services import tell
from zoneworks.inbox.tests.conftest import ON

pytestmark = pytest.mark.django_db
Drill = Callable[..., int]


@pytest.fixture
def officer(world: World) -> Client:
    fix_today(world.zone)
    return visitor(world, "officer")


def page_of(client: Client, name: str, query: dict[str, str] | None = None) -> Page:
    answer = client.get(reverse(name), query or {})
    assert answer.status_code == 200, answer.content
    return Page(answer)


def test_the_bell_counts_what_is_unread_on_every_page(officer: Client, drill: Drill) -> None:
    assert "unread" not in page_of(officer, "accounts:account").text
    drill("officer")
    drill("officer", once="2")
    assert "Messages 2 2 unread" in page_of(officer, "accounts:account").text


def test_the_bell_costs_one_statement_and_nothing_for_strangers(
    world: World, officer: Client, drill: Drill, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in range(40):
        drill("officer", once=f"{number}")
    with CaptureQueriesContext(connection) as asked:
        officer.get(reverse("accounts:account"))
    assert sum("inbox_message" in one["sql"] for one in asked) == 1
    with CaptureQueriesContext(connection) as asked:
        visitor(world, "nobody").get(reverse("accounts:account"))
        Client().get(reverse("accounts:sign-in"))
    assert not any("inbox_message" in one["sql"] for one in asked)


def test_unread_messages_stand_by_day_and_leave_when_they_are_read(officer: Client, drill: Drill) -> None:
    drill("officer", en="A drill at noon")
    page = page_of(officer, "inbox:messages")
    assert "8 Oct 2023" in page.text
    assert "A drill at noon" in page.text
    key = Message.objects.get().pk
    assert officer.post(reverse("inbox:read", args=[key]), {"next": "/en/inbox/"}).url == "/en/inbox/"
    assert "Nothing unread" in page_of(officer, "inbox:messages").text
    assert "A drill at noon" in page_of(officer, "inbox:messages", {"show": "all"}).text


def test_marking_all_read_spares_what_came_in_meanwhile(officer: Client, drill: Drill) -> None:
    drill("officer")
    up_to = page_of(officer, "inbox:messages").form("read-all").values["up_to"]
    drill("officer", once="later", en="Later drill")
    officer.post(reverse("inbox:read-all"), {"up_to": up_to})
    text = page_of(officer, "inbox:messages").text
    assert "Later drill" in text
    assert "A drill" not in text


def test_a_message_opens_what_it_is_about_and_is_read(world: World, officer: Client, drill: Drill) -> None:
    drill("officer", subject=("nothing", "1"))
    key = Message.objects.get().pk
    assert officer.post(reverse("inbox:open", args=[key])).url == reverse("inbox:messages")
    assert Message.objects.get().read_at is not None


@pytest.mark.parametrize("name", ["open", "read"])
def test_another_s_message_does_not_exist(world: World, drill: Drill, name: str) -> None:
    drill("leader")
    key = Message.objects.get().pk
    for persona in ("officer", "supervision", "outsider", "nobody"):
        assert visitor(world, persona).post(reverse(f"inbox:{name}", args=[key])).status_code == 404
    assert Message.objects.get().read_at is None
    assert "A drill" not in page_of(visitor(world, "officer"), "inbox:messages").text


@pytest.mark.parametrize("name", ["messages", "preferences", "feeds"])
def test_who_has_no_role_finds_no_messages(world: World, name: str) -> None:
    assert visitor(world, "nobody").get(reverse(f"inbox:{name}")).status_code == 404
    assert Client().get(reverse(f"inbox:{name}")).status_code == 302
    for persona in STRANGERS:
        answer = visitor(world, persona).get(reverse(f"inbox:{name}"), {"zone": world.zone.code})
        assert answer.status_code == 404


def test_a_list_of_any_length_takes_the_same_statements(
    world: World, officer: Client, drill: Drill, django_assert_max_num_queries: Any
) -> None:
    for number in range(70):
        drill("officer", once=f"{number}", en=f"Drill {number}", subject=("item", str(number)))
    with django_assert_max_num_queries(11):
        page = page_of(officer, "inbox:messages")
    assert "Drill 69" in page.text
    assert "Drill 39" not in page.text


# --- preferences -----------------------------------------------------------------------------------------------------


def ticked(client: Client) -> object:
    [form] = [one for one in page_of(client, "inbox:preferences").forms if "way" in one.values]
    return form.values["way"]


def test_a_kind_is_switched_off_here_and_in_the_mail_apart(world: World, officer: Client, drill: Drill) -> None:
    assert ticked(officer) == [f"{kind}:{way}" for kind in ("deadline", "drill", "feast") for way in ("app", "digest")]
    ways = ["deadline:app", "deadline:digest", "drill:digest", "feast:app"]
    officer.post(reverse("inbox:preferences"), {"kind": ["deadline", "drill", "feast"], "way": ways})
    assert ticked(officer) == ways
    drill("officer")
    assert "Nothing unread" in page_of(officer, "inbox:messages").text
    assert Message.objects.get().is_in_digest
    assert Event.objects.filter(verb="choose-messages").count() == 1


def test_the_same_choices_sent_twice_are_kept_once(officer: Client) -> None:
    for _time in range(2):
        officer.post(reverse("inbox:preferences"), {"kind": ["drill", "parade"], "way": ["drill:app"]})
    assert list(Preference.objects.values_list("kind", "is_in_app", "is_in_digest")) == [("drill", True, False)]


def test_an_address_is_kept_and_a_wrong_one_refused_in_a_sentence(world: World, officer: Client) -> None:
    officer.post(reverse("inbox:address"), {"email": " me@zone.example "})
    world.users["officer"].refresh_from_db()
    assert world.users["officer"].email == "me@zone.example"
    answer = officer.post(reverse("inbox:address"), {"email": "me at home"})
    assert answer.status_code == 422
    assert "is not an e-mail address" in Page(answer).text
    officer.post(reverse("inbox:address"), {"email": ""})
    world.users["officer"].refresh_from_db()
    assert world.users["officer"].email == ""


def test_a_message_of_another_zone_names_its_zone(world: World) -> None:
    province = world.users["province_officer"]
    for zone in (world.zone, world.other_zone):
        tell(people=[province], zone=zone, kind="drill", zh="演练", en="Drill", once=zone.code, on=ON)
    text = page_of(visitor(world, "province_officer"), "inbox:messages").text
    assert "Zone A" in text
    assert "Zone B" in text
