"""The nodes of a chain as rows: for the table, the list on narrow screens and the workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zonekit.chains.gaps import NodeJudgement
from zoneworks.chains.choices import Segment
from zoneworks.chains.marks import ORDER
from zoneworks.chains.models import Gap
from zoneworks.chains.queries_evidence import as_known, gaps_of
from zoneworks.chains.words import money, said, segment_word, share, status_word

if TYPE_CHECKING:
    from zoneworks.chains.pages.frame import ChainFrame


@dataclass(frozen=True)
class NodeRow:
    code: str
    title: str
    segment: str
    tier: int
    status: str
    importance: float
    firms: int
    judged: NodeJudgement
    gap: Gap | None
    is_key: bool
    place: int

    @property
    def segment_word(self) -> str:
        return segment_word(self.segment)

    @property
    def status_word(self) -> str:
        return status_word(self.status)

    def figure(self, name: str) -> float | None:
        value = self.judged.figures.get(name)
        return None if value is None else float(value)

    @property
    def output(self) -> str:
        return money(self.figure("output"))

    @property
    def demand(self) -> str:
        return money(self.figure("demand") or None)

    @property
    def coverage(self) -> str:
        return share(self.figure("coverage"))

    @property
    def largest(self) -> str:
        return share(self.figure("largest_share"))


def rows_of(page: ChainFrame) -> list[NodeRow]:
    """All nodes in the order of the chain; two statements, however many there are."""
    if page.judgement is None:
        return []
    gaps = open_gaps(page)
    rows = []
    for place, node in enumerate(page.judgement.chain.nodes):
        judged = page.judgement.by_code[node.code]
        rows.append(
            NodeRow(
                code=node.code, title=said(node.name), segment=node.segment.value, tier=node.tier,
                status=judged.status.value, importance=judged.importance, firms=int(judged.figures.get("firms", 0)),
                judged=judged, gap=gaps.get(node.code), is_key=node.is_key, place=place,
            )
        )  # fmt: skip
    return rows


def open_gaps(page: ChainFrame) -> dict[str, Gap]:
    """Gaps that stood open on the day, by node."""
    return {gap.node_code: as_known(gap, page.as_of) for gap in gaps_of(page.chain, page.as_of)}


SEGMENTS = {segment: place for place, segment in enumerate(Segment.values)}
STATUSES = {status.value: place for place, status in enumerate(ORDER)}
KEYS: dict[str, Callable[[NodeRow], Any]] = {
    "segment": lambda row: (SEGMENTS[row.segment], row.tier, row.place),
    "node": lambda row: row.title,
    "status": lambda row: STATUSES[row.status],
    "importance": lambda row: row.importance,
    "firms": lambda row: row.firms,
    "output": lambda row: row.figure("output") or 0.0,
    "demand": lambda row: row.figure("demand") or 0.0,
    "coverage": lambda row: -1.0 if row.figure("coverage") is None else row.figure("coverage"),
    "largest": lambda row: -1.0 if row.figure("largest_share") is None else row.figure("largest_share"),
}


def sorted_rows(rows: list[NodeRow], asked: str) -> list[NodeRow]:
    key = KEYS.get(asked.removeprefix("-"), KEYS["segment"])
    return sorted(rows, key=key, reverse=asked.startswith("-"))
