"""What news is drafted from: a conference, or the bulletin of a month; each is drafted once."""

from __future__ import annotations

from zoneworks.accounts.access import Scope
from zoneworks.answers.models import Conference
from zoneworks.answers.releases import Release, conference_release
from zoneworks.answers.summaries import Summary, public_summary
from zoneworks.portal.models import NewsArticle
from zoneworks.portal.queries import portal_of
from zoneworks.portal.services import draft_article
from zoneworks.portal.services.drafting import drafted
from zoneworks.portal.services.entering import may_enter
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

Drafts = tuple[NewsArticle, NewsArticle | None]


def of_conference(conference: Conference) -> str:
    return f"conference-{conference.pk}"


def of_month(period: str) -> str:
    return f"bulletin-{period}"


def may_draft(scope: Scope, zone: Unit) -> bool:
    """Editors and reviewers of a zone that has a portal."""
    return may_enter(scope, zone) and portal_of(zone) is not None


def known_draft(zone: Unit, submission: str, language: str) -> NewsArticle | None:
    return next((one for one in drafted(zone, submission) if one.locale.language_code == language), None)


def draft_conference(*, scope: Scope, conference: Conference) -> Drafts:
    return draft(scope, conference.zone, conference_release(scope, conference), of_conference(conference))


def draft_month(*, scope: Scope, zone: Unit, period: str) -> Drafts:
    return draft(scope, zone, public_summary(scope, zone, period), of_month(period))


def draft(scope: Scope, zone: Unit, words: dict[str, Release] | dict[str, Summary], submission: str) -> Drafts:
    chinese, english = words["zh-hans"], words["en"]
    profile = profile_of(zone)
    return draft_article(
        scope=scope,
        zone=zone,
        title=chinese.title,
        title_en=english.title,
        paragraphs=chinese.paragraphs,
        paragraphs_en=english.paragraphs,
        source=profile.short_name or zone.name,
        source_en=profile.short_name_en or zone.name_en,
        submission=submission,
    )
