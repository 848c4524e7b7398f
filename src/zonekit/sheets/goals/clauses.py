"""Plain clauses: one figure in digits at the end, and nothing around it that the rest of the sentence could change.

Most figures of an issued table stand in such clauses (签约项目数累计达到48个). What one says depends on its words alone
and not on the digits, so that it is read once, with other digits, and remembered: quarter after quarter only the
figure differs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from zonekit.sheets.drafts import Bound
from zonekit.sheets.goals.figures import Figure, read_figures
from zonekit.sheets.goals.sentences import find_goals
from zonekit.sheets.goals.subjects import is_full_name, subject_words
from zonekit.sheets.goals.wording import PUBLISHED_YEAR, RECURS, SUM_OF_COUNTED, TELLS_PAST
from zonekit.values.quantities import BaseUnit, base_of

_MARKS = "。；;！？!?\\n，,：:"
LONGEST = 60
# Groups: words, digits, unit with bound word; or other words; then the mark that closes the clause.
CLAUSE = re.compile(
    rf"(?!\Z)(?:([^{_MARKS}\d]+|[^{_MARKS}]*(?:达到|累计))(\d{{1,12}}(?:\.\d{{1,6}})?)([^{_MARKS}\d.]{{1,12}})|([^{_MARKS}]*))([{_MARKS}]|\Z)"
)
# A bracket or a quotation that runs across a mark, or a number with a thousands mark: not to be cut at marks.
RUNS_ACROSS_MARKS = re.compile(
    rf"[（(【“《‘「〔\d](?:(?<=[（(【])[^（(【）)】{_MARKS}]*[{_MARKS}]|(?<=[“《‘「〔])[^“《‘「〔”》’」〕{_MARKS}]*[{_MARKS}]|(?<=\d)[,，]\d)"
)
STOPS = frozenset("。；;！？!?\n")
_NUMERALS = re.compile(r"[\d一二两三四五六七八九十百千零〇万亿]")
ANY_DIGIT = "2"


class PlainClause(NamedTuple):
    """How a plain clause reads: `length` of unit and bound word, what the figure is about before names are inherited.

    `is_goal`: whether its figure is one; `is_count`: of things, after which a sum is theirs; `is_sum`: the words could
    be about such a sum; `is_named`: its own words name the figure, whatever stands before.
    """

    is_goal: bool
    unit: str = ""
    base: BaseUnit | None = None
    bound: Bound | None = None
    length: int = 0
    own: str = ""
    arrives: bool = False
    is_count: bool = False
    is_sum: bool = False
    is_named: bool = False


@lru_cache(maxsize=8192)
def read_plain_clause(words: str, ending: str) -> PlainClause | None:
    """What a clause of `words`, digits and an `ending` says, None when it is not plain.

    >>> clause = read_plain_clause("全年签约项目累计达到", "个以上")
    >>> clause.own, clause.unit, clause.bound
    ('签约项目', '个', '>=')
    >>> read_plain_clause("目前", "家") is None
    True
    """
    text = f"{words}{ANY_DIGIT}{ending}"
    if ending.startswith("年") or TELLS_PAST.search(text) or PUBLISHED_YEAR.search(text) or RECURS.search(text):
        return None
    goals = list(find_goals(text, None))
    is_sum = SUM_OF_COUNTED.match(words) is not None
    if not goals:
        return PlainClause(False, is_sum=is_sum)
    figure, _, bound, context = goals[0]
    if len(goals) > 1 or figure.start != len(words) or figure.end != len(text) or not context.fresh:
        return None
    own, arrives = subject_words(context.gap)
    is_count = figure.category == "count"
    return PlainClause(
        True, figure.unit, base_of(figure.unit), bound, len(ending), own, arrives, is_count, is_sum, is_full_name(own)
    )


def has_figure(words: str) -> bool:
    """Whether any figure stands in a clause."""
    return _NUMERALS.search(words) is not None and any(isinstance(token, Figure) for token in read_figures(words))
