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
from zonekit.chains.jsonform import ChainError, chain_from_json, chain_to_json
from zonekit.chains.model import Chain, Link, Node, Segment
from zonekit.chains.shipped import load_chain, shipped_chains

__all__ = [
    "Chain",
    "ChainError",
    "ClassReading",
    "KnownClass",
    "Link",
    "Node",
    "ReadChain",
    "Segment",
    "chain_from_json",
    "chain_to_json",
    "load_chain",
    "shipped_chains",
]
