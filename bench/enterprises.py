"""A register of 300,000 enterprises searched by two characters, and a list of 100,000 rows taken over.

On PostgreSQL: python tests/on_postgres.py python -m bench enterprises
"""

from __future__ import annotations

import csv
import random
import resource
import tempfile
from pathlib import Path
from typing import Any

from bench.measure import Measured, best_of
from bench.watched import ChildrenWatched

REGISTER, ROWS, PACKET = 300_000, 100_000, 50_000
# Two lists one after the other, the second into a register of the first; the better time counts.
TIMES = 2
SEARCH_SECONDS, ROWS_A_SECOND, IMPORT_MB = 0.020, 5_000, 600
ASKED = ("华盛", "天津", "有限", "hs", "昌")
HEAD = (
    "统一社会信用代码",
    "企业名称",
    "行业代码",
    "注册资本",
    "成立日期",
    "经营范围",
    "注册地址",
    "登记状态",
    "企业类型",
)


def run() -> list[Measured]:
    from bench.plans_made_in_database import make_zone, start

    start()
    scope, zone, units = make_zone()
    taken = import_of(scope, zone)
    from bench.enterprises_made import fill

    for first in range(TIMES * ROWS, REGISTER, PACKET):
        fill(scope, zone, units[first // PACKET % len(units)], PACKET, first + 1)
    return [taken, *[search_of(scope, zone, words) for words in ASKED]]


def import_of(scope: Any, zone: Any) -> Measured:
    """Everything of a list of new ones: the file kept, read, checked, previewed, written with its search entries."""
    from django.core.files import File
    from django.db import connection
    from django.test import override_settings

    from zoneworks.imports.services import accept_bulk, receive_file, start_reading

    lists = [list_of(ROWS, 1 + time * ROWS) for time in range(TIMES)]
    coming = iter(lists)
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}):

        def taken_over() -> None:
            with next(coming).open("rb") as file:
                upload = receive_file(scope=scope, zone=zone, filename="list.csv", file=File(file, "list.csv"))
            batch = start_reading(scope=scope, upload=upload, kind="enterprises", options={})
            assert batch.summary["actions"]["create"] == ROWS, batch.summary
            accepted = accept_bulk(scope=scope, batch=batch, turn=batch.turn)
            assert accepted.state == "accepted", accepted.summary

        with ChildrenWatched() as second:
            seconds = best_of(TIMES, taken_over)
    return Measured(
        what=f"import of {ROWS:,} enterprises: kept, read, checked, previewed, written ({connection.vendor})",
        seconds=seconds,
        limit_seconds=ROWS / ROWS_A_SECOND,
        baseline="the lines of the file read alone",
        baseline_seconds=best_of(2, lambda: lines_alone(lists[0])),
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 + second.peak_mb,
        limit_mb=IMPORT_MB,
    )


def list_of(rows: int, first: int = 1) -> Path:
    from bench.enterprises_made import CLASSES, SCOPE, firm

    dice = random.Random(first)
    path = Path(tempfile.mkdtemp(prefix="zoneworks-bench-")) / "list.csv"
    with path.open("w", newline="", encoding="gb18030") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for number in range(first, first + rows):
            code, name = firm(number, dice)
            rest = ("500万元人民币", "2015-03-04", SCOPE, f"天津市武清区示例路{number % 999}号", "存续", "有限责任公司")
            writer.writerow((code, name + str(number), dice.choice(CLASSES), *rest))
    return path


def lines_alone(path: Path) -> int:
    with path.open(encoding="gb18030", newline="") as file:
        return sum(1 for _row in csv.reader(file))


def search_of(scope: Any, zone: Any, words: str) -> Measured:
    from django.db import connection

    from zoneworks.enterprises.models import Enterprise
    from zoneworks.enterprises.search import search

    plain = Enterprise.objects.filter(zone=zone, name__contains=words)
    assert search(scope, zone, words).enterprises
    return Measured(
        what=f"search of {REGISTER:,} enterprises by “{words}” ({connection.vendor})",
        seconds=best_of(5, lambda: search(scope, zone, words)),
        # A single character is the beginning of many tokens: on PostgreSQL its search grows with how frequent it is.
        limit_seconds=SEARCH_SECONDS if len(words) > 1 else None,
        baseline="the register walked for the same words, counted",
        baseline_seconds=best_of(1, plain.count),
    )
