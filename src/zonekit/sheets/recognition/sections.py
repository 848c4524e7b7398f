"""Headings above the rows or lines that follow, nested by the kind of their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zonekit.sheets.recognition.numbering import HAN_PAREN, Numbering, parse_numbering
from zonekit.sheets.recognition.wording import clean

_TOTAL = re.compile(r"^(?:小计|合计|总计|共计|累计|总数|subtotal|total|grandtotal)[:：\d（(]*.{0,12}$", re.IGNORECASE)
_FOOTER = re.compile(
    r"^(?:注|备注|说明|(?:填表|填报|制表|审核|审批|联系|报送|负责)(?:人|单位|日期|时间|部门|电话|签字)*|附件|附注|附|单位负责人|抄送"
    r"|note|notes|prepared by)\s*\d*\s*[：:.、]|^[※＊*]"
    r"|^（?此件.{0,8}公开",
    re.IGNORECASE,
)
# Parts of a document that frame its tasks and hold none.
FRAME = re.compile(
    r"总体要求|指导思想|基本原则|工作原则|基本思路|总体思路|工作要求|有关要求|相关要求|保障措施|工作保障|组织领导|组织保障|组织实施|工作机制|责任落实|几点要求|强化保障$|加强领导$|考核奖惩|督查考核"
)
_UNIT_NOTE = re.compile(r"^[（(]?\s*(?:金额|计量|计价|数据)?单位\s*[：:].{1,20}$")


def is_total(text: str) -> bool:
    """Whether a cell says that its row adds others up.

    >>> is_total("合  计".replace(" ", "")), is_total("合计划")
    (True, False)
    """
    return len(text) <= 20 and _TOTAL.match(text) is not None and not text.startswith(("合计划", "总计划"))


def is_footer(text: str) -> bool:
    """Whether a lone text is a note below or above a table rather than a heading."""
    return _FOOTER.match(text) is not None or _UNIT_NOTE.match(text) is not None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed and how deep it stands; `by_item`: an item of an outer number closes it."""

    rank: float
    text: str
    by_item: bool = False


class Sections:
    """The headings open at a place in the file.

    >>> sections = Sections()
    >>> for text in ("一、经济", "（一）投资", "（二）消费", "二、民生"):
    ...     sections.open(Heading(rank_of(text), text))
    >>> sections.path()
    ('二、民生',)
    """

    def __init__(self) -> None:
        self.headings: list[Heading] = []

    def open(self, heading: Heading) -> None:
        """Open a heading: those of its rank and deeper close."""
        self.close(heading.rank)
        self.headings.append(heading)

    def close(self, rank: float) -> None:
        """Close the headings of a rank and deeper."""
        while self.headings and self.headings[-1].rank >= rank:
            self.headings.pop()

    def close_for(self, rank: float) -> None:
        """Close the headings that came from number columns and are no longer above an item of this rank."""
        while self.headings and self.headings[-1].by_item and self.headings[-1].rank >= rank:
            self.headings.pop()

    def rank_unnumbered(self, following: Numbering | None) -> float:
        """How deep a heading without a number stands: just above the heading after it, else below all numbered."""
        if following is not None and following.rank <= HAN_PAREN:
            return following.rank - 0.5
        return HAN_PAREN + 0.5

    def path(self) -> tuple[str, ...]:
        """The texts of the open headings, outermost first."""
        return tuple(heading.text for heading in self.headings)


_PART_SPACE = re.compile(r"(第\S{1,4}(?:部分|篇章|篇|章|编|板块|节))\s+")


def heading_text(text: str) -> str:
    """A heading in one line; the space after 第一部分 stays.

    >>> heading_text("第一部分 经济 发展")
    '第一部分 经济发展'
    """
    found = _PART_SPACE.match(text.strip())
    return f"{found[1]} {clean(text.strip()[found.end() :])}" if found else clean(text)


def rank_of(text: str) -> float:
    """The rank of a numbered heading, `HAN_PAREN` + 0.5 for one without a number."""
    numbering = parse_numbering(text)
    return numbering.rank if numbering else HAN_PAREN + 0.5
