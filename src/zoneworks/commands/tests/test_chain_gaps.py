"""`zoneworks chain gaps`: from a workbook and a list of enterprises to gaps with reasons, without a database."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from bench.chains_made import made_world

from zonekit.chains import chain_sheets, load_chain
from zoneworks.commands import main

HEAD = ["统一社会信用代码", "企业名称", "行业代码", "经营范围", "环节", "产值（万元）"]
NODES = [
    ["环节代码", "环节名称", "上中下游", "层级", "行业代码", "产品词"],
    ["steel", "车轴钢", "上游", 1, "3130", "车轴钢"],
    ["axle", "车轴", "中游", 2, "3714", "车轴"],
    ["bogie", "转向架", "下游", 3, "3715", "转向架"],
]
LINKS = [["供方环节", "需方环节", "占需方投入比重"], ["steel", "axle", 0.5], ["axle", "bogie", 0.4]]
FIRMS = [
    ["", "甲轴厂", "3714", "车轴", "axle", 800],
    ["", "乙轴厂", "3714", "车轴", "axle", 700],
    ["", "丙架厂", "3715", "转向架", "bogie", 3000],
    ["", "丁架厂", "3715", "转向架", "转向架", 2000],
]


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("the command asked for a database")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", refuse)
    return


def write_book(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> str:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return str(path)


def write_csv(path: Path, rows: Sequence[Sequence[Any]], encoding: str = "utf-8-sig") -> str:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return str(path)


def asked(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any], str]:
    code = main(["chain", "gaps", *arguments, "--json", "--lang", "en"])
    told = capfd.readouterr()
    return code, json.loads(told.out), told.err


@pytest.fixture
def book(tmp_path: Path) -> str:
    head = [["代码", "bogies"], ["名称", "转向架"], ["英文名称", "Bogies"]]
    return write_book(tmp_path / "chain.xlsx", {"产业链": head, "环节": NODES, "链接": LINKS})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_gaps_with_status_importance_and_reasons(
    book: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], encoding: str
) -> None:
    firms = write_csv(tmp_path / "firms.csv", [HEAD, *FIRMS], encoding)
    code, told, _ = asked(capfd, "--chain", book, "--enterprises", firms)
    assert code == 0
    assert told["chain"] == {
        "code": "bogies", "name": "转向架", "name_en": "Bogies", "version": "", "nodes": 3, "links": 2,
    }  # fmt: skip
    [steel] = told["gaps"]
    assert (steel["node"], steel["status"]) == ("steel", "missing")
    # half of the axles' output and a fifth of the bogies' rests on steel, of 65 million in all
    assert steel["importance"] == pytest.approx((0.5 * 15 + 0.2 * 50) / 65, abs=1e-6)
    assert steel["figures"]["demand"] == pytest.approx(0.5 * 0.7 * 15e6)
    assert steel["reasons"][0] == {
        "code": "no_supplier", "status": "missing", "figures": {"firms": 0, "counted": 0.0, "below": 0.5},
        "text": "No enterprise in the zone stands on this node.",
    }  # fmt: skip
    assert steel["closing"][0]["figures"] == {"suppliers": 2, "supply_each": pytest.approx(0.3 * 5.25e6)}
    assert {node["node"]: node["status"] for node in told["nodes"]} == {
        "steel": "missing", "axle": "present", "bogie": "present",
    }  # fmt: skip
    assert told["issues"] == []


def test_enterprises_without_a_node_are_placed_by_class_and_scope(
    book: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ["name", "class", "scope", "output"],
        ["甲", "3714", "", "1.2亿"],
        ["乙", "", "车轴钢的冶炼、加工，特种钢材", 5e6],
        ["丙", "8211", "", 1],
    ]
    code, told, _ = asked(capfd, "--chain", book, "--enterprises", write_csv(tmp_path / "f.csv", rows))
    assert code == 0
    assert told["enterprises"]["stated"] == 0
    assert told["enterprises"]["proposed"] >= 1
    assert told["enterprises"]["proposed"] + told["enterprises"]["unplaced"] == 3
    axle = next(node for node in told["nodes"] if node["node"] == "axle")
    assert axle["figures"]["output"] == pytest.approx(0.6 * 1.2e8)


def test_odd_rows_are_told_with_their_cells(book: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    rows = [
        HEAD,
        *FIRMS,
        ["91120222MA05000011", "戊", "3714", "", "车轮", -5],
        [9.1e17, "己", "371a", "", "steel", "甚多"],
    ]
    code, told, words = asked(capfd, "--chain", book, "--enterprises", write_csv(tmp_path / "f.csv", rows))
    assert code == 0
    found = {(issue["code"], issue["cell"]) for issue in told["issues"]}
    assert found >= {
        ("node_unknown", "E6"), ("figure_negative", "F6"), ("class_unreadable", "C7"), ("figure_unreadable", "F7"),
    }  # fmt: skip
    assert {cell for code, cell in found if code.startswith("code_")} >= {"A6", "A7"}
    assert "negative" in words
    assert all(issue["message"] for issue in told["issues"])


def test_a_blockage_on_the_workbooks_own_sheet(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sheets = {"环节": NODES, "链接": LINKS, "堵点": [["环节", "受阻类型"], ["车轴", "用地"]]}
    book = write_book(tmp_path / "转向架.xlsx", sheets)
    firms = write_csv(tmp_path / "firms.csv", [HEAD, *FIRMS])
    _, told, _ = asked(capfd, "--chain", book, "--enterprises", firms)
    assert {gap["node"]: gap["status"] for gap in told["gaps"]} == {"steel": "missing", "axle": "blocked"}
    assert told["chain"]["name"] == "转向架"


@pytest.mark.parametrize(
    ("nodes", "links", "code", "cell"),
    [
        (NODES, [*LINKS, ["bogie", "steel", 0.1]], "cycle", "B4"),
        (NODES, [*LINKS, ["wheel", "bogie", 0.1]], "link_node_unknown", "A4"),
        ([*NODES, ["axle2", "车轴", "中游", 2, "3714", ""]], LINKS, "node_name_twice", "B5"),
        ([*NODES, ["car", "整车", "下游", 4, "9998", ""]], LINKS, "class_unknown", "E5"),
    ],
)
def test_a_chain_with_an_error_is_not_judged(
    nodes: Any, links: Any, code: str, cell: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    book = write_book(tmp_path / "chain.xlsx", {"产业链": [["名称", "转向架"]], "环节": nodes, "链接": links})
    firms = write_csv(tmp_path / "firms.csv", [HEAD, *FIRMS])
    status, told, words = asked(capfd, "--chain", book, "--enterprises", firms)
    assert status == 2
    assert (told["chain"], told["gaps"]) == (None, [])
    assert (code, cell) in [(issue["code"], issue["cell"]) for issue in told["issues"]]
    assert cell in words


def test_codes_of_2011_are_recognised_and_said_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    nodes = [*NODES, ["car", "整车", "下游", 4, "3610", ""]]
    book = write_book(tmp_path / "chain.xlsx", {"产业链": [["名称", "车"]], "环节": nodes, "链接": LINKS})
    firms = write_csv(tmp_path / "firms.csv", [HEAD, *FIRMS, ["", "车厂", "3610", "", "car", 1]])
    status, told, _ = asked(capfd, "--chain", book, "--enterprises", firms)
    assert status == 0
    said = [
        (issue["sheet"], issue["cell"], issue["message"])
        for issue in told["issues"]
        if issue["code"] == "class_of_2011"
    ]
    assert [(sheet, cell) for sheet, cell, _ in said] == [("环节", "E5"), ("firms", "C6")]
    assert all("2011" in message and "3612" in message for _, _, message in said)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", "没有,表头\n甲,乙\n".encode()])
def test_a_file_that_holds_nothing(
    book: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "firms.csv").write_bytes(content)
    status, told, words = asked(capfd, "--chain", book, "--enterprises", str(tmp_path / "firms.csv"))
    assert status == 2
    assert told["chain"]["code"] == "bogies"
    assert told["issues"]
    assert words
    status, told, _ = asked(capfd, "--chain", str(tmp_path / "firms.csv"), "--enterprises", str(tmp_path / "none.csv"))
    assert (status, told["chain"]) == (2, None)


def test_wrong_arguments_are_told_as_json(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["chain", "gaps", "--json"]) == 2
    assert json.loads(capfd.readouterr().out)["issues"][0]["code"] == "arguments_wrong"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "转向架: gaps at 1 of 3 nodes"), ("zh-hans", "转向架：3个环节中有1处缺口")],
)
def test_a_table_for_people_in_a_process_without_a_site(book: str, tmp_path: Path, language: str, words: str) -> None:
    firms = write_csv(tmp_path / "firms.csv", [HEAD, *FIRMS])
    program = "from zoneworks.commands import main; raise SystemExit(main())"
    arguments = ["chain", "gaps", "--chain", book, "--enterprises", firms, "--lang", language]
    surroundings = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, encoding="utf-8", env=surroundings, check=True
    )
    assert words.removeprefix("转向架") in done.stdout
    assert "26.9%" in done.stdout


def test_planted_gaps_of_a_shipped_chain_through_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    chain = load_chain("rail_transit")
    book = write_book(tmp_path / "chain.xlsx", chain_sheets(chain, "en"))
    world = made_world(chain, 1, misplaced=0.2)
    rows = [
        [firm.name, firm.industry_class, firm.scope, chain.nodes[firm.placed].code, firm.output, firm.capacity]
        for firm in world.firms
    ]
    firms = write_csv(tmp_path / "firms.csv", [["Name", "Class", "Scope", "Node", "Output", "Capacity"], *rows])
    _, told, _ = asked(capfd, "--chain", book, "--enterprises", firms)
    found = {gap["node"] for gap in told["gaps"]}
    planted = {chain.nodes[place].code for place in world.planted}
    assert len(found & planted) >= 0.75 * max(len(found), len(planted))
    same, by_code, _ = asked(capfd, "--chain", "rail_transit", "--enterprises", firms)
    assert (same, by_code["gaps"]) == (0, told["gaps"])
