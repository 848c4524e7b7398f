"""The map as a drawing: boxes, lines and bands with the words they show; no request, no query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language

from zonekit.chains import Chain
from zonekit.chains.gaps import NodeJudgement
from zonekit.chains.layout import Box, Layout, Line
from zoneworks.chains.layouts import SIZES
from zoneworks.chains.words import segment_word


@dataclass(frozen=True)
class Drawn:
    """One box. Numbers are texts: templates would put separators into them."""

    code: str
    status: str
    x: str
    y: str
    width: str
    height: str
    lines: tuple[tuple[str, str], ...]
    foot: str
    bar: str
    label: str
    count: int
    is_key: bool
    is_dim: bool


@dataclass(frozen=True)
class Way:
    """All links of a supplier as one path; a trunk is drawn once."""

    path: str
    is_return: bool
    is_dim: bool


@dataclass(frozen=True)
class BandDrawn:
    word: str
    code: str
    x: str
    width: str
    middle: str


def number(value: float) -> str:
    return f"{value:g}" if abs(value) < 100_000 else f"{value:.0f}"


class Picture:
    """`shown`: codes of the nodes a filter lets through, None for all; the others are faint."""

    def __init__(
        self,
        chain: Chain,
        judged: Mapping[str, NodeJudgement],
        layout: Layout,
        *,
        shown: Collection[str] | None = None,
        chosen: str = "",
    ) -> None:
        self.chain, self.judged, self.shown, self.chosen = chain, judged, shown, chosen
        self.layout = layout
        self.by_code = {node.code: node for node in chain.nodes}
        self.most = max((judged[node.code].importance for node in chain.nodes), default=0.0) or 1.0

    @property
    def width(self) -> str:
        return number(self.layout.width)

    @property
    def height(self) -> str:
        return number(self.layout.height)

    def scaled(self, percent: int) -> tuple[str, str]:
        return number(round(self.layout.width * percent / 100)), number(round(self.layout.height * percent / 100))

    @cached_property
    def bands(self) -> list[BandDrawn]:
        return [
            BandDrawn(
                segment_word(band.segment),
                band.segment.value,
                number(band.x),
                number(band.width),
                number(round(band.x + band.width / 2, 1)),
            )
            for band in self.layout.bands
        ]

    def is_dim(self, code: str) -> bool:
        return self.shown is not None and code not in self.shown

    @cached_property
    def boxes(self) -> list[Drawn]:
        return [self.drawn(box) for box in self.layout.boxes]

    def drawn(self, box: Box) -> Drawn:
        judged, node = self.judged[box.code], self.by_code[box.code]
        count = int(judged.figures.get("firms", 0))
        top = box.y + SIZES.pad + SIZES.font
        return Drawn(
            code=box.code,
            status=judged.status.value,
            x=number(box.x),
            y=number(box.y),
            width=number(box.width),
            height=number(box.height),
            lines=tuple((number(round(top + place * SIZES.line, 1)), line) for place, line in enumerate(box.lines)),
            foot=number(round(box.y + box.height - 11, 1)),
            bar=number(round(max(0.0, min(1.0, judged.importance / self.most)) * (box.width - 2), 1)),
            label=node.name.en if get_language() == "en" else node.name.zh,
            count=count,
            is_key=node.is_key,
            is_dim=self.is_dim(box.code),
        )

    @cached_property
    def ways(self) -> list[Way]:
        """Links of each supplier, the faint ones first so that the others lie above them."""
        grouped: dict[tuple[str, bool, bool], list[Line]] = {}
        for line in self.layout.lines:
            dim = self.is_dim(line.supplier) or self.is_dim(line.customer)
            grouped.setdefault((line.supplier, line.is_return, dim), []).append(line)
        found = [Way(path_of(lines), is_return, dim) for (_code, is_return, dim), lines in grouped.items()]
        return sorted(found, key=lambda way: not way.is_dim)

    # --- what is chosen ----------------------------------------------------------------------------------------------

    @cached_property
    def lit(self) -> str:
        """The links of the chosen node."""
        lines = [line for line in self.layout.lines if self.chosen in (line.supplier, line.customer)]
        return "".join(path_of([line]) for line in lines)

    @cached_property
    def lit_boxes(self) -> list[tuple[str, str, str, str, bool]]:
        """Outlines of the chosen node and of those it is linked with: x, y, width, height, whether it is the one."""
        near = {self.chosen}
        for line in self.layout.lines:
            if self.chosen in (line.supplier, line.customer):
                near |= {line.supplier, line.customer}
        return [
            (number(box.x), number(box.y), number(box.width), number(box.height), box.code == self.chosen)
            for box in self.layout.boxes
            if box.code in near and self.chosen
        ]


def path_of(lines: list[Line]) -> str:
    """One path for several lines; a stretch they share is drawn once."""
    drawn: set[tuple[tuple[float, float], tuple[float, float]]] = set()
    pieces: list[str] = []
    for line in lines:
        pen: tuple[float, float] | None = None
        for start, end in zip(line.points, line.points[1:], strict=False):
            if (start, end) in drawn:
                continue
            drawn.add((start, end))
            if pen != start:
                pieces.append(f"M{start[0]:g} {start[1]:g}")
            pieces.append(f"L{end[0]:g} {end[1]:g}")
            pen = end
    return "".join(pieces)
