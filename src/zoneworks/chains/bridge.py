"""Versions of a chain as the engine has them, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from zonekit import chains as engine
from zonekit.chains import chain_to_json
from zonekit.values.texts import Text
from zoneworks.chains.models import ChainVersion, Link, Node

Json = dict[str, Any]
WHOLE = 10_000
# What names a version without being its content: the same chain again under another label is no new version.
OF_THE_VERSION = ("version", "valid_from")


def engine_chain(version: ChainVersion) -> engine.Chain:
    """In two statements; `version.chain` is read as well where it was not loaded."""
    nodes = list(Node.objects.filter(version=version).order_by("position", "pk"))
    links = Link.objects.filter(version=version).order_by("pk").values_list(
        "supplier_id", "customer_id", "products", "products_en", "weight_bp"
    )  # fmt: skip
    codes = {node.pk: node.code for node in nodes}
    return engine.Chain(
        code=version.chain.code,
        name=text_of(version.name, version.name_en),
        nodes=tuple(engine_node(node) for node in nodes),
        links=tuple(
            engine.Link(codes[supplier], codes[customer], tuple(products), tuple(products_en), rate_of(weight))
            for supplier, customer, products, products_en, weight in links
        ),
        version=version.label,
        valid_from=version.in_force_from,
        is_confirmed=not version.is_to_be_confirmed,
        note=text_of(version.note, version.note_en) if version.note else None,
    )


def engine_node(node: Node) -> engine.Node:
    return engine.Node(
        code=node.code,
        name=text_of(node.name, node.name_en),
        segment=engine.Segment(node.segment),
        tier=node.tier,
        classes=tuple(node.classes),
        products=tuple(node.products),
        products_en=tuple(node.products_en),
        is_key=node.is_key,
        input_rate=rate_of(node.input_rate_bp),
        capacity_unit=node.capacity_unit,
    )


def node_rows(version: ChainVersion, chain: engine.Chain) -> list[Node]:
    """Nodes of a version, unsaved."""
    return [
        Node(
            version=version, code=node.code, name=node.name.zh, name_en=english_of(node.name),
            segment=node.segment.value, tier=node.tier, classes=list(node.classes), products=list(node.products),
            products_en=list(node.products_en), is_key=node.is_key, input_rate_bp=points_of(node.input_rate),
            capacity_unit=node.capacity_unit, position=position,
        )
        for position, node in enumerate(chain.nodes, start=1)
    ]  # fmt: skip


def link_rows(version: ChainVersion, chain: engine.Chain, nodes: Iterable[Node]) -> list[Link]:
    """Links of a version whose nodes have been saved; themselves unsaved."""
    by_code = {node.code: node for node in nodes}
    return [
        Link(
            version=version, supplier=by_code[link.supplier], customer=by_code[link.customer],
            weight_bp=points_of(link.weight), products=list(link.products), products_en=list(link.products_en),
        )
        for link in chain.links
    ]  # fmt: skip


def text_of(chinese: str, english: str) -> Text:
    return Text(chinese, english or chinese)


def english_of(text: Text) -> str:
    """Empty where the English only repeats the Chinese."""
    return "" if text.en == text.zh else text.en


def rate_of(points: int | None) -> float | None:
    return None if points is None else points / WHOLE


def points_of(rate: float | None) -> int | None:
    return None if rate is None else round(rate * WHOLE)


# --- content ---------------------------------------------------------------------------------------------------------


def content_of(chain: engine.Chain) -> Json:
    """A chain as JSON with what a version keeps of it: shares in basis points, links in their order."""
    content = {name: value for name, value in chain_to_json(chain).items() if name not in OF_THE_VERSION}
    content["nodes"] = [{**node, "input_rate": points_of(node["input_rate"])} for node in content["nodes"]]
    links = [{**link, "weight": points_of(link["weight"])} for link in content["links"]]
    content["links"] = sorted(links, key=lambda link: (link["supplier"], link["customer"]))
    return content


def digest_of(chain: engine.Chain) -> str:
    plain = json.dumps(content_of(chain), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def positions_of(nodes: Sequence[engine.Node]) -> dict[str, int]:
    return {node.code: place for place, node in enumerate(nodes)}
