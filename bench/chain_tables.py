"""Tables of two dates for the model of entry: trade of 1962 and 1980, listings by date, counts drawn from trade."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from zonekit.chains.entry import entered
from zonekit.chains.entry_table import EntryTable, entry_table
from zonekit.chains.relatedness import Bools, Floats
from zonekit.values.issues import NOWHERE

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
TRADE = SHARED / "world_trade_hs4"
LISTINGS = SHARED / "a_share_basic" / "stock_basic_listed_to_2018.csv.gz"
DRAWN, DRAWN_REGIONS, DRAWN_INDUSTRIES = 16, 32, 110


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A table before, the same cells after, and what entered between."""

    before: EntryTable
    after: Floats
    came: Bools


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def trade(year: int) -> EntryTable:
    found, _ = entry_table(
        (row["country"], row["hs4"], row["usd"], NOWHERE) for row in rows_of(TRADE / f"trade_{year}.csv.gz")
    )
    assert found is not None
    return found


def trade_pair() -> Pair:
    """Countries and products of both years: 155 x 991, 9,843 entries."""
    before, after = trade(1962), trade(1980)
    regions = tuple(sorted(set(before.regions) & set(after.regions)))
    industries = tuple(sorted(set(before.industries) & set(after.industries)))
    return pair_of(regions, industries, *(cells(table, regions, industries) for table in (before, after)))


def cells(table: EntryTable, regions: tuple[str, ...], industries: tuple[str, ...]) -> Floats:
    rows = [table.regions.index(name) for name in regions]
    columns = [table.industries.index(name) for name in industries]
    return table.values[np.ix_(rows, columns)]


def pair_of(regions: tuple[str, ...], industries: tuple[str, ...], before: Floats, after: Floats) -> Pair:
    return Pair(EntryTable(regions, industries, before), after, entered(before, after))


def listing_pair(year: int) -> Pair:
    """Listed firms by area and industry: up to the end of a year, and all."""
    rows = list(rows_of(LISTINGS))
    then, _ = entry_table((row["area"], row["industry"], 1, NOWHERE) for row in rows)
    early = [(row["area"], row["industry"], int(row["list_date"][:4]) <= year, NOWHERE) for row in rows]
    base, _ = entry_table(early)
    assert base is not None
    assert then is not None
    return pair_of(base.regions, base.industries, base.values, then.values)


def chapters(pair: Pair) -> Pair:
    """The same trade by chapter (two digits): a small table whose codes have no branches."""
    heads = tuple(code[:2] for code in pair.before.industries)
    names, numbers = np.unique(heads, return_inverse=True)
    members = np.eye(len(names))[numbers]
    return pair_of(pair.before.regions, tuple(names.tolist()), pair.before.values @ members, pair.after @ members)


def drawn_counts(pair: Pair) -> Iterator[Pair]:
    """Small tables of firms as they might stand: counts drawn with trade (softened by a power) as their intensity."""
    random = np.random.default_rng(7)
    largest = np.argsort(-pair.before.values.sum(axis=1))[:100]
    for number in range(DRAWN):
        power = (0.3, 0.5)[number % 2]
        rows = np.sort(random.permutation(largest)[:DRAWN_REGIONS])
        columns = np.sort(random.permutation(pair.after.shape[1])[:DRAWN_INDUSTRIES])
        early, late = (table[np.ix_(rows, columns)] ** power for table in (pair.before.values, pair.after))
        before = random.poisson(early / early.sum() * random.integers(700, 2200)).astype(float)
        after = before + random.poisson(late / late.sum() * random.integers(800, 2000))
        kept, sold = before.sum(axis=1) > 0, before.sum(axis=0) > 0
        yield pair_of(
            tuple(pair.before.regions[row] for row in rows[kept]),
            tuple(pair.before.industries[column] for column in columns[sold]),
            before[np.ix_(kept, sold)],
            after[np.ix_(kept, sold)],
        )
