"""Releasing: at once by somebody who reviews, or on time by the periodic job."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from zoneworks.accounts.access import Scope
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.portal.models import NewsArticle, PortalHome
from zoneworks.portal.services.entering import is_reviewing


def publish_scheduled() -> int:
    """Release what was approved for a moment that has come, take back what has expired; how many went out or back.

    Safe to repeat, and to run twice at once: a revision that went out is no longer waiting.
    """
    moment = now()
    waiting = Revision.objects.filter(approved_go_live_at__lt=moment).count()
    expired = Page.objects.live().filter(expire_at__lt=moment).count()
    if waiting or expired:
        call_command("publish_scheduled", verbosity=0)
    return int(waiting + expired)


@transaction.atomic
def release_article(
    *, scope: Scope, article: NewsArticle, release_time: datetime | None = None, go_live_at: datetime | None = None
) -> NewsArticle:
    """Release the latest draft now, or leave it approved for the moment `go_live_at`; only those who review may."""
    home = PortalHome.objects.select_related("zone").get(path=article.path[:8])
    if not is_reviewing(scope, home.zone):
        raise Refused("not_reviewing", _("Only the supervision office and the leaders release articles."))
    article = NewsArticle.objects.get(pk=article.pk)  # whose latest draft may be newer than the caller knows
    draft: NewsArticle = article.get_latest_revision_as_object()
    if draft.live and not draft.has_unpublished_changes:
        return draft
    draft.release_time = release_time or draft.release_time
    draft.go_live_at = go_live_at or draft.go_live_at
    draft.save_revision(user=scope.user).publish(user=scope.user, skip_permission_checks=True)
    article.refresh_from_db()
    return article
