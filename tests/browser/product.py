"""What walks do beside the pages: ask as somebody who may not, look at a whole page, turn the days of the zone."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Demonstration

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
LAPTOP, PHONE = 1366, 390
NOT_FOUND = 404
WORK_ENDS = 90_000
LANGUAGES = ("en", "zh-hans")
THE_RULES = """
from zoneworks.rhythm.periodic import run_ladders
run_ladders()
"""


def database(demonstration: Demonstration) -> sqlite3.Connection:
    return sqlite3.connect(demonstration.home / "zoneworks.sqlite3", timeout=30)


def turn_to(demonstration: Demonstration, day: str) -> None:
    """The zone lives on another day."""
    with closing(database(demonstration)) as data, data:
        data.execute("update units_zoneprofile set fixed_today = ?", (day,))


def rows_of(demonstration: Demonstration, *tables: str) -> list[Any]:
    with closing(database(demonstration)) as data:
        return [data.execute(f"select * from {table} order by 1").fetchall() for table in tables]


def not_to_be_read(url: str, *people: Page) -> None:
    for page in people:
        assert page.request.get(url).status == NOT_FOUND, url


def not_to_be_done(url: str, *people: Page, sent: dict[str, str] | None = None) -> None:
    """For these people there is nothing at this address to send anything to."""
    for page in people:
        token = next(one["value"] for one in page.context.cookies() if one.get("name") == "csrftoken")
        answer = page.request.post(url, form={"csrfmiddlewaretoken": token, **(sent or {})}, max_redirects=0)
        assert answer.status == NOT_FOUND, (url, answer.status)


def not_there(url: str, *people: Page) -> None:
    not_to_be_read(url, *people)
    not_to_be_done(url, *people)


def send(page: Page, button: str) -> None:
    """Press it, and wait for the page that comes."""
    with page.expect_navigation():
        page.locator(button).first.click()


def sound(page: Page) -> list[str]:
    """What is wrong with the page shown: rules of accessibility, its width on a phone, errors it told."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    wrong = [
        f"{page.url} {rule['id']}: {rule['help']} ({rule['nodes'][0]['html'][:120]})"
        for rule in found["violations"]
        if rule["impact"] in {"serious", "critical"}
    ]
    page.set_viewport_size({"width": PHONE, "height": 850})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": LAPTOP, "height": 850})
    wrong += [f"{page.url} is {width} px wide on a phone"] if width > PHONE + 1 else []
    problems: list[str] = page.problems  # type: ignore[attr-defined]
    return wrong + [f"{page.url} {text}" for text in problems if is_broken(text)]


def is_broken(text: str) -> bool:
    return bool(re.search("Content Security Policy|Refused to|Uncaught|TypeError", text))


def quiet(*pages: Page) -> None:
    """Nothing failed in the pages themselves but what was refused with a sentence."""
    for page in pages:
        problems: list[str] = page.problems  # type: ignore[attr-defined]
        assert [text for text in problems if "422" not in text] == []


def downloaded(page: Page, menu: str, wanted: str, folder: Path) -> Path:
    """Ask for a document in the menu of formats; it is made in the background, then saved."""
    page.locator(f"{menu} > summary").click()
    send(page, f"{menu} form:has(input[name=format][value={wanted}]) button")
    ready = page.locator("a[href$='/file/']")
    expect(ready).to_be_visible(timeout=WORK_ENDS)
    with page.expect_download() as came:
        ready.click()
    file = folder / came.value.suggested_filename
    came.value.save_as(file)
    return file
