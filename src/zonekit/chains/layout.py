"""Where a chain's nodes and links stand on a map: segments as bands, tiers as columns in them, boxes sized for names.

The same chain gets the same places, in whatever order its nodes and links are given. Units are pixels of a screen.
The method is that of Sugiyama, Tagawa and Toda (1981): columns, fewer crossings by barycentres, then heights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zonekit.chains.columns import columns_of
from zonekit.chains.crossings import Net, fewest_crossings
from zonekit.chains.heights import heights_of
from zonekit.chains.model import Chain, Node, Segment
from zonekit.chains.wrapping import text_width, wrapped

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a box needs besides its name: `foot` is the room below it for figures, `pad` the room around."""

    font: float = 13.0
    line: float = 17.0
    pad: float = 8.0
    foot: float = 20.0
    mark: float = 20.0
    widest: float = 148.0
    narrowest: float = 96.0
    most_lines: int = 3
    between: float = 12.0
    trunk: float = 8.0
    gutter: float = 40.0
    between_bands: float = 24.0
    head: float = 34.0
    margin: float = 12.0


@dataclass(frozen=True, slots=True)
class Box:
    """A node's place: its upper left corner, and its name in lines that fit."""

    code: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    column: int

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Line:
    """A link from the right of its supplier to the left of its customer; `is_return`: against the order of columns."""

    supplier: str
    customer: str
    points: tuple[Point, ...]
    is_return: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The room of a segment."""

    segment: Segment
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Layout:
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    bands: tuple[Band, ...]
    width: float
    height: float

    def box(self, code: str) -> Box:
        """KeyError where the chain has no such node."""
        for box in self.boxes:
            if box.code == code:
                return box
        raise KeyError(code)


def lay_out(chain: Chain, language: str = "zh", sizes: Sizes | None = None) -> Layout:
    """Places for the nodes and links of a chain; `language` (zh or en) is that of the names to be shown.

    >>> from zonekit.chains import chain_from_json
    >>> text = lambda word: {"zh": word, "en": word}
    >>> node = lambda code, segment: {"code": code, "name": text(code), "segment": segment, "tier": 1, "classes": []}
    >>> chain = chain_from_json({"code": "tyres", "name": text("tyres"),
    ...     "nodes": [node("tyre", "downstream"), node("rubber", "upstream")],
    ...     "links": [{"supplier": "rubber", "customer": "tyre"}]})
    >>> layout = lay_out(chain)
    >>> [box.code for box in layout.boxes], layout.lines[0].points[0] < layout.lines[0].points[-1]
    (['rubber', 'tyre'], True)
    """
    used = sizes or Sizes()
    nodes = sorted(chain.nodes, key=lambda node: node.code)
    places = {node.code: place for place, node in enumerate(nodes)}
    links = sorted({(places[link.supplier], places[link.customer]) for link in chain.links})
    names = [_lines(node, language, used) for node in nodes]
    column = columns_of(nodes, links)
    net = Net.of(column, links)
    tall = [used.pad * 2 + used.line * len(lines) + used.foot for lines in names]
    rows = fewest_crossings(net)
    middles = heights_of(net, rows, tall, used.between, used.trunk)
    lowest = min([*middles, *(middles[place] - tall[place] / 2 for place in range(len(nodes)))], default=0.0)
    top = used.margin + used.head - lowest
    edges, bands, width = _across(nodes, names, column, used)
    boxes = _boxes(nodes, names, column, edges, [middle + top for middle in middles], tall)
    lines = _drawn(net, links, boxes, edges, [middle + top for middle in middles])
    bottom = max((box.y + box.height for box in boxes), default=used.head)
    deepest = max((y for line in lines for _x, y in line.points), default=0.0)
    ordered = sorted(boxes, key=lambda box: (box.column, box.y))
    return Layout(tuple(ordered), tuple(lines), bands, width, round(max(bottom, deepest) + used.margin, 1))


def _lines(node: Node, language: str, sizes: Sizes) -> tuple[str, ...]:
    name = node.name.zh if language == "zh" else node.name.en
    return wrapped(name, (sizes.widest - sizes.pad * 2 - sizes.mark) / sizes.font, sizes.most_lines)


def _across(
    nodes: Sequence[Node], names: Sequence[tuple[str, ...]], column: Sequence[int], sizes: Sizes
) -> tuple[list[tuple[float, float]], tuple[Band, ...], float]:
    """Left and right edge of every column, the bands around them, and the width of it all."""
    count = max(column, default=-1) + 1
    wide = [sizes.narrowest] * count
    segments: list[Segment] = [Segment.UPSTREAM] * count
    for place, node in enumerate(nodes):
        needed = max(text_width(line) for line in names[place]) * sizes.font + sizes.pad * 2 + sizes.mark
        wide[column[place]] = max(wide[column[place]], min(sizes.widest, needed))
        segments[column[place]] = node.segment
    edges: list[tuple[float, float]] = []
    bands: list[Band] = []
    x = sizes.margin + sizes.gutter / 2
    for place in range(count):
        if place and segments[place] != segments[place - 1]:
            x += sizes.between_bands
        edges.append((round(x, 1), round(x + wide[place], 1)))
        x += wide[place] + sizes.gutter
    for segment in dict.fromkeys(segments):
        own = [edges[place] for place in range(count) if segments[place] is segment]
        left = own[0][0] - sizes.gutter / 2
        bands.append(Band(segment, round(left, 1), round(own[-1][1] + sizes.gutter / 2 - left, 1)))
    return edges, tuple(bands), round(x - sizes.gutter / 2 + sizes.margin, 1)


def _boxes(
    nodes: Sequence[Node],
    names: Sequence[tuple[str, ...]],
    column: Sequence[int],
    edges: Sequence[tuple[float, float]],
    middles: Sequence[float],
    tall: Sequence[float],
) -> list[Box]:
    return [
        Box(
            code=node.code,
            x=edges[column[place]][0],
            y=round(middles[place] - tall[place] / 2, 1),
            width=round(edges[column[place]][1] - edges[column[place]][0], 1),
            height=tall[place],
            lines=names[place],
            column=column[place],
        )
        for place, node in enumerate(nodes)
    ]


def _drawn(
    net: Net,
    links: Sequence[tuple[int, int]],
    boxes: Sequence[Box],
    edges: Sequence[tuple[float, float]],
    middles: Sequence[float],
) -> list[Line]:
    """Links as lines: level while they cross a column, slanting between columns; those of a supplier share a trunk."""
    return [_line(net, boxes[supplier], boxes[customer], edges, middles, supplier) for supplier, customer in links]


def _line(
    net: Net,
    supplier: Box,
    customer: Box,
    edges: Sequence[tuple[float, float]],
    middles: Sequence[float],
    place: int,
) -> Line:
    if supplier.column >= customer.column:
        points: tuple[Point, ...] = ((supplier.x, _r(supplier.middle)), (customer.right, _r(customer.middle)))
        return Line(supplier.code, customer.code, points, is_return=True)
    trunk: Mapping[int, int] = net.trunks.get(place, {})
    way: list[Point] = [(supplier.right, _r(supplier.middle))]
    for crossed in range(supplier.column + 1, customer.column):
        level = _r(middles[trunk[crossed]])
        way += [(edges[crossed][0], level), (edges[crossed][1], level)]
    return Line(supplier.code, customer.code, (*way, (customer.x, _r(customer.middle))))


def _r(number: float) -> float:
    return round(number, 1)
