"""What the newsroom offers to draft from, to whom, and how far each article has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from zoneworks.documents.models import Edition
from zoneworks.documents.services import freeze
from zoneworks.plans.tests.worlds import World, make_plan
from zoneworks.portal.models import NewsArticle
from zoneworks.portal.origins import draft_month
from zoneworks.portal.services import release_article, send_for_review
from zoneworks.portal.tests.portals import hold_conference

Enter = Callable[[str], Client]
MONTH = "2023-08"


def issue(world: World, period: str = MONTH, as_of: date = date(2023, 9, 12)) -> Edition:
    return freeze(
        scope=world.scope("supervision"), zone=world.zone, kind="bulletin",
        arguments={"period": period, "as_of": as_of.isoformat()}, submission=f"{period}-{as_of}", today=as_of,
    )  # fmt: skip


def offers(client: Client) -> dict[str, Any]:
    page: Any = client.get(reverse("portal:about"))
    return {offer.name: offer for offer in page.context["offers"]}


def state(client: Client, name: str = "Conference") -> str:
    return next(offer.state for told, offer in offers(client).items() if name in told)


def drafts() -> dict[str, NewsArticle]:
    return {article.locale.language_code: article for article in NewsArticle.objects.select_related("locale")}


def test_an_editor_drafts_from_a_conference_and_sees_how_far_it_has_come(world: World, enter: Enter) -> None:
    conference = hold_conference(world)
    client = enter("editor")
    url = reverse("portal:draft-conference", args=[conference.pk])

    assert state(client) == "Not drafted"
    assert url in client.get(reverse("portal:about")).content.decode()
    client.post(url)
    assert state(client) == "Drafted"
    assert offers(client)["Conference"].edit_url == reverse("wagtailadmin_pages:edit", args=[drafts()["en"].pk])
    send_for_review(scope=world.scope("editor"), article=drafts()["en"])
    assert state(client) == "In review"
    release_article(scope=world.scope("supervision"), article=drafts()["en"])
    assert state(client) == "Released"


def test_what_is_approved_for_a_moment_to_come_is_said_to_be_scheduled(world: World, enter: Enter) -> None:
    conference = hold_conference(world)
    client = enter("supervision")
    client.post(reverse("portal:draft-conference", args=[conference.pk]))
    moment = timezone.now() + timedelta(days=14)
    article = release_article(scope=world.scope("supervision"), article=drafts()["en"], go_live_at=moment)

    assert not article.live
    assert state(client) == "Scheduled"


def test_an_editor_drafts_a_month_only_once_its_bulletin_is_frozen(world: World, enter: Enter) -> None:
    make_plan(world)
    client = enter("editor")
    url = reverse("portal:draft-month", args=[MONTH])

    assert client.get(reverse("answers:bulletin", args=[MONTH])).status_code == 404
    assert client.post(url).status_code == 404
    assert not NewsArticle.objects.exists()
    issue(world)
    assert state(client, "bulletin") == "Not drafted"
    assert "/editing/pages/" in client.post(url)["Location"]
    assert client.post(reverse("portal:draft-month", args=["2023-07"])).status_code == 404


def test_the_public_reads_the_figures_of_the_frozen_bulletin(world: World) -> None:
    make_plan(world)
    issue(world, as_of=date(2023, 9, 10))
    issue(world, as_of=date(2023, 9, 11))
    _chinese, english = draft_month(scope=world.scope("editor"), zone=world.zone, period=MONTH)
    assert english is not None
    assert "Figures confirmed by 11 Sep 2023." in english.body[0].value.source


def test_the_last_six_months_are_offered_each_once(world: World, enter: Enter) -> None:
    make_plan(world)
    for month in range(2, 9):
        issue(world, f"2023-{month:02d}", date(2023, month + 1, 10))
    issue(world, as_of=date(2023, 9, 11))

    shown = [offer.draft_url[-8:-1] for offer in offers(enter("editor")).values()]
    assert shown == [f"2023-{month:02d}" for month in range(8, 2, -1)]


@pytest.fixture
def unillustrated(settings: Settings, tmp_path: Path) -> None:
    """Drawing takes time, and is of no interest here."""
    settings.ZONEWORKS_FONTS = tmp_path / "none"


@pytest.mark.parametrize("persona", ["officer", "administrator", "outside_editor", "outside_supervision"])
def test_others_are_offered_nothing(world: World, enter: Enter, persona: str) -> None:
    conference = hold_conference(world)
    issue(world)
    page: Any = enter(persona).get(reverse("portal:about"))
    assert page.context["offers"] == []
    assert f"/drafts/conference/{conference.pk}/" not in page.content.decode()
    assert "/drafts/bulletin/" not in page.content.decode()


def test_the_newsroom_asks_the_database_as_often_for_three_months_as_for_one(
    world: World, enter: Enter, unillustrated: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_plan(world)
    client = enter("editor")

    def months(*numbers: int) -> None:
        for month in numbers:
            issue(world, f"2023-{month:02d}", date(2023, month + 1, 10))
            draft_month(scope=world.scope("editor"), zone=world.zone, period=f"2023-{month:02d}")

    months(3)
    client.get(reverse("portal:about"))
    with django_assert_max_num_queries(60) as few:
        client.get(reverse("portal:about"))
        asked = len(few)
    months(4, 5)
    with django_assert_max_num_queries(asked):
        client.get(reverse("portal:about"))
