"""What a workbook would change of the version that stands: node by node, link by link, and the chain itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zonekit.chains import Chain as EngineChain
from zonekit.values.issues import NOWHERE
from zoneworks.chains.bridge import content_of
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import Change, ProposedRow, Value

Json = dict[str, Any]
ARROW = " → "
NODE_FIELDS = (
    "name", "name_en", "segment", "tier", "classes", "products", "products_en", "is_key", "input_rate", "capacity_unit",
)  # fmt: skip
LINK_FIELDS = ("weight", "products", "products_en")
SHARES = frozenset({"weight", "input_rate"})
SEGMENTS = {
    "upstream": {"zh": "上游", "en": "Upstream"},
    "midstream": {"zh": "中游", "en": "Midstream"},
    "downstream": {"zh": "下游", "en": "Downstream"},
}
HEAD_FIELDS = ("name", "name_en", "is_confirmed", "note", "note_en")


def compared_rows(new: EngineChain, base: EngineChain | None) -> Iterator[ProposedRow]:
    """The chain itself first, then its nodes, its links, and what the workbook leaves out."""
    after, before = plain_parts(new), plain_parts(base) if base else {"node": {}, "link": {}}
    yield head_row(new, base, is_reordered=base is not None and moved(list(before["node"]), list(after["node"])))
    names = {code: node["name"] for part in (before, after) for code, node in part["node"].items()}
    for kind, fields in (("node", NODE_FIELDS), ("link", LINK_FIELDS)):
        for key, said in after[kind].items():
            yield part_row(kind, key, label_of(kind, key, names), said, before[kind].get(key), fields)
        for key in before[kind]:
            if key not in after[kind]:
                yield gone_row(kind, key, label_of(kind, key, names))


def head_row(new: EngineChain, base: EngineChain | None, *, is_reordered: bool) -> ProposedRow:
    said, stood = head_of(new), head_of(base) if base else {}
    changes = [
        Change(name, shown(name, stood.get(name)), shown(name, said[name]))
        for name in HEAD_FIELDS
        if shown(name, stood.get(name)) != shown(name, said[name])
    ]
    if is_reordered and base is not None:
        changes.append(
            Change("order", [node.name.zh for node in base.nodes], [node.name.zh for node in new.nodes])
        )  # fmt: skip
    draft = {"row": "chain", "code": new.code, "version": new.version, **said}
    action = Action.CREATE if base is None else Action.UPDATE if changes else Action.SAME
    return ProposedRow(NOWHERE, new.name.zh, action, draft, tuple(changes), is_head=True)


def part_row(kind: str, key: str, label: str, said: Json, stood: Json | None, fields: tuple[str, ...]) -> ProposedRow:
    draft = {"row": kind, "key": key, "said": said}
    if stood is None:
        told = tuple(Change(name, None, shown(name, said[name])) for name in fields if shown(name, said[name]))
        return ProposedRow(NOWHERE, label, Action.CREATE, draft, told)
    changes = tuple(
        Change(name, shown(name, stood[name]), shown(name, said[name])) for name in fields if stood[name] != said[name]
    )
    return ProposedRow(NOWHERE, label, Action.UPDATE if changes else Action.SAME, draft, changes, key=key[:60])


def gone_row(kind: str, key: str, label: str) -> ProposedRow:
    draft = {"row": kind, "key": key, "said": None}
    return ProposedRow(NOWHERE, label, Action.UPDATE, draft, (Change("removed", label, None),), key=key[:60])


# --- parts as plain values -------------------------------------------------------------------------------------------


def plain_parts(chain: EngineChain) -> dict[str, dict[str, Json]]:
    """Nodes by code and links by their ends, each as flat JSON."""
    content = content_of(chain)
    return {
        "node": {node["code"]: flat(node) for node in content["nodes"]},
        "link": {f"{link['supplier']}{ARROW}{link['customer']}": flat(link) for link in content["links"]},
    }


def flat(part: Json) -> Json:
    """Texts in two languages side by side; an English text that repeats the Chinese is none."""
    found: Json = {}
    for name, value in part.items():
        if isinstance(value, dict):
            found[name] = value["zh"]
            found[f"{name}_en"] = "" if value["en"] == value["zh"] else value["en"]
        else:
            found[name] = value
    return found


def head_of(chain: EngineChain) -> Json:
    content = content_of(chain)
    note = content["note"] or {"zh": "", "en": ""}
    return flat({"name": content["name"], "note": note, "is_confirmed": content["is_confirmed"]})


def label_of(kind: str, key: str, names: dict[str, str]) -> str:
    if kind == "node":
        return names[key]
    supplier, customer = key.split(ARROW)
    return f"{names[supplier]}{ARROW}{names[customer]}"


def moved(before: list[str], after: list[str]) -> bool:
    """Whether nodes that both have stand in another order."""
    common = set(before) & set(after)
    return [code for code in before if code in common] != [code for code in after if code in common]


def shown(name: str, value: Any) -> Value:
    """A value as a preview shows it; None for nothing."""
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, list):
        return [str(part) for part in value] or None
    if value in (None, ""):
        return None
    if name in SHARES:
        return f"{value / 100:g}%"
    return [SEGMENTS[value]] if name == "segment" else str(value)
