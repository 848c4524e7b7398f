"""What the national classification says of a code, in the shape chains ask for."""

from __future__ import annotations

from functools import lru_cache

from zonekit.chains import ClassReading
from zonekit.registry.codes import read_credit_code
from zonekit.registry.industry import edition_of, plain_code, successors


@lru_cache(maxsize=4_096)
def known_class(code: str) -> ClassReading:
    """A code of 2 to 4 digits as typed: of the 2017 edition, of 2011 with its successors, or unknown.

    >>> known_class("3714").problem, known_class("3610").problem, known_class("9999").problem
    ('', 'edition_2011', 'unknown')
    >>> known_class(" Ｃ3714 ").code
    '3714'
    """
    plain, edition = plain_code(code), edition_of(code)
    if edition == "2017":
        return ClassReading(plain)
    return ClassReading(plain, "edition_2011", successors(code)) if edition else ClassReading(plain, "unknown")


def code_problem(code: str | int | float) -> str:
    """What is wrong with a unified social credit code, "" where nothing is."""
    return read_credit_code(code).problem
