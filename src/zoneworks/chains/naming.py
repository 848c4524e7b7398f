"""What nodes of a chain are called: by the version that stands, or the last that had the node."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from zoneworks.chains.models import Chain, Node
from zoneworks.common.text import in_language

Names = Mapping[tuple[int, str], tuple[str, str]]


class OnNode(Protocol):
    """A gap, a placement or a blockage."""

    chain_id: int
    node_code: str

    @property
    def chain(self) -> Chain: ...


def node_titles(things: Collection[OnNode]) -> Names:
    """By chain and code of the node its name in Chinese and English, in one statement."""
    wanted = Node.objects.filter(
        version__chain__in={one.chain_id for one in things}, code__in={one.node_code for one in things}
    )
    rows = wanted.order_by("version__in_force_from", "version__number").values_list(
        "version__chain", "code", "name", "name_en"
    )
    return {(chain, code): (name, name_en) for chain, code, name, name_en in rows}


def node_title(one: OnNode, names: Names) -> str:
    """In the active language; the code where no version has the node any more."""
    chinese, english = names.get((one.chain_id, one.node_code), (one.node_code, ""))
    return in_language(chinese, english)


def gap_titles(one: OnNode, names: Names) -> str:
    """Chain and node, in the active language."""
    return f"{one.chain.title} · {node_title(one, names)}"
