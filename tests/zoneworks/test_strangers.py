"""Strangers ask for every address of the product, in every way: nothing of ours is there, and nothing of ours changes.

Strangers are people of another zone, people without any role, and those who have not signed in. An address that is in
no list of `addresses` fails the first test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from tests.zoneworks.addresses import (
    EVERYBODY,
    KEYED,
    PLACES,
    PUBLIC,
    body,
    editing,
    more_of_ours,
    ours,
    papers,
    public_addresses,
    query,
    unreleased_addresses,
    walk,
)
from tests.zoneworks.whole_zone import SECRETS, WholeZone
from zoneworks.audit.models import Event
from zoneworks.config import urls
from zoneworks.documents.kinds import all_kinds
from zoneworks.plans.tests.visits import visitor
from zoneworks.portal.models import PortalHome

STRANGERS = (
    "outsider", "outside_supervision", "outside_editor", "outside_leader", "outside_administrator", "nobody",
)  # fmt: skip
MAY_EDIT = ("outside_supervision", "outside_editor", "outside_leader")
READ, NOT_ALLOWED, FAILED, MANY = 200, 405, 500, 100
NO_ROLE: set[str] = set()
Rows = dict[tuple[str, Any], dict[str, Any]]
PASSING = {"sessions.Session", "wagtailcore.EditingSession", "wagtailadmin.EditingSession"}
# Of the editing area: no page of ours, but a sort of page, or nothing but the words of the form.
OF_NOBODY = {
    "wagtailadmin_pages:type_use", "wagtailadmin_pages:type_use_results", "wagtailadmin_pages:choose_parent",
    "wagtailadmin_tag_model_autocomplete", "wagtailadmin_editing_sessions:release",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _brief_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of addresses are refused here: what is drawn then is the same for all, and has a test of its own."""
    monkeypatch.setattr(urls, "handler404", refused)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(str(exception), status=404)


@pytest.fixture(scope="module")
def as_made(made_once: WholeZone) -> Rows:
    return rows()


@pytest.fixture
def untouched(whole: WholeZone, as_made: Rows) -> Iterator[None]:
    """What was there stays word for word as it was, and nothing is written about our zone."""
    strangers = {whole.world.users[persona].pk for persona in STRANGERS}
    neighbours = {home.path for home in PortalHome.objects.filter(zone=whole.world.other_zone)}

    def is_theirs(row: dict[str, Any]) -> bool:
        beneath = any(str(row.get("path", "")).startswith(path) for path in neighbours)
        return beneath or row.get("zone_id") == whole.world.other_zone.pk

    before = {key: row for key, row in as_made.items() if not is_theirs(row)}
    before = {key: row for key, row in before.items() if key[0] != "accounts.User" or key[1] not in strangers}
    told = Event.objects.filter(zone=whole.world.zone).count()
    yield
    after = rows()
    assert [(key, row, after.get(key)) for key, row in before.items() if after.get(key) != row] == []
    assert Event.objects.filter(zone=whole.world.zone).count() == told


def rows() -> Rows:
    """Every row of every table, by its key."""
    found = {}
    for model in apps.get_models():
        if model._meta.label in PASSING or not model._meta.managed:
            continue
        for row in model._default_manager.values():
            found[model._meta.label, row[model._meta.pk.attname]] = row
    return found


def text(answer: HttpResponse) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


def whatever(_status: int) -> bool:
    return True


