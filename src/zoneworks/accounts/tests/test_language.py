"""In which language the site opens, and how a choice is kept."""

import pytest
from django.test import Client

from zoneworks.accounts.models import User
from zoneworks.accounts.tests.conftest import PASSWORD, Enter, People


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wish", "prefix"),
    [("en-GB,en;q=0.9", "/en/"), ("zh-CN,zh;q=0.9", "/zh-hans/"), ("fr", "/zh-hans/"), ("", "/zh-hans/")],
)
def test_strangers_get_the_language_of_their_browser(client: Client, wish: str, prefix: str) -> None:
    response = client.get("/", headers={"Accept-Language": wish})
    assert response["Location"] == f"{prefix}accounts/sign-in/"


def test_the_choice_of_the_person_outweighs_cookie_and_browser(people: People, enter: Enter) -> None:
    client = enter(people.officer)
    client.cookies["django_language"] = "zh-hans"
    User.objects.filter(pk=people.officer.pk).update(language="en")
    assert client.get("/", headers={"Accept-Language": "zh-CN"})["Location"].startswith("/en/")


def test_choosing_a_language_keeps_it_and_shows_the_same_page(people: People, enter: Enter) -> None:
    client = enter(people.officer)
    page = "/zh-hans/accounts/organisation/?as_of=2023-06-30"
    response = client.post("/language/", {"language": "en", "next": page})
    assert response["Location"] == "/en/accounts/organisation/?as_of=2023-06-30"
    assert client.cookies["django_language"].value == "en"
    assert User.objects.get(pk=people.officer.pk).language == "en"


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_choosing_a_language_never_leads_to_another_site(client: Client, target: str) -> None:
    assert client.get("/language/", {"language": "en", "next": target})["Location"] == "/"


@pytest.mark.django_db
def test_a_language_that_is_not_ours_is_not_kept(client: Client) -> None:
    client.get("/language/", {"language": "fr", "next": "/en/"})
    assert "django_language" not in client.cookies


def test_the_language_of_the_sign_in_is_remembered(people: People, client: Client) -> None:
    client.post("/en/accounts/sign-in/", {"username": "clerk", "password": PASSWORD})
    assert client.get("/", headers={"Accept-Language": "zh-CN"})["Location"].startswith("/en/")
