"""Releases on time, and what the public may see of pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from zoneworks.audit.models import Event
from zoneworks.common.errors import Refused
from zoneworks.common.periodic import all_jobs
from zoneworks.plans.tests.worlds import World
from zoneworks.portal.models import NewsArticle, PictureRendition
from zoneworks.portal.services import publish_scheduled, release_article
from zoneworks.portal.tests.portals import at, draft, picture, release

Enter = Callable[[str], Client]


def run_at(moment: datetime) -> int:
    with patch.object(timezone, "now", return_value=moment):
        return publish_scheduled()


def scheduled(world: World, moment: datetime) -> NewsArticle:
    """Approved for a moment to come, without a release time of its own."""
    _chinese, english = draft(world, release_time=None)
    later = english.get_latest_revision_as_object()
    later.go_live_at = moment
    later.save_revision()
    return release_article(scope=world.scope("leader"), article=english)


def test_what_is_approved_for_a_moment_is_released_by_the_first_job_after_it(world: World, client: Client) -> None:
    moment = timezone.now().replace(microsecond=0) + timedelta(days=3)
    article = scheduled(world, moment)
    assert not article.live

    assert run_at(moment - timedelta(minutes=1)) == 0
    article.refresh_from_db()
    assert not article.live
    assert client.get(at(article)).status_code == 404
    assert run_at(moment + timedelta(seconds=40)) == 1
    article.refresh_from_db()
    assert article.live
    assert article.release_time == moment
    assert client.get(at(article)).status_code == 200
    assert run_at(moment + timedelta(minutes=2)) == 0


def test_what_expires_is_taken_back(world: World) -> None:
    _chinese, english = draft(world)
    later = english.get_latest_revision_as_object()
    later.expire_at = timezone.now() + timedelta(days=1)
    later.save_revision()
    release_article(scope=world.scope("leader"), article=english)
    assert run_at(timezone.now() + timedelta(days=2)) == 1
    english.refresh_from_db()
    assert not english.live


def test_the_worker_knows_the_job() -> None:
    assert publish_scheduled in [job.run for job in all_jobs()]


@pytest.mark.parametrize("persona", ["editor", "outside_supervision", "officer", "administrator"])
def test_only_reviewers_release(world: World, persona: str) -> None:
    chinese, _english = draft(world)
    with pytest.raises(Refused) as refusal:
        release_article(scope=world.scope(persona), article=chinese)
    assert refusal.value.code == "not_reviewing"
    chinese.refresh_from_db()
    assert not chinese.live


def test_releasing_and_withdrawing_are_recorded(world: World) -> None:
    chinese, _english = release(world)
    chinese.unpublish()
    told = Event.objects.filter(subject_kind="news_article", subject_id=str(chinese.pk)).order_by("pk")
    assert [(event.verb, event.zone_id) for event in told] == [
        (verb, world.zone.pk) for verb in ("draft_article", "release", "withdraw")
    ]
    assert told[1].user == world.users["supervision"]


def test_releasing_twice_releases_once(world: World) -> None:
    chinese, _english = release(world)
    release_article(scope=world.scope("leader"), article=chinese)
    assert Event.objects.filter(verb="release", subject_id=str(chinese.pk)).count() == 1


def test_a_picture_is_open_while_a_released_page_shows_it(world: World, client: Client, enter: Enter) -> None:
    chinese, _english = draft(world)
    shown = picture(world)
    later = chinese.get_latest_revision_as_object()
    later.cover, later.cover_alt = shown, "厂房"
    later.save_revision()
    url = shown.get_rendition("width-300").url

    assert url.startswith("/media/portal/pictures/")
    assert client.get(url).status_code == 404
    assert enter("editor").get(url)["Cache-Control"] == "private, no-store"
    for persona in ("outside_editor", "officer", "nobody"):
        assert enter(persona).get(url).status_code == 404
    release_article(scope=world.scope("leader"), article=chinese)
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    chinese.refresh_from_db()
    chinese.unpublish()
    assert client.get(url).status_code == 404


def test_nothing_else_among_the_files_has_an_address(world: World, client: Client) -> None:
    shown = picture(world)
    rendition = shown.get_rendition("width-300")
    assert PictureRendition.objects.filter(pk=rendition.pk).exists()
    for name in (shown.file.name, "portal/pictures/../originals/x.jpg", "portal/pictures/never.jpg"):
        assert client.get(f"/media/{name}").status_code == 404
    assert "desk" not in shown.file.name
