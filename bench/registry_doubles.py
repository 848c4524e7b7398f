"""Doubles among 300,000 records, every fiftieth of them planted under another name, code or spelling."""

from __future__ import annotations

import random
from functools import cache

from bench.enterprises_made import firm
from bench.measure import Line, Measured, Quality, apart, best_of

RECORDS, EVERY = 300_000, 50
LIMIT_SECONDS, LIMIT_MB = 30, 1_500


@cache
def records() -> tuple[list[object], set[tuple[int, int]]]:
    """Records, and the pairs that are one firm: respelled, under a former name, or at one address without a code."""
    from zonekit.registry.duplicates import Record

    dice = random.Random(7)
    made: list[object] = []
    planted: set[tuple[int, int]] = set()
    for key in range(RECORDS - RECORDS // EVERY):
        code, name = firm(key, dice)
        made.append(Record(key, f"{name[:-4]}{key:06d}{name[-4:]}", code, address=f"武清区示例路{key}号"))
    for number in range(RECORDS // EVERY):
        source, key = made[number * 7], len(made)
        name, address = source.name, source.address  # type: ignore[attr-defined]
        again = (
            Record(key, name.replace("有限公司", "有限责任公司"), address=f"天津市{address}"),
            Record(key, name.replace("电", "電").replace("天津", "天津　"), address=""),
            Record(key, f"改名{key}示例有限公司", former=(name,)),
        )[number % 3]
        made.append(again)
        planted.add((source.key, key))  # type: ignore[attr-defined]
    return made, planted


def find() -> int:
    from zonekit.registry.duplicates import find_duplicates

    return len(find_duplicates(records()[0]))  # type: ignore[arg-type]


def same_names_alone() -> int:
    """The baseline: records whose names are the same to the letter."""
    seen: set[str] = set()
    return sum(1 for one in records()[0] if one.name in seen or seen.add(one.name))  # type: ignore[attr-defined, func-returns-value]


def run() -> list[Line]:
    from zonekit.registry.duplicates import find_duplicates

    made, planted = records()
    _seconds, peak = apart(find)
    best = best_of(1, find)
    found = {(pair.first, pair.second) for pair in find_duplicates(made)}  # type: ignore[arg-type]
    return [
        Measured(
            what=f"doubles among {RECORDS:,} records",
            seconds=best,
            limit_seconds=LIMIT_SECONDS,
            baseline="names the same to the letter",
            baseline_seconds=best_of(2, same_names_alone),
            peak_mb=peak,
            limit_mb=LIMIT_MB,
        ),
        Quality("planted doubles found (recall)", len(found & planted) / len(planted), None, 0.95),
        Quality("found doubles that were planted (precision)", len(found & planted) / len(found), None, 0.9),
    ]
