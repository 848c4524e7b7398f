"""Telling people: everybody concerned, each of them once, as they wish to hear it."""

from __future__ import annotations

from datetime import date

import pytest

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import User
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.accounts.tests.worlds import World
from zoneworks.inbox.models import Message, Preference
from zoneworks.inbox.queries import holders_of, leaders_of, people_of_units, supervisors_of, unread_count
from zoneworks.inbox.services import Telling, tell, tell_each

pytestmark = pytest.mark.django_db
ON = date(2023, 10, 8)


def drill(world: World, people: object, once: str = "drill-1", **more: object) -> int:
    return tell(people=people, zone=world.zone, kind="drill", zh="演练", en="A drill", once=once, on=ON, **more)


def names(people: object) -> list[str]:
    return [user.username for user in people]


def test_people_of_a_unit_are_its_officers_and_those_above_it_in_the_zone(world: World) -> None:
    assert names(people_of_units([world.section])) == ["officer", "section_officer"]
    assert names(people_of_units([world.investment])) == ["officer"]
    assert names(people_of_units([world.investment, world.science])) == ["cooperating", "officer"]
    assert names(people_of_units([])) == []


def test_who_left_or_whose_unit_is_dissolved_is_not_concerned(world: World) -> None:
    User.objects.filter(username="officer").update(is_active=False)
    type(world.science).objects.filter(pk=world.science.pk).update(is_active=False)
    assert names(people_of_units([world.investment, world.science])) == []


def test_the_zone_s_own_supervisors_leaders_and_holders_of_posts_are_found(world: World) -> None:
    assert names(supervisors_of(world.zone)) == ["supervision"]
    assert names(supervisors_of(world.other_zone)) == ["outside_supervision"]
    assert names(leaders_of(world.zone)) == names(holders_of([world.chief])) == ["leader"]
    assert names(holders_of([world.deputy])) == []
    deputy = create_account(username="deputy", password=None)
    grant_role(user=deputy, unit=world.zone, kind=RoleKind.LEADER, post=world.deputy)
    assert names(holders_of([world.deputy])) == ["deputy"]


def test_the_same_thing_is_told_to_a_person_once(world: World) -> None:
    officers = [world.users["officer"], world.users["cooperating"]]
    assert drill(world, officers[:1]) == 1
    assert drill(world, [*officers, officers[0]]) == 1
    assert drill(world, officers) == 0
    assert drill(world, officers, once="drill-2") == 2
    assert Message.objects.filter(once="drill-1").count() == 2


def test_whoever_did_it_is_not_told(world: World) -> None:
    officer = world.users["officer"]
    assert drill(world, [officer, world.users["leader"]], but=officer) == 1
    assert unread_count(world.scope("officer")) == 0
    assert unread_count(world.scope("leader")) == 1


def test_a_message_says_it_in_both_languages_and_names_its_subject(world: World) -> None:
    drill(world, [world.users["officer"]], subject=("order", "12"))
    message = Message.objects.get()
    assert (message.words, message.words_en, message.subject_kind, message.subject_key, message.on) == (
        "演练", "A drill", "order", "12", ON,
    )  # fmt: skip


def test_a_person_hears_of_a_kind_as_they_chose(world: World) -> None:
    officer = world.users["officer"]
    Preference.objects.create(user=officer, kind="drill", is_in_app=False, is_in_digest=True)
    drill(world, [officer])
    message = Message.objects.get()
    assert (message.is_in_app, message.is_in_digest, unread_count(world.scope("officer"))) == (False, True, 0)


def test_a_kind_that_nobody_declared_is_a_fault_of_the_program(world: World) -> None:
    with pytest.raises(LookupError, match="'parade'"):
        tell(people=[], zone=world.zone, kind="parade", zh="", en="", once="x", on=ON)


def test_any_number_of_people_is_told_in_the_same_few_statements(
    world: World, django_assert_max_num_queries: object
) -> None:
    people = [create_account(username=f"p{number}", password=None) for number in range(30)]
    with django_assert_max_num_queries(5):
        assert drill(world, people) == 30


def test_each_can_be_told_a_sentence_of_their_own(world: World) -> None:
    tellings = [
        Telling(world.users[name].pk, f"致{name}", f"To {name}", f"own-{name}") for name in ("officer", "leader")
    ]
    assert tell_each(zone=world.zone, kind="drill", on=ON, tellings=tellings) == 2
    assert tell_each(zone=world.zone, kind="drill", on=ON, tellings=tellings) == 0
    assert dict(Message.objects.values_list("user__username", "words_en")) == {
        "officer": "To officer", "leader": "To leader",
    }  # fmt: skip


def test_a_person_who_lost_their_zone_has_no_unread_messages(world: World) -> None:
    drill(world, [world.users["officer"]])
    world.users["officer"].roles_held.all().delete()
    assert unread_count(world.scope("officer")) == 0
