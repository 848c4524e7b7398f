"""What the product's own page says of the portal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from zoneworks.answers.conferences import conferences_of_zone
from zoneworks.documents.models import Edition
from zoneworks.portal import queries
from zoneworks.portal.models import NewsArticle
from zoneworks.portal.origins import BULLETIN, of_conference, of_month
from zoneworks.portal.services.drafting import origin_of
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import FigureCell
from zoneworks.units.models import Unit

SHOWN = 10


LATEST = 6  # conferences and bulletins offered


@dataclass(frozen=True)
class Offer:
    """What news may be drafted from, and how far it has come; `edit_url` once it has been drafted."""

    name: str
    on: date
    state: str
    tone: str
    draft_url: str
    edit_url: str


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


def offers(request: HttpRequest, zone: Unit) -> list[Offer]:
    """The latest conferences and frozen bulletins, each with the state of its article in the reader's language."""
    scope = request.scope  # type: ignore[attr-defined]
    conferences = list(conferences_of_zone(scope, zone).filter(plan__isnull=False).order_by("-held_on", "-pk")[:LATEST])
    bulletins = latest_bulletins(zone)
    articles = written_of(zone, [of_conference(one) for one in conferences] + [of_month(one) for one in bulletins])
    waiting = being_reviewed(articles.values())

    def offer(submission: str, name: str, on: date, url: str) -> Offer:
        article = articles.get(submission)
        state, tone = told(article, waiting)
        edit_url = reverse("wagtailadmin_pages:edit", args=[article.pk]) if article else ""
        return Offer(name, on, state, tone, url, edit_url)

    return [
        offer(of_conference(one), one.title_shown, one.held_on, address(request, "portal:draft-conference", one.pk))
        for one in conferences
    ] + [
        offer(of_month(period), one.title_shown, one.as_of, address(request, "portal:draft-month", period))
        for period, one in bulletins.items()
    ]


def latest_bulletins(zone: Unit) -> dict[str, Edition]:
    """By period, the latest first; of a month frozen more than once the last one counts."""
    found: dict[str, Edition] = {}
    for edition in Edition.objects.filter(zone=zone, kind=BULLETIN).order_by("-pk")[: 4 * LATEST]:
        found.setdefault(edition.arguments["period"], edition)
    return {period: found[period] for period in sorted(found, reverse=True)[:LATEST]}


def written_of(zone: Unit, submissions: list[str]) -> dict[str, NewsArticle]:
    """By submission: the article in the reader's language, in Chinese where there is none."""
    names = {
        origin_of(zone, submission, language): submission
        for language in ("zh-hans", get_language() or "")
        for submission in submissions
    }
    articles = NewsArticle.objects.filter(origin__in=names).annotate_approved_schedule().defer_streamfields()
    found = {article.origin: article for article in articles}
    return {submission: found[origin] for origin, submission in names.items() if origin in found}


def being_reviewed(articles: Iterable[NewsArticle]) -> set[str]:
    keys = [str(article.pk) for article in articles]
    return set(WorkflowState.objects.active().filter(object_id__in=keys).values_list("object_id", flat=True))


def told(article: NewsArticle | None, waiting: set[str]) -> tuple[str, str]:
    """How far the article has come, and how loud to say it."""
    if article is None:
        return pgettext("article", "Not drafted"), "grey"
    if str(article.pk) in waiting:
        return pgettext("article", "In review"), "action"
    if article.live:
        return pgettext("article", "Released"), ""
    if article.approved_schedule:
        return pgettext("article", "Scheduled"), ""
    return pgettext("article", "Drafted"), ""


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
