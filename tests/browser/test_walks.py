"""A handful of walks through the demonstration, as its users take them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
ROWS = [
    ["序号", "类别", "重点项目", "工作目标", "牵头领导", "责任单位", "配合单位", "完成时限"],
    [
        1,
        "产业提升",
        "项目招引",
        "新签约装备制造项目12个。",
        "管委会主任",
        "投资促进部",
        "经济发展部、财政金融部",
        "年底前",
    ],
    [2, None, "企业培育", "新增规上工业企业8家以上。", "管委会主任", "经济发展部", "企业服务部", "11月底前"],
    [3, "环境建设", "道路管网", "新建道路5公里，6月底前完成施工招标。", "管委会主任", "规划建设部", None, "2月30日"],
]


def table_of(year: int) -> bytes:
    """A small table as a zone would issue it; its last deadline is impossible."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"开发区{year}年重点任务分解表"])
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("B3:B4")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def opened(download: Download) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(Path(download.path()).read_bytes())).active
    assert isinstance(sheet, Worksheet)
    return sheet


def quiet(page: Page) -> None:
    """Nothing failed in the page itself."""
    assert page.problems == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(("language", "year", "scripts"), [("en", 2021, True), ("zh-hans", 2022, False)])
def test_a_zone_brings_its_own_table(sign_in: SignIn, language: str, year: int, scripts: bool, tmp_path: Path) -> None:
    page = sign_in("supervision", language, scripts=scripts)
    page.goto(f"/{language}/imports/new/")
    page.set_input_files(
        "input[type=file]",
        {"name": f"table {year}.xlsx", "mimeType": "application/octet-stream", "buffer": table_of(year)},
    )
    page.locator("form[enctype] [type=submit]").click()
    preview = page.url
    expect(page.locator("main")).to_contain_text("H5")
    expect(page.locator("main")).to_contain_text("2月30日")
    with page.expect_download() as notes:
        page.locator(f"a[href*='{preview.rstrip('/').rpartition('/')[2]}/notes/']").first.click()
    noted = opened(notes.value)
    assert noted["H5"].comment is not None
    page.locator("button.is-primary[form=rows-form]").click()
    expect(page.locator("a[href$='/undo/']")).to_be_visible()
    page.locator("main a.is-primary").click()
    plan_key = re.search(r"plans/(\d+)/", page.url) or re.search(r"plan=(\d+)", page.url)
    assert plan_key, page.url
    page.goto(f"/{language}/plans/?plan={plan_key.group(1)}")
    expect(page.locator("tbody tr[data-row]")).to_have_count(1 + 2)
    page.goto(preview)
    page.locator("a[href$='/undo/']").click()
    page.locator("main form[method=post] [type=submit]").first.click()
    page.goto(f"/{language}/plans/?plan={plan_key.group(1)}")
    expect(page.locator("h1")).to_be_visible()
    quiet_but_for_missing(page)


def quiet_but_for_missing(page: Page) -> None:
    """The plan that was undone is gone: its page is the only one that may fail."""
    assert [text for text in page.problems if "404" not in text] == []  # type: ignore[attr-defined]


def test_the_board_opens_to_an_item_on_any_date_and_to_excel(sign_in: SignIn) -> None:
    page = sign_in("leader", "zh-hans")
    page.goto("/zh-hans/plans/")
    expect(page.locator("tbody tr[data-row]")).to_have_count(2 + 44 + 95)
    page.locator("a.strip-cell:has(.lamp.is-red)").click()
    assert "light=red" in page.url
    red = page.locator("tbody tr[data-row]:not(.is-group)")
    shown = red.count()
    assert 0 < shown < 20
    title = red.first.locator("th a").inner_text()
    red.first.locator("th a").click()
    expect(page.locator("h1")).to_contain_text(title)
    page.fill("input[name=as_of]", "2023-06-30")
    page.locator("form:has(input[name=as_of]) [type=submit]").click()
    assert "as_of=2023-06-30" in page.url
    expect(page.locator("body")).to_contain_text("2023年6月30日")
    page.goto("/zh-hans/plans/?light=red")
    with page.expect_download() as workbook:
        page.locator("a[href*='board.xlsx']").click()
    sheet = opened(workbook.value)
    leaves = [row for row in sheet.iter_rows(values_only=True) if title in [str(cell).strip() for cell in row if cell]]
    assert leaves
    quiet(page)


def test_an_officer_reports_and_the_office_confirms(sign_in: SignIn) -> None:
    officer = sign_in("investment")
    officer.goto("/en/plans/?text=1.01.1")
    officer.locator("tbody tr:not(.is-group) th a").first.click()
    item = officer.url
    form = officer.locator("form[action*='/values/']").first
    officer.locator("details:has(form[action*='/values/']) > summary").first.click()
    form.locator("input[name=value]").fill("171")
    form.locator("[type=submit]").first.click()
    expect(officer.locator("main")).to_contain_text("171")
    office = sign_in("supervision")
    office.goto(item)
    expect(office.locator("main")).to_contain_text("171")
    quiet(officer)
    quiet(office)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_work_without_scripts_on_a_phone(sign_in: SignIn, language: str) -> None:
    page = sign_in("supervision", language, scripts=False, width=390)
    for path in ("plans/", "plans/wall/", "plans/all/", "plans/rules/", "imports/", "accounts/organisation/"):
        answer = page.goto(f"/{language}/{path}")
        assert answer is not None, path
        assert answer.status == 200, path
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 391, f"{path} is {width} px wide on a phone"


@pytest.mark.parametrize(
    "path", ["plans/", "plans/wall/", "plans/items/20/", "plans/rules/", "imports/new/", "imports/"]
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_open_to_everybody(sign_in: SignIn, path: str, theme: str) -> None:
    page = sign_in("supervision")
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.goto(f"/en/{path}")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    serious = [
        f"{rule['id']}: {rule['help']} ({rule['nodes'][0]['html'][:120]})"
        for rule in found["violations"]
        if rule["impact"] in {"serious", "critical"}
    ]
    assert serious == []


def test_chinese_is_drawn_with_chinese_letters(sign_in: SignIn) -> None:
    page = sign_in("leader", "zh-hans")
    page.goto("/zh-hans/plans/")
    page.evaluate("document.fonts.ready.then(() => 1)")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    for selector in ("h1", ".nav a", "tbody th a", "form.filters label"):
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        faces = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert any(re.search("Noto|PingFang|YaHei|Source Han|WenQuan", face["familyName"]) for face in faces), selector
