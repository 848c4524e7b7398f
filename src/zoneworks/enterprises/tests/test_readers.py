"""Confidentiality and readers: closed and opened, people found, named and taken off, each once however often sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.accounts.tests.visits import Page
from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.services import (
    add_enterprise,
    change_enterprise,
    name_reader,
    name_readers,
    remove_reader,
    set_confidential,
)
from zoneworks.enterprises.tests.worlds import TODAY, World, make_enterprise

Enter = Callable[[str], Client]
VERBS = ("make_confidential", "make_open", "name_reader", "remove_reader")


@pytest.fixture
def firm(world: World) -> Enterprise:
    return make_enterprise(world, 1)


def url(name: str, firm: Enterprise) -> str:
    return reverse(f"enterprises:{name}", args=[firm.pk])


def named(firm: Enterprise) -> set[str]:
    return set(firm.readers.values_list("username", flat=True))


def told(firm: Enterprise) -> list[str]:
    events = Event.objects.filter(subject_kind="enterprise", subject_id=str(firm.pk), verb__in=VERBS).order_by("pk")
    return list(events.values_list("verb", flat=True))


# --- services --------------------------------------------------------------------------------------------------------


def test_closing_naming_taking_off_and_opening_are_each_kept_once(world: World, firm: Enterprise) -> None:
    scope, person = world.scope("supervision"), world.users["cooperating"]
    for _twice in range(2):
        set_confidential(scope=scope, enterprise=firm, is_confidential=True, seen=0)
        name_reader(scope=scope, enterprise=firm, reader=person, seen=1)
    assert named(firm) == {"cooperating"}
    for _twice in range(2):
        remove_reader(scope=scope, enterprise=firm, reader=person, seen=2)
        set_confidential(scope=scope, enterprise=firm, is_confidential=False, seen=3)
    firm.refresh_from_db()
    assert (firm.is_confidential, firm.revision, named(firm)) == (False, 4, set())
    assert told(firm) == ["make_confidential", "name_reader", "remove_reader", "make_open"]


def test_whoever_saw_an_earlier_state_is_told_so(world: World, firm: Enterprise) -> None:
    scope = world.scope("supervision")
    change_enterprise(scope=scope, enterprise=firm, address="新址1号")
    for act in (
        lambda: set_confidential(scope=scope, enterprise=firm, is_confidential=True, seen=0),
        lambda: name_reader(scope=scope, enterprise=firm, reader=world.users["cooperating"], seen=0),
    ):
        with pytest.raises(Overtaken):
            act()
    assert told(firm) == []


def test_an_officer_who_closes_it_goes_on_reading_and_is_not_locked_out(world: World, firm: Enterprise) -> None:
    scope, officer = world.scope("officer"), world.users["officer"]
    set_confidential(scope=scope, enterprise=firm, is_confidential=True)
    assert named(firm) == {"officer"}
    with pytest.raises(Refused, match="no longer read"):
        remove_reader(scope=scope, enterprise=firm, reader=officer)
    with pytest.raises(Refused, match="no longer read"):
        name_readers(scope=scope, enterprise=firm, readers=[world.users["cooperating"]])
    remove_reader(scope=world.scope("supervision"), enterprise=firm, reader=officer)
    with pytest.raises(Refused, match="unit in charge"):
        name_reader(scope=world.scope("officer"), enterprise=firm, reader=officer)


def test_an_officer_who_enters_a_confidential_one_is_named(world: World) -> None:
    added = add_enterprise(
        scope=world.scope("officer"), zone=world.zone, name="示例保密一号厂", today=TODAY, unit=world.investment,
        is_confidential=True,
    )  # fmt: skip
    assert named(added) == {"officer"}


@pytest.mark.parametrize("persona", ["outsider", "nobody", "province_officer"])
def test_nobody_from_outside_the_units_of_the_zone_is_named(world: World, firm: Enterprise, persona: str) -> None:
    with pytest.raises(Refused, match="no role in this zone"):
        name_reader(scope=world.scope("supervision"), enterprise=firm, reader=world.users[persona])
    assert named(firm) == set()


# --- the page --------------------------------------------------------------------------------------------------------


def test_a_person_is_found_by_name_or_unit_named_and_taken_off_without_scripts(
    world: World, firm: Enterprise, enter: Enter
) -> None:
    office = enter("supervision")
    found = Page(office.get(url("readers", firm), {"q": "Science"}))
    assert "cooperating" in found.text
    assert "section_officer" not in found.text
    form = found.form("/readers/name/")
    for _twice in range(2):
        answer = office.post(form.action, form.values)
        assert answer.status_code == 302
    assert "q=Science" in answer["Location"]
    assert named(firm) == {"cooperating"}
    form = Page(office.get(url("readers", firm))).form("/readers/remove/")
    for _twice in range(2):
        office.post(form.action, form.values)
    assert named(firm) == set()
    assert told(firm) == ["name_reader", "remove_reader"]


def test_leaders_and_the_office_need_not_be_named(world: World, firm: Enterprise, enter: Enter) -> None:
    page = Page(enter("supervision").get(url("readers", firm), {"q": "leader"}))
    assert "reads it anyway" in page.text
    assert not [form for form in page.forms if "/readers/name/" in form.action]


def test_typing_asks_for_the_people_alone(world: World, firm: Enterprise, enter: Enter) -> None:
    answer = enter("supervision").get(url("readers", firm), {"q": "coop", "part": "found"})
    assert "cooperating" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_closing_twice_from_the_same_page_is_once(world: World, firm: Enterprise, enter: Enter) -> None:
    officer = enter("officer")
    form = Page(officer.get(url("readers", firm))).form("/confidential/")
    for _twice in range(2):
        assert officer.post(form.action, {**form.values, "is_confidential": "1"}).status_code == 302
    assert told(firm) == ["make_confidential", "name_reader"]
    assert officer.get(url("enterprise", firm)).status_code == 200
    assert "Persons named" in Page(officer.get(url("readers", firm))).text


@pytest.mark.parametrize("sent", [{}, {"seen": "x", "is_confidential": "1"}, {"seen": "0", "is_confidential": "2"}])
def test_what_no_button_sends_changes_nothing(
    world: World, firm: Enterprise, enter: Enter, sent: dict[str, str]
) -> None:
    office = enter("supervision")
    office.post(url("set-confidential", firm), sent)
    office.post(url("name-reader", firm), {**sent, "person": str(world.users["outsider"].pk)})
    shown = Page(office.get(url("readers", firm))).text
    assert "outsider" not in shown
    firm.refresh_from_db()
    assert (firm.revision, told(firm)) == (0, [])


@pytest.mark.parametrize("persona", ["section_officer", "cooperating", "leader", "administrator", "outsider"])
def test_whoever_does_not_write_it_finds_none_of_the_addresses(
    world: World, firm: Enterprise, enter: Enter, persona: str
) -> None:
    client, sent = enter(persona), {"seen": "0", "is_confidential": "1", "person": str(world.users["officer"].pk)}
    assert client.get(url("readers", firm)).status_code == 404
    for name in ("set-confidential", "name-reader", "remove-reader"):
        assert client.post(url(name, firm), sent).status_code == 404, name
    assert told(firm) == []


def test_the_page_costs_the_same_statements_however_many_people_there_are(
    world: World, firm: Enterprise, enter: Enter, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = enter("supervision")
    for number in range(30):
        person = create_account(username=f"person{number}", password=None)
        grant_role(user=person, unit=world.science, kind=RoleKind.OFFICER)
        if number % 2:
            name_reader(scope=world.scope("supervision"), enterprise=firm, reader=person)
    with django_assert_max_num_queries(22):
        page = client.get(url("readers", firm))
    assert "person29" in page.content.decode()
