"""The codes of a judgement on a chain. What they say to people stands in the product's messages."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How a node stands here. Weak, broken, blocked and missing are gaps."""

    STRONG = "strong"
    PRESENT = "present"
    WEAK = "weak"
    BROKEN = "broken"
    BLOCKED = "blocked"
    MISSING = "missing"


GAPS = frozenset({Status.WEAK, Status.BROKEN, Status.BLOCKED, Status.MISSING})


class ReasonCode(StrEnum):
    """What a node's status rests on; each comes with its figures, the threshold among them."""

    NO_SUPPLIER = "no_supplier"
    SINGLE_SUPPLIER = "single_supplier"
    FOREIGN_SUPPLY = "foreign_supply"
    BLOCKAGE = "blockage"
    COVERAGE_LOW = "coverage_low"
    CONCENTRATED = "concentrated"
    CAPACITY_STRETCHED = "capacity_stretched"
    WELL_SUPPLIED = "well_supplied"
    ENOUGH = "enough"
    # What goes with any status:
    PLACEMENTS_DOUBTED = "placements_doubted"
    FIGURES_MISSING = "figures_missing"
    DEMAND_UNKNOWN = "demand_unknown"


class ClosingCode(StrEnum):
    """What would close a gap."""

    SUPPLIERS = "suppliers"
    SUPPLY = "supply"
    DOMESTIC_SUPPLY = "domestic_supply"
    OTHER_SUPPLY = "other_supply"
    CAPACITY = "capacity"
    UNBLOCK = "unblock"


class Basis(StrEnum):
    """What the importance of the nodes is measured in."""

    OUTPUT = "output"
    FIRMS = "firms"
    STRUCTURE = "structure"
