"""The frame around a public page: whose portal it is, where one stands, and the same page in the other language."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from zoneworks.portal import queries
from zoneworks.portal.models import NewsIndex, PortalHome

HTML_LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}
OPEN_GRAPH_LANGUAGES = {"zh-hans": "zh_CN", "en": "en_US"}


@dataclass(frozen=True)
class LanguageChoice:
    """`is_same_page`: the page itself exists in that language; otherwise the link leads to the section."""

    code: str
    name: str
    url: str
    is_current: bool
    is_same_page: bool

    @property
    def html_code(self) -> str:
        return HTML_LANGUAGES.get(self.code, self.code)

    @property
    def open_graph_code(self) -> str:
        return OPEN_GRAPH_LANGUAGES.get(self.code, self.code)


@dataclass(frozen=True)
class Frame:
    home: PortalHome
    news: NewsIndex | None
    languages: list[LanguageChoice]
    canonical: str
    only_in: str

    @property
    def current(self) -> LanguageChoice:
        return next(choice for choice in self.languages if choice.is_current)

    @property
    def others(self) -> list[LanguageChoice]:
        return [choice for choice in self.languages if not choice.is_current]

    @property
    def same_pages(self) -> list[LanguageChoice]:
        return [choice for choice in self.languages if choice.is_same_page]

    @property
    def banner(self) -> str:
        profile = getattr(self.home.zone, "profile", None)
        return profile.banner if profile else ""


def frame(request: HttpRequest, page: Page) -> Frame:
    home = page if isinstance(page, PortalHome) else queries.home_of(page)
    news = queries.news_of(page)
    return Frame(
        home=home,
        news=news,
        languages=language_choices(request, page, news, home),
        canonical=request.build_absolute_uri(page.get_url(request) or request.path),
        only_in=only_in(request),
    )


def only_in(request: HttpRequest) -> str:
    """The name of the language in which alone the page exists that the reader came from."""
    return str(dict(settings.LANGUAGES).get(request.GET.get("only", ""), ""))


def language_choices(request: HttpRequest, page: Page, news: Page | None, home: Page) -> list[LanguageChoice]:
    """One link per language; where the page has no translation it leads to the nearest section that has."""
    here = page.locale.language_code
    ladder = [one for one in (page, news, home) if one is not None]
    found = counterparts(ladder, here)
    choices = []
    for code, name in settings.WAGTAIL_CONTENT_LANGUAGES:
        if code == here:
            url = request.build_absolute_uri(page.get_url(request) or request.path)
            choices.append(LanguageChoice(code, name, url, is_current=True, is_same_page=True))
            continue
        target = next((other for one in ladder if (other := found.get((code, one.translation_key)))), None)
        if target is not None:
            is_same = target.translation_key == page.translation_key
            query = "" if is_same else "?" + urlencode({"only": here})
            url = request.build_absolute_uri(target.get_url(request)) + query
            choices.append(LanguageChoice(code, name, url, is_current=False, is_same_page=is_same))
    return choices


def counterparts(pages: list[Page], language: str) -> dict[tuple[str, object], Page]:
    """The released pages that are the same in other languages, by language and translation key."""
    keys = [page.translation_key for page in pages]
    others = Page.objects.filter(translation_key__in=keys).exclude(locale__language_code=language)
    released = others.live().public().select_related("locale")
    return {(other.locale.language_code, other.translation_key): other for other in released}
