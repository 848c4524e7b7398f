"""Pages of a year's work: open to everybody, no wider than a phone, true to the content policy, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.product import LANGUAGES, sound

pytestmark = pytest.mark.browser
MONTH, QUARTER = "2023-08", "2023Q3"
PAGES = (
    "supervision/", "supervision/new/", "scores/", "scores/what-if/", "scores/appeals/", "scores/entries/",
    f"scores/entries/enter/{QUARTER}/", "scores/rulebooks/", "scores/rulebooks/1/", "scores/rulebooks/draft/",
    "scores/publish/?period=2023H1", f"verification/?month={MONTH}", f"verification/lights/?month={MONTH}", "rhythm/",
    "rhythm/rules/", "rhythm/dispatch/", "rhythm/assessments/", f"rhythm/assessments/{QUARTER}/", "rhythm/urging/",
    "inbox/?show=all", "inbox/preferences/", "inbox/feeds/", "audit/", "plans/1/next/", "plans/1/roll/",
)  # fmt: skip
# A page with a list, and the link on it that is followed.
FOLLOWED = {
    "supervision/": "main tbody a[href*='/supervision/']",
    "scores/": "table.score-table th a",
    "scores/appeals/": "tr[data-row] th a",
    f"verification/?month={MONTH}": "main a[href*='/verification/draws/']",
    f"verification/?month={MONTH}&show=": "tr[data-row] th a",
    f"verification/lights/?month={MONTH}": "tr[data-row] th a",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_year_holds(sign_in: SignIn, language: str) -> None:
    page, findings = sign_in("supervision", language), []
    for path in (*PAGES, *(followed(page, f"/{language}/{start}", link) for start, link in FOLLOWED.items())):
        answer = page.goto(path if path.startswith("/") else f"/{language}/{path}")
        assert answer is not None
        assert answer.status == 200, path
        expect(page.locator("h1")).to_be_visible()
        findings += sound(page)
    assert findings == []


def followed(page: Page, start: str, link: str) -> str:
    page.goto(start)
    return str(page.locator(link).first.get_attribute("href"))
