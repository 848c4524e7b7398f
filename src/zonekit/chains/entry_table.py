"""A table of regions and industries, and whether its industry codes form a tree."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zonekit.chains.relatedness import Floats, presence, proximity, rca
from zonekit.values.issues import Issue, Where

BRANCH_DIGITS = 2
CLEARLY_CLOSER = 1.1
MOST = 1e18  # of one value; what is larger is no figure and would run over when added up


@dataclass(frozen=True, slots=True, eq=False)
class EntryTable:
    """`values`: regions x industries, not negative (firms, staff, output, exports): one unit throughout."""

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    values: Floats


def entry_table(rows: Iterable[tuple[str, str, object, Where]]) -> tuple[EntryTable | None, tuple[Issue, ...]]:
    """Rows of region, industry, value and where they stand -> the table, sorted by name, and every fault.

    Values of one pair add up. None where no row can be used.

    >>> table, issues = entry_table([("A", "x", "2", Where()), ("A", "x", 1, Where()), ("B", "y", "-1", Where(line=4))])
    >>> table.values.tolist(), [issue.code for issue in issues]
    ([[3.0]], ['entry_pair_twice', 'entry_value_negative'])
    """
    cells: dict[tuple[str, str], float] = {}
    issues: list[Issue] = []
    for region, industry, raw, where in rows:
        pair, value = (region.strip(), industry.strip()), _number(raw)
        if not all(pair):
            issues.append(Issue("entry_name_missing", where))
        elif value is None:
            issues.append(Issue("entry_value_unreadable", where, {"value": str(raw)[:40]}))
        elif value < 0:
            issues.append(Issue("entry_value_negative", where, {"value": value}))
        else:
            if pair in cells:
                issues.append(Issue("entry_pair_twice", where, {"region": pair[0], "industry": pair[1]}, "note"))
            cells[pair] = cells.get(pair, 0.0) + value
    if not cells:
        return None, (*issues, Issue("entry_table_empty"))
    regions, industries = (tuple(sorted({pair[side] for pair in cells})) for side in (0, 1))
    row_of = {name: place for place, name in enumerate(regions)}
    column_of = {name: place for place, name in enumerate(industries)}
    values = np.zeros((len(regions), len(industries)))
    for (region, industry), value in cells.items():
        values[row_of[region], column_of[industry]] = value
    return EntryTable(regions, industries, values), tuple(issues)


def _number(raw: object) -> float | None:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return 0.0
    try:
        value = float(raw.replace(",", "").strip() if isinstance(raw, str) else raw)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return value if math.isfinite(value) and value <= MOST else None


def branches(industries: Sequence[str]) -> tuple[str, ...] | None:
    """The branch of each code: its first two digits, after a letter if it begins with one; None for words.

    Codes that lost a leading zero (HS 106 for 0106) get it back, unless a shorter code is the head of a longer one.

    >>> branches(["0106", "0407", "8703"])
    ('01', '04', '87')
    >>> branches(["106", "8703"]), branches(["C3451", "C3452"]), branches(["银行", "水泥"]), branches(["01", "02"])
    (('01', '87'), ('C34', 'C34'), None, None)
    """
    codes = [code.strip().upper() for code in industries]
    heads = [code[:1] if code[:1].isalpha() and code[:1].isascii() else "" for code in codes]
    digits = [code[len(head) :] for code, head in zip(codes, heads, strict=True)]
    if not digits or not all(part.isascii() and part.isdigit() for part in digits):
        return None
    longest = max(map(len, digits))
    if longest <= BRANCH_DIGITS:
        return None
    short = {part for part in digits if len(part) == longest - 1}
    has_tree = any(part[:-1] in short for part in digits if len(part) == longest)
    if short and not has_tree and min(map(len, digits)) == longest - 1:
        digits = [part.zfill(longest) for part in digits]
    return tuple(head + part[:BRANCH_DIGITS] for head, part in zip(heads, digits, strict=True))


def telling_branches(table: EntryTable) -> npt.NDArray[np.intp] | None:
    """The number of each industry's branch, where codes form a tree that the table bears out; else None.

    Numbers may be mere serial numbers: a branch tells something when two of its industries are found together more
    often than any two.
    """
    named = branches(table.industries)
    if named is None:
        return None
    numbers = np.unique(named, return_inverse=True)[1].astype(np.intp)
    if numbers.max() < 1 or numbers.max() + 1 == len(numbers):
        return None
    near = proximity(presence(rca(table.values)))
    np.fill_diagonal(near, 0)
    same = numbers[:, None] == numbers
    np.fill_diagonal(same, False)
    pairs = len(numbers) * (len(numbers) - 1)
    within, anywhere = near[same].mean(), near.sum() / pairs
    return numbers if within > CLEARLY_CLOSER * anywhere else None
