"""One mail a day to a person: what is new and unread, each line once, never lost, never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from zoneworks.accounts.models import User
from zoneworks.accounts.tests.worlds import World
from zoneworks.inbox import deadlines
from zoneworks.inbox.deadlines import Deadline, Wanted
from zoneworks.inbox.models import Digest, Message, Preference
from zoneworks.inbox.services import mark_all_read, remind_of_deadlines, send_digests
from zoneworks.inbox.tests.conftest import ON

pytestmark = pytest.mark.django_db
Drill = Callable[..., int]
NEXT = ON + timedelta(days=1)


@pytest.fixture(autouse=True)
def addresses(world: World, settings: Any) -> None:
    settings.ZONEWORKS_SENDS_MAIL = True
    settings.WAGTAILADMIN_BASE_URL = "https://zone.example"
    for name in ("officer", "leader"):
        User.objects.filter(username=name).update(email=f"{name}@zone.example", language="en")
        world.users[name].refresh_from_db()


def send(world: World, on: date = ON) -> int:
    return send_digests(zone=world.zone, on=on)


def test_a_person_gets_one_mail_a_day_with_all_that_is_new(world: World, drill: Drill) -> None:
    drill("officer", "leader", "cooperating")
    drill("officer", once="drill-2", en="Another drill")
    assert send(world) == 2
    assert sorted(one.to[0] for one in mail.outbox) == ["leader@zone.example", "officer@zone.example"]
    drill("officer", once="drill-3", en="A third drill")
    assert send(world) == 0, "the third waits for the next day"
    assert send(world, NEXT) == 1
    assert "A third drill" in mail.outbox[-1].body
    assert "Another drill" not in mail.outbox[-1].body
    assert send(world, NEXT + timedelta(days=1)) == 0, "nothing new, no mail"


def test_what_was_read_is_not_mailed(world: World, drill: Drill) -> None:
    drill("officer")
    mark_all_read(scope=world.scope("officer"), up_to=Message.objects.get().pk)
    assert send(world) == 0


def test_who_has_no_address_gets_none_and_who_gives_one_later_gets_what_waited(world: World, drill: Drill) -> None:
    drill("cooperating")
    assert send(world) == 0
    User.objects.filter(username="cooperating").update(email="late@zone.example")
    assert send(world) == 1


def test_a_kind_that_is_switched_off_in_the_digest_stays_out_of_it(world: World, drill: Drill) -> None:
    Preference.objects.create(user=world.users["officer"], kind="drill", is_in_digest=False)
    drill("officer")
    assert send(world) == 0
    drill("officer", once="feast", en="A feast", kind="feast")
    assert send(world) == 1
    assert "A feast" in mail.outbox[0].body
    assert "A drill" not in mail.outbox[0].body


def test_lines_stand_under_their_kind_the_newest_first_and_each_once(world: World, drill: Drill) -> None:
    drill("officer", once="f", en="A feast", kind="feast")
    drill("officer", once="1", en="Old drill")
    drill("officer", once="2", en="New drill")
    drill("officer", once="3", en="New drill")
    send(world)
    body = mail.outbox[0].body
    assert body.index("Drill\n") < body.index("New drill") < body.index("Old drill") < body.index("Feast\n")
    assert body.count("New drill") == 1
    assert Message.objects.filter(digested_on=ON).count() == 4


def test_a_mail_speaks_the_language_of_its_reader_in_text_and_html(world: World, drill: Drill) -> None:
    User.objects.filter(username="leader").update(language="zh-hans")
    drill("officer", "leader")
    send(world)
    by_reader = {one.to[0].split("@")[0]: one for one in mail.outbox}
    assert "- A drill" in by_reader["officer"].body
    assert "演练" not in by_reader["officer"].body
    assert "- 演练：A drill" in by_reader["leader"].body
    assert "https://zone.example/zh-hans/inbox/preferences/" in by_reader["leader"].body
    html, kind = by_reader["leader"].alternatives[0]
    assert kind == "text/html"
    assert "<li>" in html
    assert "style" not in html
    assert by_reader["officer"].subject == "Zone A: 1 message, 8 Oct 2023"
    assert by_reader["officer"].extra_headers["Message-ID"].startswith("<digest-")


def test_hundreds_of_lines_are_one_mail_that_says_how_many_more(world: World, drill: Drill) -> None:
    for number in range(130):
        drill("officer", once=f"many-{number}", en=f"Drill no. {number}.")
    assert send(world) == 1
    assert "and 30 further messages" in mail.outbox[0].body
    assert "Drill no. 129." in mail.outbox[0].body
    assert "Drill no. 29." not in mail.outbox[0].body
    assert send(world, NEXT) == 0


def failing(error: Exception, monkeypatch: pytest.MonkeyPatch, only: str = "@") -> None:
    sending = EmailMultiAlternatives.send

    def send(self: EmailMultiAlternatives, fail_silently: bool = False) -> int:
        if only in self.to[0]:
            raise error
        return sending(self, fail_silently)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send)


def test_when_the_server_is_down_nothing_is_lost_and_nothing_comes_twice(
    world: World, drill: Drill, monkeypatch: pytest.MonkeyPatch
) -> None:
    drill("officer", "leader")
    with monkeypatch.context() as down:
        failing(ConnectionRefusedError(), down)
        assert send(world) == 0
    assert not Digest.objects.exists()
    assert not Message.objects.filter(digested_on__isnull=False).exists()
    assert send(world) == 2
    assert send(world) == 0
    assert len(mail.outbox) == 2


def test_one_refused_address_does_not_hold_up_the_others(
    world: World, drill: Drill, monkeypatch: pytest.MonkeyPatch
) -> None:
    drill("officer", "leader")
    failing(SMTPRecipientsRefused({}), monkeypatch, only="officer")
    assert send(world) == 1
    assert mail.outbox[0].to == ["leader@zone.example"]
    assert Message.objects.get(user=world.users["officer"]).digested_on is None


def test_a_mail_whose_sender_died_goes_out_again_later(world: World, drill: Drill) -> None:
    drill("officer")
    Message.objects.update(digested_on=ON)
    claimed = Digest.objects.create(user=world.users["officer"], on=ON, at=timezone.now(), count=1)
    assert send(world) == 0, "it may still be on its way"
    Digest.objects.filter(pk=claimed.pk).update(at=timezone.now() - timedelta(hours=2))
    assert send(world) == 1


def test_without_a_mail_server_nothing_counts_as_sent(world: World, drill: Drill, settings: Any) -> None:
    settings.ZONEWORKS_SENDS_MAIL = False
    drill("officer")
    assert send(world) == 0
    settings.ZONEWORKS_SENDS_MAIL = True
    assert send(world) == 1


# --- days that come near ---------------------------------------------------------------------------------------------


def days_of(world: World, *found: Deadline) -> None:
    def source(wanted: Wanted) -> list[Deadline]:
        mine = wanted.scope.user.username == "officer"
        return [one for one in found if mine and wanted.since <= one.day <= wanted.until]

    deadlines.register("drills", source)


def remind(world: World, on: date = ON) -> int:
    return remind_of_deadlines(zone=world.zone, on=on, until=on + timedelta(days=7))


def test_days_that_come_near_stand_first_in_the_digest_in_their_order(world: World, drill: Drill) -> None:
    drill("officer")
    later, soon = date(2023, 10, 13), date(2023, 10, 9)
    days_of(
        world,
        Deadline("b", later, "Second thing", "/x/", "drill"),
        Deadline("a", soon, "First thing", "/x/", "drill"),
        Deadline("done", soon, "Done thing", "/x/", "drill", is_done=True),
        Deadline("shown", soon, "Thing only shown", "/x/", "drill", is_reminded=False),
        Deadline("far", date(2023, 12, 1), "Far thing", "/x/", "drill"),
    )
    assert remind(world) == 2
    send(world)
    body = mail.outbox[0].body
    assert body.index("Due on 9 Oct 2023: First thing") < body.index("Second thing") < body.index("A drill")
    assert not any(words in body for words in ("Done thing", "Far thing", "only shown"))


def test_a_day_is_told_once_and_anew_when_it_moves(world: World) -> None:
    days_of(world, Deadline("a", date(2023, 10, 12), "Thing", "/x/", "drill"))
    assert (remind(world), remind(world), remind(world, NEXT)) == (1, 0, 0)
    days_of(world, Deadline("a", date(2023, 10, 16), "Thing", "/x/", "drill"))
    assert remind(world, ON + timedelta(days=2)) == 1
    assert Message.objects.filter(user=world.users["officer"]).count() == Message.objects.count() == 2
