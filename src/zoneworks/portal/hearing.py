"""What follows from a release, whoever released it: the editing area, a workflow or the periodic job.

Wagtail tells of releases by signals alone; nothing else in the product listens to signals.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from zoneworks.audit.services import record
from zoneworks.portal.models import NewsArticle, PicturePlace, PortalHome


def listen() -> None:
    page_published.connect(note_release, dispatch_uid="portal_release")
    page_unpublished.connect(note_withdrawal, dispatch_uid="portal_withdrawal")


@transaction.atomic
def note_release(sender: type[Page], instance: Page, revision: Revision | None = None, **_more: Any) -> None:
    if isinstance(instance, NewsArticle):
        open_pictures(instance)
        note("release", instance, revision)


@transaction.atomic
def note_withdrawal(sender: type[Page], instance: Page, **_more: Any) -> None:
    if isinstance(instance, NewsArticle):
        PicturePlace.objects.filter(page=instance.pk).delete()
        note("withdraw", instance, None)


def open_pictures(article: NewsArticle) -> None:
    """The public may see the pictures of released pages, and only those."""
    shown = article.pictures()
    places = PicturePlace.objects.filter(page=article.pk)
    places.exclude(picture__in=shown).delete()
    known = set(places.values_list("picture_id", flat=True))
    PicturePlace.objects.bulk_create(PicturePlace(page_id=article.pk, picture_id=key) for key in shown - known)


def note(verb: str, article: NewsArticle, revision: Revision | None) -> None:
    home = PortalHome.objects.select_related("zone").filter(path=article.path[:8]).first()
    user = revision.user if revision else None
    record(
        user=user, zone=home.zone if home else None, verb=verb, kind="news_article", key=article.pk, title=article.title
    )
