"""A chain as a workbook: three sheets in, issues with their cells out; and the same sheets written in either language.

The caller reads the file: a sheet is its rows, a row its cells, a cell its value and its address ("B4").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from zonekit.chains.checks import KnownClass, ReadChain, build_chain
from zonekit.chains.given import Given, GivenChain, Row
from zonekit.chains.headings import CHAIN, LINKS, NODES, Heading, SheetForm
from zonekit.chains.model import Chain, Link, Node
from zonekit.values.issues import Issue, Where

CellValue = str | int | float | bool | date | datetime | None
Grid = Sequence[Sequence[tuple[CellValue, str]]]
Grids = Mapping[str, Grid]
Language = Literal["zh", "en"]
HEADING_WITHIN = 10  # rows above the headings hold a title at most


def parse_chain(grids: Grids, known_class: KnownClass | None = None, default_name: str = "") -> ReadChain:
    """The chain of a workbook. `default_name` serves where the sheet that names the chain is missing.

    `known_class` says whether a class exists; without it only the form of codes is checked.
    """
    issues: list[Issue] = []
    nodes = _table(grids, NODES, issues)
    links = _table(grids, LINKS, issues)
    head = _head(grids, issues)
    if "name_zh" not in head and "name_en" not in head and default_name:
        head = {"name_zh": Given(default_name), **head}
    if any(issue.severity == "error" for issue in issues):
        return ReadChain(None, tuple(issues))
    return build_chain(GivenChain(head, nodes, links, tuple(issues)), known_class)


def chain_sheets(chain: Chain, language: Language = "zh") -> dict[str, list[list[CellValue]]]:
    """Sheets by name, each with its headings first; `parse_chain` makes the same chain of them."""
    comma = "、" if language == "zh" else "; "
    yes_no = ("是", "否") if language == "zh" else ("yes", "no")
    head = [
        [heading.written(language), value]
        for heading, value in zip(CHAIN.headings, _head_values(chain, yes_no), strict=True)
    ]
    sheets: dict[str, list[list[CellValue]]] = {CHAIN.written(language): head}
    sheets[NODES.written(language)] = [
        [heading.written(language) for heading in NODES.headings],
        *[_node_values(node, comma, yes_no, language) for node in chain.nodes],
    ]
    sheets[LINKS.written(language)] = [
        [heading.written(language) for heading in LINKS.headings],
        *[_link_values(link, comma) for link in chain.links],
    ]
    return sheets


def plain(text: str) -> str:
    """A heading or the name of a sheet as it is compared: half-width, small, without blanks, brackets and stars.

    >>> plain(" 名称（English）* ") == plain("名称(english)")
    True
    """
    return re.sub(r"[\s()\[\]*:_\-]", "", unicodedata.normalize("NFKC", text)).lower()


def _table(grids: Grids, form: SheetForm, issues: list[Issue]) -> tuple[Row, ...]:
    """The rows of a sheet by field; empty rows are passed over."""
    name = _sheet_name(grids, form)
    if name is None:
        issues.append(Issue(f"{form.code}_sheet_missing", params={"sheet": form.zh}, severity=form.absent))
        return ()
    top, columns = _columns(grids[name], form)
    if not columns:
        issues.append(Issue("headings_missing", Where(sheet=name), {"sheet": form.zh}))
        return ()
    issues += _column_issues(grids[name][top], name, form, columns)
    rows = []
    for cells in grids[name][top + 1 :]:
        row = {field: _given(name, cells, at) for field, at in columns.items() if at < len(cells)}
        if not all(given.is_empty for given in row.values()):
            rows.append(row)
    return tuple(rows)


def _sheet_name(grids: Grids, form: SheetForm) -> str | None:
    aliases = {plain(alias) for alias in form.aliases}
    return next((name for name in grids if plain(name) in aliases), None)


def _columns(grid: Grid, form: SheetForm) -> tuple[int, dict[str, int]]:
    """The row of the headings and the column of each field; the row with most known headings is taken."""
    best: tuple[int, dict[str, int]] = (0, {})
    for top, cells in enumerate(grid[:HEADING_WITHIN]):
        columns: dict[str, int] = {}
        for at, (value, _) in enumerate(cells):
            field = _field_of(value, form)
            if field:
                columns.setdefault(field, at)
        if len(columns) > max(len(best[1]), 1):
            best = (top, columns)
    return best


def _field_of(value: CellValue, form: SheetForm) -> str:
    word = plain(value) if isinstance(value, str) else ""
    return next((heading.field for heading in form.headings if word and word in heading.plain_aliases(plain)), "")


def _column_issues(
    cells: Sequence[tuple[CellValue, str]], sheet: str, form: SheetForm, columns: Mapping[str, int]
) -> Iterator[Issue]:  # fmt: skip
    for heading in form.headings:
        if heading.is_required and not any(field in columns for field in heading.fields_that_do):
            yield Issue("column_missing", Where(sheet=sheet), {"sheet": sheet, "column": heading.zh})
    for at, (value, address) in enumerate(cells):
        field = _field_of(value, form)
        if isinstance(value, str) and value.strip() and not field:
            yield Issue("column_unknown", Where(sheet, address), {"column": value.strip()[:60]}, "note")
        elif field and columns[field] != at:
            yield Issue("column_twice", Where(sheet, address), {"column": str(value).strip()[:60]}, "warning")


def _head(grids: Grids, issues: list[Issue]) -> dict[str, Given]:
    """The sheet that names the chain: a heading at the left of each row and its value at the right."""
    name = _sheet_name(grids, CHAIN)
    if name is None:
        issues.append(Issue(f"{CHAIN.code}_sheet_missing", params={"sheet": CHAIN.zh}, severity=CHAIN.absent))
        return {}
    head: dict[str, Given] = {}
    for cells in grids[name]:
        field = _field_of(cells[0][0], CHAIN) if cells else ""
        if field and len(cells) > 1:
            head.setdefault(field, _given(name, cells, 1))
    return head


def _given(sheet: str, cells: Sequence[tuple[CellValue, str]], at: int) -> Given:
    value, address = cells[at]
    return Given(value, Where(sheet, address))


def _head_values(chain: Chain, yes_no: tuple[str, str]) -> list[CellValue]:
    note = chain.note
    return [
        chain.code,
        chain.name.zh,
        chain.name.en,
        chain.version,
        chain.valid_from.isoformat() if chain.valid_from else None,
        yes_no[0] if chain.is_confirmed else yes_no[1],
        note.zh if note else None,
        note.en if note else None,
    ]


def _node_values(node: Node, comma: str, yes_no: tuple[str, str], language: Language) -> list[CellValue]:
    return [
        node.code,
        node.name.zh,
        node.name.en,
        SEGMENT_WRITTEN[node.segment.value] if language == "zh" else node.segment.value,
        node.tier,
        comma.join(node.classes) or None,
        comma.join(node.products) or None,
        comma.join(node.products_en) or None,
        yes_no[0] if node.is_key else yes_no[1],
        node.input_rate,
        node.capacity_unit or None,
    ]


def _link_values(link: Link, comma: str) -> list[CellValue]:
    products = [comma.join(link.products) or None, comma.join(link.products_en) or None]
    return [link.supplier, link.customer, *products, link.weight]


SEGMENT_WRITTEN = {"upstream": "上游", "midstream": "中游", "downstream": "下游"}
__all__ = ["CellValue", "Grid", "Grids", "Heading", "Language", "chain_sheets", "parse_chain", "plain"]
