"""What does not hold together in a document: every fault, none fixed silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from zonekit.documents.blocks import (
    Block,
    Chart,
    Document,
    Entry,
    Fault,
    Heading,
    KeyFigures,
    Listing,
    Paragraph,
    Run,
    Table,
    Words,
)


def faults(document: Document) -> list[Fault]:
    """All faults, in the order of the blocks, then of the figures."""
    return [*keys_twice(document), *block_faults(document), *figure_faults(document)]


def keys_twice(document: Document) -> Iterator[Fault]:
    counted = Counter(entry.key for entry in document.entries())
    return (Fault("key_twice", key) for key, times in counted.items() if times > 1)


def block_faults(document: Document) -> Iterator[Fault]:
    for number, block in enumerate(document.blocks, start=1):
        place = f"block {number}"
        yield from named_faults(document, block, place)
        if isinstance(block, Heading) and not 1 <= block.level <= 4:
            yield Fault("level", place, {"level": str(block.level)})
        if isinstance(block, Table):
            rows = [*block.rows, *([block.totals] if block.totals else [])]
            yield from (
                Fault("row_ragged", place, {"row": str(row), "cells": str(len(cells))})
                for row, cells in enumerate(rows, start=1)
                if len(cells) != len(block.columns)
            )
        if isinstance(block, Chart):
            yield from (
                Fault("series_ragged", place, {"series": series.name})
                for series in block.series
                if len(series.values) != len(block.categories)
            )


def named_faults(document: Document, block: Block, place: str) -> Iterator[Fault]:
    for run in runs_of(block):
        if run.figure and run.figure not in document.figures:
            yield Fault("figure_unknown", place, {"figure": run.figure})
        if run.record and run.record not in document.records:
            yield Fault("record_unknown", place, {"record": run.record})
    if isinstance(block, KeyFigures):
        unknown = (key for key in block.figures if key not in document.figures)
        yield from (Fault("figure_unknown", place, {"figure": key}) for key in unknown)


def figure_faults(document: Document) -> Iterator[Fault]:
    known = {entry.key for entry in document.entries()} | document.records.keys() | document.figures.keys()
    for key, figure in document.figures.items():
        place = f"figure {key}"
        yield from (Fault("part_unknown", place, {"part": part.key}) for part in figure.parts if part.key not in known)
        total = sum(part.value for part in figure.parts)
        if figure.parts and total != figure.value:
            yield Fault("sum_differs", place, {"value": str(figure.value), "sum": str(total)})
        if not figure.parts and figure.value:
            yield Fault("sum_differs", place, {"value": str(figure.value), "sum": "0"})


def runs_of(block: Block) -> Iterator[Run]:
    return (run for words in words_of(block) for run in words)


def words_of(block: Block) -> Iterable[Words]:
    match block:
        case Paragraph(runs=runs):
            return (runs,)
        case Listing(points=points):
            return points
        case Table(rows=rows, totals=totals):
            return (*(cell for row in rows for cell in row), *totals)
        case Entry(fields=fields, light=light):
            mark = ((light,),) if light else ()
            return (*mark, *(line for field in fields for line in field.lines))
        case _:
            return ()
