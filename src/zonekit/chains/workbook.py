"""A chain as a workbook: three sheets in, issues with their cells out; and the same sheets written in either language.

The caller reads the file: a sheet is its rows, a row its cells, a cell its value and its address ("B4").
"""

from __future__ import annotations

from typing import Literal

from zonekit.chains.checks import KnownClass, ReadChain, build_chain
from zonekit.chains.given import Given, GivenChain, Row
from zonekit.chains.headings import CHAIN, LINKS, NODES, SheetForm
from zonekit.chains.model import Chain, Link, Node
from zonekit.chains.tables import CellValue, Grids, field_of, given, read_table, sheet_named
from zonekit.values.issues import Issue

Language = Literal["zh", "en"]
SEGMENT_WRITTEN = {"upstream": "上游", "midstream": "中游", "downstream": "下游"}


def parse_chain(grids: Grids, known_class: KnownClass | None = None, default_name: str = "") -> ReadChain:
    """The chain of a workbook. `default_name` serves where the sheet that names the chain is missing.

    `known_class` says whether a class exists; without it only the form of codes is checked.
    """
    issues: list[Issue] = []
    nodes = _rows(grids, NODES, issues)
    links = _rows(grids, LINKS, issues)
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


def _rows(grids: Grids, form: SheetForm, issues: list[Issue]) -> tuple[Row, ...]:
    name = sheet_named(grids, form)
    if name is None:
        issues.append(Issue(f"{form.code}_sheet_missing", params={"sheet": form.names}, severity=form.absent))
        return ()
    table = read_table(name, grids[name], form)
    issues += table.issues
    return table.rows


def _head(grids: Grids, issues: list[Issue]) -> dict[str, Given]:
    """The sheet that names the chain: a heading at the left of each row and its value at the right."""
    name = sheet_named(grids, CHAIN)
    if name is None:
        issues.append(Issue(f"{CHAIN.code}_sheet_missing", params={"sheet": CHAIN.names}, severity=CHAIN.absent))
        return {}
    head: dict[str, Given] = {}
    for cells in grids[name]:
        field = field_of(cells[0][0], CHAIN) if cells else ""
        if field and len(cells) > 1:
            head.setdefault(field, given(name, cells, 1))
    return head


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
