"""Pages of a month and of the public portal: open to everybody, no wider than a phone, true to the content policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.product import sound

pytestmark = pytest.mark.browser
INSIDE = (
    "desk/", "reports/?month=2023-09", "answers/sheet/", "answers/bulletins/", "answers/bulletins/2023-09/",
    "answers/conferences/", "answers/conferences/1/", "answers/conferences/1/pack/", "documents/",
    "documents/productions/", "newsroom/",
)  # fmt: skip


def followed(page: Page, start: str, link: str) -> str:
    page.goto(start)
    found = page.locator(link).first.get_attribute("href")
    assert found, link
    return found


def places(page: Page, language: str) -> list[str]:
    """The pages of the list, and a report, an edition and a figure found on them."""
    return [
        *(f"/{language}/{path}" for path in INSIDE),
        followed(page, f"/{language}/reports/?month=2023-09&state=confirmed", "tbody tr[data-row] th a"),
        followed(page, f"/{language}/documents/", "main a[href*='/documents/editions/']"),
        followed(page, f"/{language}/answers/sheet/", "main a[href*='/figures/']"),
    ]


def public_places(page: Page, language: str) -> list[str]:
    article = followed(page, f"/{language}/portal/", "main a[href*='news/20']")
    return [f"/{language}/portal/", article.split("news/")[0] + "news/", article]


@pytest.mark.parametrize(
    ("persona", "language"), [("supervision", "zh-hans"), ("leader", "en"), ("", "en"), ("", "zh-hans")]
)
def test_pages_hold_for_everybody_on_every_width(sign_in: SignIn, persona: str, language: str) -> None:
    page, findings = sign_in(persona, language), []
    for url in places(page, language) if persona else public_places(page, language):
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == 200, url
        expect(page.locator("h1").first).to_be_visible()
        findings += sound(page)
    assert findings == []
