"""The six chapters zones use for their answer sheets: every leaf stands in one of them, or under "not assigned"."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from zonekit.documents.blocks import Block, Paragraph, words
from zoneworks.answers.queries import Leaf, YearState
from zoneworks.answers.sheet_groups import (
    Group,
    Sheet,
    figures_of,
    group_of_leaves,
    group_table,
    highlights,
)
from zoneworks.plans.choices import TagKind
from zoneworks.plans.models import Tag

NOT_ASSIGNED = "chapter-none"


def chapter_groups(sheet: Sheet) -> list[Group]:
    """All chapters of the zone in their order, then what none of them holds: together every leaf exactly once."""
    tags = chapters_of(sheet.state)
    by_tag: dict[int | None, list[Leaf]] = {}
    for leaf in sheet.state.leaves:
        chapter = leaf.chapter
        by_tag.setdefault(chapter.pk if chapter else None, []).append(leaf)
    groups = [group_of_leaves(sheet, f"chapter-{tag.code}", str(tag), by_tag.get(tag.pk, [])) for tag in tags]
    if rest := by_tag.get(None):
        groups.append(group_of_leaves(sheet, NOT_ASSIGNED, _("Not assigned"), rest))
    return groups


def chapters_of(state: YearState) -> list[Tag]:
    known = state.board.directory.tags.values()
    return sorted((tag for tag in known if tag.kind == TagKind.CHAPTER), key=lambda tag: (tag.position, tag.pk))


def chapter_blocks(sheet: Sheet) -> Iterator[Block]:
    """The part of the chapters; nothing at all in a zone that has none."""
    if not chapters_of(sheet.state):
        return
    groups = chapter_groups(sheet)
    yield sheet.headings.next(1, _("By chapter"), "chapters")
    yield Paragraph(
        words(_("Each item stands in one chapter; the chapters together are the whole plan.")), is_note=True
    )
    whole = Group("all", _("By chapter"), sheet.state.leaves, sheet.all, sheet.paces[None])
    yield group_table(sheet, _("Chapter"), groups, whole)
    for group in groups:
        yield sheet.headings.next(2, group.name, group.key)
        yield from figures_of(sheet, group)
        yield from highlights(sheet, group)
