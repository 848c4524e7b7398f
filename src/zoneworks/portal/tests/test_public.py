"""What the public reads: released pages in two languages, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import feedparser
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zoneworks.common.clock import now
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import World
from zoneworks.portal import queries
from zoneworks.portal.services import release_article
from zoneworks.portal.tests.portals import CHINA, RELEASED, at, draft, picture, release
from zoneworks.units.models import ZoneProfile


def words(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return Page(answer).text


def test_an_article_says_where_it_stands_where_it_comes_from_and_when_it_was_released(
    world: World, client: Client
) -> None:
    chinese, english = release(world)

    said = words(client, at(english))
    assert "Current Location: Home > Park News" in said
    assert "Zone deployed its tasks" in said
    assert "The zone met on 13 February." in said
    assert "Source: Zone A office" in said
    assert "Release Time: 2023-02-14 11:03:04" in said
    said = words(client, at(chinese))
    assert "当前位置： 首页 > 园区新闻" in said
    assert "发布时间： 2023-02-14 11:03:04" in said


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_draft_is_nowhere_for_the_public(world: World, client: Client, language: str) -> None:
    for article in draft(world):
        assert client.get(at(article)).status_code == 404
    for place in ("", "park-news/", "feed.xml"):
        page = client.get(f"/{language}/portal/{place}").content.decode()
        assert "部署deployed" not in page
        assert "deployed its tasks" not in page
    assert "2023-02-14" not in client.get("/sitemap-portal.xml").content.decode()


def test_the_draft_of_a_released_article_does_not_show(world: World, client: Client) -> None:
    _chinese, english = release(world)
    later = english.get_latest_revision_as_object()
    later.title = "Not yet"
    later.save_revision()

    assert "Not yet" not in words(client, at(english))


def test_the_list_has_the_latest_first_and_pages(world: World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PER_PAGE", 3)
    for number in range(5):
        release(world, f"n{number:02d}", release_time=RELEASED + timedelta(days=(number * 3) % 5))

    first, second = client.get("/en/portal/park-news/"), client.get("/en/portal/park-news/?page=2")
    times = [one.release_time for page in (first, second) for one in page.context["articles"]]
    assert len(first.context["articles"]) == 3
    assert len(times) == 5
    assert times == sorted(times, reverse=True)
    assert client.get("/en/portal/park-news/?page=x").status_code == 200


def test_the_language_switch_leads_to_the_translation(world: World, client: Client) -> None:
    chinese, english = release(world)
    page = Page(client.get(at(chinese)))
    assert f"http://testserver{at(english)}" in page.links
    source = client.get(at(chinese)).content.decode()
    assert f'hreflang="en" href="http://testserver{at(english)}"' in source


def test_a_page_without_a_translation_switches_to_the_section_and_says_so(world: World, client: Client) -> None:
    chinese, english = draft(world)
    release_article(scope=world.scope("supervision"), article=chinese)

    page = Page(client.get(at(chinese)))
    target = "http://testserver/en/portal/park-news/?only=zh-hans"
    assert target in page.links
    assert 'rel="alternate" hreflang="en"' not in client.get(at(chinese)).content.decode()
    assert "exists in Chinese only" in words(client, target)
    assert client.get(at(english), follow=True).redirect_chain == [("/en/portal/park-news/?only=zh-hans", 302)]


def test_an_address_of_one_language_leads_to_the_translation_in_the_other(world: World, client: Client) -> None:
    chinese, english = release(world)
    english.slug = "another-slug"
    english.save()
    answer = client.get(f"/en/portal/park-news/{chinese.slug}/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/portal/park-news/another-slug/")
    assert client.get("/en/portal/park-news/never-was/").status_code == 404


def test_what_has_been_withdrawn_is_gone(world: World, client: Client) -> None:
    _chinese, english = release(world)
    english.unpublish()
    assert client.get(at(english), follow=True).redirect_chain[0][0].endswith("park-news/?only=zh-hans")
    assert "deployed its tasks" not in words(client, "/en/portal/park-news/")


def test_the_notice_of_a_demonstration_stands_on_every_page(world: World, client: Client) -> None:
    _chinese, english = release(world)
    ZoneProfile.objects.filter(zone=world.zone).update(notice="虚构", notice_en="Everything is invented")
    for url in ("/en/portal/", "/en/portal/park-news/", at(english)):
        assert "Everything is invented" in words(client, url)


def test_the_portal_of_a_host_name_is_its_own_zone(world: World, client: Client) -> None:
    release(world)
    client.defaults["HTTP_HOST"] = "b.example"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.ALLOWED_HOSTS", ["*"])
        said = client.get("/en/portal/").content.decode()
    assert "Zone B" in said
    assert "deployed" not in said


def test_the_feed_of_a_language_holds_its_articles(world: World, client: Client) -> None:
    release(world)
    for language, title in (("en", "Zone deployed its tasks"), ("zh-hans", "部署deployed")):
        feed = feedparser.parse(client.get(f"/{language}/portal/feed.xml").content)
        assert [entry.title for entry in feed.entries] == [title]
        assert feed.entries[0].link.startswith(f"http://testserver/{language}/portal/park-news/")
        assert feed.entries[0].published_parsed[:5] == (2023, 2, 14, 3, 3)


def test_searches_are_told_what_is_released_in_which_languages(world: World, client: Client) -> None:
    chinese, english = release(world)
    assert "sitemap-portal.xml" in client.get("/sitemap.xml").content.decode()
    listed = client.get("/sitemap-portal.xml").content.decode()
    assert f"<loc>http://testserver{at(english)}</loc>" in listed
    assert f'hreflang="zh-Hans" href="http://testserver{at(chinese)}"' in listed
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_the_policy_of_public_pages_stays_strict(world: World, client: Client) -> None:
    policy = client.get("/en/portal/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


@pytest.mark.parametrize("place", ["/en/portal/", "/en/portal/park-news/", "article", "/en/portal/feed.xml"])
def test_a_page_asks_the_database_as_often_with_five_articles_as_with_two(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, place: str
) -> None:
    shown = picture(world)

    def fill(names: range) -> str:
        for number in names:
            _chinese, english = draft(world, f"n{number}", release_time=RELEASED + timedelta(days=number))
            later = english.get_latest_revision_as_object()
            later.cover, later.cover_alt = shown, "Workshops"
            later.save_revision()
            release_article(scope=world.scope("supervision"), article=english)
        return at(english) if place == "article" else place

    url = fill(range(2))
    client.get(url)
    with django_assert_max_num_queries(40) as few:
        client.get(url)
        asked = len(few)
    url = fill(range(2, 5))
    client.get(url)
    with django_assert_max_num_queries(asked):
        client.get(url)


def test_the_release_time_is_the_moment_of_the_release_where_none_was_chosen(world: World) -> None:
    before = now()
    chinese, _english = release(world, release_time=None)
    first = chinese.release_time
    assert before <= first <= now()
    later = chinese.get_latest_revision_as_object()
    later.title = "再次发布"
    later.save_revision().publish()
    chinese.refresh_from_db()
    assert (chinese.title, chinese.release_time) == ("再次发布", first)
    assert chinese.release_time.astimezone(CHINA).utcoffset() == timedelta(hours=8)
