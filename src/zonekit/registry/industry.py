"""The national classification of economic activities GB/T 4754-2017, and what became of the codes of its 2011 edition.

Codes and names only, as the standard has them before amendment no. 1 (2019): 20 sections, 97 divisions, 473 groups and
1,381 classes. English names of groups and classes are our own translation; where one lacks, the Chinese stands.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from zonekit.values.texts import Text

Level = Literal["section", "division", "group", "class"]
Edition = Literal["2017", "2011"]
LEVELS: tuple[Level, ...] = ("section", "division", "group", "class")
ENGLISH = "gbt4754_english.csv"
DIVISIONS_ENGLISH = "gbt4754_divisions_en.csv"


@dataclass(frozen=True, slots=True)
class Industry:
    """One place in the tree. `division` and `group` are empty above their level; a class is its own code's end."""

    code: str
    level: Level
    name: Text
    section: str
    division: str = ""
    group: str = ""

    @property
    def parent(self) -> str:
        """The code one level up; empty for a section."""
        return {"section": "", "division": self.section, "group": self.division, "class": self.group}[self.level]


@dataclass(frozen=True, slots=True)
class FormerClass:
    """A class of the 2011 edition whose code is gone or means another thing today."""

    code: str
    name: str
    successors: tuple[str, ...]


def industry(code: str) -> Industry:
    """The section, division, group or class of the code. Raises KeyError where the 2017 edition has none.

    >>> industry("3612").name.zh, industry("3612").division
    ('新能源车整车制造', '36')
    >>> industry("C").name.en
    'Manufacturing'
    """
    return tree()[plain_code(code)]


def find_industry(code: str) -> Industry | None:
    """As `industry`, None where the 2017 edition has no such code.

    >>> find_industry("3610") is None
    True
    """
    return tree().get(plain_code(code))


def classes() -> tuple[Industry, ...]:
    """The 1,381 classes in the order of their codes.

    >>> len(classes()), classes()[0].code
    (1381, '0111')
    """
    return _of_level("class")


def divisions() -> tuple[Industry, ...]:
    """The 97 divisions in the order of their codes."""
    return _of_level("division")


def sections() -> tuple[Industry, ...]:
    """The 20 sections, A to T."""
    return _of_level("section")


def classes_under(code: str) -> tuple[str, ...]:
    """Codes of the classes below a code of any level; a class is below itself.

    >>> classes_under("361")
    ('3611', '3612')
    """
    one = find_industry(code)
    if one is None:
        return ()
    return tuple(each.code for each in classes() if one.code in (each.section, each.division, each.group, each.code))


def edition_of(code: str, name: str = "") -> Edition | None:
    """The edition a code belongs to: 2017 where it has it, else 2011, else None.

    A code that both editions have with different meanings is told apart by the name that stands beside it.

    >>> edition_of("3612"), edition_of("3610"), edition_of("9999")
    ('2017', '2011', None)
    """
    plain = plain_code(code)
    now, before = tree().get(plain), former_classes().get(plain)
    if before is not None and (now is None or (name and _same(name, before.name) and not _same(name, now.name.zh))):
        return "2011"
    return "2017" if now is not None else None


def successors(code: str, name: str = "") -> tuple[str, ...]:
    """The classes of 2017 that took over a code of 2011; the code itself where it stayed; none where it is unknown.

    >>> successors("3610")
    ('3611', '3612')
    """
    edition = edition_of(code, name)
    if edition == "2011":
        return former_classes()[plain_code(code)].successors
    return (plain_code(code),) if edition == "2017" else ()


def plain_code(code: str) -> str:
    """A code as typed, in half-width capitals without blanks and without the section's letter before digits.

    >>> plain_code(" Ｃ３６１２ ")
    '3612'
    """
    text = "".join(unicodedata.normalize("NFKC", code).split()).upper()
    return text[1:] if len(text) > 1 and text[0].isalpha() and text[1:].isdigit() else text


@cache
def tree() -> Mapping[str, Industry]:
    """Every section, division, group and class by its code."""
    english = _english()
    found: dict[str, Industry] = {}
    for row in _rows("gbt4754_2017.csv"):
        code = row["code"]
        level: Level = "section" if code.isalpha() else LEVELS[len(code) - 1]
        name = Text(row["name"], english.get(code) or row["name"])
        division = "" if level == "section" else code[:2]
        group = code[:3] if level in ("group", "class") else ""
        found[code] = Industry(code, level, name, row["section"], division, group)
    return MappingProxyType(found)


@cache
def former_classes() -> Mapping[str, FormerClass]:
    """Classes of GB/T 4754-2011 whose code is gone or means another thing today, by their code."""
    rows = _rows("gbt4754_2011.csv")
    return MappingProxyType(
        {row["code"]: FormerClass(row["code"], row["name"], tuple(row["successors"].split())) for row in rows}
    )


@cache
def _of_level(level: Level) -> tuple[Industry, ...]:
    return tuple(sorted((one for one in tree().values() if one.level == level), key=lambda one: one.code))


def _english() -> dict[str, str]:
    names = {row["code"]: row["name_en"] for row in _rows(DIVISIONS_ENGLISH)}
    if (files(__package__) / "data" / ENGLISH).is_file():
        names.update({row["code"]: row["name_en"].strip() for row in _rows(ENGLISH)})
    return names


def _rows(file_name: str) -> Iterator[dict[str, str]]:
    text = (files(__package__) / "data" / file_name).read_text(encoding="utf-8-sig")
    return csv.DictReader(text.splitlines())


def _same(one: str, other: str) -> bool:
    """Names compared without blanks, marks and the words every name has."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", name) if sign.isalnum())
