"""What the shell of every page needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from zoneworks.ui.addresses import here_without, in_other_language, kept_pairs, with_kept
from zoneworks.ui.nav import NavSection, navigation

THEMES = ("light", "dark")


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Shell:
    """The frame around a page; `is_plain` is that of people who have not signed in."""

    is_plain: bool
    sections: list[NavSection]
    languages: list[LanguageLink]
    theme: str
    is_wall: bool
    zones: list[tuple[str, str, bool]]
    as_of_fields: list[tuple[str, str]]
    back_to_today: str
    out_of_wall: str

    @property
    def other_languages(self) -> list[LanguageLink]:
        return [link for link in self.languages if not link.is_current]


def as_of_date(request: HttpRequest) -> date:
    """The date the page is about: the one in the address, or the zone's today."""
    return request.as_of  # type: ignore[attr-defined]


def languages(request: HttpRequest) -> list[LanguageLink]:
    current = get_language()
    names = {"zh-hans": "中文", "en": "English"}
    return [
        LanguageLink(code, names.get(code, str(name)), address_in(request, code, current), code == current)
        for code, name in settings.LANGUAGES
    ]


def address_in(request: HttpRequest, code: str, current: str | None) -> str:
    return request.get_full_path() if code == current else in_other_language(request, code)


def zone_links(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """Name, address and whether present, of each zone of somebody who has several."""
    zones = request.scope.zones  # type: ignore[attr-defined]
    if len(zones) < 2:
        return []
    here = request.zone  # type: ignore[attr-defined]
    return [(zone.title, with_kept(request, reverse("home"), {"zone": zone.code}), zone == here) for zone in zones]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every template; works for requests that failed before the person was known."""
    is_plain = not (hasattr(request, "scope") and request.user.is_authenticated)
    theme = request.GET.get("look") or request.COOKIES.get("theme", "")
    frame = Shell(
        is_plain=is_plain,
        sections=[] if is_plain else navigation(request),
        languages=languages(request),
        theme=theme if theme in THEMES else "",
        is_wall=request.GET.get("wall") == "1",
        zones=[] if is_plain else zone_links(request),
        as_of_fields=kept_pairs(request, "as_of"),
        back_to_today=here_without(request, "as_of"),
        out_of_wall=here_without(request, "wall"),
    )
    names = ("zone", "profile", "as_of", "today", "is_history")
    return {"shell": frame, **{name: getattr(request, name, None) for name in names}}
