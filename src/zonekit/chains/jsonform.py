"""A chain as JSON and back, with the places of faults as paths such as `nodes[3].classes`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zonekit.chains.checks import KnownClass, build_chain
from zonekit.chains.given import Given, GivenChain, Row
from zonekit.chains.model import Chain, Link, Node
from zonekit.values.issues import FaultyError, Issue, Where
from zonekit.values.texts import Text

Json = dict[str, Any]
TWO_LANGUAGES = {
    "name": ("name_zh", "name_en"),
    "note": ("note_zh", "note_en"),
    "products": ("products", "products_en"),
}
HEAD_FIELDS = {"code", "name", "version", "valid_from", "is_confirmed", "note", "nodes", "links"}
NODE_FIELDS = {"code", "name", "segment", "tier", "classes", "products", "is_key", "input_rate", "capacity_unit"}
LINK_FIELDS = {"supplier", "customer", "products", "weight"}


class ChainError(FaultyError):
    """A chain that cannot be built."""


def chain_from_json(data: Mapping[str, Any], known_class: KnownClass | None = None) -> Chain:
    """ChainError lists every fault; what is no more than a warning lets the chain through."""
    issues: list[Issue] = []
    given = GivenChain(
        head=_row(
            {name: value for name, value in data.items() if name not in ("nodes", "links")}, "", HEAD_FIELDS, issues
        ),
        nodes=_rows(data, "nodes", NODE_FIELDS, issues),
        links=_rows(data, "links", LINK_FIELDS, issues),
    )
    read = build_chain(given, known_class)
    errors = [issue for issue in (*issues, *read.issues) if issue.severity == "error"]
    if errors or read.chain is None:
        raise ChainError(errors)
    return read.chain


def _rows(data: Mapping[str, Any], name: str, fields: set[str], issues: list[Issue]) -> tuple[Row, ...]:
    entries = data.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        issues.append(Issue("list_expected", Where(cell=name)))
        return ()
    return tuple(_row(entry, f"{name}[{place}]", fields, issues) for place, entry in enumerate(entries))


def _row(entry: Mapping[str, Any], path: str, fields: set[str], issues: list[Issue]) -> Row:
    row: dict[str, Given] = {}
    for name, value in entry.items():
        where = Where(cell=f"{path}.{name}" if path else name)
        if name not in fields:
            issues.append(Issue("field_unknown", where, {"field": name}))
        elif name not in TWO_LANGUAGES:
            row[name] = Given(value, where)
        elif value is not None:
            if not isinstance(value, Mapping):
                issues.append(Issue("two_languages_expected", where))
                continue
            for field, language in zip(TWO_LANGUAGES[name], ("zh", "en"), strict=True):
                row[field] = Given(value.get(language), Where(cell=f"{where.cell}.{language}"))
    return row


def chain_to_json(chain: Chain) -> Json:
    """The form that `chain_from_json` reads."""
    return {
        "code": chain.code,
        "name": _text(chain.name),
        "version": chain.version,
        "valid_from": chain.valid_from.isoformat() if chain.valid_from else None,
        "is_confirmed": chain.is_confirmed,
        "note": _text(chain.note) if chain.note else None,
        "nodes": [_node(node) for node in chain.nodes],
        "links": [_link(link) for link in chain.links],
    }


def _node(node: Node) -> Json:
    return {
        "code": node.code,
        "name": _text(node.name),
        "segment": node.segment.value,
        "tier": node.tier,
        "classes": list(node.classes),
        "products": {"zh": list(node.products), "en": list(node.products_en)},
        "is_key": node.is_key,
        "input_rate": node.input_rate,
        "capacity_unit": node.capacity_unit,
    }


def _link(link: Link) -> Json:
    return {
        "supplier": link.supplier,
        "customer": link.customer,
        "products": {"zh": list(link.products), "en": list(link.products_en)},
        "weight": link.weight,
    }


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
