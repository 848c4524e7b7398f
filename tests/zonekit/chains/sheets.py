"""Workbooks and chains for the tests of this folder, as the reader of files would hand them over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from zonekit.chains import Chain, Link, Node, Segment
from zonekit.chains.tables import Grid, Grids
from zonekit.values.texts import Text


def grid(rows: Sequence[Sequence[Any]]) -> Grid:
    return [[(value, f"{chr(65 + at)}{number}") for at, value in enumerate(row)] for number, row in enumerate(rows, 1)]


def grids(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Grids:
    return {name: grid(rows) for name, rows in sheets.items()}


def workbook(nodes: Sequence[Sequence[Any]], links: Sequence[Sequence[Any]] = ()) -> Grids:
    """Three sheets. Nodes: code, name, segment, tier, classes; links: supplier, customer, weight."""
    return grids({
        "产业链": [["代码", "bogie"], ["名称", "转向架"]],
        "环节": [["环节代码", "环节名称", "上中下游", "层级", "行业代码"], *nodes],
        "链接": [["供方环节", "需方环节", "占需方投入比重"], *links],
    })  # fmt: skip


STEEL = ("steel", "车轴钢", "上游", 1, "3130")
AXLE = ("axle", "车轴", "中游", 2, "3714")
BOGIE = ("bogie", "转向架", "下游", 3, "3714")


def node(code: str, tier: int = 1, **fields: Any) -> Node:
    given = {"segment": Segment.MIDSTREAM, "classes": ("3714",), **fields}
    return Node(code=code, name=Text(f"环节{code}", f"Node {code}"), tier=tier, **given)


def line(*codes: str, weight: float | None = 0.5) -> Chain:
    """Nodes that supply one another in this order."""
    nodes = tuple(node(code, tier, classes=(f"{3000 + tier}",)) for tier, code in enumerate(codes, start=1))
    links = tuple(Link(one, other, weight=weight) for one, other in pairwise(codes))
    return Chain("line", Text("链", "Line"), nodes, links)
