"""Goals in English text: 200 quality projects, CNY 26 bn, 30,000 m², up 9%, 11 million visits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zonekit.sheets.drafts import Bound, Target
from zonekit.values.quantities import BaseUnit, base_of, fold_digits, parse_number

_NUMBER = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?(?!\d)|\d{1,12}(?:\.\d{1,6})?(?!\d)"
_SCALE = r"bn|billion|mn|million|m|k|thousand|tn|trillion"
_CURRENCY = r"CNY|RMB|USD|US\$|EUR|HKD|HK\$|JPY|¥|\$|€"
_MEASURES = (
    "percentage points?|pp|per ?cent|%|m²|m2|sq ?m|square met(?:re|er)s?|km²|km2|square kilomet(?:re|er)s?|m³|m3|cubic met(?:re|er)s?|km|kilomet(?:re|er)s?|"
    "mu|hectares?|ha|MWh|GWh|kWh|MW|GW|kW|MVA|tonnes?|tons?|t|tce|TEUs?|met(?:re|er)s?"
)
_WORDS = {
    word: Decimal(value)
    for value, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=2,
    )
}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_TOKEN = re.compile(
    rf"""
    (?P<open>\()
  | (?P<close>\))
  | (?P<stop>[.;:!?\n](?=\s|$))
  | (?<![\w.,/+-])(?P<money>(?:{_CURRENCY})\s?(?P<amount>{_NUMBER})(?:\s?(?P<scale>{_SCALE})\b)?(?P<per>(?:\sper\s|/)[a-z]+)?)
  | (?<![\w.,/+-])(?P<yuan>(?P<yuan_amount>{_NUMBER})\s(?:(?P<yuan_scale>{_SCALE})\s)?(?P<currency>yuan|dollars)\b)
  | (?<![\w.,/+-])(?P<measure>(?P<measured>{_NUMBER})\s?(?:(?P<measure_scale>million|thousand|billion)\s)?(?P<unit>{_MEASURES})(?![\w²³-])(?P<measure_per>(?:\sper\s|/)[a-z]+)?)
  | (?<![\w.,/+-])(?P<count>(?P<counted>{_NUMBER})(?:\s(?P<count_scale>million|thousand|billion))?(?![\w.²³%/+-]|,\d))
  | (?<![\w-])(?P<word>(?i:{_WORD}))(?![\w-])
    """,
    re.VERBOSE,
)
_AT_LEAST = re.compile(
    r"\b(?:at least|no (?:less|fewer) than|not (?:less|fewer) than|more than|over|above|exceed(?:ing|s)?|a minimum of)\s*\Z",
    re.I,
)
_AT_MOST = re.compile(
    r"\b(?:at most|no more than|not more than|up to|below|under|within|not exceed(?:ing)?|less than|fewer than|a maximum of)\s*\Z",
    re.I,
)
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately|some|nearly)\s*\Z", re.I)
_AFTER_BOUND = re.compile(r"\s*or (more|above|over|better|less|below|fewer|under)\b", re.I)
_DESCRIBED = re.compile(
    r"\b(?:the|all|these|those|its|other|for|phase|stage|no\.|article|item|top|within|every|each|all the)\s*\Z", re.I
)
_DURATION = re.compile(r"\s?-?(?:working |business |calendar )?(?:days?|hours?|minutes?|weeks?|months?|years?)\b", re.I)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE_AFTER = re.compile(rf"\s?{_MONTH}\b", re.I)
_DATE_BEFORE = re.compile(rf"\b(?:{_MONTH}|in|since|by|until|before|from|during|of|for)\s*\Z", re.I)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.I)
_THRESHOLD = re.compile(r"\b(?:above|over|exceeding|worth over|of more than|more than|below|under)\s*\Z", re.I)
_PAST = re.compile(r"\b(?:so far|already|to date|last year|at present|currently|in the base year)\b", re.I)
_FROM = re.compile(r"\bfrom\s*\Z", re.I)
_STOP_WORDS = frozenset(
    [
        "of",
        "in",
        "at",
        "to",
        "by",
        "for",
        "with",
        "and",
        "or",
        "from",
        "per",
        "signed",
        "opened",
        "held",
        "with",
        "within",
        "on",
        "above",
        "below",
        "over",
        "under",
        "that",
        "which",
        "who",
        "so",
        "each",
        "as",
        "is",
        "are",
        "be",
        "into",
        "through",
        "the",
        "a",
        "an",
        "all",
        "its",
        "their",
        "this",
        "these",
        "than",
    ]
)
_IRREGULAR = frozenset({"people", "staff", "personnel", "children"})
_SUBJECT_LEAD = re.compile(r"^[\s,;:–-]*(?:(?:and|of which|to|at least|in all|the)\b\s*)*", re.I)


@dataclass(slots=True)
class _Reader:
    text: str
    depth: int = 0
    clause: int = 0
    last_end: int = 0
    last_noun: str = ""
    counted: bool = False


def read_english(text: str) -> tuple[Target, ...]:
    """Targets of a text, in order."""
    return tuple(_targets(fold_digits(text)))


def _targets(text: str) -> Iterator[Target]:
    reader = _Reader(text)
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if match["open"]:
            reader.depth += 1
        elif match["close"]:
            reader.depth = max(0, reader.depth - 1)
        elif kind == "stop":
            reader.clause, reader.counted, reader.last_end = match.end(), False, match.end()
        elif reader.depth == 0:
            target = _money(reader, match) or _measure(reader, match) or _count(reader, match)
            if target is not None:
                yield target
                reader.last_end = target.end


def _target(reader: _Reader, match: re.Match[str], value: Decimal, unit: str, base: BaseUnit | None) -> Target:
    after = _AFTER_BOUND.match(reader.text, match.end())
    bound = _bound(reader.text[max(0, match.start() - 30) : match.start()], after[1].lower() if after else "")
    return Target(
        text=_subject(reader, match),
        value=value,
        unit=unit,
        bound=bound,
        base_value=None if base is None else value * base.factor,
        base_unit=None if base is None else base.base_unit,
        start=match.start(),
        end=after.end() if after else match.end(),
    )


def _bound(before: str, after: str) -> Bound | None:
    if after:
        return ">=" if after in {"more", "above", "over", "better"} else "<="
    if _AT_MOST.search(before):
        return "<="
    if _AT_LEAST.search(before):
        return ">="
    return "≈" if _ABOUT.search(before) else None


def _money(reader: _Reader, match: re.Match[str]) -> Target | None:
    figure = match["amount"] or match["yuan_amount"]
    if figure is None:
        return None
    value = parse_number(figure)
    before = reader.text[reader.clause : match.start()]
    if (
        value is None
        or _is_aside(reader, before)
        or (_THRESHOLD.search(before) and (reader.counted or _noun_before(before)))
    ):
        return None
    code = (match["money"] or "").split(figure)[0].strip() or ("CNY" if match["currency"] == "yuan" else "USD")
    scale = match["scale"] or match["yuan_scale"] or ""
    per = re.sub(r"(?:\sper\s|/)", " per ", match["per"]) if match["per"] else ""
    unit = f"{code} {scale}".strip() + per
    return _target(reader, match, value, unit, base_of(unit.replace(" per ", "/")))


def _noun_before(before: str) -> bool:
    words = re.findall(r"[A-Za-z-]+", _THRESHOLD.sub("", before)[-40:])
    return (bool(words) and words[-1].endswith("s")) or bool(re.search(r"\bwith\b", before))


def _measure(reader: _Reader, match: re.Match[str]) -> Target | None:
    if match["measured"] is None:
        return None
    value = parse_number(match["measured"])
    before = reader.text[reader.clause : match.start()]
    if value is None or _is_aside(reader, before):
        return None
    scale, per = match["measure_scale"] or "", match["measure_per"] or ""
    unit = match["unit"] + re.sub(r"(?:\sper\s|/)", "/", per)
    base = base_of(unit)
    if base and scale:
        base = BaseUnit(base.base_unit, base.factor * Decimal({"thousand": 10**3, "million": 10**6}.get(scale, 10**9)))
    return _target(reader, match, value, f"{scale} {unit}".strip(), base)


def _count(reader: _Reader, match: re.Match[str]) -> Target | None:
    figure = match["counted"] or match["word"]
    if figure is None:
        return None
    value = parse_number(match["counted"]) if match["counted"] else _WORDS[figure.lower()]
    if value is None:
        return None
    text, end = reader.text, match.end()
    before = text[reader.clause : match.start()]
    if _is_not_counted(text, before, end, figure) or _is_aside(reader, before):
        return None
    noun = _noun(text[end : end + 80]) or reader.last_noun
    if not noun:
        return None
    reader.last_noun, reader.counted = noun, True
    scale = match["count_scale"] or ""
    factor = Decimal({"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}[scale])
    known = base_of(noun)
    base = BaseUnit(known.base_unit if known else "count", factor)
    return _target(reader, match, value, f"{scale} {noun}".strip(), base)


def _is_not_counted(text: str, before: str, end: int, figure: str) -> bool:
    if (
        _ORDINAL.match(text, end)
        or _DURATION.match(text, end)
        or _DATE_AFTER.match(text, end)
        or _DESCRIBED.search(before)
    ):
        return True
    year = re.fullmatch(r"(?:19|20)\d\d", figure) is not None
    return year and (bool(_DATE_BEFORE.search(before)) or not _noun(text[end : end + 80]))


def _is_aside(reader: _Reader, before: str) -> bool:
    """The past, or where a movement starts (from CNY 2.5 bn)."""
    return bool(_FROM.search(before) or _PAST.search(before[-60:]))


def _noun(after: str) -> str:
    """The head of the noun phrase that follows: the last plural before a small word or a mark."""
    head = ""
    for word in re.finditer(r"\s*([A-Za-z&’'“”\"-]+)|\s*([(,;.:])", after):
        token = word[1]
        if token is None or token.lower() in _STOP_WORDS:
            break
        clean = token.strip("“”\"'’").lower()
        if clean in _IRREGULAR or (clean.endswith("s") and not clean.endswith("ss")):
            head = clean
        elif head:
            break
    return head


def _subject(reader: _Reader, match: re.Match[str]) -> str:
    before = reader.text[max(reader.clause, reader.last_end) : match.start()]
    words = _SUBJECT_LEAD.sub("", before[-80:]).strip(" ,")
    if words:
        return words
    after = re.match(r"\s*((?:[A-Za-z&’'“”-]+\s?){1,8})", reader.text[match.end() : match.end() + 80])
    return after[1].strip() if after else ""
