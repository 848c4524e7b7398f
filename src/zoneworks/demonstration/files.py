"""The files the demonstration is made from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "data"
TABLE = "task_table_2023.xlsx"


@cache
def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found


def table_bytes() -> bytes:
    return (FOLDER / TABLE).read_bytes()


def sub_projects() -> list[dict[str, Any]]:
    """The 95 sub-projects in the order of the table: number n is the n-th."""
    plan = read("plan.json")
    return [
        sub for category in plan["categories"] for project in category["projects"] for sub in project["sub_projects"]
    ]
