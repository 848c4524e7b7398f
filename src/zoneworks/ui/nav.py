"""The navigation: sections in the order of the work; each app declares its entries in its own nav.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from zoneworks.ui.addresses import path_of, with_kept

SECTIONS: dict[str, Promise] = {
    "desk": pgettext_lazy("section", "Desk"),
    "cockpit": pgettext_lazy("section", "Cockpit"),
    "plan": pgettext_lazy("section", "Plan"),
    "supervision": pgettext_lazy("section", "Supervision"),
    "chains": pgettext_lazy("section", "Chains"),
    "investment": pgettext_lazy("section", "Investment"),
    "innovation": pgettext_lazy("section", "Innovation"),
    "highlights": pgettext_lazy("section", "Highlights"),
    "party": pgettext_lazy("section", "Party building"),
    "service": pgettext_lazy("section", "Service"),
    "enterprises": pgettext_lazy("section", "Enterprises"),
    "documents": pgettext_lazy("section", "Documents"),
    "portal": pgettext_lazy("section", "Portal"),
    "organisation": pgettext_lazy("section", "Organisation"),
}


@dataclass(frozen=True)
class NavEntry:
    """One page that the navigation leads to; `is_visible` takes the person's scope. `covers`: names of pages that
    belong to it although their addresses do not begin with its own.
    """

    section: str
    label: Promise | str
    url_name: str
    order: int
    is_visible: Callable[[Any], bool]
    covers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NavLink:
    label: Promise | str
    path: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class NavSection:
    """A section with what it leads to; one that leads to a single page is that page's link, under its own name."""

    label: Promise
    links: tuple[NavLink, ...]

    @property
    def is_single(self) -> bool:
        return len(self.links) == 1


_entries: dict[str, NavEntry] = {}


def register(entry: NavEntry) -> None:
    """Declare an entry; the same address declared again replaces the earlier one."""
    if entry.section not in SECTIONS:
        raise ValueError(f"nav entry {entry.url_name}: no section {entry.section!r}; use one of {', '.join(SECTIONS)}")
    _entries[entry.url_name] = entry


def visible_entries(scope: Any) -> list[NavEntry]:
    """What the person may open, in the order of the work."""
    places = list(SECTIONS)
    shown = [entry for entry in _entries.values() if entry.is_visible(scope)]
    return sorted(shown, key=lambda entry: (places.index(entry.section), entry.order))


def first_address(scope: Any) -> str | None:
    entries = visible_entries(scope)
    return path_of(entries[0].url_name) if entries else None


def navigation(request: HttpRequest) -> list[NavSection]:
    """Sections that exist for this person, with the page they are on marked."""
    entries = [(entry, path_of(entry.url_name)) for entry in visible_entries(request.scope)]  # type: ignore[attr-defined]
    here = present_path(request, entries)
    links: dict[str, list[NavLink]] = {}
    for entry, path in entries:
        link = NavLink(entry.label, path, with_kept(request, path), path == here)
        links.setdefault(entry.section, []).append(link)
    return [NavSection(SECTIONS[code], named(SECTIONS[code], found)) for code, found in links.items()]


def present_path(request: HttpRequest, entries: list[tuple[NavEntry, str]]) -> str | None:
    """The entry that claims the page, else the one whose address reaches furthest into that of the page."""
    match = getattr(request, "resolver_match", None)
    claimed = (path for entry, path in entries if match and match.view_name in entry.covers)
    around = [path for _entry, path in entries if request.path.startswith(path)]
    return next(claimed, None) or max(around, key=len, default=None)


def named(section: Promise, links: list[NavLink]) -> tuple[NavLink, ...]:
    return (replace(links[0], label=section),) if len(links) == 1 else tuple(links)
