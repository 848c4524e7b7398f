"""Words for the page template: what no face draws left out, long words given places to break, dates kept whole."""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

LONGEST_WORD = 24
MONTHS = "Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec"
WHOLE = re.compile(
    r"\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|\d{1,2}月\d{1,2}日|\d{4}-\d\d-\d\d"
    rf"|(?:{MONTHS})[a-z]*\.? \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{MONTHS})[a-z]* \d{{4}}"
    r"|[+−-]?\d[\d,.]*\s?(?:%|个百分点|pp|percentage points|亿元|万元|元|平方米|公顷|亩)"
    r"|\d[\d,.]*\s?(?:家|项|个|户|人次|人|件|天|days?)"
)
Piece = str | dict[str, str]


def pieces_of(text: str) -> list[Piece]:
    """Text for a cell; dates and numbers with their units are marked to stay on one line.

    >>> pieces_of("截至2023年9月30日完成")
    ['截至', {'whole': '2023年9月30日'}, '完成']
    """
    found: list[Piece] = []
    end = 0
    for match in WHOLE.finditer(text):
        found += [text[end : match.start()]] * (match.start() > end) + [{"whole": match.group()}]
        end = match.end()
    return found + [text[end:]] * (end < len(text))


def least_width(text: str) -> float:
    """How many ems wide the widest date or number with its unit is.

    >>> least_width("共95项"), least_width("words")
    (2.2, 0.0)
    """
    return max((sum(em(letter) for letter in match.group()) for match in WHOLE.finditer(text)), default=0.0)


def em(letter: str) -> float:
    return 1.0 if east_asian_width(letter) in "WF" else 0.6


def said(text: str) -> str:
    """Without controls and joiners, which no face draws; line breaks become spaces.

    >>> said("甲\\n乙\\x07")
    '甲 乙'
    """
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(" " if letter in "\t\n\r\v\f\x85\u2028\u2029" else letter for letter in text)
    return "".join(letter for letter in spaced if category(letter) not in ("Cc", "Cf", "Cs"))


def broken(text: str) -> str:
    """As `said`; a Latin word longer than a cell is wide gets places to break, which are not seen.

    >>> broken("f" * 30).count("\\u200b")
    2
    """
    text = said(text)
    if len(text) <= LONGEST_WORD:
        return text
    return " ".join(
        "\u200b".join(word[at : at + 12] for at in range(0, len(word), 12))
        if len(word) > LONGEST_WORD and word.isascii()
        else word
        for word in text.split(" ")
    )