class Findings:
    """What is wrong with answers, each with the address and the way it was asked."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def look(self, at: str, answer: HttpResponse, is_right: Callable[[int], bool] = whatever) -> None:
        found = text(answer)
        if answer.status_code >= FAILED or not is_right(answer.status_code):
            self.wrong.append(f"{answer.status_code} {at} {answer.headers.get('Location', '')}")
        self.wrong += [f"{word!r} {at}" for word in SECRETS if word in found and word not in at]


def ways(client: Client, url: str, sent: dict[str, Any]) -> Iterator[tuple[str, HttpResponse]]:
    yield f"GET {url}", client.get(url)
    yield f"POST {url}", client.post(url, sent)


def part(client: Client, url: str) -> tuple[str, HttpResponse]:
    """As a page asks that changes in part."""
    return f"htmx {url}", client.get(url, headers={"HX-Request": "true", "HX-Target": "rows"})


def is_refused(status: int) -> bool:
    return status != READ


def comer(whole: WholeZone, persona: str) -> Client:
    """A page that fails is a finding like any other."""
    client = visitor(whole.world, persona) if persona else Client()
    client.raise_request_exception = False
    return client


def in_our_zone(url: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}zone=A"


def is_missing(status: int) -> bool:
    """A page that takes nothing but what is sent to it says so to whoever reads it, there or not."""
    return status in {404, 405}


def test_every_address_of_the_product_is_in_one_list(whole: WholeZone) -> None:
    lists = (EVERYBODY, PUBLIC, KEYED, set(ours(whole)), set(PLACES), {"portal-picture"})
    listed = [name for names in lists for name in names]

    assert sorted(one.name for one in walk() if not one.is_editing) == sorted(listed)
    assert len({editing(whole, one) for one in walk() if one.is_editing}) > MANY


@pytest.mark.parametrize("persona", STRANGERS)
@pytest.mark.usefixtures("untouched")
def test_for_a_stranger_nothing_of_ours_exists(whole: WholeZone, persona: str) -> None:
    client, sent, findings = comer(whole, persona), body(whole), Findings()
    for url in [*(reverse(name, args=args) for name, args in ours(whole).items()), *more_of_ours(whole)]:
        for at, answer in (*ways(client, url, sent), part(client, url), *ways(client, in_our_zone(url), sent)):
            findings.look(at, answer, is_missing)
    for url in unreleased_addresses(whole):
        findings.look(url, client.get(url), is_missing)
    asked = papers(whole)
    for name in ("documents:ask", "documents:freeze"):
        url = reverse(name)
        for given in asked:
            findings.look(f"{name} {given}", client.post(url, given), is_missing)
        for given in (*asked, *({"kind": kind.code, "format": "json", "arguments": "{}"} for kind in all_kinds())):
            findings.look(f"{name}?zone=A {given}", client.post(in_our_zone(url), given), is_missing)
    assert findings.wrong == []


@pytest.mark.parametrize("persona", STRANGERS)
def test_the_page_that_says_so_is_the_strangers_own(
    whole: WholeZone, persona: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    client, findings = comer(whole, persona), Findings()
    for url in (reverse("plans:item", args=[whole.item.pk]), in_our_zone(reverse("plans:board"))):
        answer = client.get(url)
        findings.look(url, answer, is_missing)
        assert "There is nothing at this address" in text(answer)
    assert findings.wrong == []


@pytest.mark.parametrize("persona", STRANGERS)
@pytest.mark.usefixtures("untouched")
def test_places_show_a_stranger_their_own_zone_or_nothing(whole: WholeZone, persona: str) -> None:
    client, sent, findings = comer(whole, persona), body(whole), Findings()
    for name, args in PLACES.items():
        url = reverse(name, args=args)
        asked = f"{url}?{query(whole)}"
        for at, answer in ((f"GET {url}", client.get(url)), *ways(client, asked, sent), part(client, asked)):
            findings.look(at, answer, is_missing if persona == "nobody" and name not in NO_ROLE else whatever)
        for at, answer in ways(client, in_our_zone(url), sent):
            findings.look(at, answer, is_missing)
    for name in sorted(EVERYBODY, key=lambda name: name == "accounts:sign-out"):
        for at, answer in ways(client, reverse(name), {"language": "en", "theme": "dark"}):
            findings.look(at, answer)
        if name != "root":  # which only leads to a language, and takes the rest of the address along
            findings.look(name, comer(whole, persona).get(in_our_zone(reverse(name))), is_missing)
    assert findings.wrong == []


@pytest.mark.parametrize("persona", ["outsider", "nobody"])
@pytest.mark.usefixtures("untouched")
def test_the_editing_area_is_not_there_for_strangers(whole: WholeZone, persona: str) -> None:
    client, sent, findings = comer(whole, persona), body(whole), Findings()
    for known in walk():
        if known.is_editing and not known.route.endswith("editing/login/"):
            for at, answer in ways(client, editing(whole, known), sent):
                findings.look(at, answer, is_missing)
    assert findings.wrong == []


@pytest.mark.parametrize("persona", MAY_EDIT)
@pytest.mark.usefixtures("untouched")
def test_the_editing_area_of_another_zone_has_no_page_and_no_picture_of_ours(whole: WholeZone, persona: str) -> None:
    client, sent, findings = comer(whole, persona), body(whole), Findings()
    for known in walk():
        if not known.is_editing or known.name == "wagtailadmin_logout":
            continue
        url, names_ours = editing(whole, known), bool(known.parameters) and known.name not in OF_NOBODY
        asked = f"{url}?{query(whole)}"
        listed = [] if names_ours else [(f"GET {asked}", client.get(asked))]
        for at, answer in (*ways(client, url, sent), *listed):
            findings.look(at, answer, is_refused if names_ours else whatever)
    assert findings.wrong == []


@pytest.mark.usefixtures("untouched")
def test_whoever_has_not_signed_in_is_asked_to(whole: WholeZone) -> None:
    client, sent, findings = comer(whole, ""), body(whole), Findings()
    urls = [reverse(name, args=args) for name, args in (ours(whole) | PLACES).items()] + more_of_ours(whole)
    for url in [*urls, *(editing(whole, one) for one in walk() if one.is_editing)]:
        for at, answer in ways(client, url, sent):
            findings.look(at, answer)
            target = answer.headers.get("HX-Redirect") or answer.headers.get("Location", "")
            if "/accounts/sign-in/" not in target and answer.status_code != NOT_ALLOWED:
                findings.wrong.append(f"{answer.status_code} {at} {target}")
    for url in unreleased_addresses(whole):
        findings.look(url, client.get(url), is_missing)
    assert findings.wrong == []


@pytest.mark.parametrize("persona", ["", "outsider"])
def test_the_public_reads_what_was_released_and_nothing_else(whole: WholeZone, persona: str) -> None:
    client, findings = comer(whole, persona), Findings()
    for url in public_addresses(whole):
        findings.look(url, client.get(url), lambda status: status == READ)
    assert findings.wrong == []
    assert whole.live.title in text(client.get(public_addresses(whole)[-1]))
