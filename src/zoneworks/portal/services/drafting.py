"""Drafting news from figures: a draft in each language, for an editor to finish; never released by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.portal.cleaning import as_paragraph
from zoneworks.portal.models import NewsArticle, NewsIndex, Portal, PortalHome, new_slug
from zoneworks.portal.services.entering import is_editing, is_reviewing
from zoneworks.portal.services.illustrating import NewPicture, ShownPicture, keep
from zoneworks.units.models import Unit

LANGUAGES = ("zh-hans", "en")
TITLE_LENGTH = 255


@dataclass(frozen=True)
class Words:
    """An article in one language; `paragraphs` are plain text."""

    title: str
    paragraphs: tuple[str, ...]
    summary: str
    source: str
    pictures: tuple[NewPicture, ...]


@transaction.atomic
def draft_article(  # noqa: PLR0913 - two languages of each
    *,
    scope: Scope,
    zone: Unit,
    title: str,
    title_en: str,
    paragraphs: Sequence[str],
    paragraphs_en: Sequence[str],
    source: str,
    submission: str,
    source_en: str = "",
    summary: str = "",
    summary_en: str = "",
    release_time: datetime | None = None,
    pictures: Sequence[NewPicture] = (),
) -> tuple[NewsArticle, NewsArticle | None]:
    """A draft in both languages, linked as translations; in Chinese alone where there is no English title. The same
    submission again gives the same drafts.

    `submission` names what the news is of ("conference-12"), so that it is drafted once however often it is asked for.
    The first of the `pictures` becomes the cover; all of them stand in the body.
    """
    if not (is_editing(scope, zone) or is_reviewing(scope, zone)):
        raise Refused("not_editing", _("Only the editors and reviewers of the portal draft news."))
    homes = homes_locked(zone)
    known = {article.locale.language_code: article for article in drafted(zone, submission)}
    words = {"zh-hans": Words(title, tuple(paragraphs), summary, source, tuple(pictures))}
    if title_en.strip():
        shown = tuple(picture.in_english() for picture in pictures)
        words["en"] = Words(title_en, tuple(paragraphs_en), summary_en, source_en or source, shown)
    key = next((article.translation_key for article in known.values()), uuid4())
    slug = new_slug(release_time or now())
    for language, said in words.items():
        if language not in known:
            article = new_draft(said, key, slug, release_time, kept(said.pictures, zone, scope))
            article.origin = origin_of(zone, submission, language)
            known[language] = plant(article, homes[language], scope)
            record(
                user=scope.user, zone=zone, verb="draft_article", kind="news_article", key=known[language].pk,
                submission=submission,
            )  # fmt: skip
    return known["zh-hans"], known.get("en")


def homes_locked(zone: Unit) -> dict[str, PortalHome]:
    """The homes of both languages, held so that two who draft the same thing come one after the other."""
    homes = PortalHome.objects.select_for_update(of=("self",)).filter(zone=zone).select_related("locale")
    found = {home.locale.language_code: home for home in homes}
    if set(LANGUAGES) - found.keys():
        raise Refused("no_portal", _("The portal of %(zone)s has not been set up.") % {"zone": zone.title})
    return found


def origin_of(zone: Unit, submission: str, language: str) -> str:
    return f"{zone.pk}:{submission[:60]}:{language}"


def drafted(zone: Unit, submission: str) -> Iterable[NewsArticle]:
    origins = [origin_of(zone, submission, language) for language in LANGUAGES]
    return NewsArticle.objects.filter(origin__in=origins).select_related("locale")


def kept(pictures: Sequence[NewPicture], zone: Unit, scope: Scope) -> list[ShownPicture]:
    if not pictures:
        return []
    portal = Portal.objects.get(zone=zone)
    return [keep(picture, portal, scope) for picture in pictures]


def new_draft(
    words: Words, key: UUID, slug: str, release_time: datetime | None, pictures: Sequence[ShownPicture]
) -> NewsArticle:
    """The pictures stand after the first paragraph, which says what it is all about."""
    if not words.title.strip():
        raise Refused("title_missing", _("An article needs a title."), "title")
    told: list[tuple[str, object]] = [("paragraphs", as_paragraph(text)) for text in words.paragraphs if text.strip()]
    body = [*told[:1], *(picture.block() for picture in pictures), *told[1:]]
    return NewsArticle(
        title=words.title.strip()[:TITLE_LENGTH],
        slug=slug,
        translation_key=key,
        summary=words.summary.strip()[:300],
        source=words.source.strip()[:120],
        body=body,
        cover=pictures[0].picture if pictures else None,
        cover_alt=pictures[0].alt if pictures else "",
        release_time=release_time,
        live=False,
        has_unpublished_changes=True,
    )


def plant(article: NewsArticle, home: PortalHome, scope: Scope) -> NewsArticle:
    news = NewsIndex.objects.child_of(home).get()
    article.locale = Locale.objects.get(pk=home.locale_id)
    article.owner = scope.user
    news.add_child(instance=article)
    article.save_revision(user=scope.user, log_action=True)
    return article
