"""`zoneworks edition verify` on files made from an edition, changed ones and strangers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zoneworks.commands import main
from zoneworks.documents import kinds
from zoneworks.documents.services import ask_for, freeze
from zoneworks.documents.tests.tally import TallyKind
from zoneworks.plans.tests.worlds import TODAY, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(kinds, "_kinds", {"tally": TallyKind()})
    return make_world()


@pytest.fixture
def genuine(world: World, tmp_path: Path) -> Path:
    asked = {"scope": world.scope("supervision"), "zone": world.zone, "kind": "tally", "today": TODAY}
    edition = freeze(**asked, arguments={"year": 2023}, submission="f")
    production = ask_for(**asked, arguments={}, edition=edition, format="xlsx", language="en", submission="p")
    production.refresh_from_db()
    path = tmp_path / "tally.xlsx"
    assert production.file is not None, production.failure_en
    path.write_bytes(production.file.content.read())
    return path


def verify(path: Path, capfd: Any) -> tuple[int, dict, str]:
    code = main(["edition", "verify", str(path), "--json", "--lang", "en"])
    out, told = capfd.readouterr()
    return code, json.loads(out), told


def test_a_genuine_file_is_told_with_title_number_date_and_hash(genuine: Path, capfd: Any) -> None:
    code, found, told = verify(genuine, capfd)
    assert (code, found["verdict"], found["format"]) == (0, "genuine", "xlsx")
    assert found["edition"]["mark"] == "A-T-2023-1"
    for said in ("“Tally of 2023”", "A-T-2023-1", "2023-10-08", found["edition"]["sha256"], found["sha256"]):
        assert said in told

    assert main(["edition", "verify", str(genuine), "--lang", "zh-hans"]) == 0
    assert "2023年统计" in capfd.readouterr().out


def test_a_changed_file_and_a_stranger_end_with_1(genuine: Path, tmp_path: Path, capfd: Any) -> None:
    genuine.write_bytes(genuine.read_bytes() + b"\0")
    code, found, told = verify(genuine, capfd)
    assert (code, found["verdict"], found["edition"]["mark"]) == (1, "changed", "A-T-2023-1")
    assert "Changed" in told

    stranger = tmp_path / "stranger.txt"
    stranger.write_bytes(b"nothing")
    code, found, told = verify(stranger, capfd)
    assert (code, found["verdict"], found["edition"]) == (1, "unknown", None)


def test_a_file_that_is_not_there_is_a_sentence(world: World, tmp_path: Path, capfd: Any) -> None:
    code, found, told = verify(tmp_path / "none.pdf", capfd)
    assert code == 1
    assert found["issues"][0]["code"] == "file_not_read"
    assert "No such file" in told
    assert main(["edition", "verify"]) == 2
