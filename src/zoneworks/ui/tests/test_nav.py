from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.utils import translation

from zoneworks.ui import nav
from zoneworks.ui.nav import SECTIONS, NavEntry, navigation, register


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def _entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nav, "_entries", {})


def entry(section: str, url_name: str, order: int = 0, shown: bool = True) -> NavEntry:
    return NavEntry(section, url_name, url_name, order, lambda scope: shown)


def test_the_sections_are_in_the_order_of_the_work() -> None:
    assert list(SECTIONS)[:12] == [
        "desk",
        "cockpit",
        "plan",
        "supervision",
        "chains",
        "investment",
        "innovation",
        "highlights",
        "party",
        "service",
        "enterprises",
        "documents",
    ]


@pytest.mark.usefixtures("_entries")
class TestNavigation:
    def shown(self, path: str = "/", view_name: str = "") -> list[tuple[str, list[str], list[bool]]]:
        request = RequestFactory().get(path)
        request.scope = SimpleNamespace()  # type: ignore[attr-defined]
        request.resolver_match = SimpleNamespace(view_name=view_name)  # type: ignore[assignment]
        return [
            (str(section.label), [link.path for link in section.links], [link.is_current for link in section.links])
            for section in navigation(request)
        ]

    def test_only_declared_sections_appear_in_their_order_whatever_the_order_of_declaring(self) -> None:
        register(entry("documents", "style"))
        register(entry("plan", "home"))
        assert [label for label, _paths, _current in self.shown()] == ["Plan", "Documents"]

    def test_what_a_person_may_not_open_is_not_shown(self) -> None:
        register(entry("plan", "home", shown=False))
        assert self.shown() == []

    def test_the_entry_with_the_longest_address_around_the_page_is_the_present_one(self) -> None:
        register(entry("plan", "home", 1))
        register(entry("plan", "style", 2))
        assert self.shown("/en/style/x/")[0][2] == [False, True]
        assert self.shown("/en/other/")[0][2] == [True, False]

    def test_an_entry_claims_pages_whose_addresses_do_not_begin_with_its_own(self) -> None:
        register(entry("plan", "home", 1))
        register(replace(entry("plan", "style", 2), covers=frozenset({"elsewhere"})))
        assert self.shown("/en/other/", view_name="elsewhere")[0][2] == [False, True]
        assert self.shown("/en/other/", view_name="nowhere")[0][2] == [True, False]

    def test_a_section_that_does_not_exist_is_refused(self) -> None:
        with pytest.raises(ValueError, match="kitchen"):
            register(entry("kitchen", "home"))
