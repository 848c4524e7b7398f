"""What news is drafted from: a conference, or the bulletin of a month; each is drafted once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import Http404

from zoneworks.accounts.access import Scope
from zoneworks.answers.models import Conference
from zoneworks.answers.queries_months import issue_day
from zoneworks.answers.releases import Release, conference_release
from zoneworks.answers.summaries import Summary, public_summary
from zoneworks.documents.models import Edition
from zoneworks.portal import drawings
from zoneworks.portal.models import NewsArticle
from zoneworks.portal.queries import portal_of
from zoneworks.portal.services import NewPicture, draft_article
from zoneworks.portal.services.drafting import LANGUAGES, drafted
from zoneworks.portal.services.entering import is_reviewing, may_enter
from zoneworks.reports.months import month_named
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

BULLETIN = "bulletin"
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


def may_draft_month(scope: Scope, zone: Unit, period: str) -> bool:
    """Editors draft of months whose bulletin is frozen: what the office has not issued yet is not theirs to tell."""
    return may_draft(scope, zone) and (is_reviewing(scope, zone) or bulletin_of(zone, period) is not None)


def bulletin_of(zone: Unit, period: str) -> Edition | None:
    """The latest frozen bulletin of a month."""
    editions = Edition.objects.filter(zone=zone, kind=BULLETIN, arguments__period=period)
    return editions.order_by("-pk").first()


def draft_conference(*, scope: Scope, conference: Conference) -> Drafts:
    words = conference_release(scope, conference)
    return draft(
        scope, conference.zone, words, of_conference(conference), lambda: drawings.of_conference(scope, conference)
    )


def draft_month(*, scope: Scope, zone: Unit, period: str) -> Drafts:
    """With the figures of the frozen bulletin where there is one: the public reads the same numbers as the office."""
    about = month_named(period)
    if about is None:
        raise Http404(f"no month {period!r}")
    edition = bulletin_of(zone, period)
    as_of = edition.as_of if edition else issue_day(zone, about, profile_of(zone).today)
    words = public_summary(scope, zone, period, as_of)
    return draft(scope, zone, words, of_month(period), lambda: drawings.of_month(scope, zone, about, as_of))


def draft(
    scope: Scope,
    zone: Unit,
    words: dict[str, Release] | dict[str, Summary],
    submission: str,
    draw: Callable[[], Sequence[NewPicture]],
) -> Drafts:
    """Drawing takes a moment: what has been drafted before is not drawn again. Lists show the first paragraph."""
    chinese, english = words["zh-hans"], words["en"]
    profile = profile_of(zone)
    is_complete = len(list(drafted(zone, submission))) == len(LANGUAGES)
    return draft_article(
        scope=scope,
        zone=zone,
        title=chinese.title,
        title_en=english.title,
        paragraphs=chinese.paragraphs,
        paragraphs_en=english.paragraphs,
        summary=chinese.paragraphs[0],
        summary_en=english.paragraphs[0],
        source=profile.short_name or zone.name,
        source_en=profile.short_name_en or zone.name_en,
        submission=submission,
        pictures=() if is_complete else draw(),
    )
