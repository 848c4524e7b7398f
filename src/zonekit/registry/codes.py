"""The unified social credit code of a Chinese organisation: read, check, and make one for a fictitious firm.

Source: GB 32100-2015 (18 characters, weights 3^i mod 31, letters I O S V Z never used) and GB 11714-1997 (the
organisation code in places 9 to 17, which has a check character of its own).
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from operator import mul
from typing import Literal

CodeProblem = Literal["", "code_missing", "code_length", "code_character", "code_check_digit", "code_as_number"]

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
LONGEST_TEXT = 200
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
# The check character makes the sum of all eighteen a multiple of 31.
_ALL_WEIGHTS = (*_WEIGHTS, 1)
_ORGANISATION_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_VALUES = {sign: value for value, sign in enumerate(_ORGANISATION_SIGNS)}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION = slice(8, 16)

_NO_CODE = frozenset({"", "无", "暂无", "未知", "空", "-", "--", "—", "/", "\\", "N/A", "NA", "NONE", "NULL", "NAN"})
_NOT_PART_OF_IT = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad'‘’`\"“”·.,:：_\\-‐-―]+")
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?E\+?\d{1,3}\Z|[+-]?\d+\.\d+E\+?\d{1,3}\Z|\d{15,18}\.0+\Z")
# Letters the standard leaves out because they are mistaken for digits, and the digit that was meant.
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"})


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What a cell says about a code. `code` is there exactly when there is no problem.

    `suggestion`: a code that checks and differs only by letters the standard does not use (O for 0, I for 1 ...).
    """

    code: str | None
    problem: CodeProblem = ""
    suggestion: str | None = None


def check_digit(first17: str) -> str:
    """The last character of a code, from the seventeen before it.

    >>> check_digit("91350100M000100Y4")
    '3'

    Raises:
        ValueError: not seventeen characters of the alphabet of GB 32100.
    """
    if len(first17) != LENGTH - 1 or not _VALUES.keys() >= set(first17):
        raise ValueError(f"{first17!r} is not the first {LENGTH - 1} characters of a unified social credit code")
    total = sum(map(mul, map(_VALUES.__getitem__, first17), _WEIGHTS))
    return ALPHABET[-total % 31]


def organisation_check_digit(first8: str) -> str:
    """The ninth character of an organisation code (GB 11714), from the eight before it.

    >>> organisation_check_digit("D2143569")
    'X'

    Raises:
        ValueError: not eight digits or capital letters.
    """
    if len(first8) != len(_ORGANISATION_WEIGHTS) or not _ORGANISATION_VALUES.keys() >= set(first8):
        raise ValueError(f"{first8!r} is not the first eight characters of an organisation code")
    total = sum(map(mul, map(_ORGANISATION_VALUES.__getitem__, first8), _ORGANISATION_WEIGHTS))
    return "0123456789X0"[11 - total % 11]


def make_credit_code(authority: str, district: str, organisation: str) -> str:
    """A code that checks, for a firm that does not exist.

    `authority`: two characters (91 = an enterprise registered by the market regulator); `district`: six digits;
    `organisation`: eight characters.

    >>> make_credit_code("91", "990100", "MA0X0001")
    '91990100MA0X00015Q'
    """
    first17 = f"{authority}{district}{organisation}{organisation_check_digit(organisation)}"
    return first17 + check_digit(first17)


def read_credit_code(value: str | float | int | None) -> CodeReading:
    """Read a cell: lower case, full-width characters, blanks and hyphens are forgiven, wrong digits are not.

    >>> read_credit_code(" ９１３５0100m000100y43 ")
    CodeReading(code='91350100M000100Y43', problem='', suggestion=None)
    >>> read_credit_code(9.11202e17).problem, read_credit_code("9.11202E+17").problem
    ('code_as_number', 'code_as_number')
    >>> read_credit_code("91350100M000100Y44").problem
    'code_check_digit'
    >>> read_credit_code("9135O1OOM000100Y43")
    CodeReading(code=None, problem='code_character', suggestion='91350100M000100Y43')
    """
    if value is None:
        return CodeReading(None, "code_missing")
    if isinstance(value, bool | float):
        return CodeReading(None, "code_missing" if math.isnan(value) else "code_as_number")
    if isinstance(value, int):
        reading = read_credit_code(str(value))
        return reading if reading.code else CodeReading(None, "code_as_number")
    if is_credit_code(value):
        return CodeReading(value)
    return _read(unicodedata.normalize("NFKC", value[:LONGEST_TEXT]).upper())


def _read(folded: str) -> CodeReading:
    if _SCIENTIFIC.match(folded.strip()):
        return CodeReading(None, "code_as_number")
    bare = _NOT_PART_OF_IT.sub("", folded)
    if folded.strip() in _NO_CODE or bare in _NO_CODE:
        return CodeReading(None, "code_missing")
    if len(bare) != LENGTH:
        return CodeReading(None, "code_length")
    if any(sign not in _VALUES for sign in bare):
        mended = bare.translate(_MISTAKEN)
        return CodeReading(None, "code_character", mended if is_credit_code(mended) else None)
    return CodeReading(bare) if is_credit_code(bare) else CodeReading(None, "code_check_digit")


def is_credit_code(code: str) -> bool:
    """Whether this exact text is a code whose last character checks.

    The check character of the organisation code inside is not asked for: see `has_organisation_check`.

    >>> is_credit_code("91350100M000100Y43"), is_credit_code("91350100m000100y43")
    (True, False)
    """
    if len(code) != LENGTH:
        return False
    try:
        total: int = sum(map(mul, map(_VALUES.__getitem__, code), _ALL_WEIGHTS))
    except KeyError:
        return False
    return total % 31 == 0


def has_organisation_check(code: str) -> bool:
    """Whether the organisation code in places 9 to 17 checks as well (GB 11714).

    >>> has_organisation_check("91990100MA0X00015Q")
    True
    """
    return len(code) == LENGTH and code[16] == organisation_check_digit(code[_ORGANISATION])


def district_of(code: str) -> str:
    """The six digits of the registering authority's district.

    >>> district_of("91350100M000100Y43")
    '350100'
    """
    return code[2:8]
