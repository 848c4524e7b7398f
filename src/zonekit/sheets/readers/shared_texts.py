"""How much text the cells of a workbook hold once every cell has its own copy of its shared text.

A workbook of some kilobytes can cite one text of 32,000 characters from a million cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.readers.sheet_scan import SheetScan, count_text_uses
from zonekit.sheets.readers.xml_parts import run_expat

MOST_CHARACTERS = 128 * 1024 * 1024


def check_expanded_texts(package: Package, part: str | None, scans: dict[str, SheetScan]) -> None:
    """Raises Refusal `unpacks_too_large` when the cells of all sheets together hold too much text."""
    uses = sum(scan.texts for scan in scans.values())
    if part is None or uses == 0 or uses * longest_text_bound(package, part) <= MOST_CHARACTERS:
        return
    lengths = text_lengths(package.chunks(part))
    total = 0
    for sheet in scans:
        for index, count in count_text_uses(package.chunks(sheet)).items():
            total += count * lengths[index] if index < len(lengths) else 0
    if total > MOST_CHARACTERS:
        raise Refusal("unpacks_too_large", characters=total, limit=MOST_CHARACTERS)


def longest_text_bound(package: Package, part: str) -> int:
    """At least the length in bytes of the longest shared text, found without parsing."""
    return max(len(piece) for piece in package.read(part).split(b"si>"))


def text_lengths(chunks: Iterable[bytes]) -> list[int]:
    """Lengths in characters of all shared texts.

    >>> text_lengths([b"<sst><si><t>ab</t></si><si><r><t>c</t></r><r><t>d</t></r></si></sst>"])
    [2, 2]
    """
    lengths: list[int] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, _attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "si":
            lengths.append(0)

    def text(piece: str) -> None:
        if lengths:
            lengths[-1] += len(piece)

    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    run_expat(parser, chunks)
    return lengths
