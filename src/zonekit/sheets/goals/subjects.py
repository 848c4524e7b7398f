"""What a figure is about: the words before it, or after it, or those of the figure before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zonekit.sheets.goals.verdicts import Context
from zonekit.sheets.goals.wording import words

_LEAD = re.compile(
    r"(?:(?:\d{1,2}[.．、)）](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])|[、，,：:\s和与及]|以及|其中|全年|年内|今年|本年度?|力争|争取|确保|努力|预计|计划(?!生育)|累计|到?20\d\d年(?:底前?)?|到?年底前?|"
    r"年末|实现|完成|达到|再|要|使|推动|并|且|共计?(?!建)|不断|同时|全面|\d{1,2}月(?:底|份|\d{1,2}日)?前?)+"
)
_CHANGE = ("增长", "增幅", "增速", "下降", "上升", "提高", "增加", "减少")
_COMPARED = r"(?:同比|比上年|较上年|年均|环比|比去年|较去年|均|比\d{4}年|较\d{4}年)*"
_CHANGE_ONLY = re.compile(rf"{_COMPARED}(?:{'|'.join(_CHANGE)})\Z")
_CHANGE_AT_END = re.compile(rf"{_COMPARED}(?:{'|'.join(_CHANGE)})\Z")
_MOVED_FROM = re.compile(r"[由从自][^，。；]{0,10}\Z")
_NOUN_AFTER = re.compile(r"[^，。；、！？,;:：（()）\s和及与并\d]{1,12}")
_CHANGE_AFTER = re.compile(r"的(增幅|增速|增长)")
_EVENT = re.compile(
    r"开工|竣工|投产|达产|签约|落地|入库|验收|注册|开业|认定|新增|引进|建成|毕业|投用|交付|通车|续建|新建|改造"
)
_BEFORE_JOINT = re.compile(r"[^、和与及]*")
_PARTS = re.compile(r"[、和与及]")
_FILLERS = words(
    "达到 达 实现 完成 保持在 保持 维持在 维持 稳定在 不低于 不少于 不高于 不超过 控制在 控制 突破 超过",
    "超 提高到 提高至 提升到 提升至 增加到 增加至 增至 增到 升至 上升到 上升至 下降到 下降至 降到 降至",
    "降低到 降低至 扩大到 扩大至 约 近 分别 为 力争 确保 至少 各 共 共计 有 在 到 至 总数 累计 高于 低于",
    "争取 年内 全年 以上 再 均 的 压缩至 压缩到 压减 ： : ≥ ≤ > <",
)
# Read backwards, so that the words are taken off the end in one anchored match.
_TRAIL = re.compile(
    "(?:" + "|".join(re.escape(word[::-1]) for word in sorted(_FILLERS, key=len, reverse=True)) + r"|\s)+"
)


def subject_words(gap: str) -> tuple[str, bool]:
    """The words before a figure without those that only lead to it, and whether they say that it is reached.

    >>> subject_words("力争全年新增企业达到")
    ('新增企业', True)
    """
    own = gap
    if lead := _LEAD.match(own):
        own = own[lead.end() :]
    reached = _TRAIL.match(own[::-1])
    if reached:
        own = own[: len(own) - reached.end()]
    if "由" in own or "从" in own:
        own = _MOVED_FROM.sub("", own)
    return own, reached is not None or "达到" in gap


def is_full_name(own: str) -> bool:
    """Whether words name a figure alone: no bare change (增长) or event (开工) that belongs to what stands before.

    >>> is_full_name("新增企业"), is_full_name("同比增长"), is_full_name("开工")
    (True, False, False)
    """
    return len(own) > 2 and not own.endswith(_CHANGE)


class Naming:
    """Names figures in the order of the text; a figure without words of its own inherits those of the one before."""

    def __init__(self) -> None:
        self.last = ""
        self.stems: list[str] = []
        self.after_noun = False

    def name(self, run: Sequence[Context]) -> list[str]:
        """One name for each figure of a run; several subjects before 分别 are dealt out in order."""
        earlier = self.stems[-len(run) :]
        first = self._one(run[0])
        if len(run) == 1:
            return [first]
        names = _dealt(first, len(run)) or [first] * len(run)
        if len(earlier) == len(run) and first.startswith(earlier[-1]) and first[len(earlier[-1]) :] in _CHANGE:
            # 交易额200亿元、零售额50亿元，分别增长20%、25%: each grows by its own figure.
            names = [stem + first[len(earlier[-1]) :] for stem in earlier]
        return names

    def take_name(self, name: str) -> None:
        """Remember a figure that its own words name."""
        self.after_noun = False
        self.last = name
        self.stems.append(name)

    def name_plain(self, own: str, *, arrives: bool) -> str:
        """The name of a figure that closes a clause of its own, out of its `subject_words`."""
        self.after_noun = False
        return self._take(own, arrives)

    def _one(self, context: Context) -> str:
        gap = context.gap
        if self.after_noun and not context.fresh:
            gap = _BEFORE_JOINT.sub("", gap, count=1)
        own, arrives = subject_words(gap)
        arrives = arrives or "达到" in context.gap
        change = _CHANGE_AFTER.match(context.after) if context.after.startswith("的") else None
        noun = None if context.closes else _NOUN_AFTER.match(context.after)
        self.after_noun = noun is not None and change is None
        return self._take(own + (change[1] if change else noun[0].lstrip("的") if noun else ""), arrives)

    def _take(self, own: str, arrives: bool) -> str:
        name = self._inherit(own, arrives)
        self.last = name
        self.stems.append(_without_change(name) or name)
        return name

    def _inherit(self, own: str, arrives: bool) -> str:
        """城镇化率提高1.2个百分点，达到58%: what is reached is the rate, not its rise."""
        stem = self.stems[-1] if self.stems else ""
        if not own:
            return stem if arrives else self.last
        if own.endswith(_CHANGE) and _CHANGE_ONLY.match(own.replace("分别", "")):
            return stem + own.replace("分别", "")
        if len(own) == 2 and self.last and _EVENT.match(own):
            return _EVENT.sub(own, self.last, count=1) if _EVENT.search(self.last) else self.last + own
        return own


def _without_change(name: str) -> str:
    return _CHANGE_AT_END.sub("", name) if name.endswith(_CHANGE) else name


def _dealt(name: str, count: int) -> list[str] | None:
    """城镇、农村居民收入增幅 -> 城镇居民收入增幅, 农村居民收入增幅; 起数、人数分别下降 -> 起数下降, 人数下降.

    Only a short word (城镇) takes over what follows the word of its own length in the last part.
    """
    subjects, _, change = name.partition("分别")
    parts = [part for part in _PARTS.split(subjects) if part]
    if len(parts) != count:
        return None
    last = parts[-1]
    return [_completed(part, last) + change for part in parts[:-1]] + [last + change]


def _completed(part: str, last: str) -> str:
    is_modifier = len(part) <= 2 and len(last) >= len(part) + 3 and not set(part) & set(last)
    return part + last[len(part) :] if is_modifier else part
