"""The organisation page: units and posts for everybody in the zone, people and roles for its administrators."""

import pytest

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.accounts.services import grant_role
from zoneworks.accounts.tests.conftest import Enter, People
from zoneworks.units.choices import UnitKind
from zoneworks.units.services import create_unit

PAGE = "/en/accounts/organisation/"


def page_of(user: User) -> str:
    return f"{PAGE}people/{user.pk}/"


def test_an_officer_sees_units_and_posts_but_no_people(people: People, enter: Enter) -> None:
    html = enter(people.officer).get(PAGE).content.decode()
    assert "Economic Bureau" in html
    assert "Director" in html
    assert "The root" not in html
    assert "Add a person" not in html


def test_an_administrator_sees_who_holds_which_role(people: People, enter: Enter) -> None:
    html = enter(people.administrator).get(PAGE).content.decode()
    assert "The clerk" in html
    assert "Unit officer" in html
    assert "The stranger" not in html
    assert "The nobody" not in html


def test_units_stand_under_the_unit_they_belong_to(people: People, enter: Enter) -> None:
    late = create_unit(kind=UnitKind.DEPARTMENT, code="a", name="综合局", name_en="General Bureau", parent=people.zone)
    create_unit(kind=UnitKind.SECTION, code="z", name="统计科", name_en="Statistics", parent=people.bureau)
    late.position = 9
    late.save()
    html = enter(people.officer).get(PAGE).content.decode()
    places = [html.index(name) for name in ("Economic Bureau", "Statistics", "General Bureau")]
    assert places == sorted(places)


@pytest.mark.parametrize("who", ["officer", "outsider", "roleless"])
def test_only_administrators_of_the_zone_reach_people(people: People, enter: Enter, who: str) -> None:
    client = enter(getattr(people, who))
    role = people.officer.roles_held.get()
    granting = {"kind": "supervision", "unit": people.zone.pk}
    assert client.get(page_of(people.officer)).status_code == 404
    assert client.post(page_of(people.officer), granting).status_code == 404
    assert client.post(f"{page_of(people.officer)}revoke/{role.pk}/").status_code == 404
    assert list(people.officer.roles_held.all()) == [role]


@pytest.mark.parametrize("who", ["officer", "roleless"])
def test_only_administrators_add_people(people: People, enter: Enter, who: str) -> None:
    assert enter(getattr(people, who)).get(f"{PAGE}people/new/").status_code == 404


def test_somebody_without_a_role_is_told_what_to_do(people: People, enter: Enter) -> None:
    client = enter(people.roleless)
    assert "No pages are open to you yet" in client.get("/en/").content.decode()
    assert client.get(PAGE).status_code == 404


def test_an_administrator_grants_a_role(people: People, enter: Enter) -> None:
    client = enter(people.administrator)
    client.post(page_of(people.officer), {"kind": "supervision", "unit": people.zone.pk})
    assert RoleHeld.objects.filter(user=people.officer, unit=people.zone, kind=RoleKind.SUPERVISION).exists()


def test_a_leaders_role_names_the_post_and_no_other_does(people: People, enter: Enter) -> None:
    client = enter(people.administrator)
    without = client.post(page_of(people.officer), {"kind": "leader", "unit": people.zone.pk}).content.decode()
    assert "A leader&#x27;s role names the post. Choose it." in without
    typed = {"kind": "officer", "unit": people.zone.pk, "post": people.post.pk}
    assert "Only a leader&#x27;s role names a post." in client.post(page_of(people.officer), typed).content.decode()
    assert people.officer.roles_held.count() == 1


def test_a_role_cannot_be_granted_at_a_unit_of_another_zone(people: People, enter: Enter) -> None:
    lake = people.outsider.roles_held.get().unit
    html = enter(people.administrator).post(page_of(people.officer), {"kind": "officer", "unit": lake.pk})
    assert "has-error" in html.content.decode()
    assert people.officer.roles_held.count() == 1


def test_withdrawing_a_role_asks_first(people: People, enter: Enter) -> None:
    client = enter(people.administrator)
    role = grant_role(user=people.officer, unit=people.zone, kind=RoleKind.SUPERVISION)
    address = f"{page_of(people.officer)}revoke/{role.pk}/"
    assert "Withdraw the role?" in client.get(address).content.decode()
    assert RoleHeld.objects.filter(pk=role.pk).exists()
    client.post(address)
    assert not RoleHeld.objects.filter(pk=role.pk).exists()


def test_a_role_of_somebody_else_cannot_be_withdrawn_through_a_person(people: People, enter: Enter) -> None:
    theirs = people.outsider.roles_held.get()
    client = enter(people.administrator)
    assert client.post(f"{page_of(people.officer)}revoke/{theirs.pk}/").status_code == 404
    assert RoleHeld.objects.filter(pk=theirs.pk).exists()


def test_the_last_administrator_of_a_zone_stays(people: People, enter: Enter) -> None:
    role = people.administrator.roles_held.get()
    address = f"{page_of(people.administrator)}revoke/{role.pk}/"
    client = enter(people.administrator)
    assert "is the last administrator of the zone" in client.post(address, follow=True).content.decode()
    grant_role(user=people.officer, unit=people.zone, kind=RoleKind.ADMINISTRATOR)
    client.post(address)
    assert not people.administrator.roles_held.exists()


def test_withdrawing_somebodys_only_role_leads_back_to_the_organisation(people: People, enter: Enter) -> None:
    role = people.officer.roles_held.get()
    answer = enter(people.administrator).post(f"{page_of(people.officer)}revoke/{role.pk}/", follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert answer.status_code == 200
    assert "The clerk" not in answer.content.decode()


class TestAdmission:
    TYPED = {"username": "fresh", "display_name": "新人", "kind": "officer"}

    def test_a_new_person_gets_an_account_a_role_and_a_password_told_once(self, people: People, enter: Enter) -> None:
        client = enter(people.administrator)
        answer = client.post(f"{PAGE}people/new/", {**self.TYPED, "unit": people.bureau.pk}, follow=True)
        user = User.objects.get(username="fresh")
        told = answer.content.decode().split("First password, shown only now: ")[1].split("<")[0].strip()
        assert user.check_password(told)
        assert user.roles_held.get().unit == people.bureau
        assert told not in client.get(page_of(user)).content.decode()

    def test_an_account_that_waits_without_a_role_is_taken_in_with_its_password(
        self, people: People, enter: Enter
    ) -> None:
        before = people.roleless.password
        typed = {**self.TYPED, "username": "nobody", "unit": people.bureau.pk}
        html = enter(people.administrator).post(f"{PAGE}people/new/", typed, follow=True).content.decode()
        assert "keeps its password" in html
        people.roleless.refresh_from_db()
        assert people.roleless.password == before
        assert people.roleless.roles_held.get().unit == people.bureau

    def test_an_account_of_another_zone_is_not_taken_over(self, people: People, enter: Enter) -> None:
        typed = {**self.TYPED, "username": "stranger", "unit": people.bureau.pk}
        html = enter(people.administrator).post(f"{PAGE}people/new/", typed).content.decode()
        assert "The account name stranger is taken." in html
        assert people.outsider.roles_held.count() == 1


def test_the_number_of_queries_does_not_grow_with_people_and_units(
    people: People, enter: Enter, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        unit = create_unit(kind=UnitKind.SECTION, code=f"s{number}", name=f"科室{number}", parent=people.bureau)
        user = User.objects.create(username=f"person{number}")
        grant_role(user=user, unit=unit, kind=RoleKind.OFFICER)
    client = enter(people.administrator)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        client.get(PAGE)
