"""A pool as people list it: headings of either language, odd cells named, and real listed firms as a pool."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from zonekit.chains.pool import Pool, PoolFirm
from zonekit.chains.pool_reading import PoolList, read_pool
from zonekit.chains.targets import rank_targets
from zonekit.chains.targets_model import NodeNeed, PartCode
from zonekit.sheets.source import column_letters


def grid(*rows: list[Any]) -> list[list[tuple[Any, str]]]:
    return [
        [(value, f"{column_letters(at)}{number}") for at, value in enumerate(row)] for number, row in enumerate(rows, 1)
    ]


def read(*rows: list[Any]) -> PoolList:
    return read_pool("库", grid(*rows))


def test_chinese_and_english_headings_give_the_same_pool() -> None:
    chinese = read(
        [
            "统一社会信用代码",
            "企业名称",
            "行业代码",
            "主要产品",
            "所在地区",
            "营业收入（万元）",
            "从业人数",
            "经度",
            "纬度",
        ],
        ["X1", "甲轴承厂", "3451", "轴承、轴箱", "河北", 300, "1,200人", 117.1, 39.2],
    )
    english = read(
        ["code", "name", "class", "products", "region", "revenue", "employees", "lon", "lat"],
        ["X1", "甲轴承厂", "3451", "轴承,轴箱", "河北", "3000000", 1200.0, "117.1", "39.2"],
    )
    assert chinese.firms == english.firms
    assert chinese.firms == (
        PoolFirm("X1", "甲轴承厂", "3451", ("轴承", "轴箱"), "", "河北", 117.1, 39.2, 3_000_000.0, 1200.0),
    )
    assert chinese.issues == english.issues == ()


def test_figures_that_are_not_there_are_not_known_and_nothing_is_said() -> None:
    found = read(["名称", "营业收入"], ["甲", None], ["乙", ""])
    assert [firm.revenue for firm in found.firms] == [None, None]
    assert found.issues == ()


@pytest.mark.parametrize(
    ("heading", "cell", "issue"),
    [
        ("营业收入", -3, "figure_negative"),
        ("营业收入", "很多", "figure_unreadable"),
        ("营业收入", 1e20, "figure_absurd"),
        ("从业人数", "九十", "figure_unreadable"),
        ("从业人数", -1, "figure_negative"),
        ("从业人数", 1e9, "figure_absurd"),
        ("经度", 999, "degrees_out_of_range"),
        ("行业代码", "ABC", "class_unreadable"),
        ("行业代码", 3451.0, "class_as_number"),
    ],
)
def test_an_odd_cell_is_named_and_the_firm_stays(heading: str, cell: Any, issue: str) -> None:
    found = read(["名称", heading], ["甲", cell])
    assert len(found.firms) == 1
    assert [(one.code, one.where.cell) for one in found.issues] == [(issue, "B2")]


def test_a_cell_that_says_its_unit_is_not_multiplied_by_that_of_the_heading() -> None:
    found = read(["名称", "营业收入（万元）"], ["甲", "8000万元"], ["乙", 8000], ["丙", "1.2亿"])
    assert [firm.revenue for firm in found.firms] == [8e7, 8e7, 1.2e8]


def test_the_same_firm_twice_and_rows_without_a_name_are_passed_over() -> None:
    found = read(["代码", "名称"], ["600001.SH", "甲"], ["600001.sh", "甲股份"], ["", ""], [None, "乙"])
    assert [(firm.code, firm.name) for firm in found.firms] == [("600001.SH", "甲"), ("", "乙")]
    assert [one.code for one in found.issues] == ["pool_firm_twice"]


def test_region_and_city_are_one_place() -> None:
    found = read(["名称", "省份", "城市"], ["甲", "江苏", "苏州"], ["乙", "江苏省苏州市", "苏州"], ["丙", "", "苏州"])
    assert [firm.region for firm in found.firms] == ["江苏 苏州", "江苏省苏州市", "苏州"]


def test_a_pool_without_headings_or_without_rows_is_an_error() -> None:
    assert [one.severity for one in read(["甲", "乙"], [1, 2]).issues] == ["error"]
    assert [one.code for one in read(["企业名称", "行业代码"]).issues] == ["pool_empty"]


@pytest.fixture(scope="module")
def listed(shared_data: Path) -> Pool:
    """Listed firms with the products they report: names, areas and products only, as a zone's pool might be."""
    firms, products = shared_data / "a_share_basic" / "stock_basic_listed_to_2018.csv.gz", defaultdict(list)
    made = shared_data / "chainkg" / "company_product.csv.gz"
    if not (firms.exists() and made.exists()):
        pytest.skip("a_share_basic or chainkg is not there")
    with gzip.open(made, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            products[row["company_code"][:6]].append(row["product"])
    with gzip.open(firms, "rt", encoding="utf-8", newline="") as lines:
        rows = [["代码", "名称", "主要产品", "地区"]]
        rows += [[one["symbol"], one["name"], products[one["symbol"]], one["area"]] for one in csv.DictReader(lines)]
    return Pool.of(read_pool("库", grid(*rows)).firms)


@pytest.mark.parametrize("word", ["轴承", "锂电池", "印制电路板", "减速机"])
def test_of_three_thousand_listed_firms_those_that_make_the_product_come_first(listed: Pool, word: str) -> None:
    need = NodeNeed("gap", word, (), (word,), longitude=117.0, latitude=39.4)
    found = rank_targets(need, listed, limit=10)
    assert len(listed) > 3000
    assert 3 <= len(found) <= 10
    assert all(any(word in made for made in listed.products[one.firm]) or word in one.name for one in found)
    best = {part.code: part for part in found[0].parts}
    assert best[PartCode.PRODUCT_FIT].value >= 0.9
    assert best[PartCode.DISTANCE].is_known
    assert not best[PartCode.SIZE].is_known
