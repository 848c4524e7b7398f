"""`zoneworks chain entry` and `chain targets` from files: JSON for programs, tables for people, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zoneworks.commands import main

BASE = "地区,行业,数值\n" + "".join(
    f"{region},{industry},{value}\n"
    for region, kinds in {"甲": "xyz", "乙": "xy", "丙": "vw", "丁": "vwz", "戊": "xy"}.items()
    for industry, value in zip(kinds, (9, 8, 7), strict=False)
)
ENTERPRISES = "企业名称,行业代码,环节,产值（万元）\n某某车辆,3711,vehicles,50000\n某某转向架,3714,bogies,20000\n"
POOL = (
    "企业名称,行业代码,主要产品,所在地区,营业收入（万元）\n"
    "甲轮对制造,3715,轮对、车轴,河北,8000\n"
    "乙轴承,3451,滚子轴承,江苏省苏州市,30000\n"
    "丙酒店,6110,住宿,北京,100\n"
    "某某转向架,3714,转向架,天津,20000\n"
    "丁车轮,3715,车轮,山西,-4\n"
)


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any], str]:
    code = main(["chain", *arguments, "--json", "--lang", "en"])
    out = capsys.readouterr()
    return code, json.loads(out.out), out.err


@pytest.fixture
def base(tmp_path: Path) -> str:
    (tmp_path / "base.csv").write_text(BASE, encoding="utf-8")
    return str(tmp_path / "base.csv")


@pytest.fixture
def given(tmp_path: Path) -> list[str]:
    """The arguments of `chain targets` but for the node."""
    (tmp_path / "enterprises.csv").write_text(ENTERPRISES, encoding="utf-8")
    (tmp_path / "pool.csv").write_text(POOL, encoding="utf-8")
    files = ["--enterprises", str(tmp_path / "enterprises.csv"), "--pool", str(tmp_path / "pool.csv")]
    return ["targets", "--chain", "rail_transit", *files]


def test_what_is_absent_is_scored_by_region_the_likeliest_first(capsys: pytest.CaptureFixture[str], base: str) -> None:
    code, told, errors = answer(capsys, "entry", base)
    assert (code, told["issues"], errors) == (0, [], "")
    assert (told["regions"], told["industries"], told["has_branches"]) == (5, 5, False)
    assert {row["region"] for row in told["rows"]} == {"甲", "乙", "丙", "丁", "戊"}
    assert {row["industry"] for row in told["rows"] if row["region"] == "甲"} == {"v", "w"}
    second = [row for row in told["rows"] if row["region"] == "乙"]
    assert second[0]["industry"] == "z"
    assert [row["score"] for row in second] == sorted((row["score"] for row in second), reverse=True)


def test_one_region_can_be_asked_for_and_an_unknown_one_is_answered_with_those_there_are(
    capsys: pytest.CaptureFixture[str], base: str
) -> None:
    assert {row["region"] for row in answer(capsys, "entry", base, "--region", "丙")[1]["rows"]} == {"丙"}
    code, told, errors = answer(capsys, "entry", base, "--region", "己")
    assert (code, told["rows"], told["issues"][0]["code"]) == (2, [], "entry_region_unknown")
    assert "丁" in errors


def test_faulty_rows_are_told_with_their_cells_and_the_others_scored(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "odd.csv").write_text(f"{BASE}己,x,abc\n庚,,3\n辛,x,-1\n", encoding="utf-8")
    code, told, errors = answer(capsys, "entry", str(tmp_path / "odd.csv"))
    assert code == 0
    found = [(issue["code"], issue["cell"]) for issue in told["issues"]]
    assert found == [("entry_value_unreadable", "C14"), ("entry_name_missing", "B15"), ("entry_value_negative", "C16")]
    assert "no number" in errors


@pytest.mark.parametrize(
    ("content", "issue"),
    [
        ("region,industry,value\n", "entry_table_empty"),
        ("a,b\n1,2\n", "headings_missing"),
        ("region,value\nA,1\n", "column_missing"),
        ("region,industry,value\nA,x,1e308\nB,x,1e308\n", "entry_value_unreadable"),
    ],
)
def test_a_table_that_cannot_be_used_ends_with_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str, issue: str
) -> None:
    (tmp_path / "odd.csv").write_text(content, encoding="utf-8")
    code, told, errors = answer(capsys, "entry", str(tmp_path / "odd.csv"))
    assert (code, told["rows"]) == (2, [])
    assert issue in {one["code"] for one in told["issues"]}
    assert errors


def test_people_get_a_table_of_the_likeliest(capsys: pytest.CaptureFixture[str], base: str) -> None:
    assert main(["chain", "entry", base, "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "5 regions, 5 industries" in out
    assert "乙" in out


def test_targets_are_ranked_with_parts_whose_shares_add_up(
    capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    code, told, _ = answer(capsys, *given, "--node", "wheelsets", "--at", "天津")
    assert (code, told["node"], told["name_en"]) == (0, "wheelsets", "Wheelsets and bearings")
    assert told["targets"][0]["name"] == "甲轮对制造"
    assert {one["name"] for one in told["targets"]} == {"甲轮对制造", "乙轴承", "丁车轮"}
    for target in told["targets"]:
        assert sum(part["share"] for part in target["parts"]) == pytest.approx(1, abs=1e-5)
        assert all(part["text"] for part in target["parts"])
        assert all(change["text"] for change in target["would_change"])
    assert told["customers"][0]["node"] == "bogies"
    assert told["rules"] == {"code": "product", "to_be_confirmed": True}


def test_who_is_here_already_is_no_target_and_odd_cells_are_told(
    capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    _, told, _ = answer(capsys, *given, "--node", "bogies", "--at", "117.0,39.4")
    codes = {issue["code"]: issue for issue in told["issues"]}
    assert "某某转向架" not in {one["name"] for one in told["targets"]}
    assert codes["pool_firms_here"]["params"] == {"count": 1}
    assert codes["figure_negative"]["cell"] == "E6"
    assert "place_not_given" not in codes


def test_a_node_is_found_by_its_name_in_either_language(capsys: pytest.CaptureFixture[str], given: list[str]) -> None:
    for name in ("轮对与轴承", "Wheelsets and bearings", "WHEELSETS"):
        assert answer(capsys, *given, "--node", name)[1]["node"] == "wheelsets"


@pytest.mark.parametrize("content", [None, "", "x,y\n1,2\n", "name,class\n"])
def test_without_a_list_of_enterprises_nothing_is_ranked(
    capsys: pytest.CaptureFixture[str], given: list[str], content: str | None
) -> None:
    enterprises = Path(given[given.index("--enterprises") + 1])
    enterprises.unlink() if content is None else enterprises.write_text(content, encoding="utf-8")
    code, told, errors = answer(capsys, *given, "--node", "wheelsets")
    assert (code, told["targets"]) == (2, [])
    assert "error" in {issue["severity"] for issue in told["issues"]}
    assert errors


def test_wrong_arguments_are_answered_with_empty_lists(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chain", "targets", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["targets"] == []


def test_a_node_that_is_not_there_ends_with_2_and_the_names_there_are(
    capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    code, told, errors = answer(capsys, *given, "--node", "nothing")
    assert (code, told["targets"], told["node"]) == (2, [], None)
    assert told["issues"][0]["code"] == "node_absent"
    assert "bogies" in errors
    assert "wheelsets" in told["issues"][0]["params"]["nodes"]


def test_a_pool_without_firms_ends_with_2(capsys: pytest.CaptureFixture[str], given: list[str]) -> None:
    Path(given[given.index("--pool") + 1]).write_text("企业名称,行业代码\n", encoding="utf-8")
    code, told, _ = answer(capsys, *given, "--node", "bogies")
    assert (code, told["targets"]) == (2, [])
    assert "pool_empty" in {issue["code"] for issue in told["issues"]}


def test_people_get_the_ranks_as_a_table(capsys: pytest.CaptureFixture[str], given: list[str]) -> None:
    assert main(["chain", *given, "--node", "wheelsets", "--at", "somewhere", "--limit", "1", "--lang", "en"]) == 0
    out = capsys.readouterr()
    assert "甲轮对制造" in out.out
    assert "乙轴承" not in out.out
    assert "no place" in out.err
