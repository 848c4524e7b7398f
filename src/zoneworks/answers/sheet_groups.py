"""The parts of the answer sheet that look at many leaves at once: categories and battlefields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.documents.blocks import Align, Block, Column, Listing, Paragraph, Table, Words, words
from zoneworks.answers.queries import Leaf, YearState
from zoneworks.answers.sheet_causes import cause_of, is_over, is_short
from zoneworks.answers.sheet_figures import (
    ORDER,
    Pace,
    Tally,
    gap_run,
    heading_key,
    lights_sentence,
    pace_of_leaves,
    pace_sentence,
    paces_of_headings,
    reached_sentences,
    tally,
    whole_plan,
)
from zoneworks.documents.composing import Headings, Ledger, in_sequence, light_run, said
from zoneworks.plans.board_rows import BoardRow
from zoneworks.plans.models import Tag
from zoneworks.ui.lights import WORDS

AHEAD = 5  # highlights of a group
SEVERITY = {"red": 0, "yellow": 1, "grey": 2, "green": 3}


@dataclass(frozen=True, eq=False)
class Sheet:
    """What the parts of an answer sheet write with."""

    state: YearState
    ledger: Ledger
    headings: Headings
    paces: dict[int | None, Pace | None]
    all: Tally


@dataclass(frozen=True, eq=False)
class Group:
    """Leaves told of together, with their figures."""

    key: str
    name: str
    leaves: Sequence[Leaf]
    tally: Tally
    pace: Pace | None


def sheet_of(state: YearState) -> Sheet:
    ledger = Ledger()
    counted = tally(ledger, "all", state.leaves, state, whole_plan())
    return Sheet(state, ledger, Headings(), paces_of_headings(ledger, state), counted)


def group_of_heading(sheet: Sheet, row: BoardRow) -> Group:
    leaves = sheet.state.by_heading[row.item]
    counted = tally(sheet.ledger, heading_key(row), leaves, sheet.state, row.title)
    return Group(heading_key(row), row.title, leaves, counted, sheet.paces[row.item])


def group_of_leaves(sheet: Sheet, key: str, name: str, leaves: Sequence[Leaf], where: str = "") -> Group:
    """`where`: what it is a part of, when its name alone does not say."""
    place = f"{where} · {name}" if where else name
    counted = tally(sheet.ledger, key, leaves, sheet.state, place)
    return Group(key, name, leaves, counted, pace_of_leaves(sheet.ledger, key, leaves, place))


def battlefields(sheet: Sheet) -> list[tuple[Tag, Group]]:
    """As on the board: a leaf counts in each battlefield it carries."""
    return [
        (tag, group_of_leaves(sheet, f"battlefield-{tag.code}", str(tag), leaves_tagged(sheet.state, tag)))
        for tag in sheet.state.tags(lambda leaf: leaf.row.battlefields)
    ]


def leaves_tagged(state: YearState, tag: Tag) -> list[Leaf]:
    return [leaf for leaf in state.leaves if any(one.pk == tag.pk for one in leaf.row.battlefields)]


# --- blocks ----------------------------------------------------------------------------------------------------------


def category_blocks(sheet: Sheet, row: BoardRow) -> Iterator[Block]:
    """One outermost heading: figures, what is furthest ahead, what falls short and why, evidence."""
    group = group_of_heading(sheet, row)
    yield sheet.headings.next(2, row.title, heading_key(row))
    yield from figures_of(sheet, group)
    yield from highlights(sheet, group)
    yield from shortfalls(sheet, group)
    yield from evidence(sheet, row)


def figures_of(sheet: Sheet, group: Group) -> Iterator[Block]:
    if not group.leaves:
        yield Paragraph(words(_("No item stands under it.")))
        return
    sentences = [
        lights_sentence(sheet.ledger, group.tally),
        reached_sentences(sheet.ledger, group.tally),
        pace_sentence(sheet.ledger, group.pace),
    ]
    yield Paragraph(in_sequence(sentences))


def highlights(sheet: Sheet, group: Group) -> Iterator[Block]:
    ahead = sorted(
        (leaf for leaf in group.leaves if leaf.light == "green" and (leaf.row.gap or 0) > 0),
        key=lambda leaf: (-(leaf.row.gap or 0), leaf.row.place),
    )[:AHEAD]
    if ahead:
        yield sheet.headings.next(3, _("Furthest ahead of schedule"))
        yield Listing(tuple(ahead_words(sheet, leaf) for leaf in ahead))


def ahead_words(sheet: Sheet, leaf: Leaf) -> Words:
    said_of = said(_("%(item)s: %(gap)s"), item=leaf.name, gap=gap_run(sheet.ledger, leaf))
    met = [figure.name for figure in leaf.met]
    return words(*said_of, _("; target met: %(names)s") % {"names": _(", ").join(met)} if met else "")


def shortfalls(sheet: Sheet, group: Group) -> Iterator[Block]:
    """What is behind or not reported, the worst first, with the reason of its light and the problem reported."""
    short = sorted(
        (leaf for leaf in group.leaves if is_short(sheet.state, leaf)),
        key=lambda leaf: (SEVERITY[leaf.light], leaf.row.gap or 0, leaf.row.place),
    )
    if not short:
        return
    yield sheet.headings.next(3, _("Not met, and why") if is_over(sheet.state) else _("Not on schedule, and why"))
    columns = (
        Column(_("Item"), 3),
        Column(_("Responsible unit"), 2),
        Column(_("Light"), 1.4),
        Column(pgettext("column", "Gap (pp)"), 1.3, Align.RIGHT),
        Column(pgettext("column", "Reason and reported problem"), 5),
    )
    rows = tuple(
        (
            words(leaf.name),
            words(str(leaf.unit or "–")),
            words(light_run(leaf.light)),
            words(gap_run(sheet.ledger, leaf, in_cell=True)),
            words(cause_of(sheet.state, leaf)),
        )
        for leaf in short
    )
    yield Table(columns, rows, name=pgettext("sheet of a workbook", "Not on schedule %(name)s") % {"name": group.name})


def evidence(sheet: Sheet, row: BoardRow) -> Iterator[Block]:
    """How much evidence stands behind it, by the rows below; the files themselves stand with their items."""
    below = [named_tally(sheet, one) for one in sheet.state.children.get(row.item, ())]
    counted = [(name, one) for name, one in below if one.evidence.value]
    if not counted:
        yield Paragraph(words(_("No evidence has been handed in with confirmed reports.")), is_note=True)
        return
    yield sheet.headings.next(3, _("Evidence handed in"))
    heads = (_("Items"), pgettext("column", "Files"))
    columns = (Column(_("Project"), 5), *(Column(text, 1.4, Align.RIGHT, is_number=True) for text in heads))
    rows = tuple(
        (words(name), words(sheet.ledger.run(one.leaves)), words(sheet.ledger.run(one.evidence)))
        for name, one in counted
    )
    yield Table(columns, rows, name=pgettext("sheet of a workbook", "Evidence %(name)s") % {"name": row.title})


def named_tally(sheet: Sheet, row: BoardRow) -> tuple[str, Tally]:
    if not row.is_leaf:
        return row.title, tally(
            sheet.ledger, heading_key(row), sheet.state.by_heading[row.item], sheet.state, row.title
        )
    leaf = sheet.state.leaf_of[row.item]
    return leaf.name, tally(sheet.ledger, f"own-{leaf.key}", [leaf], sheet.state, leaf.name)


def battlefield_blocks(sheet: Sheet, group: Group) -> Iterator[Block]:
    """A battlefield and the rows directly above its leaves: its projects."""
    yield sheet.headings.next(2, group.name, group.key)
    yield from figures_of(sheet, group)
    by_project: dict[int, list[Leaf]] = {}
    for leaf in group.leaves:
        if leaf.headings:
            by_project.setdefault(leaf.headings[-1].item, []).append(leaf)
    projects = [
        group_of_leaves(sheet, f"{group.key}-{item}", leaves[0].headings[-1].title, leaves, group.name)
        for item, leaves in by_project.items()
    ]
    yield group_table(sheet, _("Project"), projects, group)


def group_table(sheet: Sheet, what: str, groups: Sequence[Group], whole: Group) -> Table:
    """A row for each group: how many items on which light, progress, schedule and gap; the whole below."""
    counts = (_("Items"), *(str(WORDS[light]) for light in ORDER))
    paces = (pgettext("column", "Progress"), pgettext("column", "Schedule"), pgettext("column", "Gap (pp)"))
    columns = (
        Column(what, 4),
        *(Column(text, 1, Align.RIGHT, is_number=True) for text in counts),
        *(Column(text, 1.2, Align.RIGHT) for text in paces),
    )
    rows = tuple(group_row(sheet, group, group.name) for group in groups)
    return Table(columns, rows, name=whole.name, totals=group_row(sheet, whole, _("Total")))


def group_row(sheet: Sheet, group: Group, name: str) -> tuple[Words, ...]:
    ledger, counted = sheet.ledger, group.tally
    counts = [counted.leaves, *(counted.lights[light] for light in ORDER)]
    known = group.pace
    paces = (
        [words("–")] * 3
        if known is None
        else [
            words(ledger.run(known.progress)),
            words(ledger.run(known.scheduled)),
            words(ledger.points(known.gap, in_cell=True)),
        ]
    )
    return words(name), *(words(ledger.run(figure)) for figure in counts), *paces
