"""Figures in goal texts: which numbers of a sentence set a goal, and which indicators they suggest."""

from __future__ import annotations

from zonekit.sheets.goals.nodes import NodeParts, QuarterNode, SeriesPoint, read_series, split_node
from zonekit.sheets.goals.proposals import NodeSeries, propose_from_series, propose_indicators
from zonekit.sheets.goals.targets import extract_targets

__all__ = [
    "NodeParts",
    "NodeSeries",
    "QuarterNode",
    "SeriesPoint",
    "extract_targets",
    "propose_from_series",
    "propose_indicators",
    "read_series",
    "split_node",
]
