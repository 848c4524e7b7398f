"""Two zones with a portal each, with those who write and review them."""

from __future__ import annotations

import io
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from PIL import Image

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.answers.models import Conference
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import World, make_plan, make_world
from zoneworks.portal.models import NewsArticle, Picture, Portal, PortalHome
from zoneworks.portal.services import draft_article, make_portal, release_article

CHINA = ZoneInfo("Asia/Shanghai")
RELEASED = datetime(2023, 2, 14, 11, 3, 4, tzinfo=CHINA)


def make_newsroom() -> World:
    """The world of plans, with an editor in each zone and a portal of each."""
    world = make_world()
    for persona, zone in (("editor", world.zone), ("outside_editor", world.other_zone)):
        world.users[persona] = create_account(username=persona, password=None, display_name=persona)
        grant_role(user=world.users[persona], unit=zone, kind=RoleKind.EDITOR)
    make_portal(scope=None, zone=world.zone, welcome="欢迎", welcome_en="Welcome to Zone A")
    make_portal(scope=None, zone=world.other_zone, hostname="b.example")
    return world


def draft(world: World, name: str = "deployed", **more: object) -> tuple[NewsArticle, NewsArticle]:
    words = {
        "title": f"部署{name}",
        "title_en": f"Zone {name} its tasks",
        "paragraphs": ["二月十三日，开发区召开会议。"],
        "paragraphs_en": ["The zone met on 13 February."],
        "source": "甲开发区",
        "source_en": "Zone A office",
        "summary_en": f"What the zone {name}.",
        "submission": name,
        "release_time": RELEASED,
    }
    return draft_article(scope=world.scope("editor"), zone=world.zone, **{**words, **more})


def release(world: World, name: str = "deployed", **more: object) -> tuple[NewsArticle, NewsArticle]:
    chinese, english = draft(world, name, **more)
    scope = world.scope("supervision")
    return release_article(scope=scope, article=chinese), release_article(scope=scope, article=english)


def hold_conference(world: World, plan: Plan | None = None) -> Conference:
    return Conference.objects.create(
        zone=world.zone, plan=plan or make_plan(world), title="重点工作部署会", title_en="Conference",
        held_on=date(2023, 2, 13),
    )  # fmt: skip


def drawn(colour: str = "#446688", kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (90, 40), colour).save(content, kind)
    return content.getvalue()


def picture(world: World) -> Picture:
    content = io.BytesIO()
    Image.new("RGB", (800, 600), "#446688").save(content, "JPEG")
    collection = Portal.objects.get(zone=world.zone).collection
    return Picture.objects.create(
        title="Workshops seen from the air", file=ContentFile(content.getvalue(), "desk.jpg"), collection=collection
    )


def home(world: World, language: str = "en") -> PortalHome:
    return PortalHome.objects.get(zone=world.zone, locale__language_code=language)


def at(page: NewsArticle) -> str:
    """Where the page answers, below its host."""
    return urlsplit(page.url).path
