"""What the product's own page says of the portal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from zoneworks.portal import queries
from zoneworks.portal.models import NewsArticle
from zoneworks.ui.parts import FigureCell
from zoneworks.units.models import Unit

SHOWN = 10


@dataclass(frozen=True)
class State:
    """How many articles are where, both languages counted."""

    released: int
    drafts: int
    waiting: int
    scheduled: int
    unfinished: list[NewsArticle]


def of_zone(zone: Unit) -> Any:
    homes = zone.portal_homes.values_list("path", flat=True)
    found = NewsArticle.objects.none()
    for path in homes:
        found |= NewsArticle.objects.filter(path__startswith=path)
    return found


def state_of(zone: Unit) -> State:
    articles = of_zone(zone)
    written = articles.annotate(key=Cast("pk", CharField())).values("key")
    unfinished = articles.filter(has_unpublished_changes=True)
    return State(
        released=articles.live().count(),
        drafts=unfinished.count(),
        waiting=WorkflowState.objects.active().filter(object_id__in=written).count(),
        scheduled=articles.filter(_revisions__approved_go_live_at__isnull=False).distinct().count(),
        unfinished=list(unfinished.select_related("locale").order_by("-latest_revision_created_at", "-pk")[:SHOWN]),
    )


def cells(state: State) -> list[FigureCell]:
    return [
        FigureCell(_("Released"), state.released),
        FigureCell(_("Being written"), state.drafts),
        FigureCell(_("Waiting for review"), state.waiting),
        FigureCell(_("Scheduled"), state.scheduled),
    ]


def latest(zone: Unit, language: str) -> list[NewsArticle]:
    home = queries.home_in(zone, language)
    return queries.latest_articles(queries.news_of(home)) if home else []


def public_url(request: HttpRequest, zone: Unit) -> str:
    """Where the public reads the portal; nothing where there is none."""
    home = queries.home_in(zone, get_language() or "")
    return str(home.get_url(request) or "") if home else ""
