"""Sending a draft for review: the same workflow that the editing area starts."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.portal.models import NewsArticle, PortalHome
from zoneworks.portal.services.entering import bring_groups_in_line, may_enter


@transaction.atomic
def send_for_review(*, scope: Scope, article: NewsArticle) -> NewsArticle:
    """Hand the latest draft to the reviewers; one that is with them already stays there."""
    home = PortalHome.objects.select_related("zone").get(path=article.path[:8])
    if not may_enter(scope, home.zone):
        raise Refused("not_editing", _("Only the editors and reviewers of the portal draft news."))
    bring_groups_in_line(scope=scope)
    if article.current_workflow_state is None:
        article.get_workflow().start(article, scope.user)
    article.refresh_from_db()
    return article
