"""From a list of enterprises to a brief: imported, classed, placed, a gap told, a target enterprise chosen."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demonstration, SignIn
from tests.browser.product import (
    LANGUAGES,
    WORK_ENDS,
    database,
    downloaded,
    not_there,
    not_to_be_read,
    quiet,
    send,
    sound,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("as_it_was")]
NAME = "天津示范{}制动技术有限公司"
BRANDS = ("甲辰", "乙辰", "丙辰")
SCOPE = "铁路机车车辆配件的制造；轨道车辆制动系统、制动盘、闸片的生产与销售；轨道交通设备维修服务"
HEADS = "企业名称,统一社会信用代码,经营范围,主管单位"
UNIT, CHAIN, NODE = "轨道交通投促中心", "rail_transit", "braking"
WRONG_CODE = "91120114MA0000000X"
ASKED = "main form[method=post] button.is-primary"


def list_of_enterprises() -> bytes:
    """Three firms that make brakes, and one whose credit code is wrong."""
    rows = [f"{NAME.format(brand)},,{SCOPE},{UNIT}" for brand in BRANDS]
    return "\n".join([HEADS, *rows, f"天津示范错码机械有限公司,{WRONG_CODE},机械零部件加工,{UNIT}"]).encode("utf-8-sig")


def chain_page(demonstration: Demonstration, language: str) -> str:
    with database(demonstration) as data:
        [key] = data.execute("select id from chains_chain where code = ?", [CHAIN]).fetchone()
    return f"/{language}/chains/{key}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_enterprises_come_in_are_placed_and_close_a_gap(
    sign_in: SignIn, demonstration: Demonstration, neighbour: str, language: str, tmp_path: Path
) -> None:
    office, others = sign_in("investment", language), (sign_in("construction", language), sign_in(neighbour, language))
    chain = chain_page(demonstration, language)
    bring_in(office, language)
    give_classes(office, language)
    gap = gap_of_node(office, chain)
    place(office, chain)
    office.goto(gap)
    expect(office.locator(".gap-head")).to_contain_text({"en": "Closed", "zh-hans": "已补齐"}[language])
    not_to_be_read(chain, *others)
    for path in ("gaps/", "bench/", "placements/"):
        not_to_be_read(f"{chain}{path}", *others)
    not_there(gap, *others)
    open_gap = choose_targets(office, chain)
    not_to_be_read(open_gap, *others)
    brief = downloaded(office, "main details.menu", "docx", tmp_path)
    with zipfile.ZipFile(brief) as parts:
        words = re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
    assert "示例优先" in words or len(words) > 300
    quiet(office)


def bring_in(page: Page, language: str) -> None:
    page.goto(f"/{language}/imports/new/")
    page.locator("input[name=kind][value=enterprises]").check()
    file = {"name": "企业名录.csv", "mimeType": "text/csv", "buffer": list_of_enterprises()}
    page.set_input_files("input[type=file]", file)
    send(page, "form[enctype] [type=submit]")
    accept = page.locator("form[action*='/accept/'] button.is-primary")
    expect(accept).to_be_visible(timeout=WORK_ENDS)
    expect(page.locator("main")).to_contain_text(WRONG_CODE)
    accept.click()
    result = page.locator("main a.is-primary")
    expect(result).to_be_visible(timeout=WORK_ENDS)
    page.goto(f"/{language}/enterprises/?q={BRANDS[0]}")
    expect(page.locator("tbody tr[data-row]")).to_have_count(1)


def give_classes(page: Page, language: str) -> None:
    """Propose classes for all without one, and confirm what was proposed."""
    page.goto(f"/{language}/enterprises/classes/")
    send(page, "form[action$='/classes/propose/'] button")
    page.goto(f"/{language}/enterprises/classes/?state=proposed")
    expect(page.locator("tbody")).to_contain_text("3715")
    expect(page.locator("mark.phrase").first).to_be_visible()
    send(page, "form[action$='/classes/confirm/'] button[type=submit]")


def gap_of_node(page: Page, chain: str) -> str:
    page.goto(f"{chain}gaps/")
    named = page.locator("tbody tr").filter(has_text=re.compile("制动系统|Braking systems"))
    named.locator("a[href*='/gaps/']").first.click()
    expect(page.locator(".gap-head")).to_be_visible()
    return page.url


def place(page: Page, chain: str) -> None:
    """The register is looked through; the three firms are confirmed, and say what they can deliver."""
    page.goto(f"{chain}placements/")
    send(page, "form[action$='/propose/'] button")
    page.goto(f"{chain}placements/?state=proposed&node={NODE}")
    for brand in BRANDS:
        page.locator(f"tr:has-text('{brand}') input[name=placement]").check()
    send(page, "button[name=confirm]")
    for brand in BRANDS:
        page.goto(f"{chain}placements/?state=standing&node={NODE}&q={brand}")
        page.locator(f"tr:has-text('{brand}') a[href*='/placements/']").first.click()
        page.locator("input[name=capacity]").fill("90000")
        send(page, ASKED)


def choose_targets(page: Page, chain: str) -> str:
    """The most important open gap has target enterprises, each with what its rank is made of."""
    page.goto(f"{chain}gaps/")
    page.locator("tbody a[href*='/chains/gaps/']").first.click()
    expect(page.locator("ol.targets > li").first).to_be_visible()
    page.locator("ol.targets details > summary").first.click()
    expect(page.locator("ol.targets details[open] table tbody tr").first).to_be_visible()
    first = page.locator("form.target-form").first
    first.locator("input[name=reason]").fill("示例优先")
    with page.expect_navigation():
        first.locator("button[value=shortlisted]").click()
    with page.expect_download() as came:
        page.locator("#targets .page-actions a").click()
    assert came.value.suggested_filename.endswith(".xlsx")
    assert sound(page) == []
    return page.url
