"""Names of levels, and how many entries each level has."""

from __future__ import annotations

from collections.abc import Sequence

from zonekit.sheets.drafts import ItemDraft

DEEPEST = 3
_SECTION_LEVELS = ("category", "direction", "project")


def fold_path(path: tuple[str, ...]) -> tuple[str, ...]:
    """A path of at most three headings above the item: what stands deeper joins the third.

    >>> fold_path(("一、甲", "（一）乙", "1 丙", "(1) 丁"))
    ('一、甲', '（一）乙', '1 丙 / (1) 丁')
    """
    if len(path) <= DEEPEST:
        return path
    return (*path[: DEEPEST - 1], " / ".join(path[DEEPEST - 1 :]))


def section_levels(depth: int, leaf: str, *, is_last_numbered: bool = True) -> tuple[str, ...]:
    """Level names of headings in rows or lines, and of the leaf.

    >>> section_levels(2, "task")
    ('category', 'direction', 'task')
    """
    names = list(_SECTION_LEVELS[:depth])
    if depth == DEEPEST and not is_last_numbered:
        names[-1] = "group"
    return (*names, leaf)


def unique_levels(levels: Sequence[str]) -> tuple[str, ...]:
    """Level names without a name twice: the second category is a group.

    >>> unique_levels(("category", "category", "task"))
    ('category', 'group', 'task')
    """
    spare = ["category", "group", "direction", "project"]
    seen: list[str] = []
    for level in levels:
        name = (
            level if level not in seen else next(other for other in spare if other not in seen and other not in levels)
        )
        seen.append(name)
    return tuple(seen)


def count_levels(levels: Sequence[str], items: Sequence[ItemDraft]) -> dict[str, int]:
    """Number of distinct headings at each level, and of items at the last."""
    counts: dict[str, int] = {}
    for depth, level in enumerate(levels[:-1], start=1):
        counts[level] = len({item.path[:depth] for item in items if len(item.path) >= depth})
    if levels:
        counts[levels[-1]] = len(items)
    return counts
