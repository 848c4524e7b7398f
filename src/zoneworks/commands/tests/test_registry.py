"""`zoneworks registry classify`: a table of enterprises to classes with reasons, without a database."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zoneworks.commands import main

FIRMS = [
    ["企业名称", "经营范围"],
    ["示例阀门有限公司", "阀门、管件制造；五金销售"],
    ["", ""],
    ["示例物业管理有限公司", "物业管理"],
    ["示例某某公司", ""],
]


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("the command asked for a database")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", refuse)
    return


def write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> str:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return str(path)


def classified(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["registry", "classify", *arguments, "--json", "--lang", "en"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_firm_gets_ranked_classes_with_the_words_that_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    code, told = classified(capsys, write_csv(tmp_path / "firms.csv", FIRMS, encoding))
    assert code == 0
    valves, estate, silent = told["rows"]
    assert (valves["row"], valves["name"]) == (2, "示例阀门有限公司")
    best = valves["classes"][0]
    assert (best["code"], best["name"]) == ("3443", "阀门和旋塞制造")
    assert {"text": "阀门", "field": "scope"}.items() <= max(best["phrases"], key=lambda one: one["field"]).items()
    scores = [one["score"] for one in valves["classes"]]
    assert scores == sorted(scores, reverse=True)
    assert estate["classes"][0]["code"] == "7020"
    assert silent["classes"] == []
    issues = [(one["code"], one["cell"]) for one in told["issues"]]
    assert issues == [("name_and_scope_missing", "A3"), ("class_not_told", "A5")]


def test_a_workbook_with_english_headings_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    for row in [["Scope", "Name"], *([scope, name] for name, scope in FIRMS[1:])]:
        book.active.append(row)
    book.save(tmp_path / "firms.xlsx")
    _, of_book = classified(capsys, str(tmp_path / "firms.xlsx"))
    _, of_csv = classified(capsys, write_csv(tmp_path / "firms.csv", FIRMS))
    assert of_book["rows"] == of_csv["rows"]


def test_codes_of_2011_that_the_table_states_are_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        ["企业名称", "行业代码", "行业名称"],
        ["示例汽车有限公司", "3610", ""],
        ["示例汽配有限公司", "3660", "汽车零部件及配件制造"],
        ["示例阀门有限公司", "3443", "阀门和旋塞制造"],
        ["示例轴承有限公司", "99X9", ""],
        ["示例管件有限公司", "3352.0", ""],
    ]
    code, told = classified(capsys, write_csv(tmp_path / "firms.csv", rows))
    assert code == 0
    assert [one["stated"] for one in told["rows"]] == [
        {"code": "3610", "edition": "2011", "successors": ["3611", "3612"]},
        {"code": "3660", "edition": "2011", "successors": ["3670"]},
        {"code": "3443", "edition": "2017", "successors": []},
        {"code": "99X9", "edition": None, "successors": []},
        {"code": "3352", "edition": "2017", "successors": []},
    ]
    issues = [(one["code"], one["cell"]) for one in told["issues"]]
    assert issues == [
        ("class_of_2011", "B2"),
        ("class_of_2011", "B3"),
        ("class_unknown", "B5"),
        ("class_as_number", "B6"),
    ]


@pytest.mark.parametrize("rows", [[["甲", "乙"], ["1", "2"]], [["企业名称", "经营范围"]], [["企业名称"], ["  "]], []])
def test_a_table_without_firms_is_told_and_gives_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[list[str]]
) -> None:
    code, told = classified(capsys, write_csv(tmp_path / "firms.csv", rows))
    assert code == 2
    assert told["rows"] == []
    assert told["issues"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = classified(capsys, str(tmp_path / "none.csv"))
    assert (code, told["issues"][0]["code"]) == (2, "file_missing")


def test_wrong_arguments_are_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["registry", "classify", "--json"])
    assert code == 2
    assert json.loads(capsys.readouterr().out)["issues"][0]["code"] == "arguments_wrong"


@pytest.mark.parametrize(("language", "expected"), [("en", "Valves and cocks"), ("zh-hans", "阀门和旋塞制造")])
def test_people_get_a_table_in_their_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, expected: str
) -> None:
    file = write_csv(tmp_path / "firms.csv", FIRMS)
    assert main(["registry", "classify", file, "--lang", language]) == 0
    told = capsys.readouterr()
    assert expected in told.out
    assert "3443" in told.out
    assert "A3" in told.err


def test_many_firms_are_told_with_progress(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [FIRMS[0], *([f"示例{number}阀门厂", "阀门制造"] for number in range(6_000))]
    code, told = classified(capsys, write_csv(tmp_path / "firms.csv", rows))
    assert code == 0
    assert len(told["rows"]) == 6_000
    assert {one["classes"][0]["code"] for one in told["rows"]} == {"3443"}
    main(["registry", "classify", str(tmp_path / "firms.csv"), "--lang", "en", "--top", "1"])
    assert "5,000 of 6,000" in capsys.readouterr().err.replace("5000 of 6000", "5,000 of 6,000")
