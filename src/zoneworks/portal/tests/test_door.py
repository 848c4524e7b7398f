"""Who enters the editing area, with which rights; and that the portal of another zone is not there for them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.services import grant_role, revoke_role
from zoneworks.plans.tests.worlds import World
from zoneworks.portal.models import NewsArticle, Portal
from zoneworks.portal.tests.portals import draft, home, picture, release
from zoneworks.units.choices import UnitKind
from zoneworks.units.services import create_unit

Enter = Callable[[str], Client]
INSIDE = ("editor", "supervision", "leader")
STRANGERS = ("administrator", "officer", "cooperating", "outsider", "province_officer", "nobody")
CLOSED = (
    "users/",
    "groups/",
    "password_reset/",
    "reports/site-history/",
    "collections/",
    "documents/",
    "workflows/list/",
)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_whoever_has_not_signed_in_is_asked_to(world: World, client: Client, language: str) -> None:
    for place in ("", "pages/", "images/", "nothing/", *CLOSED):
        answer = client.get(f"/{language}/editing/{place}")
        assert answer.status_code == 302, place
        assert answer["Location"].startswith(f"/{language}/accounts/sign-in/"), place


@pytest.mark.parametrize("persona", STRANGERS)
def test_for_a_stranger_nothing_is_there(world: World, enter: Enter, persona: str) -> None:
    chinese, _english = draft(world)
    client = enter(persona)
    for place in ("", "pages/", f"pages/{chinese.pk}/edit/", "images/", "api/main/pages/", "login/x/", "nothing/"):
        answer = client.get(f"/en/editing/{place}")
        assert answer.status_code == 404, place
        assert "agtail" not in answer.content.decode(), place
    assert client.get("/en/newsroom/").status_code == (404 if persona == "nobody" else 200)


@pytest.mark.parametrize("persona", INSIDE)
def test_editors_and_reviewers_enter_in_their_language(world: World, enter: Enter, persona: str) -> None:
    client = enter(persona)
    for language, word in (("zh-hans", "图片"), ("en", "Images")):
        answer = client.get(f"/{language}/editing/")
        assert answer.status_code == 200
        source = plain(answer)
        assert word in source
        other = "en" if language != "en" else "zh-hans"
        assert f"/{other}/editing/" not in source
        assert f"/{language}/editing/images/" in source


@pytest.mark.parametrize("place", CLOSED)
def test_people_passwords_and_reports_are_not_kept_here(world: World, enter: Enter, place: str) -> None:
    assert enter("leader").get(f"/en/editing/{place}").status_code == 404
    assert enter("editor").get("/en/editing/account/")["Location"] == "/en/accounts/mine/"


def test_groups_follow_the_roles_at_the_door(world: World, enter: Enter) -> None:
    user, portal = world.users["officer"], Portal.objects.get(zone=world.zone)
    client = enter("officer")
    assert client.get("/en/editing/").status_code == 404
    grant_role(user=user, unit=world.zone, kind=RoleKind.EDITOR)
    assert client.get("/en/editing/").status_code == 200
    assert set(user.groups.all()) == {portal.editors}
    grant_role(user=user, unit=world.zone, kind=RoleKind.SUPERVISION)
    client.get("/en/editing/")
    assert set(user.groups.all()) == {portal.editors, portal.reviewers}
    revoke_role(user=user, unit=world.zone, kind=RoleKind.EDITOR)
    revoke_role(user=user, unit=world.zone, kind=RoleKind.SUPERVISION)
    assert client.get("/en/editing/").status_code == 404
    assert not user.groups.exists()


def test_an_editor_of_a_zone_without_a_portal_finds_nothing(world: World, enter: Enter) -> None:
    bare = create_unit(kind=UnitKind.ZONE, code="C", name="丙开发区", parent=world.province)
    grant_role(user=world.users["nobody"], unit=bare, kind=RoleKind.EDITOR)
    assert enter("nobody").get("/en/editing/").status_code == 404


def test_an_editor_of_another_zone_sees_nothing_of_ours(world: World, enter: Enter) -> None:
    chinese, _english = draft(world)
    shown = picture(world)
    root, news = home(world, "zh-hans"), chinese.get_parent()
    ours = ("部署deployed", "Welcome to Zone A", shown.title, shown.get_rendition("max-165x165").url)
    client = enter("outside_editor")
    looking = (
        "", "pages/", f"pages/{root.pk}/", f"pages/{news.pk}/", "pages/search/?q=deployed", "images/",
        "images/chooser/", f"choose-page/{news.pk}/", "choose-page/", "choose-page/search/?q=deployed",
        "api/main/pages/", f"api/main/pages/{chinese.pk}/", "api/main/images/", "pages/search/results/?q=甲",
    )  # fmt: skip
    for place in looking:
        answer = client.get(f"/zh-hans/editing/{place}", follow=True)
        for word in ours:
            assert word not in plain(answer), place
    changing = (
        f"pages/{chinese.pk}/edit/", f"pages/{chinese.pk}/delete/", f"pages/add/portal/newsarticle/{news.pk}/",
        f"pages/{chinese.pk}/view_draft/", f"pages/{chinese.pk}/edit/preview/", f"pages/{chinese.pk}/history/",
        f"images/{shown.pk}/", f"translation/submit/page/{chinese.pk}/", f"pages/{chinese.pk}/copy/",
    )  # fmt: skip
    for place in changing:
        answer = client.get(f"/zh-hans/editing/{place}")
        assert answer.status_code in {302, 403, 404, 405}, place
        if answer.status_code == 302:
            assert answer["Location"] in {"/zh-hans/editing/", "/zh-hans/editing/images/"}, place


def test_an_editor_writes_and_does_not_release(world: World, enter: Enter) -> None:
    _chinese, english = draft(world)
    client = enter("editor")
    page = client.get(f"/en/editing/pages/{english.pk}/edit/").content.decode()
    assert 'name="action-publish"' not in page
    assert 'name="action-submit"' in page
    answer = client.post(f"/en/editing/pages/{english.pk}/publish/")
    assert answer.status_code in {302, 403, 404}
    client.post(f"/en/editing/pages/{english.pk}/edit/", {**filled(english), "action-publish": "1"})
    english.refresh_from_db()
    assert not english.live
    assert english.draft_title == "Changed"
    assert 'name="action-publish"' in enter("supervision").get(f"/en/editing/pages/{english.pk}/edit/").content.decode()


def test_what_an_editor_submits_waits_for_a_reviewer_who_releases_it(world: World, enter: Enter) -> None:
    _chinese, english = draft(world)
    url = "/en/editing/pages"
    enter("editor").post(f"{url}/{english.pk}/edit/", {**filled(english), "action-submit": "1"})
    state = english.current_workflow_state
    assert state is not None
    task = state.current_task_state
    enter("editor").post(f"{url}/workflow/action/{english.pk}/approve/{task.pk}/")
    english.refresh_from_db()
    assert not english.live
    reviewer = enter("leader")
    assert "Changed" in reviewer.get("/en/editing/").content.decode()
    reviewer.post(f"{url}/workflow/action/{english.pk}/approve/{task.pk}/", {"comment": ""})
    english.refresh_from_db()
    assert english.live
    assert english.title == "Changed"


def plain(answer: HttpResponse) -> str:
    """The page with the letters that its data for scripts spells out."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), answer.content.decode())


