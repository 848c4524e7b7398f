"""Coming in, going out, and staying out."""

import pytest
from axes.utils import reset
from django.conf import settings
from django.test import Client

from zoneworks.accounts.tests.conftest import PASSWORD, Enter, People

SIGN_IN = "/en/accounts/sign-in/"
PAGES = [
    "/en/accounts/organisation/",
    "/en/accounts/organisation/people/new/",
    "/en/accounts/organisation/people/1/",
    "/en/accounts/mine/",
    "/en/accounts/mine/password/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_strangers_to_sign_in_and_bring_them_back(client: Client, page: str) -> None:
    response = client.get(f"{page}?light=red")
    assert response.status_code == 302
    assert response["Location"] == f"{SIGN_IN}?next={page}%3Flight%3Dred"


@pytest.mark.django_db
def test_htmx_sends_the_whole_page_to_the_sign_in(client: Client) -> None:
    response = client.get(PAGES[0], headers={"HX-Request": "true"})
    assert response["HX-Redirect"].startswith(SIGN_IN)


def test_the_right_password_leads_to_the_page_asked_for(people: People, client: Client) -> None:
    response = client.post(f"{SIGN_IN}?next={PAGES[0]}", {"username": "clerk", "password": PASSWORD})
    assert response["Location"] == PAGES[0]
    assert client.get(PAGES[0]).status_code == 200


def test_nobody_is_sent_to_another_site(people: People, client: Client) -> None:
    response = client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD, "next": "https://elsewhere.example/"})
    assert response["Location"] == "/en/"


def test_a_wrong_password_is_said_in_a_sentence(people: People, client: Client) -> None:
    html = client.post(SIGN_IN, {"username": "clerk", "password": "wrong"}).content.decode()
    assert "The name and the password do not belong together." in html
    assert "账号或密码不正确" in (
        client.post(SIGN_IN.replace("/en/", "/zh-hans/"), {"username": "clerk", "password": "x"}).content.decode()
    )


def test_too_many_wrong_passwords_pause_the_sign_in_even_for_the_right_one(people: People, client: Client) -> None:
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        response = client.post(SIGN_IN, {"username": "clerk", "password": "wrong"})
    assert response.status_code == 429
    assert "Sign-in is paused" in response.content.decode()
    assert client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD}).status_code == 429
    reset(username="clerk")
    assert client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD}).status_code == 302


def test_one_persons_wrong_passwords_do_not_pause_another(people: People, client: Client) -> None:
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        client.post(SIGN_IN, {"username": "clerk", "password": "wrong"})
    assert client.post(SIGN_IN, {"username": "root", "password": PASSWORD}).status_code == 302


def test_signing_out_takes_a_form_not_a_link(people: People, enter: Enter) -> None:
    client = enter(people.officer)
    assert client.get("/en/accounts/sign-out/").status_code == 405
    assert client.post("/en/accounts/sign-out/")["Location"] == SIGN_IN
    assert client.get(PAGES[0]).status_code == 302


def test_accounts_to_try_are_listed_only_where_it_is_a_demonstration(
    people: People, client: Client, settings: object
) -> None:
    assert "Accounts to try" not in client.get(SIGN_IN).content.decode()
    settings.ZONEWORKS_DEMO_ACCOUNTS = True  # type: ignore[attr-defined]
    html = client.get(SIGN_IN).content.decode()
    assert "Accounts to try" in html
    assert 'value="clerk"' in html
    assert 'value="nobody"' not in html


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_words() -> None:
    response = Client(enforce_csrf_checks=True).post(SIGN_IN, {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "The form was too old" in response.content.decode()


def test_changing_the_password_keeps_this_browser_in_and_puts_others_out(people: People, enter: Enter) -> None:
    here, elsewhere = enter(people.officer), enter(people.officer)
    fresh = "quiet-river-2023"
    here.post("/en/accounts/mine/password/", {"old_password": PASSWORD, "new_password1": fresh, "new_password2": fresh})
    assert here.get("/en/accounts/mine/").status_code == 200
    assert elsewhere.get("/en/accounts/mine/").status_code == 302


def test_a_short_password_is_refused(people: People, enter: Enter) -> None:
    client = enter(people.officer)
    typed = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    assert "has-error" in client.post("/en/accounts/mine/password/", typed).content.decode()
