"""A dry run reads every file, without a database, and answers in JSON whatever happens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zoneworks.commands import main
from zoneworks.imports.tests.hostile import FILES, good

KEYS = {
    "file", "kind", "encoding", "shape", "title", "document_no", "issued_on", "year", "levels", "level_names",
    "column_map", "areas", "counts", "items", "issues",
}  # fmt: skip
ITEM_KEYS = {
    "no", "path", "name", "text", "lead", "co_leads", "responsible", "cooperating", "leaders", "deadline_raw",
    "deadline", "deadline_in_text", "weight", "milestones", "targets", "indicators", "where",
}  # fmt: skip


def run(*arguments: str, capfd) -> tuple[int, dict, str]:
    code = main(["plan", "import", *arguments, "--dry-run", "--json", "--lang", "en"])
    out, told = capfd.readouterr()
    return code, json.loads(out), told


@pytest.mark.parametrize("name", list(FILES))
def test_every_file_gets_an_answer_of_the_same_form(name: str, tmp_path: Path, capfd) -> None:
    make, filename, codes, is_usable = FILES[name]
    path = tmp_path / filename
    path.write_bytes(make())
    code, document, _told = run(str(path), capfd=capfd)
    assert document.keys() == KEYS
    assert code == (0 if is_usable else 2)
    assert bool(document["items"]) == is_usable
    assert all(item.keys() == ITEM_KEYS for item in document["items"])
    assert codes <= {issue["code"] for issue in document["issues"]}
    assert all(issue["message"] for issue in document["issues"])


def test_a_long_cell_is_named_with_its_address_and_the_rest_is_read(tmp_path: Path, capfd) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f"序号,重点工作,责任单位\n1,{'建' * 40_000},建设局\n2,引进企业10家,招商局\n", encoding="utf-8")
    code, document, _told = run(str(path), capfd=capfd)
    assert code == 0
    [issue] = [one for one in document["issues"] if one["code"] == "cell_too_long"]
    assert (issue["cell"], issue["params"]["characters"]) == ("B2", 40_000)
    assert [item["no"] for item in document["items"]] == ["1", "2"]


def test_a_formula_is_a_text_and_nothing_else(tmp_path: Path, capfd) -> None:
    path = tmp_path / "f.csv"
    path.write_text("序号,重点工作,责任单位\n1,=cmd|' /C calc'!A0,建设局\n", encoding="utf-8")
    _code, document, _told = run(str(path), capfd=capfd)
    assert document["items"][0]["text"] == "=cmd|' /C calc'!A0"


def test_figures_are_whole_numbers_where_they_are_whole(tmp_path: Path, capfd) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "序号,重点工作,责任单位,完成时限\n1,引进企业10家，到位资金2.5亿元,招商局,2023年6月底\n", encoding="utf-8"
    )
    _code, document, _told = run(str(path), capfd=capfd)
    item = document["items"][0]
    assert [(target["value"], type(target["value"]).__name__) for target in item["targets"]] == [
        (10, "int"),
        (2.5, "float"),
    ]
    assert item["targets"][1]["base_value"] == 250_000_000
    assert (item["deadline"], document["year"]) == ("2023-06-30", 2023)


def test_the_year_and_the_area_may_be_given(tmp_path: Path, capfd) -> None:
    path = tmp_path / "t.csv"
    path.write_text("序号,重点工作,责任单位,完成时限\n1,引进企业10家,招商局,6月底\n", encoding="utf-8")
    _code, document, _told = run(str(path), "--year", "2031", capfd=capfd)
    assert document["items"][0]["deadline"] == "2031-06-30"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["plan", "import", "no-such-file.xlsx", "--dry-run", "--json"], "file_missing"),
        (["plan", "import", ".", "--dry-run", "--json"], "file_unreadable"),
        (["plan", "import", "--json"], "arguments_wrong"),
        (["plan", "imprt", "--json"], "arguments_wrong"),
        (["plan", "import", "x", "--year", "soon", "--json"], "arguments_wrong"),
    ],
)
def test_what_cannot_be_done_is_json_too(arguments: list[str], code: str, capfd) -> None:
    assert main(arguments) == 2
    out, told = capfd.readouterr()
    document = json.loads(out)
    assert [issue["code"] for issue in document["issues"]] == [code]
    assert document["items"] == []
    assert told


def test_a_fault_of_the_program_is_an_issue_and_its_traceback_stays_apart(tmp_path: Path, capfd, monkeypatch) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr("zoneworks.commands.dry_run.read_plan", fail)
    path = tmp_path / "a.xlsx"
    path.write_bytes(good())
    code, document, told = run(str(path), capfd=capfd)
    assert (code, document["issues"][0]["code"]) == (2, "program_failed")
    assert "out of luck" in document["issues"][0]["message"]
    assert "Traceback" in told


def test_people_get_a_table_and_sentences_beside_it(tmp_path: Path, capfd) -> None:
    make, filename, _codes, _usable = FILES["duplicate number"]
    path = tmp_path / filename
    path.write_bytes(make())
    assert main(["plan", "import", str(path), "--dry-run", "--lang", "en"]) == 0
    out, told = capfd.readouterr()
    assert "建成厂房" in out
    assert "The number 1 stands twice" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(("language", "word"), [("en", "Cell"), ("zh-hans", "单元格")])
def test_sentences_come_in_the_language_asked_for(tmp_path: Path, capfd, language: str, word: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(FILES["impossible date"][0]())
    main(["plan", "import", str(path), "--dry-run", "--json", "--lang", language])
    [issue] = json.loads(capfd.readouterr().out)["issues"]
    assert word.casefold() in issue["message"].casefold()


def test_a_dry_run_in_a_folder_where_nothing_may_be_written_opens_no_database(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(good())
    place = tmp_path / "empty"
    place.mkdir()
    environment = {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ZONEWORKS", "DJANGO", "DATABASE"))
        },
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "LANG": "C",
    }
    command = [sys.executable, "-c", "import sys; from zoneworks.commands import main; sys.exit(main())"]
    done = subprocess.run(
        [*command, "plan", "import", str(path), "--dry-run", "--json"],
        cwd=place, env=environment, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert len(json.loads(done.stdout.decode("utf-8"))["items"]) == 2
    assert list(place.iterdir()) == []


def test_every_published_table_is_read(shared_data: Path, capfd) -> None:
    files = [
        path for path in (shared_data / "task_tables").iterdir() if path.suffix in {".xlsx", ".csv", ".docx", ".txt"}
    ]
    assert len(files) == 12
    for path in files:
        code, document, _told = run(str(path), capfd=capfd)
        assert code == 0, path.name
        assert document["year"], path.name


def test_verbs_are_listed_and_an_unknown_one_is_refused(capfd) -> None:
    assert main([]) == 2
    assert main(["--help"]) == 0
    assert main(["fly"]) == 2
    assert "plan" in capfd.readouterr().out
