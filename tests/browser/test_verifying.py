"""Evidence drawn and checked, and a ruling beside the computed light, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.product import LANGUAGES, not_there, not_to_be_read, quiet, send

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("as_it_was")]
MONTH, SEEN, RULED = "2023-08", "现场未见设备进场。", "进度与现场不符。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_is_drawn_checked_and_told(sign_in: SignIn, neighbour: str, language: str) -> None:
    office, others = sign_in("supervision", language), (sign_in("editor", language), sign_in(neighbour, language))
    office.goto(f"/{language}/verification/?month={MONTH}")
    office.locator("details:has(form[action*='/draw/']) > summary").click()
    office.locator("form[action*='/draw/'] [name=size]").fill("2")
    office.locator("form[action*='/draw/'] [name=share]").fill("")
    send(office, "form[action*='/draw/'] button.is-primary")
    expect(office.locator(".notice.is-green").last).to_be_visible()
    sample = office.url
    drawn = [str(one.get_attribute("href")) for one in office.locator("tr[data-row] th a").all()]
    assert len(drawn) == 2
    not_to_be_read(sample, *others)
    for url, finding, reason in ((drawn[0], "true", ""), (drawn[1], "false", SEEN)):
        not_there(url, *others)
        check(office, url, finding, reason)
    office.goto(sample)
    expect(office.locator("tr[data-row] .tag.is-red")).to_have_count(1)
    office.goto(drawn[1])
    row = office.locator("main .crumbs a, main a[href*='/verification/lights/']").last.get_attribute("href")
    assert row
    office.goto(row.replace("/verification/lights/", "/plans/items/").partition("?")[0])
    told = office.locator("#verification li").filter(has_text=SEEN)
    expect(told).to_have_count(1)
    assert "督查" in told.inner_text() or "upervision" in told.inner_text()
    quiet(office)


def check(page: Page, url: str, finding: str, reason: str) -> None:
    page.goto(url)
    form = page.locator("form:has([name=finding])")
    form.locator(f"[name=finding][value={finding}]").check()
    form.locator("[name=reason]").fill(reason)
    send(page, "form:has([name=finding]) button.is-primary")
    expect(page.locator("main")).to_contain_text(reason)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ruling_stands_beside_the_computed_light(sign_in: SignIn, neighbour: str, language: str) -> None:
    office, others = sign_in("supervision", language), (sign_in("construction", language), sign_in(neighbour, language))
    office.goto(f"/{language}/verification/lights/?month={MONTH}")
    first = office.locator("tr[data-row]").first
    url, computed = str(first.locator("th a").get_attribute("href")), first.locator("td").nth(3).inner_html()
    expect(first.locator(".ruled")).to_have_count(0)
    office.goto(url)
    page = office.locator("form:has([name=light])")
    page.locator("[name=light][value=red]").check()
    send(office, "form:has([name=light]) button.is-primary")
    expect(office.locator(".field-error")).to_be_visible()
    page.locator("[name=reason]").fill(RULED)
    send(office, "form:has([name=light]) button.is-primary")
    others[0].goto(url)
    expect(others[0].locator("main")).to_contain_text(RULED)
    not_to_be_read(url, others[1])
    for sent in (url, url.partition("?")[0] + "withdraw/"):
        not_there(sent, others[1])
    office.goto(f"/{language}/verification/lights/?month={MONTH}")
    row = office.locator(f"tr[data-row]:has(a[href='{url}'])")
    expect(row.locator(".ruled .is-red, .ruled [class*=red]").first).to_be_attached()
    assert row.locator("td").nth(3).inner_html() == computed
    quiet(office)
