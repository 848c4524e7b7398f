"""What a person is told and by which way, and urging that reaches everybody once, in both languages."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.product import LANGUAGES, not_to_be_done, not_to_be_read, quiet, send

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("as_it_was")]
WORDS = "请于本周内办结。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_is_told_once_and_chooses_how(sign_in: SignIn, neighbour: str, language: str) -> None:
    officer, office = sign_in("investment", language), sign_in("supervision", language)
    others = (sign_in("construction", language), sign_in(neighbour, language))
    not_to_be_read(f"/{language}/rhythm/urging/", officer, others[0])
    urge(office, language)
    officer.goto(f"/{language}/desk/")
    expect(officer.locator(".bell.has-unread")).to_be_visible()
    officer.locator(".bell").click()
    told = officer.locator(".message").filter(has_text=WORDS)
    expect(told).to_have_count(1)
    opening = told.locator("form[action*='/open/']")
    not_to_be_done(str(opening.get_attribute("action")), office, *others)
    with officer.expect_navigation():
        opening.locator("button").click()
    assert "/inbox/" not in officer.url
    officer.goto(f"/{language}/inbox/")
    expect(officer.locator(".message").filter(has_text=WORDS)).to_have_count(0)
    choose(officer, language)
    read_elsewhere(officer, others, language)
    quiet(officer, office)


def urge(page: Page, language: str) -> None:
    """Everything that is owed is urged with one press; a second press finds nothing left to urge."""
    page.goto(f"/{language}/rhythm/urging/")
    page.locator("main [name=words]").fill(WORDS)
    send(page, "main form button.is-primary")
    page.goto(f"/{language}/rhythm/urging/")
    expect(page.locator("[name=owed]").first).to_be_visible()
    expect(page.locator("[name=owed]:not([disabled])")).to_have_count(0)


def choose(page: Page, language: str) -> None:
    page.goto(f"/{language}/inbox/preferences/")
    page.locator("[name=way]").first.uncheck()
    send(page, "form:has([name=way]) button.is-primary")
    expect(page.locator("[name=way]").first).not_to_be_checked()
    expect(page.locator("[name=way]").nth(1)).to_be_checked()


def read_elsewhere(page: Page, others: tuple[Page, ...], language: str) -> None:
    """The address of a feed is read without signing in, until it is revoked."""
    page.goto(f"/{language}/inbox/feeds/")
    send(page, "form:has([name=offered]) button.is-primary")
    address = page.locator(".feed-address code").inner_text()
    assert plain(address).startswith("BEGIN:VCALENDAR")
    assert re.search("BEGIN:VEVENT", plain(address))
    revoking = str(page.locator("form[action*='/revoke/']").first.get_attribute("action"))
    not_to_be_done(revoking, *others)
    send(page, "form[action*='/revoke/'] button")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        plain(address)


def plain(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read().decode())
