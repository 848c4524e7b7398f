"""A table of 5,000 rows: the dry run in a process of its own, and the accepted preview in one transaction."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from bench.measure import Measured, apart, best_of
from bench.plans_made_in_database import YEAR, make_zone, start
from bench.table_made import table_of

ROWS = 5_000


def run() -> list[Measured]:
    data = table_of(ROWS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table.xlsx"
        file.write_bytes(data)
        seconds, peak = min(apart(dry_run, str(file)) for _ in range(3))
    plain = best_of(1, lambda: read_cells(data))
    commit, written = accepted(data)
    return [
        Measured("dry run of 5,000 rows x 13 columns", seconds, "openpyxl, cells alone", plain, 1.5, peak, 300),
        Measured("commit of the 5,000 rows", commit, "as many bare rows", written, 5.0),
    ]  # fmt: skip


def dry_run(file: str) -> None:
    import contextlib
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zoneworks.config.settings")
    from zoneworks.commands import main

    with contextlib.redirect_stdout(io.StringIO()):
        main(["plan", "import", file, "--dry-run", "--json"])


def read_cells(data: bytes) -> int:
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).active
    assert sheet is not None
    return sum(1 for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def accepted(data: bytes) -> tuple[float, float]:
    """Seconds of the commit alone (the preview stands), and of writing as many bare rows."""
    start()
    from zoneworks.imports.services import accept_batch, preview, receive_upload

    scope, zone, _units = make_zone()
    upload = receive_upload(scope=scope, zone=zone, filename="table.xlsx", data=data)
    batch: Any = preview(scope=scope, upload=upload, kind="plan", options={"year": YEAR})
    commit = best_of(1, lambda: accept_batch(scope=scope, batch=batch, turn=batch.turn))
    return commit, best_of(1, lambda: bare_rows(zone))


def bare_rows(zone: Any) -> None:
    from zoneworks.plans.models import Item, Plan

    plan = Plan.objects.create(zone=zone, year=YEAR - 1, title="bare")
    Item.objects.bulk_create(
        [Item(plan=plan, level=1, path=f"{n:04d}", name=f"row {n}") for n in range(ROWS)], batch_size=2000
    )
