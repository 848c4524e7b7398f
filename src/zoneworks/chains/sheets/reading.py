"""Bytes as a chain, with the place of everything that is wrong in them; and the workbook of a version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from zonekit.chains import Chain as EngineChain
from zonekit.chains import chain_sheets, parse_chain
from zonekit.chains.tables import CellValue, Grids
from zonekit.sheets.readers import read_source
from zonekit.sheets.source import Source
from zonekit.values.issues import NOWHERE, Issue, Where
from zoneworks.chains.bridge import engine_chain
from zoneworks.chains.classes import known_class
from zoneworks.chains.models import Chain, ChainVersion, Node
from zoneworks.common.text import is_english

WIDE, USUAL = 40, 16


@dataclass(frozen=True)
class ReadWorkbook:
    """`chain` is None where an issue is an error."""

    source: Source
    chain: EngineChain | None
    issues: tuple[Issue, ...]


def read_workbook(data: bytes, filename: str) -> ReadWorkbook:
    source = read_source(data, filename)
    if source.kind == "unknown":
        return ReadWorkbook(source, None, source.issues)
    grids = grids_of(source)
    read = parse_chain(grids, known_class, PurePath(filename).stem)
    issues = [*source.issues, *read.issues]
    if read.chain is not None:
        issues += too_long(read.chain, grids)
    is_sound = not any(issue.severity == "error" for issue in issues)
    return ReadWorkbook(source, read.chain if is_sound else None, tuple(issues))


def grids_of(source: Source) -> Grids:
    return {
        grid.sheet: [
            [(value, grid.where(row, column).cell or "") for column, value in enumerate(cells)]
            for row, cells in enumerate(grid.rows)
        ]
        for grid in source.grids
    }


def too_long(chain: EngineChain, grids: Grids) -> Iterator[Issue]:
    """Texts that the register has no place for."""
    limits = [(chain.code, length(Chain, "code")), (chain.name.zh, length(ChainVersion, "name"))]
    limits += [(chain.name.en, length(ChainVersion, "name_en")), (chain.version, length(ChainVersion, "label"))]
    for node in chain.nodes:
        limits += [(node.name.zh, length(Node, "name")), (node.name.en, length(Node, "name_en"))]
        limits.append((node.capacity_unit, length(Node, "capacity_unit")))
    for text, most in limits:
        if len(text) > most:
            where = place_of_text(text, grids)
            yield Issue("chain_text_too_long", where, {"value": text, "characters": len(text), "most": most})


def length(model: type[Chain] | type[ChainVersion] | type[Node], field: str) -> int:
    return getattr(model._meta.get_field(field), "max_length", None) or 0


def place_of_text(text: str, grids: Grids) -> Where:
    for sheet, rows in grids.items():
        for cells in rows:
            for value, cell in cells:
                if isinstance(value, str) and " ".join(value.split()) == text:
                    return Where(sheet, cell)
    return NOWHERE


# --- writing ---------------------------------------------------------------------------------------------------------


def sheets_of(version: ChainVersion) -> dict[str, list[list[CellValue]]]:
    """Sheets by name in the reader's language, headings first; imported again they are nothing new."""
    return chain_sheets(engine_chain(version), "en" if is_english() else "zh")


def as_cell(value: CellValue) -> CellValue:
    """Days as text: the workbook says them as people write them."""
    return value.isoformat() if isinstance(value, date) else value
