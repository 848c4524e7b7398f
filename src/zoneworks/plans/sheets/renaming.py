"""A heading under which every row moved to one new heading was renamed: it keeps its code, weight and English name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from zoneworks.plans.services import ItemFields
from zoneworks.plans.services.tables import RowChange
from zoneworks.plans.sheets.standing import StandingRow

Path = tuple[str, ...]


def without_renamed(
    standing: Sequence[StandingRow], changes: Sequence[RowChange]
) -> tuple[dict[int, ItemFields], list[RowChange]]:
    """Names of renamed headings, and the changes of rows with only those moves left that are more than a renaming."""
    moves = {change.item: change.headings for change in changes if change.headings is not None}
    if not moves:
        return {}, list(changes)
    names = renamed(standing, moves)
    present = {row.item.pk: tuple(names.get(h.pk, h.name) for h in row.headings) for row in standing}
    kept = [replace(change, headings=None) if change.headings == present[change.item] else change for change in changes]
    return {key: ItemFields(name=name) for key, name in names.items()}, kept


def renamed(standing: Sequence[StandingRow], moves: dict[int, Path]) -> dict[int, str]:
    """New names by heading, outermost first, so that a heading below a renamed one is compared with its new place."""
    below: dict[int, list[StandingRow]] = defaultdict(list)
    for row in standing:
        for heading in row.headings:
            below[heading.pk].append(row)
    names: dict[int, str] = {}
    deepest = max((len(row.headings) for row in standing), default=0)
    for depth in range(deepest):
        level = {row.headings[depth].pk: row for row in standing if len(row.headings) > depth}
        taken = {present_path(row, names)[: depth + 1] for row in level.values()}
        for key, row in level.items():
            wanted = {moves.get(other.item.pk, present_path(other, names))[: depth + 1] for other in below[key]}
            place = present_path(row, names)[: depth + 1]
            new = wanted.pop() if len(wanted) == 1 else place
            if len(new) == depth + 1 and new[:-1] == place[:-1] and new != place and new not in taken:
                names[key] = new[-1]
                taken.add(new)
    return names


def present_path(row: StandingRow, names: dict[int, str]) -> Path:
    return tuple(names.get(heading.pk, heading.name) for heading in row.headings)
