"""A month from the officer's report to the news the public reads, as its people take it, in both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demonstration, SignIn

pytestmark = pytest.mark.browser
CSV = {"name": "现场.csv", "mimeType": "text/csv", "buffer": "日期,事项\n2023-09-12,走访企业\n".encode()}
PROGRAM = {"name": "setup.exe", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00" + b"\0" * 60}
MARKUP = {"name": "evidence.html", "mimeType": "text/html", "buffer": b"<html><script>1</script></html>"}
WORK_ENDS = 90_000


@dataclass(frozen=True)
class Words:
    """What people read on the way, in one language."""

    language: str
    row: str
    reason: str
    closed: str
    title: str


ENGLISH = Words("en", "1.03.1", "Please add the attendance list.", "closed", "The zone in September")
CHINESE = Words("zh-hans", "1.05.1", "请补充签到表。", "关闭", "九月份工作进展")


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["english", "chinese"])
def test_a_month_goes_from_the_report_to_the_news(
    sign_in: SignIn, demonstration: Demonstration, words: Words, tmp_path: Path
) -> None:
    officer, office = sign_in("investment", words.language), sign_in("supervision", words.language)
    report, value = write_and_submit(officer, words)
    return_it(office, report, words)
    correct_it(officer, report, value, words)
    confirm_many(office, words)
    officer.goto(report)
    expect(officer.locator("form.report-form")).to_have_count(0)
    close_the_month(office, officer, report, words)
    for file in freeze_and_make(office, words, tmp_path):
        assert is_genuine(demonstration, file), file
    public = publish(sign_in, office, words)
    expect(public.locator("h1")).to_contain_text(words.title)
    for page in (officer, office, public):
        quiet(page)


def write_and_submit(page: Page, words: Words) -> tuple[str, str]:
    """A value that falls is asked about, files that are no evidence are refused, the draft is kept and handed in."""
    page.goto(f"/{words.language}/desk/")
    page.locator("section[aria-labelledby=owed-head] tbody th a").filter(has_text=words.row).click()
    form = page.locator("form.report-form")
    value = form.locator("input[name^=value-]").first.input_value()
    form.locator("input[name^=value-]").first.fill("1")
    form.locator("textarea[name=progress]").fill("走访企业二十家，签约项目一个。")
    form.locator("button[name=save]").click()
    expect(page.locator("main .notice, .notices .notice").first).to_be_visible()
    form.locator("[name=evidence]").set_input_files([CSV, PROGRAM, MARKUP])  # type: ignore[list-item]
    form.locator("button[name=submit]").click()
    expect(form).to_contain_text("setup.exe")
    expect(form).to_contain_text("evidence.html")
    expect(form.locator("a[href*='/evidence/']")).to_have_count(1)
    form.locator("button[name=submit]").click()
    expect(form.locator("input[name^=sure]").first).to_be_visible()
    for box in form.locator("input[name^=sure]").all():
        box.check()
    page.locator("form.report-form button[name=submit]").click()
    expect(page.locator("form[action*='take-back']")).to_be_visible()
    return page.url, value


def return_it(page: Page, report: str, words: Words) -> None:
    page.goto(f"/{words.language}/desk/")
    expect(page.locator("section[aria-labelledby=confirming-head]")).to_be_visible()
    page.goto(report)
    page.locator("form.settle details summary").click()
    page.locator("form.settle [name=reason]").fill(words.reason)
    page.locator("form.settle button[name=return]").click()
    page.goto(report)
    expect(page.locator("main")).to_contain_text(words.reason)


def correct_it(page: Page, report: str, value: str, words: Words) -> None:
    page.goto(f"/{words.language}/desk/")
    expect(page.locator("main")).to_contain_text(words.reason)
    page.goto(report)
    expect(page.locator("main")).to_contain_text(words.reason)
    form = page.locator("form.report-form")
    form.locator("textarea[name=problems]").fill("已补充签到表。")
    form.locator("input[name^=value-]").first.fill(value)
    form.locator("button[name=submit]").click()
    expect(page.locator("form[action*='take-back']")).to_be_visible()


def lights(page: Page, language: str) -> list[str]:
    page.goto(f"/{language}/plans/?text=1.")
    return page.locator("tbody tr[data-row] .lamp").evaluate_all(
        "lamps => lamps.map(lamp => lamp.getAttribute('class'))"
    )


def confirm_many(page: Page, words: Words) -> None:
    """What waits is shown hollow; once confirmed it counts, and the board says so."""
    before = lights(page, words.language)
    page.goto(f"/{words.language}/reports/?month=2023-09&state=submitted")
    boxes = page.locator("input[name=report]")
    expect(boxes.first).to_be_visible()
    for box in boxes.all():
        box.check()
    page.locator("form.block button.is-primary").click()
    expect(page.locator("input[name=report]")).to_have_count(0)
    assert lights(page, words.language) != before


def close_the_month(office: Page, officer: Page, report: str, words: Words) -> None:
    """Nobody saves into a closed month; it is opened again with a reason."""
    officer.goto(f"/{words.language}/desk/")
    officer.locator("section[aria-labelledby=owed-head] tbody th a").first.click()
    form = officer.locator("form.report-form")
    expect(form).to_be_visible()
    office.goto(f"/{words.language}/reports/?month=2023-09")
    office.locator("a[href*='/reports/close/']").click()
    office.locator("main form[method=post] [type=submit]").first.click()
    expect(office.locator("a[href*='/reports/reopen/']")).to_be_visible()
    form.locator("textarea[name=progress]").fill("迟到的话。")
    form.locator("button[name=save]").click()
    expect(officer.locator("main")).to_contain_text(words.closed)
    office.locator("a[href*='/reports/reopen/']").click()
    office.locator("main form[method=post] [name=reason]").fill(words.reason)
    office.locator("main form[method=post] [type=submit]").first.click()
    expect(office.locator("a[href*='/reports/close/']")).to_be_visible()


def freeze_and_make(page: Page, words: Words, folder: Path) -> list[Path]:
    """The bulletin is frozen in the background, then made as Word and as PDF, and downloaded."""
    page.goto(f"/{words.language}/answers/bulletins/2023-09/")
    page.locator("details.menu:has(form[action*='/documents/ask/']) > summary").click()
    page.locator("a[href*='/documents/freeze/']").click()
    page.locator("main form[method=post] [type=submit]").first.click()
    opened = page.locator("#production a[href*='/documents/editions/'].is-primary")
    opened.click(timeout=WORK_ENDS)
    edition, files = page.url, []
    for wanted in ("docx", "pdf"):
        page.goto(edition)
        page.locator("details.menu:has(.edition-files) summary").click()
        asking = page.locator(f".edition-files form:has(input[value={wanted}]):has(input[value={words.language}])")
        asking.locator("button").click()
        ready = page.locator("a[href$='/file/']")
        expect(ready).to_be_visible(timeout=WORK_ENDS)
        with page.expect_download() as came:
            ready.click()
        files.append(folder / f"{words.language}.{wanted}")
        came.value.save_as(files[-1])
    return files


def is_genuine(demonstration: Demonstration, file: Path) -> bool:
    command = [str(Path(sys.executable).with_name("zoneworks")), "edition", "verify", str(file)]
    environment = {**os.environ, "ZONEWORKS_HOME": str(demonstration.home)}
    return subprocess.run(command, env=environment, check=False, capture_output=True).returncode == 0


def publish(sign_in: SignIn, office: Page, words: Words) -> Page:
    """News is drafted from the bulletin, finished by the editor, approved by the office, and read by everybody."""
    office.goto(f"/{words.language}/answers/bulletins/2023-09/")
    office.locator("form[action*='/newsroom/drafts/'] button, a[href*='/editing/pages/']").first.click()
    expect(office).to_have_url(re.compile("/editing/pages/[0-9]+/edit/"))
    draft = office.url
    editor = sign_in("editor", words.language)
    editor.goto(draft)
    editor.locator("textarea[name=title], input[name=title]").fill(words.title)
    editor.locator("footer [data-w-dropdown-target=toggle]").click()
    editor.locator("button[name=action-submit]").click()
    expect(editor.locator(".messages")).to_be_visible()
    office.goto(draft)
    approve(office)
    public = sign_in("", words.language)
    public.goto(f"/{words.language}/portal/")
    public.get_by_role("link", name=words.title).first.click()
    quiet(editor)
    return public


def approve(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("button[data-workflow-action-name=approve]").first.click()
    expect(page.locator(".messages .success, .messages [class*=success]").first).to_be_visible()


def quiet(page: Page) -> None:
    """Nothing failed in the page itself but what was refused with a sentence; no rule of the content policy broke."""
    refused = "422 (Unprocessable Entity)"
    assert [text for text in page.problems if refused not in text] == []  # type: ignore[attr-defined]
