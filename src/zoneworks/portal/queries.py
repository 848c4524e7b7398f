"""Reading what has been released: everybody's, so nothing here takes a scope; drafts are never read here."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

from zoneworks.portal.models import NewsArticle, NewsIndex, PicturePlace, Portal, PortalHome
from zoneworks.units.models import Unit

PER_PAGE = 10
ON_HOME = 5
HOME_STEPS, NEWS_STEPS = 8, 12


def home_of(page: Page) -> PortalHome:
    """The home above a page of the portal, or the page itself."""
    return PortalHome.objects.select_related("zone__profile", "locale").get(path=page.path[:HOME_STEPS])


def news_of(page: Page) -> NewsIndex | None:
    """The list of news of the page's language."""
    if isinstance(page, NewsIndex):
        return page
    if page.depth > 2:
        return NewsIndex.objects.filter(path=page.path[:NEWS_STEPS]).first()
    return NewsIndex.objects.child_of(page).live().first()


def released(news: NewsIndex) -> Any:
    """Articles anybody may read, the latest first: a query set of Wagtail's, which has no types."""
    return NewsArticle.objects.child_of(news).live().public().filter(release_time__isnull=False).order_by(*LATEST_FIRST)


LATEST_FIRST = ("-release_time", "-pk")


def articles(news: NewsIndex) -> PageQuerySet:
    """What a list shows of articles, without their bodies."""
    return released(news).select_related("cover", "locale").prefetch_related("cover__renditions").defer_streamfields()


def latest_articles(news: NewsIndex | None) -> list[NewsArticle]:
    return list(articles(news)[:ON_HOME]) if news else []


def articles_page(news: NewsIndex, number: str | None) -> Slice[NewsArticle]:
    return Paginator(articles(news), PER_PAGE).get_page(number)


def article_before(article: NewsArticle) -> NewsArticle | None:
    """The one released just before."""
    return beside(article, ("lt", "lt"), LATEST_FIRST)


def article_after(article: NewsArticle) -> NewsArticle | None:
    """The one released just after."""
    return beside(article, ("gt", "gt"), ("release_time", "pk"))


def beside(article: NewsArticle, sides: tuple[str, str], order: tuple[str, str]) -> NewsArticle | None:
    news = news_of(article)
    if news is None or article.release_time is None:
        return None
    moment, key = sides
    further = Q(**{f"release_time__{moment}": article.release_time})
    same = Q(release_time=article.release_time, **{f"pk__{key}": article.pk or 0})
    found: NewsArticle | None = released(news).defer_streamfields().filter(further | same).order_by(*order).first()
    return found


def portal_of(zone: Unit) -> Portal | None:
    return Portal.objects.select_related("zone", "editors", "reviewers", "collection").filter(zone=zone).first()


def home_in(zone: Unit, language: str) -> PortalHome | None:
    return PortalHome.objects.filter(zone=zone, locale__language_code=language).first()


def is_picture_public(picture_pk: int) -> bool:
    return PicturePlace.objects.filter(picture=picture_pk).exists()
