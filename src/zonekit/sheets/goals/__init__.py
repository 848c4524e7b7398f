"""Figures in goal texts: which numbers of a sentence set a goal, and which indicators they suggest."""

from __future__ import annotations

from zonekit.sheets.goals.nodes import NodeParts, QuarterNode, SeriesPoint, read_node, split_node
from zonekit.sheets.goals.proposals import ReadNode, propose_from_parts, propose_indicators
from zonekit.sheets.goals.targets import extract_targets

__all__ = [
    "NodeParts",
    "QuarterNode",
    "ReadNode",
    "SeriesPoint",
    "extract_targets",
    "propose_from_parts",
    "propose_indicators",
    "read_node",
    "split_node",
]
