"""What a figure is about: the words before it, or after it, or those of the figure before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LEAD = re.compile(
    r"^(?:[、，,：:\s和与及]|以及|其中|全年|年内|今年|本年度?|力争|争取|确保|努力|预计|计划|累计|到?20\d\d年(?:底前?)?|到?年底前?|年末|实现|完成|"
    r"达到|再|要|使|推动|并|且|共计?|不断|同时)+"
)
_TRAIL = re.compile(
    r"(?:[：:\s]|达到?|实现|完成|保持在?|维持在?|稳定在|不低于|不少于|不高于|不超过|控制在|突破|超过?|提[高升][到至]|增[加至]到?|升至|上升[到至]|下?降[到至]|"
    r"降低[到至]|约|近|分别|为|力争|确保|至少|各|共计?|有|在|到|总数|累计|≥|≤|>|<|高于|低于|争取|年内|全年|以上|再|均|的)+$"
)
_GROWTH_ONLY = re.compile(
    r"^(?:同比|比上年|较上年|年均|环比|比去年|较去年)*(?:增长|增幅|增速|下降|上升|提高|增加|减少)?$"
)
_GROWTH = re.compile(r"(?:同比|比上年|较上年|年均|环比|比去年|较去年)*(?:增长|增幅|增速|下降|上升|提高)$")
_NOUN_AFTER = re.compile(r"[^，。；、！？,;:：（()）\s和及与并\d]{1,12}")
_GROWTH_AFTER = re.compile(r"的(增幅|增速|增长)")
_EVENT = re.compile(
    r"(?:开工|竣工|投产|达产|签约|落地|入库|验收|注册|开业|认定|新增|引进|建成|毕业|投用|交付|通车|续建|新建|改造)"
)
_PARTS = re.compile(r"[、和与及]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words before a figure since the last goal or comma, the words after it, whether a comma stands between."""

    before: str
    after: str
    fresh: bool


class Naming:
    """Names figures in the order of the text; a figure without words of its own inherits those of the one before."""

    def __init__(self) -> None:
        self.last = ""
        self.stem = ""
        self.after_noun = False

    def name(self, run: Sequence[Phrase]) -> list[str]:
        """One name for each phrase of a run; several subjects before 分别 are dealt out in order."""
        first = self._one(run[0])
        if len(run) == 1:
            return [first]
        dealt = _deal(first, len(run))
        return dealt or [first] * len(run)

    def _one(self, phrase: Phrase) -> str:
        words = phrase.before
        if self.after_noun and not phrase.fresh:
            words = re.sub(r"^[^、和与及]*", "", words, count=1)
        words = _TRAIL.sub("", _LEAD.sub("", words))
        noun = _NOUN_AFTER.match(phrase.after)
        growth = _GROWTH_AFTER.match(phrase.after)
        self.after_noun = bool(noun) and not growth
        if growth:
            words += growth[1]
        elif noun:
            words += noun[0]
        name = self._inherit(words)
        self.last = name
        self.stem = _GROWTH.sub("", name) or self.stem
        return name

    def _inherit(self, words: str) -> str:
        if not words:
            return self.last
        if _GROWTH_ONLY.match(words):
            return self.stem + words
        event = _EVENT.fullmatch(words)
        if event and self.last:
            return _EVENT.sub(words, self.last, count=1) if _EVENT.search(self.last) else self.last + words
        return words


def _deal(name: str, count: int) -> list[str] | None:
    """城镇、农村居民收入增幅 -> 城镇居民收入增幅, 农村居民收入增幅."""
    parts = [part for part in _PARTS.split(name) if part]
    if len(parts) != count:
        return None
    last = parts[-1]
    return [part + last[len(part) :] if len(last) - len(part) >= 3 else part for part in parts[:-1]] + [last]
