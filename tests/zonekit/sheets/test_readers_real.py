"""Real task tables: what is printed in them is what is read."""

import json
from pathlib import Path

import pytest

from zonekit.sheets.readers import read_source
from zonekit.sheets.source import Source

TABLES = [
    "wuhu_2025.xlsx",
    "huoshan_zone_2025.xlsx",
    "xuancheng_hightech_2021.docx",
    "bazhong_2014_matrix.xlsx",
    "lishan_2023.txt",
    "guangming_zone_2017.txt",
    "xianan_2023.txt",
    "qiaocheng_2025.xlsx",
    "chuzhou_2020.txt",
    "changshu_2018.csv",
    "dazhu_2016.csv",
    "xian_2024.txt",
]


def read(path: Path) -> Source:
    return read_source(path.read_bytes(), path.name)


@pytest.mark.parametrize("name", TABLES)
def test_a_real_table_is_read_without_a_remark_and_holds_every_task(shared_data, name):
    path = shared_data / "task_tables" / name
    source = read(path)
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert source.issues == ()
    assert source.encoding == (expected.get("encoding", "utf-8") if path.suffix in (".txt", ".csv") else None)
    whole = "".join(str(cell) for grid in source.grids for row in grid.rows for cell in row if cell is not None)
    whole += "".join(line.text for line in source.lines)
    for item in expected["items"]:
        assert without_spaces(item["text"])[:12] in without_spaces(whole)


def without_spaces(text: str) -> str:
    return "".join(text.split())


def test_the_plan_is_the_same_in_word_and_excel(shared_data):
    folder = shared_data / "plan_2023"
    (sheet,) = read(folder / "任务分解表_2023.xlsx").grids
    document = read(folder / "任务分解表_2023.docx")
    (table,) = document.grids
    as_text = tuple(tuple(str(cell) if cell is not None else None for cell in row) for row in sheet.rows[2:])
    assert table.rows == as_text
    shifted = {(m.top + 2, m.left, m.bottom + 2, m.right) for m in table.merges}
    assert shifted <= {(m.top, m.left, m.bottom, m.right) for m in sheet.merges}
    assert document.lines[0].text == sheet.rows[0][0]
