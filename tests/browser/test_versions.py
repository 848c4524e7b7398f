"""A plan adjusted in the middle of its year, from the notice to the version in force, in both languages."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demonstration, SignIn
from tests.browser.product import LANGUAGES, database, not_there, not_to_be_read, quiet, send, sound

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("as_it_was")]
LEAVES, CHANGES, JUNE = "1.07.1", "1.01.1", "2023-06-30"
WHY = "项目业主变更，年内不具备实施条件。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_is_adjusted_by_a_notice(
    sign_in: SignIn, demonstration: Demonstration, neighbour: str, language: str
) -> None:
    office, others = sign_in("supervision", language), (sign_in("construction", language), sign_in(neighbour, language))
    june = board(office, language, JUNE)
    draft, findings = begin(office, language), sound(office)
    not_there(f"{draft}rows/", *others)
    leaving, changing = (row_of(demonstration, draft, code) for code in (LEAVES, CHANGES))
    office.goto(f"{draft}rows/{leaving}/out/")
    office.locator("main [name=reason]").fill(WHY)
    findings += sound(office)
    send(office, "main form[method=post] button[type=submit]")
    not_there(f"{draft}rows/{leaving}/out/", *others)
    change_amount(office, f"{draft}rows/{changing}/", "260")
    findings += sound(office)
    issue(office, draft, findings)
    not_there(f"{draft}issue/", *others)
    office.goto(f"{draft}against/1/")
    for words in (WHY, "260"):
        expect(office.locator("main")).to_contain_text(words)
    findings += sound(office)
    others[0].goto(f"{draft}against/1/")
    expect(others[0].locator("main")).to_contain_text(WHY)
    not_to_be_read(f"{draft}against/1/", others[1])
    assert board(office, language, JUNE) == june
    assert LEAVES not in office.goto(f"/{language}/plans/").text()  # type: ignore[union-attr]
    assert findings == []
    quiet(office)


def board(page: Page, language: str, day: str) -> list[Any]:
    """Each row with its light, as it was known on a day."""
    page.goto(f"/{language}/plans/?as_of={day}")
    rows = page.locator("tbody tr[data-row]")
    found: list[Any] = rows.evaluate_all(
        "rows => rows.map(row => [row.querySelector('th').innerText,"
        " (row.querySelector('.lamp') || {className: ''}).className])"
    )
    assert len(found) == 2 + 44 + 95
    return found


def begin(page: Page, language: str) -> str:
    """The draft that the demonstration is at work on makes room for one of our own."""
    page.goto(f"/{language}/plans/2/discard/")
    send(page, "main form[method=post] button.is-danger")
    page.goto(f"/{language}/plans/1/next/")
    form = page.locator("main form[method=post]")
    form.locator("[name=notice_title]").fill("关于调整2023年重点任务的通知")
    form.locator("[name=document_no]").fill("武开督〔2023〕9号")
    form.locator("[name=issued_on]").fill("2023-10-08")
    form.locator("[name=reason]").fill("上级计划调整。")
    send(page, "main form[method=post] button.is-primary")
    assert page.url.endswith("/rows/"), page.url
    return page.url.removesuffix("rows/")


def row_of(demonstration: Demonstration, draft: str, code: str) -> int:
    with closing(database(demonstration)) as data:
        asked = "select id from plans_item where plan_id = ? and code = ?"
        return int(data.execute(asked, (draft.rstrip("/").rpartition("/")[2], code)).fetchone()[0])


def change_amount(page: Page, row: str, amount: str) -> None:
    page.goto(row)
    page.locator("aside a[href*='/indicators/']").first.click()
    page.locator("main [name=target]").fill(amount)
    send(page, "main form[method=post] button.is-primary")
    page.goto(row)
    expect(page.locator("aside").last).to_contain_text(amount)


def issue(page: Page, draft: str, findings: list[str]) -> None:
    """Refused as long as the order of the row that leaves is not decided."""
    page.goto(f"{draft}issue/")
    findings += sound(page)
    choices = page.locator("main [name^=choice-]")
    assert choices.count() > 1
    page.locator("main form[method=post]").evaluate("form => { form.noValidate = true; }")
    send(page, "main form[method=post] button.is-primary")
    expect(page.locator(".field-error").first).to_be_visible()
    page.locator("main [name^=choice-][value=strike_off]").first.check()
    send(page, "main form[method=post] button.is-primary")
    assert "/issue/" not in page.url, page.locator("main").inner_text()
