"""Paragraphs of an outline as a tree of blocks: each with its lines, its labels and the blocks under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zonekit.sheets.recognition.headers import DUTY, PERIODS, TEXTUAL, Header, read_period
from zonekit.sheets.recognition.labels import Charge, Label, split_charges
from zonekit.sheets.recognition.numbering import ARABIC, ARTICLE, HAN_PAREN, UNNUMBERED
from zonekit.sheets.recognition.outline_rows import Row
from zonekit.sheets.recognition.sections import heading_text
from zonekit.sheets.recognition.titles import is_title
from zonekit.sheets.recognition.wording import clean
from zonekit.sheets.recognition.wraps import join_units
from zonekit.values.issues import Where

_SHORT = 40
_ANNEXES = re.compile(r"附件\d*\s*[：:]")
_OWN_TITLE = re.compile(r"20\d\d|二[〇○零]|年度|政府工作报告|《")
_UNFINISHED = ("、", "，", ",", "；", ";", "和", "及", "与")


@dataclass(slots=True)
class Block:
    """A heading or item with its paragraphs. `texts`: values of labels such as 工作目标, by meaning."""

    rank: float
    no: str | None
    lines: list[str]
    line: int
    printed: str = ""
    labels: list[tuple[Label, Where]] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    children: list[Block] = field(default_factory=list)
    labels_before_children: bool = False

    def has_duty(self) -> bool:
        """Whether labels or brackets say who answers for the block or until when."""
        return bool(self.charges) or any(
            label.header.meaning in (*DUTY, "leaders", "deadline") for label, _ in self.labels
        )

    def is_complete(self) -> bool:
        """Whether its duties have been stated, so that further paragraphs are not its own."""
        return self.has_duty()

    def is_section(self) -> bool:
        """Whether it stands over items (一、招商引资) rather than being one (（一）, 1., 第一条)."""
        return self.rank < HAN_PAREN and self.rank != ARTICLE

    def text(self) -> str:
        """Its paragraphs in one."""
        return clean("\n".join(self.lines))


class BlockBuilder:
    """Builds the tree line by line. `front`: the lines above the first block; `roots`: the outermost blocks."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.front: list[str] = []
        self.roots: list[Block] = []
        self.stack: list[Block] = []
        self.current: Block | None = None
        self._container = ""
        self._open: tuple[Block, Label, Where] | None = None
        self._open_text: list[str] | None = None
        self._is_closed = False
        self._wrapping: tuple[Block, int] | None = None

    def build(self) -> None:
        """Read every row."""
        for place, row in enumerate(self.rows):
            if self._is_after_close(row):
                continue
            if row.kind == "number":
                self._number(row)
            elif row.kind in ("duty", "label"):
                self._labels(row)
            else:
                self._prose(place, row)

    def _is_after_close(self, row: Row) -> bool:
        """Whether a row only lists the annexes or signs the letter: everything from 附件： to the next title."""
        if _ANNEXES.match(row.text):
            self._is_closed = True
        elif self._is_closed and (self._is_own_title(row) or row.kind in ("duty", "label") or row.is_charged):
            self._is_closed = False
        return self._is_closed

    # -- numbered lines -----------------------------------------------------------------------------------------

    def _number(self, row: Row) -> None:
        numbering = row.numbering
        assert numbering is not None
        block = Block(numbering.rank, numbering.label, [], row.line)
        self._push(block)
        self._fill(block, row)
        number = row.text[: len(row.text) - len(row.rest)]
        block.printed = heading_text(number + (block.lines[0] if block.lines else ""))

    def _fill(self, block: Block, row: Row) -> None:
        """Put the text of a row into a block: inline labels and duty brackets apart."""
        where = Where(line=row.line)
        for label in row.labels:
            if label.header.meaning in TEXTUAL:
                block.texts.setdefault(_text_key(label), []).append(label.value)
            else:
                block.labels.append((label, where))
        charges, rest = split_charges(row.before)
        if charges:
            if not block.lines or (len(charges) == 1 and not block.charges):
                block.lines.append(charges[0].text)
            block.charges += charges
        if rest:
            block.lines.append(rest)

    def _push(self, block: Block) -> None:
        while self.stack and self.stack[-1].rank >= block.rank:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else None
        if parent is not None:
            parent.labels_before_children = parent.labels_before_children or (parent.has_duty() and not parent.children)
        (parent.children if parent else self.roots).append(block)
        self.stack.append(block)
        self.current = block
        self._container = ""
        self._open = self._open_text = None

    # -- labels -------------------------------------------------------------------------------------------------

    def _labels(self, row: Row) -> None:
        where = Where(line=row.line)
        self._open = self._open_text = None
        for label in row.labels:
            self._label(label, where)

    def _label(self, label: Label, where: Where) -> None:
        meaning = label.header.meaning
        if meaning == "progress":
            self._progress(label, where)
        elif meaning in PERIODS and self._container == "progress":
            return
        elif meaning == "schedule":
            self._container = "schedule"
            self._attach(label, where)
        elif meaning in TEXTUAL:
            self._textual(label, where)
        elif meaning == "ignore":
            self._container = "ignore"
        else:
            self._container = self._container if meaning in PERIODS else ""
            self._attach(label, where)

    def _progress(self, label: Label, where: Where) -> None:
        """第一季度工作进展 is a node under 进度安排 and a report under 落实情况."""
        period = read_period(label.raw)
        if period is None:
            self._container = "progress"
        elif self._container == "schedule":
            self._attach(Label(period, _period_word(label.raw, period), label.value), where)

    def _attach(self, label: Label, where: Where) -> None:
        block = self._needed()
        block.labels.append((label, where))
        self._wrapping = (block, where.line or 0)
        if not label.value or label.value.endswith(_UNFINISHED):
            self._open = (block, label, where)

    def _textual(self, label: Label, where: Where) -> None:
        """项目名称 begins a block unless the current one waits for it; other texts belong to the current block."""
        key = _text_key(label)
        block = self.current
        is_name = key in ("project", "sub_project", "task")
        is_title = key in ("project", "sub_project")
        if is_name and (block is None or key in block.texts or (is_title and block.is_complete())):
            self._push(Block(UNNUMBERED, None, [], where.line or 0))
        texts = self._needed().texts.setdefault(key, [])
        if label.value:
            texts.append(label.value)
        self._open_text = texts

    def _needed(self) -> Block:
        if self.current is None:
            self._push(Block(UNNUMBERED, None, [], self.rows[0].line))
        assert self.current is not None
        return self.current

    # -- other lines --------------------------------------------------------------------------------------------

    def _prose(self, place: int, row: Row) -> None:
        if self._open is not None:
            self._continue_label(row)
        elif self._is_wrapped(row):
            return
        elif self._begins_item(place, row):
            block = Block(UNNUMBERED, None, [], row.line)
            self._push(block)
            self._fill(block, row)
        elif self._open_text is not None:
            self._open_text.append(row.text)
        elif self._is_own_title(row):
            self._begin_document(row)
        elif row.level is not None and not row.text.endswith("。") and not is_title(row.text):
            self._push(Block(row.level - 0.5, None, [row.text], row.line, printed=clean(row.text)))
        elif self._is_heading(place, row):
            following = self.rows[place + 1].numbering
            rank = following.rank - 0.5 if following and following.rank <= ARABIC else HAN_PAREN + 0.5
            self._push(Block(rank, None, [row.text], row.line, printed=clean(row.text)))
        elif self._is_short_heading(place, row):
            self._push(Block(HAN_PAREN + 0.5, None, [row.text], row.line, printed=clean(row.text)))
        elif self.current is None:
            self.front.append(row.text)
        elif not self._container:
            self._paragraph(row)

    def _continue_label(self, row: Row) -> None:
        assert self._open is not None
        block, label, where = self._open
        longer = Label(label.header, label.raw, label.value + row.text)
        block.labels[-1] = (longer, where)
        self._open = (block, longer, where) if longer.value.endswith(_UNFINISHED) else None

    def _is_wrapped(self, row: Row) -> bool:
        """Take in a line that goes on with the units of the label right above it."""
        if self._wrapping is None or row.line != self._wrapping[1] + 1:
            return False
        block, line = self._wrapping
        label, where = block.labels[-1]
        joined = join_units(label.value, row.text) if label.header.meaning in DUTY else None
        if joined is None:
            return False
        block.labels[-1] = (Label(label.header, label.raw, joined), where)
        self._wrapping = (block, line + 1)
        return True

    def _paragraph(self, row: Row) -> None:
        """A paragraph of the current block, or items of their own when it closes with duties under a heading."""
        block = self.current
        assert block is not None
        charges, _ = split_charges(row.before)
        has_own = bool(charges) or bool(row.labels)
        if has_own and (block.is_section() or block.is_complete() or len(charges) > 1):
            item = Block(UNNUMBERED, None, [], row.line)
            self._push(item)
            self._fill(item, row)
        elif not block.is_complete():
            self._fill(block, row)

    def _begins_item(self, place: int, row: Row) -> bool:
        """Whether an unnumbered line is an item whose labels follow in the next line."""
        following = self.rows[place + 1] if place + 1 < len(self.rows) else None
        if following is None or following.kind != "duty" or row.labels:
            return False
        block = self.current
        if self._open_text is not None and not self._open_text:
            return False
        if block is None or block.is_complete() or self._container in ("progress", "ignore"):
            return True
        if self._open_text is not None:
            return False
        is_plain_heading = block.no is None and block.rank < UNNUMBERED
        return is_plain_heading or block.is_section() or (block.rank < ARABIC and self._groups_ahead(place) > 1)

    def _groups_ahead(self, place: int) -> int:
        """How many paragraphs with labels of their own stand before the next numbered line."""
        groups = 0
        for before, row in zip(self.rows[place:], self.rows[place + 1 :], strict=False):
            if row.kind == "number":
                break
            groups += row.kind == "duty" and before.kind == "prose"
        return groups

    def _is_heading(self, place: int, row: Row) -> bool:
        """Whether an unnumbered short line stands over the numbered lines that follow."""
        following = self.rows[place + 1] if place + 1 < len(self.rows) else None
        if following is None or following.kind != "number" or row.is_sentence or len(row.text) > _SHORT:
            return False
        if row.labels or row.is_charged:
            return False
        if self.current is None:
            return bool(self.front) and not is_title(row.text) and not _is_letterhead(row.text)
        if self.current.is_complete() or not self.current.lines:
            return True
        last = self.current.lines[-1]
        wraps = len(last) >= 25 and not row.is_indented and not last.endswith(("。", "；", "："))
        return not wraps and not (self.current.rank >= ARABIC and not last.endswith("。"))

    def _is_short_heading(self, place: int, row: Row) -> bool:
        """Whether an unnumbered word stands over unnumbered items (教育, below it a task and its labels)."""
        if place == 0 or place + 2 >= len(self.rows) or len(row.text) > 12 or row.is_sentence:
            return False
        if self.current is not None and not self.current.is_complete():
            return False
        if row.labels or row.is_charged:
            return False
        is_item = self.rows[place + 1].kind == "prose" and self.rows[place + 2].kind == "duty"
        return is_item and not any(char.isdecimal() for char in row.text) and not is_title(row.text)

    def _is_own_title(self, row: Row) -> bool:
        """Whether a line in the middle names another document: the plan behind its covering letter, an annex."""
        if row.labels or row.is_charged:
            return False
        return is_title(row.text) and _OWN_TITLE.search(row.text) is not None

    def _begin_document(self, row: Row) -> None:
        if not any(_is_charged(block) for block in self.roots):
            self.front += [line for block in self.roots for line in block.lines[:1]]
            self.roots.clear()
        self.front.append(row.text)
        self.stack.clear()
        self.current = None
        self._container = ""
        self._open = self._open_text = None


def _text_key(label: Label) -> str:
    """Under which key a labelled text is kept: 工作内容 says what a task or project is about, 工作任务 names it."""
    meaning = label.header.meaning
    return "content" if meaning == "task" and "内容" in label.raw else meaning


def _is_charged(block: Block) -> bool:
    return block.has_duty() or any(_is_charged(child) for child in block.children)


def _is_letterhead(text: str) -> bool:
    return re.search(r"(?:文件|办公室|人民政府|管委会|委员会|号)$|^20\d\d年\d+月", text) is not None


def _period_word(raw: str, period: Header) -> str:
    """The period alone out of a label: 第一季度 of 第一季度工作进展."""
    ends = {"quarter": "季度", "half": "半年", "month": "月"}
    mark = ends.get(period.meaning, "")
    place = raw.find(mark)
    return clean(raw[: place + len(mark)]) if mark and place >= 0 else clean(raw)
