"""Industry chains: what they are made of, which enterprises stand where, what is missing, and what would follow.

>>> chain = chain_from_json({
...     "code": "tyres", "name": {"zh": "轮胎", "en": "Tyres"},
...     "nodes": [
...         {"code": "rubber", "name": {"zh": "合成橡胶", "en": "Synthetic rubber"}, "segment": "upstream", "tier": 1,
...          "classes": ["2652"]},
...         {"code": "tyre", "name": {"zh": "轮胎", "en": "Tyres"}, "segment": "downstream", "tier": 2,
...          "classes": ["2911"]},
...     ],
...     "links": [{"supplier": "rubber", "customer": "tyre", "weight": 0.5}],
... })
>>> chain.suppliers_of("tyre")
('rubber',)
"""

from zonekit.chains.checks import ClassReading, KnownClass, ReadChain
from zonekit.chains.gap_rules import GapRuleError, GapRules, load_gap_rules, read_gap_rules
from zonekit.chains.gaps import Blockage, ChainJudgement, Closing, NodeJudgement, Reason, judge
from zonekit.chains.jsonform import ChainError, chain_from_json, chain_to_json
from zonekit.chains.model import Chain, Link, Node, Segment
from zonekit.chains.placed import Placed, PlacedFirms
from zonekit.chains.placement import Doubt, DoubtCode, Proposal, Settled, Sign, SignCode, propose, settle
from zonekit.chains.shipped import load_chain, shipped_chains
from zonekit.chains.signs import Firms
from zonekit.chains.words import GAPS, Basis, ClosingCode, ReasonCode, Status
from zonekit.chains.workbook import chain_sheets, parse_chain

__all__ = [
    "GAPS",
    "Basis",
    "Blockage",
    "Chain",
    "ChainError",
    "ChainJudgement",
    "ClassReading",
    "Closing",
    "ClosingCode",
    "Doubt",
    "DoubtCode",
    "Firms",
    "GapRuleError",
    "GapRules",
    "KnownClass",
    "Link",
    "Node",
    "NodeJudgement",
    "Placed",
    "PlacedFirms",
    "Proposal",
    "ReadChain",
    "Reason",
    "ReasonCode",
    "Segment",
    "Settled",
    "Sign",
    "SignCode",
    "Status",
    "chain_from_json",
    "chain_sheets",
    "chain_to_json",
    "judge",
    "load_chain",
    "load_gap_rules",
    "parse_chain",
    "propose",
    "read_gap_rules",
    "settle",
    "shipped_chains",
]
