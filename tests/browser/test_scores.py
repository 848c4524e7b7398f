"""Scores from the rulebook to the final league table, with an appeal upheld, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demonstration, SignIn
from tests.browser.product import LANGUAGES, not_there, not_to_be_done, not_to_be_read, quiet, rows_of, send, turn_to

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("as_it_was")]
QUARTER, HALF, APPEALS_ENDED = "2023Q3", "2023H1", "2023-10-31"
WORDS = "佐证已补充，请复核该项扣分。"
FILE = {"name": "说明.csv", "mimeType": "text/csv", "buffer": "日期,事项\n2023-08-31,设备进场\n".encode()}
OWN = "tr.is-chosen:has(a[href*='/IPD/'])"
# The report that was found false: the score of its row is nought.
REPORT = "a[href*='/reports/'][href$='/2023-08/']"
ASKED = "main form[method=post] button[type=submit]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_are_issued_tried_and_published(
    sign_in: SignIn, demonstration: Demonstration, neighbour: str, language: str
) -> None:
    office, others = sign_in("supervision", language), (sign_in("construction", language), sign_in(neighbour, language))
    office.goto(f"/{language}/scores/rulebooks/draft/")
    office.locator("[name=base]").select_option("shipped:zone_default")
    office.locator("[name=valid_from]").fill("2024-01-01")
    send(office, ASKED)
    book = office.url
    not_to_be_read(book, *others)
    office.goto(f"{book}issue/")
    not_there(f"{book}issue/", *others)
    send(office, ASKED)
    others[0].goto(book)
    expect(others[0].locator("h1")).to_be_visible()
    try_weights(office, demonstration, language)
    for path in (f"preview/{HALF}/", "what-if/", "publish/"):
        not_to_be_read(f"/{language}/scores/{path}", others[0])
        not_to_be_read(f"/{language}/scores/{path}?zone=WQDZ", others[1])
    office.goto(f"/{language}/scores/preview/{HALF}/")
    scored = office.locator("table.score-table tbody tr").count()
    office.goto(f"/{language}/scores/publish/?period={HALF}")
    not_to_be_done(f"/{language}/scores/publish/", others[0], sent={"period": HALF})
    send(office, ASKED)
    others[0].goto(office.url)
    expect(others[0].locator("table.score-table tbody tr")).to_have_count(scored)
    not_to_be_read(office.url, others[1])
    quiet(office)


def try_weights(page: Page, demonstration: Demonstration, language: str) -> None:
    """Other points change the table beside it, and nothing that is kept."""
    before = rows_of(demonstration, "scoring_rulebook", "scoring_publication")
    page.goto(f"/{language}/scores/what-if/?period={QUARTER}")
    expect(page.locator(".score-tried td strong")).to_have_count(0)
    points = page.locator("input[name^='points.']").first
    points.fill(str(int(float(points.input_value())) // 2))
    send(page, ".score-try button.is-primary")
    expect(page.locator(".score-tried td strong").first).to_be_visible()
    assert rows_of(demonstration, "scoring_rulebook", "scoring_publication") == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_appeal_is_upheld_and_the_scores_become_final(
    sign_in: SignIn, demonstration: Demonstration, neighbour: str, language: str
) -> None:
    office, unit = sign_in("supervision", language), sign_in("investment", language)
    others = (sign_in("construction", language), sign_in(neighbour, language))
    unit.goto(f"/{language}/scores/?period={QUARTER}")
    published = unit.url
    before = own_score(unit)
    unit.locator(f"{OWN} th a").click()
    sheet = unit.url
    evidence, appeal = appeal_against(unit)
    not_to_be_read(appeal, *others)
    not_there(f"{appeal}decide/", unit, *others)
    not_to_be_read(sheet, others[1])
    decide(office, appeal, "upheld")
    office.goto(evidence)
    office.locator("main a[href*='/verification/reports/']").first.click()
    office.locator("[name=finding][value=true]").check()
    office.locator("form:has([name=finding]) [name=reason]").fill("已到现场复核。")
    send(office, "form:has([name=finding]) button.is-primary")
    office.goto(f"/{language}/scores/appeals/?state=open")
    for url in [str(one.get_attribute("href")) for one in office.locator("tr[data-row] th a").all()]:
        decide(office, url, "rejected")
    office.goto(appeal)
    office.locator("a.is-primary[href*='/correct/']").click()
    not_there(office.url, unit, *others)
    office.locator("main [name=reason]").fill("复核后更正。")
    send(office, ASKED)
    corrected = office.url
    unit.goto(published)
    assert own_score(unit) > before
    expect(unit.locator(f"{OWN} .score-change")).to_be_visible()
    turn_to(demonstration, APPEALS_ENDED)
    not_there(f"{corrected}final/", unit, *others)
    office.goto(f"{corrected}final/")
    send(office, ASKED)
    expect(office.locator("a[href*='/final/']")).to_have_count(0)
    not_there(f"{sheet}appeal/", *others)
    quiet(office, unit)


def own_score(page: Page) -> float:
    return float(page.locator(f"{OWN} td.number strong").first.inner_text())


def appeal_against(page: Page) -> tuple[str, str]:
    """A line that lost points opens to its figures and its evidence; the unit appeals against it with a file."""
    line = page.locator(f"details.score-line:has({REPORT})").first
    line.locator("summary").click()
    expect(line.locator("dd.figure").first).to_be_visible()
    evidence = str(line.locator(REPORT).first.get_attribute("href"))
    line.locator("a[href*='/appeal/']").click()
    page.locator("main [name=words]").fill(WORDS)
    page.locator("main [name=file]").set_input_files(FILE)  # type: ignore[arg-type]
    send(page, ASKED)
    if "/appeals/" not in page.url:
        page.locator("main a[href*='/appeals/']").last.click()
    expect(page.locator("main")).to_contain_text(WORDS)
    return evidence, page.url


def decide(page: Page, appeal: str, decision: str) -> None:
    page.goto(f"{appeal}decide/")
    page.locator(f"[name=decision][value={decision}]").check()
    page.locator("main [name=reason]").fill("经核对现场记录。")
    send(page, ASKED)
