"""What the documentation says anybody can do outside: its own lines are run on a chain of ours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from zoneworks.audit.models import Seal
from zoneworks.audit.sealing import seal_all
from zoneworks.audit.tests.conftest import Write

DOCS = Path(__file__).parents[4] / "docs" / "models"


def lines_of(page: str) -> str:
    [lines] = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.S)
    return lines


def exported(folder: Path) -> None:
    rows = []
    for seal in Seal.objects.order_by("position").select_related("event"):
        event = seal.event
        rows.append({
            "position": seal.position, "digest": seal.digest, "at": event.at.isoformat(), "user": event.user_id,
            "zone": event.zone_id, "verb": event.verb, "subject_kind": event.subject_kind,
            "subject_id": event.subject_id, "details": event.details,
        })  # fmt: skip
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "chain.jsonl").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("page", ["audit.md", "audit.zh-Hans.md"])
def test_the_lines_of_the_documentation_verify_a_chain(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    write(title="“新”", share=0.5, count=3.0)
    write(changes={"title": [None, "x"]})
    seal_all()
    exported(tmp_path)
    monkeypatch.chdir(tmp_path)
    found: dict[str, str] = {}
    exec(lines_of(page), found)
    assert found["before"] == Seal.objects.latest("position").digest

    kept = tmp_path / "chain.jsonl"
    kept.write_text(kept.read_text(encoding="utf-8").replace("新", "旧"), encoding="utf-8")
    with pytest.raises(AssertionError, match="2"):
        exec(lines_of(page), {})
