"""Goals in English text: 200 quality projects, CNY 26 bn, 30,000 m², up 9%, 11 million visits.

What stands in brackets describes and sets no goal; a count without a noun counts the noun before it (of which 40).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zonekit.sheets.drafts import Bound, Target
from zonekit.sheets.goals.english_figures import EnglishFigure, Mark, read_english_figures
from zonekit.values.quantities import fold_digits

_BOUND_BEFORE = re.compile(
    r"\b(?:(?P<least>at least|(?:no|not) (?:less|fewer) than|(?:a )?minimum of|"
    r"(?<!no )(?<!not )(?:more than|over|above|exceed(?:ing|s)?))"
    r"|(?P<most>at most|(?:no|not) (?:more|higher) than|up to|below|under|within|not (?:to )?exceed(?:ing)?|less than|"
    r"fewer than|(?:a )?maximum of)"
    r"|(?P<about>about|around|roughly|approximately|nearly))\s*\Z",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(r"\s*or (?:(more|above|over|better)|less|below|fewer|under)\b", re.IGNORECASE)
_BOUND_WORDS: dict[str, Bound] = {"least": ">=", "most": "<=", "about": "≈"}
_THRESHOLD = re.compile(r"\b(?:above|over|exceeding|worth over|(?:of )?more than|below|under)\s*\Z", re.IGNORECASE)
_HAS_PLURAL = re.compile(r"(?:[a-z]{2,}s|\bwith [a-z -]{1,30})\s\Z", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"\b(?:the|all|these|those|its|other|phase|stage|section|no\.|article|item|top|fortune|within|every|each|per|highway)\s*\Z",
    re.IGNORECASE,
)
_GIVEN_SET = re.compile(r"\A\s*for\s*\Z", re.IGNORECASE)
_DURATION = re.compile(r"\s?-?(?:working |business |calendar )?(?:days?|hours?|minutes?|weeks?|months?|years?)\b", re.I)
_DAYS_WANTED = re.compile(r"\s?days of\b", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_ORDINAL_OR_DATE = re.compile(rf"(?:st|nd|rd|th)\b|\s?{_MONTH}\b|\s?hotline", re.IGNORECASE)
_DATE_BEFORE = re.compile(rf"\b(?:{_MONTH}|in|since|by|until|before|from|during)\s*\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_PAST = re.compile(r"\b(?:so far|already|to date|last year|at present|currently)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s*\Z", re.IGNORECASE)
_SUBJECT_LEAD = re.compile(r"^[\s,;:–-]*(?:(?:and|of which|to|at least|in all|the)\b\s*)*", re.IGNORECASE)
_SUBJECT_TRAIL = re.compile(r"(?:[\s,:]+(?:of which|of|by|at|to(?: reach)?|reaching|with|an?|the)\b)*[\s,:–-]*\Z", re.I)
_CHANGE_ONLY = re.compile(r"(?:up|down|(?:to )?(?:grow|rise|fall)|growing|rising|falling)(?: by)?", re.IGNORECASE)
_FOLLOWING = re.compile(r"\s*((?:[A-Za-z&’'“”-]{1,30}\s?){1,8})")
_REACH = 60


@dataclass(slots=True)
class _Walk:
    """Where the reader stands: bracket depth, start of the clause, end of the last goal, what it was about."""

    text: str
    depth: int = 0
    clause: int = 0
    used: int = 0
    noun: str = ""
    subject: str = ""
    has_counted: bool = False

    def pass_mark(self, mark: Mark) -> None:
        if mark.kind == "open":
            self.depth += 1
        elif mark.kind == "close":
            self.depth = max(0, self.depth - 1)
        else:
            self.clause = self.used = mark.end
            self.has_counted = False

    def before(self, figure: EnglishFigure) -> str:
        return self.text[max(self.clause, figure.start - _REACH) : figure.start]

    def around(self, figure: EnglishFigure) -> str:
        """The stretch between the commas on both sides."""
        after = self.text[figure.end : figure.end + _REACH]
        return re.split(r"[,;(]", self.before(figure))[-1] + "# " + re.split(r"[,;.(]", after, maxsplit=1)[0]


def read_english(text: str) -> tuple[Target, ...]:
    """Targets of a text, in order."""
    return tuple(_targets(fold_digits(text)))


def _targets(text: str) -> Iterator[Target]:
    walk = _Walk(text)
    for token in read_english_figures(text):
        if isinstance(token, Mark):
            walk.pass_mark(token)
        elif walk.depth == 0 and _is_goal(walk, token):
            figure = token if token.unit else replace(token, unit=walk.noun)
            if figure.kind == "count":
                walk.noun, walk.has_counted = figure.unit, True
            yield _target(walk, figure)
            walk.used = figure.end


def _is_goal(walk: _Walk, figure: EnglishFigure) -> bool:
    before = walk.before(figure)
    if _FROM.search(before) or _PAST.search(walk.around(figure)):
        return False
    if figure.kind == "count":
        return _is_counted_goal(walk, figure, before)
    if before.rstrip().endswith((" per", "/")):
        return False
    # "40 projects above CNY 100 m", "firms with tax above CNY 10 m": how large they are, not how much is wanted.
    threshold = _THRESHOLD.search(before) if figure.kind == "money" else None
    return threshold is None or not (walk.has_counted or _HAS_PLURAL.search(before[: threshold.start()]))


def _is_counted_goal(walk: _Walk, figure: EnglishFigure, before: str) -> bool:
    text, end = walk.text, figure.end
    if not figure.unit and not (walk.noun and walk.has_counted):
        return False
    if _ORDINAL_OR_DATE.match(text, end) or (_DURATION.match(text, end) and not _DAYS_WANTED.match(text, end)):
        return False
    if _DESCRIBED.search(before) or _GIVEN_SET.search(before):
        return False
    return not (_YEAR.match(figure.words) and (_DATE_BEFORE.search(before) or not figure.unit))


def _target(walk: _Walk, figure: EnglishFigure) -> Target:
    after = _BOUND_AFTER.match(walk.text, figure.end)
    return Target(
        text=_subject(walk, figure),
        value=figure.value,
        unit=figure.unit,
        bound=_bound(walk, figure, after),
        base_value=None if figure.base is None else figure.value * figure.base.factor,
        base_unit=None if figure.base is None else figure.base.base_unit,
        start=figure.start,
        end=after.end() if after else figure.end,
    )


def _bound(walk: _Walk, figure: EnglishFigure, after: re.Match[str] | None) -> Bound | None:
    if after:
        return ">=" if after[1] else "<="
    word = _BOUND_BEFORE.search(walk.before(figure))
    if word and word.lastgroup:
        return _BOUND_WORDS[word.lastgroup]
    return ">=" if figure.is_range else None


def _subject(walk: _Walk, figure: EnglishFigure) -> str:
    before = walk.text[max(walk.clause, walk.used, figure.start - _REACH) : figure.start]
    words = _SUBJECT_TRAIL.sub("", _SUBJECT_LEAD.sub("", _BOUND_BEFORE.sub("", before)))
    if walk.subject and _CHANGE_ONLY.fullmatch(words):
        # "investment of CNY 6 bn, up 9%": what goes up is the investment.
        return f"{walk.subject} {words}"
    if figure.kind == "count" or not words:
        words = f"{words} {_following(walk, figure)}".strip()
    walk.subject = words or figure.unit
    return walk.subject


def _following(walk: _Walk, figure: EnglishFigure) -> str:
    """The words behind a figure: of a count up to its noun (quality projects), else the next few."""
    following = _FOLLOWING.match(walk.text, figure.end)
    if following is None:
        return ""
    words = following[1].strip().removeprefix("of ")
    noun = re.search(rf"\b{re.escape(figure.unit.split()[-1])}\b", words, re.IGNORECASE) if figure.unit else None
    return words[: noun.end()] if noun else words
