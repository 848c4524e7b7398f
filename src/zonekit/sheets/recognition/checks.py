"""What can only be seen on all items together: numbers twice or missing, items without a unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from zonekit.sheets.drafts import ItemDraft
from zonekit.values.issues import Issue, Where


def check_numbers(tables: Sequence[Sequence[ItemDraft]]) -> list[Issue]:
    """Numbers that stand twice in a table, and gaps in its running number.

    A number is a label: a list that starts again in every table or under every heading is fine.
    """
    return [issue for items in tables for scope in _scopes(items) for issue in _check_scope(scope)]


def _scopes(items: Sequence[ItemDraft]) -> list[list[ItemDraft]]:
    if _runs_on(items):
        return [list(items)]
    by_path: dict[tuple[str, ...], list[ItemDraft]] = defaultdict(list)
    for item in items:
        by_path[item.path].append(item)
    return list(by_path.values())


def _runs_on(items: Sequence[ItemDraft]) -> bool:
    """Whether numbers run on across headings: most items have another number than all before them."""
    numbers = [item.no for item in items if item.no]
    return len(set(numbers)) >= 0.8 * len(numbers)


def _check_scope(items: Sequence[ItemDraft]) -> list[Issue]:
    issues: list[Issue] = []
    seen: dict[str, Where] = {}
    previous: int | None = None
    for item in items:
        if item.no is None:
            continue
        if item.no in seen:
            issues.append(
                Issue("number_duplicate", item.where, {"no": item.no, "first": str(seen[item.no])}, "warning")
            )
            continue
        seen[item.no] = item.where
        number = _plain_number(item.no)
        if number is not None and previous is not None and previous + 1 < number <= previous + 50:
            missing = f"{previous + 1}" if number == previous + 2 else f"{previous + 1}-{number - 1}"
            issues.append(Issue("number_missing", item.where, {"no": missing}, "note"))
        previous = number if number is not None else previous
    return issues


def _plain_number(label: str) -> int | None:
    digits = label.strip("（()） ")
    return int(digits) if digits.isascii() and digits.isdecimal() else None


def check_units(items: Sequence[ItemDraft], *, has_duties: bool) -> list[Issue]:
    """Items nobody answers for; where the table names no unit at all, one issue says so."""
    missing = [item for item in items if not item.lead and not item.responsible]
    if not missing:
        return []
    if not has_duties or (len(missing) == len(items) and len(items) > 1):
        return [Issue("unit_missing", Where(missing[0].where.sheet), {"items": len(missing)}, "warning")]
    return [
        Issue("unit_missing", item.cells.get("text", item.where), {"text": item.text[:40]}, "warning")
        for item in missing
    ]
