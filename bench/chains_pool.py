"""A pool of 50,000 target enterprises taken over: kept, read, checked, previewed and written.

On PostgreSQL: python tests/on_postgres.py python -m bench chains_pool
"""

from __future__ import annotations

import csv
import random
import resource
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from bench.measure import Measured, best_of

ROWS = 50_000
SECONDS, MEGABYTES = 30.0, 500
BEGUN = date(2023, 1, 9)
CLASSES = ("3716", "3714", "3451", "2710", "3974", "3842")
PRODUCTS = ("信号设备、联锁", "轮对；车轴", "轴承", "制剂、原料药", "芯片")
REGIONS = ("江苏省苏州市", "广东省深圳市", "河北", "上海", "四川省成都市")
HEAD = (
    "企业名称", "统一社会信用代码", "行业代码", "主要产品", "经营范围", "所在地区", "营业收入（万元）", "从业人数",
    "注册资本（万元）", "经度", "纬度", "成立日期", "来源",
)  # fmt: skip
SCOPE = "轨道交通设备研发、制造、销售；信息系统集成服务；技术服务、技术开发、技术咨询；货物进出口"


def run() -> list[Measured]:
    from django.core.files import File
    from django.test import override_settings

    from bench.plans_made_in_database import make_zone, start

    start()
    from zoneworks.imports.services import accept_bulk, receive_file, start_reading

    scope, zone, _units = make_zone()
    path = pool_of(ROWS)

    def taken_over(expected: str) -> Any:
        with path.open("rb") as file:
            upload = receive_file(scope=scope, zone=zone, filename="pool.csv", file=File(file, "pool.csv"))
        batch = start_reading(scope=scope, upload=upload, kind="pool", options={})
        assert batch.summary["actions"][expected] == ROWS, batch.summary
        accepted = accept_bulk(scope=scope, batch=batch, turn=batch.turn)
        assert accepted.state == "accepted", accepted.summary

    with override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}):
        first = best_of(1, lambda: taken_over("create"))
        again = best_of(1, lambda: taken_over("same"))
    what, alone = f"pool of {ROWS:,} target enterprises", best_of(2, lambda: lines_alone(path))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Measured(
            f"{what}: kept, read, checked, previewed, written", first, "the lines of the file read alone", alone,
            SECONDS, peak, MEGABYTES,
        ),
        Measured(f"{what}: the same again, nothing to write", again, "the first time", first),
    ]  # fmt: skip


def pool_of(rows: int) -> Path:
    from zonekit.registry.codes import make_credit_code

    dice = random.Random(11)
    path = Path(tempfile.mkdtemp(prefix="zoneworks-bench-")) / "pool.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for number in range(1, rows + 1):
            writer.writerow((
                f"示例{number}号轨道交通设备有限公司", make_credit_code("91", "990100", f"M{number:07d}"),
                dice.choice(CLASSES), dice.choice(PRODUCTS), SCOPE, dice.choice(REGIONS), dice.randint(100, 90_000),
                dice.randint(10, 900), 500, "120.6", "31.3", "2010-05-06", "测算",
            ))  # fmt: skip
    return path


def lines_alone(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _row in csv.reader(file))
