"""A large document in volumes: the typesetter keeps about a megabyte for each entry until its file is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zonekit.documents.blocks import Block, Document, Entry, Heading, KeyFigures, Table
from zonekit.documents.checks import runs_of
from zonekit.documents.pdf_figures import reached

MOST_ENTRIES = 400
ROWS_AN_ENTRY = 4  # a row of a table takes about a quarter of the memory of an entry


def volumes_of(document: Document, most: int = MOST_ENTRIES) -> tuple[Document, ...]:
    """The document itself, or its blocks in order in volumes of at most so many entries, each with what it
    names; rows of tables count as well.

    A volume that begins among entries repeats the headings they stand under. The front of the document is in the
    first volume only; notice and contents are in each.

    >>> entries = tuple(Entry(str(number), f"Item {number}", ()) for number in range(5))
    >>> volumes = volumes_of(Document("T", "en", (Heading(1, "Items"), *entries)), most=2)
    >>> [[entry.key for entry in volume.entries()] for volume in volumes]
    [['0', '1'], ['2', '3'], ['4']]
    >>> [volume.blocks[0].text for volume in volumes]
    ['Items', 'Items', 'Items']
    """
    if sum(weight(block) for block in document.blocks) <= most:
        return (document,)
    pieces = list(cut(document.blocks, most))
    return tuple(
        volume(document, blocks, is_first=at == 0, is_last=at == len(pieces) - 1) for at, blocks in enumerate(pieces)
    )


def cut(blocks: Sequence[Block], most: int) -> Iterator[tuple[Block, ...]]:
    path: dict[int, Heading] = {}
    held: list[Block] = []
    entries = 0  # or what weighs as much
    for block in blocks:
        if isinstance(block, Heading):
            path = {level: heading for level, heading in path.items() if level < block.level} | {block.level: block}
        if entries and entries + weight(block) > most:
            yield tuple(held[: len(held) - trailing_headings(held)])
            held, entries = list(path.values()), 0
        entries += weight(block)
        held.append(block)
    yield tuple(held)


def weight(block: Block) -> int:
    """How many entries a block counts for."""
    if isinstance(block, Table):
        return len(block.rows) // ROWS_AN_ENTRY
    return int(isinstance(block, Entry))


def trailing_headings(blocks: Sequence[Block]) -> int:
    """How many headings stand at the end: they go with what follows them."""
    count = 0
    while count < len(blocks) and isinstance(blocks[-1 - count], Heading):
        count += 1
    return count


def volume(document: Document, blocks: tuple[Block, ...], *, is_first: bool, is_last: bool) -> Document:
    """With the figures its words name, what these are made of, and the records any of them name."""
    named: set[str] = set()
    records: set[str] = set()
    for block in blocks:
        keys = list(block.figures) if isinstance(block, KeyFigures) else []
        for run in runs_of(block):
            keys.append(run.figure)
            records.add(run.record)
        for key in keys:
            for found in reached(document, key, named):
                records.update(part.key for part in document.figures[found].parts)
    return replace(
        document,
        blocks=blocks,
        figures={key: figure for key, figure in document.figures.items() if key in named},
        records={key: record for key, record in document.records.items() if key in records},
        addressee=document.addressee if is_first else "",
        attachments=document.attachments if is_last else (),
    )
