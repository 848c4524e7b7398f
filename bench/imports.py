"""A table of 5,000 rows: reading and recognising it, and taking it over, each beside what cannot be avoided."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable
from typing import Any

from bench.measure import Measured, apart, best_of
from bench.table_made import POSTS, UNITS, table_of

ROWS = 5_000
DRY_RUN_SECONDS, DRY_RUN_MB, COMMIT_SECONDS = 1.5, 300, 5


def dry_run(data: bytes) -> int:
    from zonekit.sheets.readers import read_source
    from zonekit.sheets.recognition import read_plan

    return len(read_plan(read_source(data, "table.xlsx")).items)


def values_alone(data: bytes) -> int:
    """The baseline: the values of the sheet with nothing understood."""
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())


def run() -> list[Measured]:
    data = table_of(ROWS)
    _seconds, peak = apart(dry_run, data)
    seconds = best_of(3, lambda: dry_run(data))
    return [
        Measured(
            what=f"dry run of {ROWS:,} rows",
            seconds=seconds,
            limit_seconds=DRY_RUN_SECONDS,
            baseline="the sheet's values alone",
            baseline_seconds=best_of(3, lambda: values_alone(data)),
            peak_mb=peak,
            limit_mb=DRY_RUN_MB,
        ),
        commit_of(data),
    ]


def commit_of(data: bytes) -> Measured:
    """Accepting the previewed table; the baseline inserts as many bare items through Django."""
    scope, zone = fresh_zone()
    from zoneworks.imports.services import accept_batch, preview, receive_upload, undo_batch

    upload = receive_upload(scope=scope, zone=zone, filename="table.xlsx", data=data)
    times = []
    for _ in range(2):
        batch = preview(scope=scope, upload=upload, kind="plan", options={})
        times.append(best_of(1, lambda batch=batch: accept_batch(scope=scope, batch=batch, turn=batch.turn)))
        undo_batch(scope=scope, batch=batch)
    return Measured(
        what=f"accepting {ROWS:,} rows with their units, nodes, milestones and indicators",
        seconds=min(times),
        limit_seconds=COMMIT_SECONDS,
        baseline="as many bare items inserted",
        baseline_seconds=best_of(1, bare_items(scope, zone)),
    )


def fresh_zone() -> tuple[Any, Any]:
    """A database of its own with a zone that knows the table's units and posts."""
    os.environ["ZONEWORKS_HOME"] = tempfile.mkdtemp(prefix="zoneworks-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zoneworks.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from zoneworks.commands.operators import OperatorScope
    from zoneworks.units.choices import UnitKind
    from zoneworks.units.services import create_post, create_unit

    call_command("migrate", verbosity=0)
    zone = create_unit(kind=UnitKind.ZONE, code=f"BENCH{os.getpid()}", name="测算开发区")
    for number, name in enumerate(UNITS):
        create_unit(kind=UnitKind.DEPARTMENT, code=f"{zone.code}-{number}", name=name, parent=zone)
    for number, name in enumerate(POSTS):
        create_post(zone=zone, code=f"P{number}", name=name)
    return OperatorScope(zone), zone


def bare_items(scope: Any, zone: Any) -> Callable[[], object]:
    from zoneworks.plans.models import Item
    from zoneworks.plans.services import create_plan

    plan = create_plan(scope=scope, zone=zone, year=2001, title="测算")
    items = [Item(plan=plan, level=1, path=f"{number:05d}", name="x") for number in range(ROWS)]
    return lambda: Item.objects.bulk_create(items)
