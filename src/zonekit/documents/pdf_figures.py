"""The list of figures at the end of the pages: which have a line there, under which part of the document, made of what.

A number made of one thing leads straight to it, one made of nothing leads nowhere: neither has a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from zonekit.documents.blocks import Document, Figure, Heading, KeyFigures
from zonekit.documents.checks import runs_of

MOST_PARTS = 20_000  # some 60 pages; beyond it the figures of most parts are told with their number of parts alone
DEEPEST = 2


def listed_figures(document: Document) -> dict[str, list[str]]:
    """The keys of figures that have a line, each once, under the part of the document that first mentions them.

    A part is named by its headings of the first two levels. A figure that is only a part of others stands behind them.

    >>> from decimal import Decimal
    >>> from zonekit.documents.blocks import Entry, Paragraph, Part, Run, words
    >>> both = Figure("both", "all", Decimal(2), parts=(Part("a", Decimal(1)), Part("b", Decimal(1))))
    >>> told = Heading(1, "Overview"), Paragraph(words(Run("2", figure="both")))
    >>> listed_figures(Document("T", "en", (*told, Entry("a", "A", ()), Entry("b", "B", ())), {"both": both}))
    {'Overview': ['both']}
    """
    groups: dict[str, list[str]] = {}
    seen: set[str] = set()
    path: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level <= DEEPEST:
            path = [*path[: block.level - 1], block.text]
        keys = block.figures if isinstance(block, KeyFigures) else (run.figure for run in runs_of(block) if run.figure)
        for key in keys:
            found = [one for one in reached(document, key, seen) if has_line(document, document.figures[one])]
            if found:
                groups.setdefault("  ".join(path), []).extend(found)
    return groups


def reached(document: Document, key: str, seen: set[str]) -> Iterator[str]:
    """The figure and the figures it is made of, as far as they have not come up before."""
    waiting = [key]
    while waiting:
        key = waiting.pop()
        if key not in seen and key in document.figures:
            seen.add(key)
            yield key
            waiting.extend(part.key for part in reversed(document.figures[key].parts))


def has_line(document: Document, figure: Figure) -> bool:
    return len(figure.parts) > 1 or (len(figure.parts) == 1 and figure.parts[0].key in document.figures)


def most_parts_shown(figures: list[Figure], most: int = MOST_PARTS) -> int:
    """Of how many parts a figure may be made and still have them named, so that `most` are named in all.

    >>> from decimal import Decimal
    >>> from zonekit.documents.blocks import Part
    >>> made = [Figure(str(n), "", Decimal(n), parts=(Part("e", Decimal(1)),) * n) for n in (2, 3, 9)]
    >>> most_parts_shown(made, most=14), most_parts_shown(made, most=13)
    (9, 3)
    """
    sizes = sorted(len(figure.parts) for figure in figures)
    fitting = [size for size, total in zip(sizes, accumulate(sizes), strict=True) if total <= most]
    if len(fitting) < len(sizes):
        too_many = sizes[len(fitting)]
        fitting = [size for size in fitting if size < too_many]
    return max(fitting, default=0)
