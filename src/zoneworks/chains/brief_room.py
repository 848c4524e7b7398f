"""How high a brief stands on paper, so that it is cut before it reaches a second page.

Reckoned from the sizes of `zonekit.documents.word_styles` and the width letters have on average: a line or two too
high rather than one too low. A word processor with other faces breaks lines elsewhere.
"""

from __future__ import annotations

from zonekit.chains.wrapping import PIECES
from zonekit.documents.blocks import Document, Table, Words

# Points.
PAGE = 626.0
NOTICE, TITLE_LINE, CELL_LINE, CAPTION, GAP = 40.0, 35.0, 18.0, 29.0, 8.0
SUBTITLE_LINE = {"zh": 29.0, "en": 17.0}
TITLE_TYPE, CELL_TYPE, CELL_MARGIN, WIDE = 22.0, 12.0, 11.0, 442.0
SUBTITLE_TYPE = {"zh": 16.0, "en": 12.0}
SPARE = {"zh": 58.0, "en": 37.0}
LATIN, CHINESE = 0.45, 1.0


def fits_one_page(document: Document) -> bool:
    return height_of(document) <= PAGE


def height_of(document: Document) -> float:
    """Of a document made of a title, a subtitle, a notice and tables of three columns at most; in points."""
    code = "en" if document.language == "en" else "zh"
    high = SPARE[code] + (NOTICE if document.notice else 0.0)
    high += TITLE_LINE * lines_of(document.title, 0.92 * WIDE / TITLE_TYPE)
    high += SUBTITLE_LINE[code] * lines_of(document.subtitle, WIDE / SUBTITLE_TYPE[code])
    return high + sum(table_height(block) for block in document.blocks if isinstance(block, Table))


def table_height(table: Table) -> float:
    whole = sum(column.width for column in table.columns)
    rooms = [(WIDE * column.width / whole - CELL_MARGIN) / CELL_TYPE for column in table.columns]
    lines = 1 + sum(row_lines(row, rooms) for row in table.rows)
    return CELL_LINE * lines + GAP + (CAPTION if table.caption else 0.0)


def row_lines(row: tuple[Words, ...], rooms: list[float]) -> int:
    texts = ("".join(piece.text for piece in cell) for cell in row)
    return max(lines_of(text, room) for text, room in zip(texts, rooms, strict=True))


def lines_of(text: str, room: float) -> int:
    """Lines of a text where one takes `room` Chinese characters.

    >>> lines_of("牵引变流器与牵引电机", 4.0), lines_of("Traction converters and motors", 10.0)
    (3, 2)
    """
    lines, used = 1, 0.0
    for piece in PIECES.findall(text):
        wide = width_of(piece)
        if used and used + width_of(piece.rstrip()) > room:
            lines, used = lines + 1, 0.0 if piece.isspace() else wide
        else:
            used += wide
    return lines


def width_of(text: str) -> float:
    return sum(LATIN if ord(letter) < 0x2E80 else CHINESE for letter in text)
