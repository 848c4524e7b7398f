"""Why a figure of a Chinese text is a goal, or why it is not.

The verdict is a code: "goal", or the first reason against it. The reasons are the conventions of issued tables: figures
of the past, given sets (等4条产业链), sizes (亿元以上项目, 占地200亩), names (二期), frequencies (每季度1次), limits
(5个工作日内) set no goal of the year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from zonekit.sheets.goals.figures import Figure
from zonekit.sheets.goals.wording import (
    ABSTRACT_NOUN,
    ACTOR,
    BETWEEN_WORD_AND_FIGURE,
    BUILT_AT_START,
    COUNT_FOLLOWS,
    EXTENT_AT_END,
    EXTENT_UNIT,
    FUND_FOLLOWS,
    GIVEN_WORDS,
    NOT_SIZE_WORDS,
    PAST_SIGNS,
    PUBLISHED_YEAR,
    RANK_BEFORE,
    REACHED_WORDS,
    RECURRENCE_SIGNS,
    SIZE_ALONE,
    SIZE_NOUN,
    SIZE_OF_UNIT,
    SIZE_WORDS,
    SUM_OF_COUNTED,
    TELLS_PAST,
    TELLS_PRESENT,
    TIES_WITH,
    UP_TO_A_YEAR,
    VERBS,
)

GOAL = "goal"

_DEPARTURE = re.compile(r"[由从]\D{0,6}\Z")
_ARRIVAL = re.compile(r"[^，。；、]{0,6}?[到至为]")
_BASE_FOLLOWS = ("为基期", "为基数", "为基准", "的基础", "基础上")
_PHASE = re.compile(r"[一二三四五六七八九十\d]期(?:工程|项目)?\s*\Z")
_CAPACITY = re.compile(r"[年日] ?(?:产|处理|加工|供水|吞吐)(?:能力)?约?\Z")
_DURATION_GOAL = re.compile(
    r"压[缩减]|缩[短减]|提速|减少|控制|优良|天数|达标|时间|时长|时限|周期|不超过|不少于|达到|增加"
)
_SCORE_GOAL = re.compile(r"达|不低于|超过|提[升高][至到]|高于|突破|保持|得分|评分|指数|满意度")
_TIMES_GOAL = re.compile(r"增长|提[高升]|达|扩大|增加|突破|超过|翻")
_SPACES = " 　"


class Context(NamedTuple):
    """Words around a figure: `gap` since the last goal or comma, `clause` since the last comma, `after` the figure.

    `fresh`: a comma or the beginning stands before the gap. `closes`: the phrase ends with the figure.
    `past`: the clause tells what was. `recurs`: it sets a frequency.
    `whole_bracket`: the figure is all there is in its bracket (11项).
    `beside_given`: joined to a figure that counts a given set (全市15个乡镇、260个行政村).
    `beside_size`: joined to one that tells a size (宽24米、长3.2公里).
    `after_limit`: a time limit was a goal just before in the clause (开办3个工作日内、登记5个工作日内).
    `after_count`: the clause before ends with a count that is a goal (签约项目10个，总投资300亿元).
    """

    gap: str
    clause: str
    after: str
    fresh: bool
    closes: bool
    past: bool = False
    recurs: bool = False
    whole_bracket: bool = False
    beside_given: bool = False
    beside_size: bool = False
    after_limit: bool = False
    after_count: bool = False


def may_tell_past(text: str) -> bool:
    """Whether any clause of the text can speak of the past; most texts cannot."""
    return any(sign in text for sign in PAST_SIGNS) or ("20" in text and PUBLISHED_YEAR.search(text) is not None)


def may_recur(text: str) -> bool:
    """Whether any clause of the text can set a frequency."""
    return any(sign in text for sign in RECURRENCE_SIGNS)


def is_past_phrase(clause: str, carried: bool, year: int | None) -> bool:
    """Does a clause tell what was? `carried`: the clause before it in the same sentence did."""
    ends = [found.end() for found in TELLS_PAST.finditer(clause)]
    if ends:
        return TELLS_PRESENT.search(clause, ends[-1]) is None
    if year is None:
        return UP_TO_A_YEAR.search(clause) is not None or (carried and TELLS_PRESENT.search(clause) is None)
    named = PUBLISHED_YEAR.findall(clause)
    return int(named[-1]) < year if named else carried and TELLS_PRESENT.search(clause) is None


def judge(figure: Figure, context: Context) -> str:
    """ "goal", or the code of the first reason why the figure sets none."""
    if context.past:
        return "past"
    if context.recurs:
        return "recurring"
    if context.whole_bracket and figure.tail is None:
        return "item_count"
    if context.after.startswith(_BASE_FOLLOWS) or _is_departure(context):
        return "baseline"
    if figure.bare and not (context.closes and context.gap.rstrip(_SPACES).endswith(REACHED_WORDS)):
        return "size"
    return _JUDGES[figure.category](figure, context)


def _is_departure(context: Context) -> bool:
    """由3家增至5家: the first figure is where it starts."""
    near = context.clause[-8:]
    if "由" not in near and "从" not in near:
        return False
    return _DEPARTURE.search(near) is not None and _ARRIVAL.match(context.after) is not None


def _judge_count(figure: Figure, context: Context) -> str:
    if _is_given(context):
        return "given"
    if not context.closes and (_counts_no_goal(figure, context) or _follows_list(figure, context)):
        return "name"
    return "name" if figure.spelled and _is_spelled_name(figure, context) else GOAL


def _judge_closing(figure: Figure, context: Context) -> str:
    """四点, 三类: these words are figures only at the end of their phrase."""
    return _judge_count(figure, context) if context.closes or figure.tail else "name"


def _is_given(context: Context) -> bool:
    gap = context.gap.rstrip(_SPACES)
    if context.beside_given or gap.endswith(GIVEN_WORDS) or "涉及" in gap:
        return True
    if gap.endswith(("的", "共", "前")):
        return gap[:-1].endswith(GIVEN_WORDS) or RANK_BEFORE.search(gap) is not None
    return "与" in gap and TIES_WITH.search(gap) is not None


def _counts_no_goal(figure: Figure, context: Context) -> bool:
    after = context.after
    if ABSTRACT_NOUN.match(after) or (figure.spelled and after.startswith(("“", "‘", '"'))):
        return True
    if (figure.value == 1 and after.startswith("1")) or _CAPACITY.search(context.gap[-8:]):
        return True
    if not context.gap.strip(_SPACES) and ACTOR.match(after):
        return True
    threshold = SIZE_OF_UNIT.get(figure.unit[-1]) if figure.tail else None
    return threshold is not None and threshold.match(after) is not None


def _follows_list(figure: Figure, context: Context) -> bool:
    """A、B两项工程: the number counts what was just listed, unless a verb stands right before it."""
    if figure.tail or "、" not in context.gap:
        return False
    gap = context.gap.rstrip(_SPACES)
    return not gap.endswith("、") and "、" in gap.lstrip("、") and not is_brought_about(gap)


def is_brought_about(gap: str) -> bool:
    """Do the words end with a verb that brings something about (新建, 培育, 完成)?"""
    words = gap.rstrip(_SPACES)
    return words.endswith(VERBS) or words.rstrip("了好约近").endswith(VERBS)


def _is_spelled_name(figure: Figure, context: Context) -> bool:
    """Chinese numerals mostly make names: they count only behind a noun or right behind a verb that brings about."""
    gap = context.gap.strip("、和与及 ")
    if figure.value < 2 or figure.unit == "期":
        return not (context.closes and figure.unit in {"座", "所", "处", "家", "栋"} and len(gap) > 3)
    if context.closes or figure.tail:
        return not gap
    return not is_brought_about(gap)


def _judge_measure(figure: Figure, context: Context) -> str:
    if context.beside_given or ("期" in context.gap and _PHASE.search(context.gap[-8:])):
        return "given"
    if figure.spelled and not figure.bare and _is_spelled_name(figure, context):
        return "name"
    if figure.unit == "P" and "算力" not in context.clause:
        return "name"
    return "size" if _is_size(figure, context) else GOAL


def _is_size(figure: Figure, context: Context) -> bool:
    gap, after = context.gap, context.after
    if _names_a_size(gap):
        return not (context.closes and _is_wanted_size(context))
    if context.closes and not context.beside_size:
        return False
    made = is_brought_about(gap)
    if context.closes or (context.beside_size and not made):
        return not made
    if _CAPACITY.search(gap[-8:]) or COUNT_FOLLOWS.match(after):
        return True
    return (
        _is_size_of_money(figure, gap, after) if figure.category == "money" else _is_size_of_extent(figure, made, after)
    )


def _names_a_size(gap: str) -> bool:
    named = gap.rstrip(BETWEEN_WORD_AND_FIGURE)
    if named.endswith(SIZE_WORDS):
        return not named.endswith(NOT_SIZE_WORDS)
    return named in SIZE_ALONE


def _is_wanted_size(context: Context) -> bool:
    gap = context.gap
    if context.after_count and SUM_OF_COUNTED.match(gap):
        return True
    return EXTENT_AT_END.search(gap) is not None and BUILT_AT_START.match(gap) is not None


def _is_size_of_extent(figure: Figure, made: bool, after: str) -> bool:
    if figure.tail is not None:
        return not made
    return after.startswith("级") or (after.startswith("的") and not (made and EXTENT_UNIT.search(figure.unit)))


def _is_size_of_money(figure: Figure, gap: str, after: str) -> bool:
    if FUND_FOLLOWS.match(after):
        return False
    exceeds = figure.tail is not None or gap.rstrip(_SPACES).endswith(("超", "超过", "过", "达", "逾"))
    return exceeds or SIZE_NOUN.match(after) is not None


def _judge_percent(figure: Figure, context: Context) -> str:
    """六个100% is a name for six things; 一成不变 is a saying."""
    is_name = context.gap.rstrip(_SPACES).endswith("个") or (figure.spelled and figure.value < 2)
    return "name" if is_name else GOAL


def _judge_duration(_: Figure, context: Context) -> str:
    return GOAL if context.after_limit or _DURATION_GOAL.search(context.gap[-14:]) else "limit"


def _judge_score(figure: Figure, context: Context) -> str:
    return GOAL if figure.tail or _SCORE_GOAL.search(context.gap[-10:]) else "name"


def _judge_times(_: Figure, context: Context) -> str:
    return GOAL if _TIMES_GOAL.search(context.gap[-10:]) else "name"


def _judge_age(_: Figure, context: Context) -> str:
    return GOAL if "寿命" in context.gap else "age"


_JUDGES: dict[str, Callable[[Figure, Context], str]] = {
    "count": _judge_count,
    "closing": _judge_closing,
    "money": _judge_measure,
    "measure": _judge_measure,
    "percent": _judge_percent,
    "duration": _judge_duration,
    "score": _judge_score,
    "times": _judge_times,
    "age": _judge_age,
}
