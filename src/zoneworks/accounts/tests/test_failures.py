"""Pages that are not there and pages that break."""

import pytest
from django.test import Client
from django.utils import translation

from zoneworks.accounts.tests.conftest import Enter, People
from zoneworks.ui.views import server_error


@pytest.mark.parametrize(("language", "words"), [("en", "No such page"), ("zh-hans", "页面不存在")])
def test_what_is_missing_and_what_is_not_open_look_the_same(
    people: People, enter: Enter, language: str, words: str
) -> None:
    client = enter(people.outsider)
    missing = client.get(f"/{language}/accounts/organisation/people/999999/")
    closed = client.get(f"/{language}/accounts/organisation/people/{people.officer.pk}/")
    assert missing.status_code == closed.status_code == 404
    assert words in missing.content.decode()
    differing = [str(people.officer.pk), "999999"]
    texts = [response.content.decode() for response in (missing, closed)]
    assert len({text_without(text, differing) for text in texts}) == 1


def text_without(html: str, words: list[str]) -> str:
    body = html.split("<main", 1)[1]
    for word in words:
        body = body.replace(word, "")
    return body


@pytest.mark.django_db
def test_strangers_get_the_missing_page_without_the_frame_of_a_zone(client: Client) -> None:
    response = client.get("/en/nothing/here/")
    assert response.status_code == 404
    assert 'class="nav"' not in response.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Something went wrong on our side"), ("zh-hans", "系统出现故障")]
)
def test_the_page_of_a_fault_needs_no_database(rf: object, language: str, words: str) -> None:
    with translation.override(language):
        response = server_error(rf.get("/"))  # type: ignore[attr-defined]
    assert response.status_code == 500
    assert words in response.content.decode()
