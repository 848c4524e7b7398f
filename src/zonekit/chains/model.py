"""An industry chain: its nodes, and the links along which they supply one another.

The same in JSON (the shipped chains in `data/`; read by `chain_from_json`, written by `chain_to_json`):

    {
      "code": "rail_transit",
      "name": {"zh": "轨道交通", "en": "Rail transit"},
      "version": "2023",
      "valid_from": "2023-01-01",
      "is_confirmed": false,
      "note": {"zh": "…", "en": "…"},
      "nodes": [
        {
          "code": "wheelset",
          "name": {"zh": "轮对", "en": "Wheelsets"},
          "segment": "upstream",
          "tier": 2,
          "classes": ["3714"],
          "products": {"zh": ["轮对", "车轴"], "en": ["wheelset", "axle"]},
          "is_key": true,
          "input_rate": 0.6,
          "capacity_unit": "套"
        }
      ],
      "links": [
        {
          "supplier": "axle_steel",
          "customer": "wheelset",
          "products": {"zh": ["车轴钢"], "en": ["axle steel"]},
          "weight": 0.4
        }
      ]
    }

Of the chain: `code` and the file's name are the same word of small letters, digits and underscores; `version` is any
text; `valid_from` and `note` may be null; `is_confirmed` becomes true when the chain's experts have confirmed it.
Of a node: `segment` is upstream, midstream or downstream; `tier` counts from 1, the rawest material, so that suppliers
stand no higher than their customers; `classes` are GB/T 4754-2017 codes of 2 to 4 digits, a shorter one for its whole
branch; `products` are the words by which an enterprise's scope shows that it makes this; `input_rate` is the part of
output that is bought in (left out or null: the rules' default); `capacity_unit` is what people state capacity in.
`is_key`, `input_rate` and `capacity_unit` may be left out. No two nodes of one code or one name.
Of a link: `weight` is the share of the customer's inputs, above 0 to 1, null where it is not known (what the others
leave is then shared evenly); the shares of one customer come to 1 at most, the rest is bought outside the chain.
`products` may be left out. Links never run in a circle.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zonekit.values.texts import Text


class Segment(StrEnum):
    """Where along a chain a node stands."""

    UPSTREAM = "upstream"
    MIDSTREAM = "midstream"
    DOWNSTREAM = "downstream"


@dataclass(frozen=True, slots=True)
class Node:
    """One kind of maker or service in a chain. `classes` are GB/T 4754-2017 codes of 2 to 4 digits."""

    code: str
    name: Text
    segment: Segment
    tier: int
    classes: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    products_en: tuple[str, ...] = ()
    is_key: bool = False
    input_rate: float | None = None
    capacity_unit: str = ""

    def takes_class(self, code: str) -> bool:
        """Whether a class of four digits belongs to one of the node's branches.

        >>> node = Node("axle", Text("车轴", "Axles"), Segment.UPSTREAM, 1, classes=("371", "3489"))
        >>> node.takes_class("3714"), node.takes_class("3489"), node.takes_class("3720")
        (True, True, False)
        """
        return any(code.startswith(branch) for branch in self.classes)


@dataclass(frozen=True, slots=True)
class Link:
    """A supplier's node and a customer's. `weight`: share of the customer's inputs, None where it is not known."""

    supplier: str
    customer: str
    products: tuple[str, ...] = ()
    products_en: tuple[str, ...] = ()
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Nodes and links without a cycle; what the readers of this package build has been checked."""

    code: str
    name: Text
    nodes: tuple[Node, ...]
    links: tuple[Link, ...] = ()
    version: str = ""
    valid_from: date | None = None
    is_confirmed: bool = False
    note: Text | None = None

    def node(self, code: str) -> Node:
        """KeyError where the chain has no such node."""
        for node in self.nodes:
            if node.code == code:
                return node
        raise KeyError(code)

    def positions(self) -> dict[str, int]:
        """Code of a node -> its place among the nodes."""
        return {node.code: place for place, node in enumerate(self.nodes)}

    def suppliers_of(self, code: str) -> tuple[str, ...]:
        return tuple(link.supplier for link in self.links if link.customer == code)

    def customers_of(self, code: str) -> tuple[str, ...]:
        return tuple(link.customer for link in self.links if link.supplier == code)
