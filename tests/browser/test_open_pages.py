"""Pages of a month and of the public portal: open to everybody, no wider than a phone, true to the content policy."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_walks import AXE

pytestmark = pytest.mark.browser
PHONE = 390
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


def serious(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{page.url} {rule['id']}: {rule['help']} ({rule['nodes'][0]['html'][:120]})"
        for rule in found["violations"]
        if rule["impact"] in {"serious", "critical"}
    ]


def is_broken(text: str) -> bool:
    return bool(re.search("Content Security Policy|Refused to|Uncaught|TypeError", text))


@pytest.mark.parametrize(
    ("persona", "language"), [("supervision", "zh-hans"), ("leader", "en"), ("", "en"), ("", "zh-hans")]
)
def test_pages_hold_for_everybody_on_every_width(sign_in: SignIn, persona: str, language: str) -> None:
    page, findings = sign_in(persona, language), []
    for url in places(page, language) if persona else public_places(page, language):
        page.set_viewport_size({"width": 1366, "height": 850})
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == 200, url
        expect(page.locator("h1").first).to_be_visible()
        findings += serious(page)
        page.set_viewport_size({"width": PHONE, "height": 850})
        width = page.evaluate("document.documentElement.scrollWidth")
        findings += [f"{url} is {width} px wide on a phone"] if width > PHONE + 1 else []
    assert findings == []
    assert [text for text in page.problems if is_broken(text)] == []  # type: ignore[attr-defined]
