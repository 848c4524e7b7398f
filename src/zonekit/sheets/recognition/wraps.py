"""Lines that a text file breaks at a fixed width: a bracket or a list of units torn over two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zonekit.sheets.recognition.numbering import parse_numbering
from zonekit.sheets.recognition.unit_names import ORGANISATION, is_unit_name, split_units
from zonekit.sheets.source import Line

_OPENERS, _CLOSERS = "（(【[〔［", "）)】]〕］"
_MOST_LINES = 4
_FEWEST_SIGNS = 12
_LONGEST = 800


def join_torn_brackets(lines: Sequence[Line]) -> list[Line]:
    """The lines with those joined that a bracket runs across; blank lines and numbered lines end every bracket.

    >>> torn = [Line(1, "1. 新建学校3所。（牵头单位：教育局；责任单位：财"), Line(2, "政局）"), Line(3, "2. 修路。")]
    >>> [line.text for line in join_torn_brackets(torn)]
    ['1. 新建学校3所。（牵头单位：教育局；责任单位：财政局）', '2. 修路。']
    """
    joined: list[Line] = []
    place = 0
    while place < len(lines):
        end = _end_of_bracket(lines, place)
        text = "".join(line.text if line is lines[place] else line.text.strip() for line in lines[place:end])
        joined.append(lines[place] if end == place + 1 else replace(lines[place], text=text))
        place = end
    return joined


def _end_of_bracket(lines: Sequence[Line], place: int) -> int:
    """The place behind the line in which the bracket that this line leaves open is closed."""
    depth = _depth(lines[place].text)
    if depth <= 0:
        return place + 1
    for end in range(place + 1, min(place + _MOST_LINES, len(lines))):
        text = lines[end].text.strip()
        if not text or len(text) > _LONGEST or parse_numbering(text) is not None:
            break
        depth += _depth(text)
        if depth <= 0:
            return end + 1
    return place + 1


def _depth(text: str) -> int:
    """How many brackets a line opens and does not close."""
    return sum(text.count(sign) for sign in _OPENERS) - sum(text.count(sign) for sign in _CLOSERS)


def join_units(value: str, rest: str) -> str | None:
    """The units of a label and of the line below that goes on with them; None when that line is about something else.

    It goes on when the last name above is torn and whole with the line, or when the line is nothing but several units.

    >>> join_units("区住建局、市自然资源和规划局石", "桥分局、区城投集团")
    '区住建局、市自然资源和规划局石桥分局、区城投集团'
    >>> join_units("区住建局、区教育局、区财政局", "建设学校") is None
    True
    """
    if len(value) < _FEWEST_SIGNS or not rest or rest[-1] in "。；;：:" or len(rest) > _LONGEST:
        return None
    above, below = split_units(value), split_units(rest)
    if not above or not below or not all(is_unit_name(unit.name) for unit in below):
        return None
    torn = above[-1].name
    if not is_unit_name(torn):
        return value + rest if ORGANISATION.search(torn + below[0].name) else None
    return f"{value}、{rest}" if len(below) > 1 else None
