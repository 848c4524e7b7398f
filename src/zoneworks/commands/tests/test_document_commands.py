"""`zoneworks answer-sheet` and `zoneworks bulletin`: files made, refusals in a sentence, JSON whatever happens."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from zoneworks.answers import blocks  # noqa: F401 - declares the kinds
from zoneworks.commands import main
from zoneworks.plans.models import Item
from zoneworks.plans.tests.visits import fix_today
from zoneworks.plans.tests.worlds import World, make_plan, make_world

pytestmark = pytest.mark.django_db
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def world() -> World:
    world = make_world()
    fix_today(world.zone, world.other_zone)
    make_plan(world)
    return world


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--zone", "A"])
        return code, *capfd.readouterr()

    return run_command


def test_an_answer_sheet_is_written_in_both_languages(world: World, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sheet.json"
    code, out, err = run("answer-sheet", "--year", "2023", "-o", str(path), "--json")
    told = json.loads(out)
    assert code == 0
    assert told["arguments"] == {"year": 2023, "as_of": "2023-10-08"}
    assert told["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert str(path) in err
    text = path.read_text()
    assert "甲开发区2023年度答卷" in text
    assert "Zone A: answer sheet 2023" in text
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.json"]


def test_a_bulletin_is_written_as_a_workbook(world: World, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bulletin.xlsx"
    code, out, err = run("bulletin", "--period", "2023-09", "--lang", "en", "-o", str(path))
    assert (code, out) == (0, "")
    assert err.startswith("Zone A: monthly bulletin, Sep 2023: written to ")
    assert path.read_bytes().startswith(b"PK")


def test_the_standard_output_takes_the_document(world: World, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code = main(["bulletin", "--period", "2023-09", "--zone", "A", "--lang", "en", "--format", "json", "-o", "-"])
    out, err = capfdbinary.readouterr()
    assert (code, err) == (0, b"")
    assert b"Zone A: monthly bulletin" in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("answer-sheet", "--year", "2022", "-o", "x.json"), "plan_missing"),
        (("answer-sheet", "--as-of", "2023-13-01", "-o", "x.json"), "date_unreadable"),
        (("answer-sheet", "--as-of", "2024-01-01", "-o", "x.json"), "date_in_future"),
        (("answer-sheet", "-o", "x.txt"), "format_unknown"),
        (("answer-sheet", "--format", "json", "-o", "-"), "output_unclear"),
        (("answer-sheet", "-o", "no/such/folder/x.json"), "file_not_written"),
        (("bulletin", "--period", "September", "-o", "x.json"), "month_unreadable"),
        (("bulletin", "--period", "2023-10", "-o", "x.json"), "month_not_over"),
        (("bulletin", "--period", "2023-08", "--as-of", "2023-10-01", "-o", "x.json"), "date_outside_month"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    world: World, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    exit_code, out, err = run(*arguments, "--json", "--lang", "en")
    [issue] = json.loads(out)["issues"]
    assert (exit_code, issue["code"]) == (1, code)
    assert issue["message"] == err.strip()
    assert list(tmp_path.iterdir()) == []


def test_wrong_arguments_are_told_to_a_program_as_json(run: Run) -> None:
    code, out, err = run("bulletin", "--period", "2023-09", "--json")
    assert code == 2
    assert json.loads(out)["issues"][0]["code"] == "arguments_wrong"
    assert "--output" in err


def test_a_folder_is_no_file_to_write_and_nothing_is_left_beside_it(world: World, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "made.json"
    folder.mkdir()
    code, _out, err = run("answer-sheet", "--lang", "en", "-o", str(folder))
    assert (code, err) == (1, f"{folder} cannot be written: Is a directory.\n")
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "No typeface at hand can draw “😀” (U+1F600)"),
        ("zh-hans", "中的“😀”（U+1F600）"),
    ],
)
def test_a_character_no_face_can_draw_is_named_with_its_place(
    world: World, run: Run, tmp_path: Path, language: str, told: str
) -> None:
    row = Item.objects.filter(is_leaf=True).order_by("path")[0]
    Item.objects.filter(pk=row.pk).update(goal="甲😀乙", goal_en="Of 😀")
    path = tmp_path / "sheet.pdf"
    code, out, err = run("answer-sheet", "--lang", language, "-o", str(path), "--json")
    assert (code, json.loads(out)["issues"][0]["code"]) == (1, "glyph_missing")
    assert told in err
    assert "1.1" in err
    assert "Traceback" not in err
    assert not path.exists()
    assert run("answer-sheet", "--lang", language, "-o", str(tmp_path / "sheet.docx"))[0] == 0
