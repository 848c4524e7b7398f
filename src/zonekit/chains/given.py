"""What somebody wrote about a chain, before it is believed: values with their places, from a workbook or from JSON."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from zonekit.values.issues import NOWHERE, Issue, Where

# A comma between digits belongs to a name, as in 1,4-丁二醇.
SEPARATORS = re.compile(r"[、；;\n]|(?<!\d)[,，]|[,，](?!\d)")
TRUE_WORDS = {"是", "yes", "y", "true", "1", "√", "✓"}
FALSE_WORDS = {"", "否", "no", "n", "false", "0", "×"}


@dataclass(frozen=True, slots=True)
class Given:
    """A value as written and where it stands."""

    value: Any = None
    where: Where = NOWHERE

    @property
    def text(self) -> str:
        """The words of a cell on one line; a whole number without its decimal point."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return " ".join(str(self.value).split())

    @property
    def is_empty(self) -> bool:
        if isinstance(self.value, str):
            return not self.value.strip()
        return self.value is None or self.value in ([], ())

    def words(self) -> tuple[str, ...]:
        """The entries of a list, each once, in their order.

        >>> Given("车轴、 轮对；1,4-丁二醇,车轴").words()
        ('车轴', '轮对', '1,4-丁二醇')
        """
        parts = self.value if isinstance(self.value, list | tuple) else SEPARATORS.split(str(self.value or ""))
        return tuple(dict.fromkeys(word for part in parts if (word := " ".join(str(part).split()))))


Row = Mapping[str, Given]
NOTHING = Given()


@dataclass(frozen=True, slots=True)
class GivenChain:
    """The head of a chain, its nodes and links as written."""

    head: Row
    nodes: tuple[Row, ...]
    links: tuple[Row, ...]
    issues: tuple[Issue, ...] = field(default=())


def got(row: Row, name: str) -> Given:
    """The value of a field, empty where the row has none: then the place is that of the row's first value."""
    found = row.get(name)
    return found if found is not None else Given(None, place_of(row))


def place_of(row: Row) -> Where:
    return next((given.where for given in row.values()), NOWHERE)


def read_share(given: Given) -> float | None:
    """A share as a number; "40%" is 0.4. ValueError where it is none.

    >>> read_share(Given("40%")), read_share(Given(0.25)), read_share(Given(""))
    (0.4, 0.25, None)
    """
    if given.is_empty:
        return None
    if isinstance(given.value, bool):
        raise ValueError(given.value)
    text = unicodedata.normalize("NFKC", given.text).strip()
    number = float(text[:-1]) / 100 if text.endswith("%") else float(given.value if _is_number(given) else text)
    if math.isnan(number):
        raise ValueError(text)
    return number


def read_tier(given: Given) -> int | None:
    """A tier of 1 or more, None where none is given. ValueError for anything else."""
    if given.is_empty:
        return None
    tier = float("nan") if isinstance(given.value, bool) else float(unicodedata.normalize("NFKC", given.text))
    if not 1 <= tier <= 99 or tier != int(tier):
        raise ValueError(given.text)
    return int(tier)


def read_flag(given: Given) -> bool:
    """Yes or no in the words of either language. ValueError for anything else."""
    word = given.text.lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ValueError(word)


def read_date(given: Given) -> date | None:
    """A day as a date or as 2023-01-31, 2023/1/31, 2023年1月31日. ValueError for anything else."""
    if given.is_empty:
        return None
    if isinstance(given.value, datetime):
        return given.value.date()
    if isinstance(given.value, date):
        return given.value
    numbers = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", given.text)
    if numbers is None:
        raise ValueError(given.text)
    year, month, day = (int(part) for part in numbers.groups())
    return date(year, month, day)


def class_codes(given: Given) -> Iterator[tuple[str, bool]]:
    """Codes of industry classes as written and whether they stood there as a number; a section's letter is dropped.

    >>> list(class_codes(Given("C3714、372")))
    [('3714', False), ('372', False)]
    >>> list(class_codes(Given(3714.0)))
    [('3714', True)]
    >>> list(class_codes(Given("3714.0")))
    [('3714', True)]
    """
    if _is_number(given):
        yield given.text, True
        return
    spaced = given.value if isinstance(given.value, list | tuple) else str(given.value or "").split()
    for word in Given("、".join(str(part) for part in spaced)).words():
        code = unicodedata.normalize("NFKC", word).upper()
        if was_number := re.fullmatch(r"(\d{2,4})\.0+", code):
            yield was_number[1], True
            continue
        yield (code[1:] if re.fullmatch(r"[A-T]\d{2,4}", code) else code), False


def _is_number(given: Given) -> bool:
    return isinstance(given.value, int | float) and not isinstance(given.value, bool)
