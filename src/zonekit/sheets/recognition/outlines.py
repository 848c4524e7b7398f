"""Outlines and cards in running text: blocks to leaves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from zonekit.sheets.recognition.counts import section_levels
from zonekit.sheets.recognition.headers import DUTY
from zonekit.sheets.recognition.labels import Label
from zonekit.sheets.recognition.leaves import Leaf, Reading, field_of
from zonekit.sheets.recognition.numbering import HAN_PAREN, UNNUMBERED
from zonekit.sheets.recognition.outline_blocks import Block, BlockBuilder
from zonekit.sheets.recognition.outline_rows import read_rows
from zonekit.sheets.recognition.sections import FRAME
from zonekit.sheets.recognition.wording import clean
from zonekit.sheets.recognition.wraps import join_torn_brackets
from zonekit.sheets.source import Line
from zonekit.values.issues import Where

# The last articles of a set of measures: from when they apply, who explains them.
_CLOSING = re.compile(
    r"^(?:第\S{1,5}条\s*)?(?:附则|解释权|本(?:措施|办法|方案|意见|规定|政策|细则|通知|计划|若干措施|实施意见).{0,16}(?:起施行|起实施|起执行|起生效|有效期|负责解释))"
)
_FIRST_SENTENCE = re.compile(r"^(.{4,60}?)[。：:；](?=.{8,})")


def read_outline(lines: Sequence[Line]) -> Reading:
    """The leaves of an outline or of cards; none when the text has neither numbers nor labels."""
    builder = BlockBuilder(read_rows(join_torn_brackets(lines)))
    builder.build()
    has_duties = any(_is_charged(block) for block in builder.roots)
    walk = _Walk(has_duties, builder.roots)
    leaves = list(walk.leaves())
    is_card = not any(block.rank < UNNUMBERED for block in builder.roots) and has_duties
    if is_card:
        _file_cards(leaves, builder.front)
    return Reading(
        "card" if is_card else "outline",
        leaves,
        levels=_levels(leaves, walk, is_card=is_card),
        column_map=_column_map(builder.roots),
        front=builder.front,
        has_duties=has_duties,
    )


def _is_charged(block: Block) -> bool:
    return block.has_duty() or any(_is_charged(child) for child in block.children)


class _Walk:
    """Walks the blocks and says which are items."""

    def __init__(self, has_duties: bool, roots: Sequence[Block]) -> None:
        self.has_duties = has_duties
        self.roots = roots
        self.unnumbered_headings: set[str] = set()
        self._shares = _duty_shares(roots)

    def leaves(self) -> Iterator[Leaf]:
        yield from self._children(self.roots, (), ())

    def _children(
        self, blocks: Sequence[Block], path: tuple[str, ...], above: Sequence[tuple[Label, Where]]
    ) -> Iterator[Leaf]:
        has_charged = any(block.has_duty() for block in blocks)
        for block in blocks:
            yield from self._block(block, path, above, is_among_items=has_charged or bool(above))

    def _block(
        self, block: Block, path: tuple[str, ...], above: Sequence[tuple[Label, Where]], *, is_among_items: bool
    ) -> Iterator[Leaf]:
        if not block.children:
            if self._is_item(block, is_among_items):
                yield from _leaves(block, path, above)
            return
        if FRAME.search(block.printed) and not _is_charged(block):
            return
        if self._is_whole(block):
            yield from _leaves(_merged(block), path, above)
            return
        if block.no is None:
            self.unnumbered_headings.add(_heading(block))
        own = [(label, where) for label, where in block.labels]
        own += [(label, Where(line=block.line)) for charge in block.charges for label in charge.labels]
        yield from self._children(block.children, (*path, _heading(block)), own or above)

    def _is_item(self, block: Block, is_among_items: bool) -> bool:
        """Duties make an item; without them a numbered block among items, or anywhere when nothing states duties."""
        if block.has_duty():
            return True
        if FRAME.search(block.printed) or _CLOSING.match(block.printed) or not (block.text() or block.texts):
            return False
        if self.has_duties:
            return is_among_items and (block.no is not None or bool(block.texts))
        return block.no is not None

    def _is_whole(self, block: Block) -> bool:
        """Whether the blocks under a block are parts of one item: only the last, or only the whole, states duties."""
        charged = [_is_charged(child) for child in block.children]
        if not any(charged):
            heads = block.labels_before_children and block.rank <= HAN_PAREN
            return block.has_duty() and not heads
        if block.has_duty() or len(charged) < 2 or any(charged[:-1]) or block.children[-1].children:
            return False
        return self._shares.get(block.children[-1].rank, 0.0) < 0.6


def _duty_shares(roots: Sequence[Block]) -> dict[float, float]:
    """For each kind of number, the share of leaf blocks that state duties."""
    leaves: Counter[float] = Counter()
    charged: Counter[float] = Counter()
    pending = list(roots)
    while pending:
        block = pending.pop()
        pending += block.children
        if not block.children:
            leaves[block.rank] += 1
            charged[block.rank] += block.has_duty()
    return {rank: charged[rank] / count for rank, count in leaves.items()}


def _merged(block: Block) -> Block:
    """A block with the texts and labels of those under it as its own."""
    whole = Block(
        block.rank,
        block.no,
        list(block.lines),
        block.line,
        block.printed,
        list(block.labels),
        list(block.charges),
        dict(block.texts),
    )
    for child in block.children:
        part = _merged(child)
        number = part.printed[: len(part.printed) - len(clean(part.lines[0]))] if part.lines else part.printed
        whole.lines.append(number + "\n".join(part.lines))
        whole.labels += part.labels
        whole.labels += [(label, Where(line=part.line)) for charge in part.charges for label in charge.labels]
    return whole


def _heading(block: Block) -> str:
    """A heading as printed: its first line, of a long one the first sentence."""
    printed = block.printed or block.text()
    long = _FIRST_SENTENCE.match(printed)
    return long[1] if long and len(printed) > 60 else printed


def _leaves(block: Block, path: tuple[str, ...], above: Sequence[tuple[Label, Where]]) -> Iterator[Leaf]:
    if len(block.charges) > 1:
        yield from _charged_leaves(block, path, above)
        return
    where = Where(line=block.line)
    leaf = Leaf(where, path, block.no, text=block.text(), cells={"text": where})
    _name(leaf, block)
    own = [(label, where) for charge in block.charges for label in charge.labels] + block.labels
    _take(leaf, own, above)
    if leaf.text:
        yield leaf


_HEADLINE = re.compile(r"(.{2,24}?)[。：:](?=.{4,})")


def _charged_leaves(block: Block, path: tuple[str, ...], above: Sequence[tuple[Label, Where]]) -> Iterator[Leaf]:
    """One paragraph with several duty brackets: an item each, under the headline the paragraph opens with."""
    where = Where(line=block.line)
    first = block.charges[0].text
    headline = _HEADLINE.match(first) if block.no is not None and block.rank <= HAN_PAREN else None
    if headline:
        number = block.printed[: block.printed.find(first[:4])]
        path = (*path, number + headline[1])
        first = first[headline.end() :]
    for place, charge in enumerate(block.charges):
        no = block.no if place == 0 and not headline else None
        leaf = Leaf(where, path, no, text=first if place == 0 else charge.text, cells={"text": where})
        _take(leaf, [(label, where) for label in charge.labels], above)
        yield leaf


def _take(leaf: Leaf, own: Sequence[tuple[Label, Where]], above: Sequence[tuple[Label, Where]]) -> None:
    for label, where in own:
        leaf.take(label, where)
    roles = {duty.role for duty in leaf.duties}
    has_unit = bool(roles - {"leaders"})
    for label, where in above:
        is_unit = label.header.meaning in DUTY
        is_leader = label.header.meaning == "leaders" and "leaders" not in roles
        is_due = label.header.meaning == "deadline" and leaf.due is None
        if (is_unit and not has_unit) or is_leader or is_due:
            leaf.take(label, where)


def _name(leaf: Leaf, block: Block) -> None:
    """Short name and goal of a block with labelled texts; measures stay out of the goal."""
    texts = {meaning: clean("\n".join(values)) for meaning, values in block.texts.items() if values}
    title = leaf.text or texts.get("project", "") or texts.get("sub_project", "") or texts.get("task", "")
    content = texts.get("content", "")
    goal = texts.get("goal", "")
    if not title:
        title, content = content, ""
    leaf.text = content or goal or title
    if leaf.text != title:
        leaf.name = title
    if content and goal:
        leaf.goals.append(goal)
    if texts.get("category"):
        leaf.path = (*leaf.path, texts["category"])


_TITLE_CATEGORY = re.compile(r"[：:]\s*([^：:]{2,40}?)\s*(?:[（(]\d+\s*[项个件类][）)])?$")


def _file_cards(leaves: Sequence[Leaf], front: Sequence[str]) -> None:
    """Cards without headings stand under what their title names behind a colon."""
    titled = [found[1] for line in front if (found := _TITLE_CATEGORY.search(clean(line)))]
    if titled:
        for leaf in leaves:
            if not leaf.path:
                leaf.path = (clean(titled[0]),)


def _levels(leaves: Sequence[Leaf], walk: _Walk, *, is_card: bool) -> tuple[str, ...]:
    deepest = max((leaf.path for leaf in leaves), key=len, default=())
    numbered = not deepest or deepest[-1] not in walk.unnumbered_headings
    return section_levels(min(len(deepest), 3), "project" if is_card else "task", is_last_numbered=numbered)


def _column_map(roots: Sequence[Block]) -> dict[str, str]:
    """Label as printed -> field."""
    found: dict[str, str] = {}
    pending = list(roots)
    while pending:
        block = pending.pop()
        pending += block.children
        for label, _ in [*block.labels, *((label, None) for charge in block.charges for label in charge.labels)]:
            if label.raw:
                found.setdefault(clean(label.raw), field_of(label.header.meaning))
    return found
