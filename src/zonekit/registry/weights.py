"""The few weights of the classification, chosen on labelled registrations; none belongs to one class."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Multipliers of evidence: `make_if_sold` is what a word counts for its maker where goods are only sold."""

    per_clause: float = 1.0
    per_item: float = 1.2
    per_section: float = 0.4
    floor: float = 0.03
    name: float = 0.4
    nature: float = 1.3
    hint: float = 0.6
    group: float = 0.2
    division: float = 0.17
    cover: float = 0.35
    like: float = 0.42
    sharpness: float = 1.5
    make_if_sold: float = 0.12
    make_if_other: float = 0.15
    make_if_repaired: float = 0.12
    land_if_sold: float = 0.1
    trade_if_made: float = 0.2
    wholesale_if_retail: float = 0.3
    retail_if_made: float = 0.04
    retail_if_wholesale: float = 0.2
    retail_if_sold: float = 0.2
    trade_if_other: float = 0.15
    retail_if_other: float = 0.1
    serve_if_goods: float = 0.65
