"""News drafted from the plan's figures, and the portal that takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site, WorkflowPage

from zoneworks.answers.models import Conference
from zoneworks.common.errors import Refused
from zoneworks.plans.tests.worlds import World, make_plan
from zoneworks.portal.models import NewsArticle, Portal, PortalHome
from zoneworks.portal.services import draft_article, make_portal
from zoneworks.portal.tests.portals import draft, hold_conference
from zoneworks.units.choices import UnitKind
from zoneworks.units.services import create_unit

Enter = Callable[[str], Client]


def test_a_draft_stands_in_both_trees_linked_and_unreleased(world: World) -> None:
    chinese, english = draft(world)

    assert chinese.translation_key == english.translation_key
    assert (chinese.locale.language_code, english.locale.language_code) == ("zh-hans", "en")
    assert (chinese.slug, chinese.live, english.live) == (english.slug, False, False)
    assert chinese.get_parent().get_parent().specific.zone == world.zone
    assert english.get_latest_revision_as_object().body[0].value.source == "<p>The zone met on 13 February.</p>"
    assert chinese.owner == world.users["editor"]


def test_the_same_thing_is_drafted_once_and_keeps_what_was_written(world: World) -> None:
    first = draft(world)
    written = first[0].get_latest_revision_as_object()
    written.title = "编辑改过的标题"
    written.save_revision()

    assert draft(world) == first
    assert draft(world, "other") != first
    assert NewsArticle.objects.count() == 4
    assert NewsArticle.objects.get(pk=first[0].pk).draft_title == "编辑改过的标题"


def test_what_has_no_english_title_is_drafted_in_chinese_alone(world: World) -> None:
    chinese, english = draft(world, title_en=" ")
    assert english is None
    assert list(NewsArticle.objects.all()) == [chinese]
    assert draft(world)[0] == chinese
    assert NewsArticle.objects.count() == 2


def test_markup_in_the_figures_stays_words(world: World) -> None:
    chinese, _english = draft(world, paragraphs=["<script>x()</script> 5 < 6"])
    assert chinese.body[0].value.source == "<p>&lt;script&gt;x()&lt;/script&gt; 5 &lt; 6</p>"


@pytest.mark.parametrize("persona", ["officer", "administrator", "outside_editor", "outside_supervision", "nobody"])
def test_who_neither_edits_nor_reviews_drafts_nothing(world: World, persona: str) -> None:
    with pytest.raises(Refused) as refusal:
        draft_article(
            scope=world.scope(persona), zone=world.zone, title="a", title_en="a", paragraphs=[], paragraphs_en=[],
            source="a", submission="x",
        )  # fmt: skip
    assert refusal.value.code == "not_editing"
    assert not NewsArticle.objects.exists()


@pytest.fixture
def conference(world: World) -> Conference:
    return hold_conference(world)


def test_the_news_of_a_conference_is_drafted_from_its_figures(
    world: World, enter: Enter, conference: Conference
) -> None:
    client = enter("editor")
    page = reverse("answers:conference", args=[conference.pk])
    url = reverse("portal:draft-conference", args=[conference.pk])
    assert url in client.get(page).content.decode()

    answer = client.post(url)
    english = NewsArticle.objects.get(locale__language_code="en")
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[english.pk])
    text = " ".join(block.value.source for block in english.body)
    assert "4 sub-projects" in text
    assert not english.live
    assert client.post(url)["Location"] == answer["Location"]
    assert NewsArticle.objects.count() == 2
    assert answer["Location"] in client.get(page).content.decode()


@pytest.mark.parametrize("persona", ["officer", "administrator", "outsider", "outside_editor", "nobody"])
def test_for_others_there_is_nothing_to_draft(world: World, enter: Enter, conference: Conference, persona: str) -> None:
    client = enter(persona)
    assert client.post(reverse("portal:draft-conference", args=[conference.pk])).status_code == 404
    own = client.post(reverse("portal:draft-month", args=["2023-09"]) + f"?zone={world.zone.code}")
    assert own.status_code == 404
    shown: Any = client.get(reverse("answers:conference", args=[conference.pk]))
    assert "/newsroom/drafts/" not in shown.content.decode()
    assert not NewsArticle.objects.exists()


def test_the_news_of_a_month_is_drafted_from_its_summary(world: World, enter: Enter) -> None:
    make_plan(world)
    client = enter("supervision")
    assert (
        "/newsroom/drafts/bulletin/2023-09/"
        in client.get(reverse("answers:bulletin", args=["2023-09"])).content.decode()
    )
    answer = client.post(reverse("portal:draft-month", args=["2023-09"]))
    assert "/editing/pages/" in answer["Location"]
    assert NewsArticle.objects.filter(live=False).count() == 2
    assert client.post(reverse("portal:draft-month", args=["2023-99"])).status_code == 404


# --- making a portal ---------------------------------------------------------------------------------------------


def test_a_portal_is_made_once(world: World) -> None:
    portal = Portal.objects.get(zone=world.zone)
    assert make_portal(scope=world.scope("administrator"), zone=world.zone) == portal
    chinese, english = PortalHome.objects.filter(zone=world.zone).order_by("path")
    assert chinese.translation_key == english.translation_key
    assert [home.get_children().get().title for home in (chinese, english)] == ["园区新闻", "Park News"]
    assert WorkflowPage.objects.filter(page__in=[chinese, english]).count() == 2
    assert Site.objects.get(root_page=chinese).is_default_site


def test_a_second_portal_on_one_server_needs_a_host_name_of_its_own(world: World) -> None:
    third = create_unit(kind=UnitKind.ZONE, code="C", name="丙开发区", parent=world.province)
    for hostname in ("", "b.example", "B.EXAMPLE "):
        with pytest.raises(Refused) as refusal:
            make_portal(scope=None, zone=third, hostname=hostname)
        assert refusal.value.code == "hostname_needed"
    assert make_portal(scope=None, zone=third, hostname="c.example").zone == third


@pytest.mark.parametrize("persona", ["editor", "supervision", "leader", "officer", "outside_editor", "nobody"])
def test_only_an_administrator_sets_a_portal_up(world: World, enter: Enter, persona: str) -> None:
    with pytest.raises(Refused):
        make_portal(scope=world.scope(persona), zone=world.zone)
    assert enter(persona).get(reverse("portal:set-up")).status_code == 404


def test_the_page_about_the_portal_tells_reviewers_of_drafts_and_others_only_of_releases(
    world: World, enter: Enter
) -> None:
    draft(world)
    page = reverse("portal:about")
    assert "Zone deployed its tasks" in enter("supervision").get(page).content.decode()
    assert "部署deployed" in enter("editor").get(page).content.decode()
    for persona in ("officer", "administrator", "outside_editor", "outside_supervision"):
        assert "deployed" not in enter(persona).get(page).content.decode()
