"""An order from its filing to its end, and one that nobody answered, in both languages."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demonstration, SignIn, in_product
from tests.browser.product import (
    LANGUAGES,
    THE_RULES,
    downloaded,
    not_there,
    not_to_be_done,
    not_to_be_read,
    quiet,
    send,
    turn_to,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("as_it_was")]
ROW, UNIT, LEADS = "1.01.1", "IPD", "investment"
ASKED_UNTIL, AFTER_IT_EXPIRED = "2023-11-30", "2023-10-11"
PHOTO = {"name": "现场.csv", "mimeType": "text/csv", "buffer": "日期,事项\n2023-09-28,签约\n".encode()}
# Who takes the step, its address, what is filled in, and the words of the history it adds one to.
LIFE: list[tuple[str, str, dict[str, str]]] = [
    ("unit", "accept", {}),
    ("unit", "start", {"words": "已成立专班。"}),
    ("unit", "ask-extension", {"due": ASKED_UNTIL, "reason": "合同文本正在会签。"}),
    ("office", "grant-extension", {}),
    ("unit", "report", {"words": "已签约两个项目，合同附后。", "attached": "file"}),
    ("office", "return", {"reason": "请补充到资凭证。"}),
    ("unit", "report", {"words": "到资凭证已补充。"}),
    ("office", "verify", {}),
    ("office", "close", {}),
    ("office", "strike-off", {"reason": "已归档。"}),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_lives_and_an_expired_one_climbs(
    sign_in: SignIn, demonstration: Demonstration, neighbour: str, language: str, tmp_path: Path
) -> None:
    people = {"office": sign_in("supervision", language), "unit": sign_in(LEADS, language)}
    others = (sign_in("construction", language), sign_in(neighbour, language))
    office = people["office"]
    late = file_order(office, language, "督办到期不办事项", "1")
    order = file_order(office, language, "督办签约项目落地", "")
    not_there(f"/{language}/supervision/new/", people["unit"], others[0])
    not_to_be_read(f"/{language}/supervision/new/?zone=WQDZ", others[1])
    not_to_be_read(order, *others)
    for who, step, given in LIFE:
        not_to_be_done(f"{order}{step}/", *others, *(page for name, page in people.items() if name != who))
        take(people[who], order, step, given)
    expect(office.locator("main")).to_contain_text("已归档。")
    expect(office.locator("details.step-form")).to_have_count(0)
    file = office.locator("main a[href*='/files/']").first.get_attribute("href")
    assert file
    not_to_be_read(file, *others)
    turn_to(demonstration, AFTER_IT_EXPIRED)
    in_product(demonstration.home, THE_RULES)
    climbed(people["unit"], late)
    notice = downloaded(people["unit"], ".page-actions details.menu", "docx", tmp_path)
    words = words_of(notice)
    assert "督办到期不办事项" in words, words
    quiet(*people.values())


def file_order(page: Page, language: str, title: str, days: str) -> str:
    """From the row it is about; it is assigned at once."""
    page.goto(f"/{language}/plans/?text={ROW}")
    page.locator("tbody tr[data-row]:not(.is-group) th a").first.click()
    page.locator("#orders a[href*='/supervision/new/']").click()
    form = page.locator("main form[method=post]")
    for name in ("title", "title_en"):
        form.locator(f"[name={name}]").fill(title)
    form.locator("[name=content]").fill("逐个项目排出时间表，按周反馈。")
    form.locator("[name=basis]").select_option("instruction")
    form.locator("[name=limit_days]").fill(days)
    for box in form.locator("[name=units]:checked").all():
        box.uncheck()
    form.locator(f"[name=units][value={UNIT}]").check()
    form.locator("[name=assign]").check()
    send(page, "main form[method=post] button.is-primary")
    assert re.search("/supervision/[0-9]+/$", page.url), page.url
    return page.url


def take(page: Page, order: str, step: str, given: dict[str, str]) -> None:
    page.goto(order)
    steps = page.locator(".history > li").count()
    box = page.locator(f"details#{step}")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for name, value in given.items():
        field = box.locator(f"[name={name}]")
        if name == "attached":
            field.set_input_files(PHOTO)  # type: ignore[arg-type]
        else:
            field.fill(value)
    send(page, f"details#{step} button[type=submit]")
    assert page.locator(".history > li").count() == steps + 1, step


def climbed(page: Page, order: str) -> None:
    """Its limit passed: the rules raised it by one rung, and its unit reads so."""
    page.goto(order)
    expect(page.locator(".ladder li")).to_have_count(4)
    expect(page.locator(".ladder li").nth(1)).to_have_class(re.compile("is-now"))


def words_of(file: Path) -> str:
    with zipfile.ZipFile(file) as word:
        return re.sub("<[^>]+>", "", word.read("word/document.xml").decode())