def filled(article: NewsArticle) -> dict[str, str]:
    """The form of the editing area with a new title and one paragraph that was copied from elsewhere."""
    return {
        "title": "Changed", "summary": "", "source": "Zone A office", "release_time": "2023-02-14 11:03",
        "cover": "", "cover_alt": "", "body-count": "1", "body-0-type": "heading", "body-0-order": "0",
        "body-0-deleted": "", "body-0-id": "", "body-0-value": "What was decided", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "",
        "go_live_at": "", "expire_at": "",
    }  # fmt: skip


def test_the_policy_is_loosened_for_styles_alone(world: World, enter: Enter) -> None:
    policy = enter("editor").get("/en/editing/")["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self' 'unsafe-inline'"
    assert rules["frame-ancestors"] == "'self'"
    assert rules["object-src"] == "'none'"


def test_no_field_of_an_article_starts_by_a_script_in_the_page(world: World, enter: Enter) -> None:
    _chinese, english = release(world)
    source = enter("editor").get(f"/en/editing/pages/{english.pk}/edit/").content.decode()
    scripts = [tag for tag in source.split("<script")[1:] if "src=" not in tag.split(">")[0]]
    assert scripts
    assert all('type="application/json"' in tag.split(">")[0] for tag in scripts)
    assert source.count("<template data-picker=") >= 4
