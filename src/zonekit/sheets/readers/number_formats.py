"""What a number format shows beyond the bare value: a month without a day, a percentage, a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.readers.xml_parts import attribute, children, descendants, parse_small_part

_YEAR_AND_MONTH = (17, 27, 36, 50, 52, 57)
_PERCENTAGES = (9, 10)
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_NUMBER_WITH_WORDS = re.compile(r'(?:\[[^\]]*\])*(?:"([^"]*)")?[#0,]*[#0](?:\.[0#]+)?_?\s?(?:"([^"]*)")?(?:;.*|_.|@)*')


@dataclass(frozen=True, slots=True)
class Shown:
    """How the cells of one style are shown; a person reads 2023年6月, 8% or 200家 there, not a day or a bare number."""

    kind: str
    before: str = ""
    after: str = ""

    def apply(self, value: object) -> object:
        """The text a person sees, or the value itself where the format adds nothing.

        >>> Shown("percent").apply(0.08), Shown("words", after="家").apply(200.0)
        ('8%', '200家')
        """
        if self.kind == "month":
            return f"{value.year}年{value.month}月" if isinstance(value, date) else value
        if not isinstance(value, int | float) or isinstance(value, bool):
            return value
        if self.kind == "percent":
            return f"{_plain(value * 100)}%"
        return f"{self.before}{_plain(value)}{self.after}"


def _plain(value: float) -> str:
    return f"{round(value, 9):.9f}".rstrip("0").rstrip(".")


def shown_formats(package: Package, styles_part: str | None) -> dict[str, Shown]:
    """Style index (as cells cite it) -> what its format shows. Styles that cannot be read show nothing extra."""
    if styles_part is None:
        return {}
    try:
        root = parse_small_part(package, styles_part)
    except Refusal:
        return {}
    codes = {attribute(each, "numFmtId"): attribute(each, "formatCode") or "" for each in descendants(root, "numFmt")}
    shown = {}
    for cell_formats in children(root, "cellXfs"):
        for index, cell_format in enumerate(children(cell_formats, "xf")):
            number = attribute(cell_format, "numFmtId") or ""
            found = _built_in(number) if number not in codes else shown_by(codes[number])
            if found:
                shown[str(index)] = found
    return shown


def _built_in(number: str) -> Shown | None:
    if not number.isascii() or not number.isdigit():
        return None
    if int(number) in _YEAR_AND_MONTH:
        return Shown("month")
    return Shown("percent") if int(number) in _PERCENTAGES else None


def shown_by(code: str) -> Shown | None:
    """What a format code shows beyond the value.

    >>> shown_by('yyyy"年"m"月"'), shown_by('0.0%').kind, shown_by('0"家"').after, shown_by("0.00")
    (Shown(kind='month', before='', after=''), 'percent', '家', None)
    """
    bare = _QUOTED.sub("", code.partition(";")[0]).lower()
    if "y" in bare and "m" in bare and not re.search("[dhs]", bare):
        return Shown("month")
    if "%" in bare:
        return Shown("percent")
    words = _NUMBER_WITH_WORDS.fullmatch(code)
    if words and (words[1] or words[2]):
        return Shown("words", words[1] or "", words[2] or "")
    return None
