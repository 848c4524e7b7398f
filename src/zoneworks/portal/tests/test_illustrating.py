"""Pictures that come with a draft: kept once, cover of both languages, open only while a released page shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings

from zoneworks.common.errors import Refused
from zoneworks.plans.choices import TagKind
from zoneworks.plans.services import create_tag
from zoneworks.plans.tests.worlds import World, leaf, make_plan
from zoneworks.portal import drawings
from zoneworks.portal.models import NewsArticle, Picture, Portal
from zoneworks.portal.origins import draft_conference, draft_month
from zoneworks.portal.services import NewPicture, release_article, show_facts
from zoneworks.portal.services.presenting import Fact
from zoneworks.portal.tests.portals import at, draft, drawn, hold_conference, home

Enter = Callable[[str], Client]
CHART = NewPicture(
    content=drawn("#112233"), title="图", alt="三个战场的项数", caption="根据任务分解表数据绘制", source="督查室",
    content_en=drawn("#445566"), title_en="Chart", alt_en="Items of three battlefields",
    caption_en="Drawn from the plan",
    source_en="Supervision office",
)  # fmt: skip


def blocks(article: NewsArticle) -> list[str]:
    return [block.block_type for block in article.get_latest_revision_as_object().body]


def test_a_picture_becomes_the_cover_and_stands_in_the_body_of_each_language(world: World) -> None:
    chinese, english = draft(world, paragraphs_en=["One.", "Two."], pictures=[CHART])

    assert blocks(chinese) == ["paragraphs", "picture"]
    assert blocks(english) == ["paragraphs", "picture", "paragraphs"]
    assert (chinese.cover_alt, english.cover_alt) == ("三个战场的项数", "Items of three battlefields")
    shown = english.body[1].value
    assert (shown["caption"], shown["source"]) == ("Drawn from the plan", "Supervision office")
    assert (english.cover.title, english.cover.width, chinese.cover == english.cover) == ("Chart", 90, False)
    collection = Portal.objects.get(zone=world.zone).collection
    assert {one.collection for one in (chinese.cover, english.cover)} == {collection}
    assert english.cover.uploaded_by_user == world.users["editor"]


def test_one_picture_without_words_serves_both_languages_and_is_kept_once(world: World) -> None:
    plain = NewPicture(content=drawn(), title="厂房", alt="厂房")
    first = draft(world, pictures=[plain])
    draft(world, pictures=[plain])
    other = draft(world, "other", pictures=[plain])

    assert Picture.objects.count() == 1
    assert {article.cover_id for article in (*first, *other)} == {Picture.objects.get().pk}


@pytest.mark.parametrize(
    ("content", "alt", "code"),
    [(b"<svg onload='x()'/>", "alt", "no_picture"), (b"", "alt", "no_picture"), (drawn(), " ", "alt_missing")],
)
def test_what_is_no_picture_or_says_nothing_is_refused_with_the_whole_draft(
    world: World, content: bytes, alt: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        draft(world, pictures=[NewPicture(content=content, title="x", alt=alt)])
    assert refusal.value.code == code
    assert not NewsArticle.objects.exists()
    assert not Picture.objects.exists()


def test_the_pictures_of_a_draft_open_with_its_release(world: World, client: Client, enter: Enter) -> None:
    _chinese, english = draft(world, pictures=[CHART])
    url = english.cover.get_rendition("max-480x320").url

    assert client.get(url).status_code == 404
    assert enter("editor").get(url).status_code == 200
    for persona in ("outside_editor", "officer"):
        assert enter(persona).get(url).status_code == 404
    release_article(scope=world.scope("supervision"), article=english)
    assert client.get(url).status_code == 200


def test_a_cover_that_stands_in_the_text_is_not_shown_twice(world: World, client: Client) -> None:
    _chinese, english = draft(world, pictures=[CHART])
    release_article(scope=world.scope("supervision"), article=english)
    page = client.get(at(english)).content.decode()
    assert page.count("<img") == 1
    assert "Drawn from the plan" in page
    assert 'alt="Items of three battlefields"' in client.get("/en/portal/").content.decode()


# --- drawn from the plan -------------------------------------------------------------------------------------------


@pytest.fixture
def tagged(world: World) -> World:
    """Three leaves of four in the first battlefield, one of them in the second as well."""
    scope = world.scope("supervision")
    first, second = (
        create_tag(scope=scope, zone=world.zone, kind=TagKind.BATTLEFIELD, code=code, name=name, name_en=name_en)
        for code, name, name_en in (("b1", "第一战场", "First"), ("b2", "第二战场", "Second"))
    )
    plan = make_plan(world)
    for code in ("1.01.1", "1.01.2", "1.02.1"):
        leaf(plan, code).tags.add(first)
    leaf(plan).tags.add(second)
    hold_conference(world, plan)
    return world


def test_a_conference_is_illustrated_by_its_battlefields(tagged: World) -> None:
    conference = tagged.zone.conferences.get()
    chinese, english = draft_conference(scope=tagged.scope("editor"), conference=conference)

    assert english is not None
    assert english.cover_alt == "Sub-projects by battlefield: First (3), Second (1)."
    assert chinese.cover_alt == "按战场分，子项目分别为：第一战场3个、第二战场1个。"
    assert english.body[1].value["caption"] == "Drawn from the plan's figures."
    with Image.open(english.cover.file) as shown:
        assert (shown.format, shown.width > 1000) == ("PNG", True)


def test_a_month_shows_no_battlefield_of_so_few_items_that_one_could_name_them(tagged: World) -> None:
    scope, about = tagged.scope("supervision"), date(2023, 8, 31)
    (picture,) = drawings.of_month(scope, tagged.zone, about, date(2023, 9, 12))

    assert "First: actual " in picture.alt_en
    assert "Second" not in picture.alt_en
    assert picture.title_en == "Progress by battlefield, end of Aug 2023"
    assert picture.caption_en.startswith("Drawn from the plan's figures confirmed by 12 Sep 2023")


def test_a_plan_without_battlefields_has_no_pictures(world: World) -> None:
    conference, scope = hold_conference(world), world.scope("editor")
    assert drawings.of_month(scope, world.zone, date(2023, 8, 31), date(2023, 9, 12)) == ()
    assert drawings.of_conference(scope, conference) == ()


def test_an_illustrative_plan_says_so_below_its_pictures(tagged: World) -> None:
    tagged.zone.plans.update(is_illustrative=True)
    conference = tagged.zone.conferences.get()
    (of_conference,) = drawings.of_conference(tagged.scope("editor"), conference)
    (of_month,) = drawings.of_month(tagged.scope("editor"), tagged.zone, date(2023, 8, 31), date(2023, 9, 12))
    assert "illustrative" in of_conference.caption_en
    assert "illustrative" in of_month.caption_en
    assert "示例" in of_conference.caption


def test_without_typefaces_the_news_is_drafted_without_pictures(
    tagged: World, settings: Settings, tmp_path: Path
) -> None:
    settings.ZONEWORKS_FONTS = tmp_path / "none"
    chinese, _english = draft_month(scope=tagged.scope("supervision"), zone=tagged.zone, period="2023-08")
    assert blocks(chinese)[0] == "paragraphs"
    assert chinese.cover is None


# --- key facts -----------------------------------------------------------------------------------------------------


def test_key_facts_stand_on_the_home_page_with_their_source(world: World, client: Client) -> None:
    facts = [Fact("Founded", "1991", "year", "the zone's own site")]
    show_facts(scope=world.scope("leader"), zone=world.zone, facts=[], facts_en=facts)
    page = client.get("/en/portal/").content.decode()
    assert "Source: the zone&#x27;s own site" in page
    assert not home(world, "zh-hans").facts


@pytest.mark.parametrize(("persona", "code"), [("editor", "not_reviewing"), ("outside_supervision", "not_reviewing")])
def test_only_reviewers_show_key_facts(world: World, persona: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        show_facts(scope=world.scope(persona), zone=world.zone, facts=[], facts_en=[])
    assert refusal.value.code == code


def test_a_key_fact_without_a_source_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        show_facts(scope=world.scope("leader"), zone=world.zone, facts=[Fact("a", "1", "", " ")], facts_en=[])
    assert refusal.value.code == "source_missing"
