"""Pages of documents: read, opened figure by figure, made, downloaded - by those who may."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.audit.models import Event
from zoneworks.documents.models import Edition, Production
from zoneworks.documents.tests.conftest import World
from zoneworks.documents.tests.tally import TallyKind

Enter = Callable[[str], Client]


def words_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def edition(world: World) -> Edition:
    return world.freeze()


@pytest.fixture
def made(world: World, edition: Edition) -> Production:
    return world.ask(edition=edition)


def addresses(edition: Edition, *productions: Production) -> list[str]:
    found = [reverse(f"documents:{name}", args=[edition.uid]) for name in ("edition", "ask-of-edition")]
    found.append(reverse("documents:figure", args=[edition.uid, "total"]))
    for production in productions:
        names = ("production", "stop", "repeat", "file")
        found += [reverse(f"documents:{name}", args=[production.uid]) for name in names]
    return found


@pytest.mark.parametrize("name", ["outsider", "officer", "nobody"])
def test_whoever_may_not_read_it_finds_nothing_anywhere(
    world: World, enter: Enter, edition: Edition, made: Production, name: str
) -> None:
    client, before = enter(name), Production.objects.count()
    for url in addresses(edition, made, world.ask()):
        for where in ("", "?zone=Z"):
            assert client.get(url + where).status_code == 404, url
            assert client.post(url + where, {"format": "json"}).status_code == 404, url
    for url in (reverse("documents:list"), reverse("documents:productions")):
        answer = client.get(url)
        assert answer.status_code == (200 if name == "outsider" else 404)
        assert edition.mark not in words_of(answer)
        assert client.get(f"{url}?zone=Z").status_code == 404
    sent = {"kind": "tally", "arguments": '{"year": 2023}', "format": "json"}
    for where in ("ask", "freeze"):
        assert client.post(f"{reverse(f'documents:{where}')}?zone=Z", sent).status_code == 404
    assert (Production.objects.count(), Edition.objects.count()) == (before + 1, 1)


def test_whoever_has_not_signed_in_is_asked_to(client: Client, edition: Edition, made: Production) -> None:
    for url in [*addresses(edition, made), reverse("documents:list"), reverse("documents:freeze")]:
        assert "/accounts/sign-in/" in client.get(url)["Location"]


def test_a_live_file_is_its_askers_alone_and_that_of_an_edition_is_its_readers(
    world: World, enter: Enter, made: Production
) -> None:
    own, reader = world.ask(), enter("leader")
    for name in ("production", "file"):
        assert reader.get(reverse(f"documents:{name}", args=[own.uid])).status_code == 404
        assert reader.get(reverse(f"documents:{name}", args=[made.uid])).status_code == 200
    for name in ("stop", "repeat"):
        assert reader.post(reverse(f"documents:{name}", args=[made.uid])).status_code == 404


def test_the_edition_is_read_as_a_page_with_every_figure_open(enter: Enter, edition: Edition) -> None:
    answer = enter("leader").get(reverse("documents:edition", args=[edition.uid]))
    page, text = answer.content.decode(), words_of(answer)

    for said in (
        "Tally of 2023",
        "Edition Z-T-2023-1",
        "Invented data",
        "I. In all",
        "Entry 甲",
        "On schedule",
        "Signed",
    ):
        assert said in text, said
    assert edition.sha256 in page
    assert "&lt;b&gt;" in page
    for key in ("total", "sum"):
        assert f'href="{reverse("documents:figure", args=[edition.uid, key])}"' in page
    assert 'href="/en/records/1/"' in page
    assert 'href="#all"' in page
    assert page.count('class="drawn"') == 1
    assert " style=" not in page


def test_a_figure_opens_to_entries_records_and_figures(enter: Enter, edition: Edition) -> None:
    client = enter("leader")

    def parts(key: str) -> str:
        return client.get(reverse("documents:figure", args=[edition.uid, key])).content.decode()

    here = reverse("documents:edition", args=[edition.uid])
    assert f'href="{here}#entry-1"' in parts("total")
    assert f'href="{here}#entry-2"' in parts("total")
    assert 'id="entry-2"' in client.get(here).content.decode()
    assert f'href="{reverse("documents:figure", args=[edition.uid, "total"])}"' in parts("sum")
    assert 'href="/en/records/1/"' in parts("told")
    assert client.get(reverse("documents:figure", args=[edition.uid, "none"])).status_code == 404


def test_the_edition_is_read_in_the_language_of_the_page(enter: Enter, edition: Edition) -> None:
    english = reverse("documents:edition", args=[edition.uid])
    text = words_of(enter("leader").get(english.replace("/en/", "/zh-hans/")))
    assert "2023年统计" in text
    assert "虚构数据" in text
    assert "Invented" not in text


def test_an_edition_that_is_damaged_is_said_and_not_shown(enter: Enter, edition: Edition) -> None:
    Path(edition.data.path).write_bytes(b"")
    answer = enter("leader").get(reverse("documents:edition", args=[edition.uid]))
    assert answer.status_code == 500
    assert "Restore editions/" in words_of(answer)
    assert "Entry" not in words_of(answer)


def test_a_file_of_an_edition_is_made_and_downloaded_once_for_all_readers(enter: Enter, edition: Edition) -> None:
    client = enter("leader")
    here = reverse("documents:edition", args=[edition.uid])
    assert "have it made" in words_of(client.get(here))

    answer = client.post(
        reverse("documents:ask-of-edition", args=[edition.uid]),
        {"format": "json", "language": "zh-hans", "submission": "one"},
    )
    production = Production.objects.get()
    assert answer["Location"] == reverse("documents:production", args=[production.uid])
    file = reverse("documents:file", args=[production.uid])
    assert file in enter("supervision").get(here).content.decode()

    got = client.get(file)
    assert production.file is not None
    assert b"".join(got) == production.file.content.read()
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in got["Content-Disposition"]
    assert Event.objects.get(verb="download").details["sha256"] == production.file.sha256


def test_the_page_of_a_running_production_asks_for_itself_until_it_has_ended(
    world: World, enter: Enter, in_background: None
) -> None:
    production, client = world.ask(), enter("supervision")
    here = reverse("documents:production", args=[production.uid])
    Production.objects.update(state="running", done=40)
    page = client.get(here)
    assert 'hx-trigger="every 1s"' in page.content.decode()
    assert "Look again" in words_of(page)
    assert "40% done" in words_of(page)

    part = client.get(here, headers={"HX-Request": "true", "HX-Target": "production"}).content.decode()
    assert part.lstrip().startswith('<div class="middling production"')

    client.post(reverse("documents:stop", args=[production.uid]))
    ended = client.get(here)
    assert "every 1s" not in ended.content.decode()
    assert "Stopped" in words_of(ended)

    again = client.post(reverse("documents:repeat", args=[production.uid]), {"submission": "x"})
    assert again["Location"] != here
    assert Production.objects.get(state="waiting").arguments == production.arguments


def test_a_failure_is_shown_in_the_language_of_the_reader(world: World, enter: Enter, kind: TallyKind) -> None:
    kind.is_wrong = True
    here = reverse("documents:production", args=[world.ask().uid])
    client = enter("supervision")
    assert "its parts add up to 7" in words_of(client.get(here))
    assert "Have it made again" in words_of(client.get(here))
    assert client.get(here.replace("production", "production") + "file/").status_code == 404


def test_a_live_document_is_asked_for_and_frozen_from_the_menu_of_any_app(
    enter: Enter, world: World, kind: TallyKind
) -> None:
    client, sent = enter("supervision"), {"kind": "tally", "arguments": '{"year": 2023}'}
    asked = client.post(reverse("documents:ask"), {**sent, "format": "json", "submission": "a"})
    client.post(reverse("documents:ask"), {**sent, "format": "json", "submission": "a"})
    assert asked["Location"] == reverse("documents:production", args=[Production.objects.get().uid])

    question = client.get(reverse("documents:freeze"), sent)
    assert "Tally of 2023" in words_of(question)
    for _twice in range(2):
        frozen = client.post(reverse("documents:freeze"), {**sent, "submission": "f"})
    edition = Edition.objects.get()
    production = Production.objects.get(is_freezing=True)
    assert (production.state, production.edition) == ("done", edition)
    assert frozen["Location"] == reverse("documents:production", args=[production.uid])
    assert reverse("documents:edition", args=[edition.uid]) in client.get(frozen["Location"]).content.decode()
    kind.is_wrong = True
    failed = client.post(reverse("documents:freeze"), sent, follow=True)
    assert "add up to 7" in words_of(failed)
    assert Edition.objects.count() == 1


def test_malformed_asking_does_not_exist_or_is_said_in_a_sentence(enter: Enter, world: World) -> None:
    client, url = enter("supervision"), reverse("documents:ask")
    for sent in ({"kind": "none"}, {"kind": "tally", "arguments": "["}, {"kind": "tally", "arguments": "[]"}):
        assert client.post(url, sent).status_code == 404
    answer = client.post(url, {"kind": "tally", "arguments": "{}", "format": "json"}, follow=True)
    assert "Say the year." in words_of(answer)
    answer = client.post(url, {"kind": "tally", "arguments": '{"year": 2023}', "format": "exe"}, follow=True)
    assert "not made in that format" in words_of(answer)
    assert client.get(url).status_code == 404
    assert not Production.objects.exists()


def test_the_lists_take_a_constant_number_of_queries_and_page(
    world: World, enter: Enter, edition: Edition, django_assert_max_num_queries: Any
) -> None:
    client = enter("supervision")
    for turn in range(30):
        world.freeze()
        world.ask(arguments={"year": 1990 + turn})
    for name, most in (("list", 16), ("productions", 14)):
        with django_assert_max_num_queries(most):
            answer = client.get(reverse(f"documents:{name}"))
        assert "page=2" in answer.content.decode(), name
    filtered = client.get(reverse("documents:list"), {"kind": "none"})
    assert edition.mark not in words_of(filtered)
    with django_assert_max_num_queries(14):
        client.get(reverse("documents:edition", args=[edition.uid]))
