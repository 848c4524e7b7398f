"""From what somebody wrote to a chain: every fault is named with its place, and a chain with an error is not built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from zonekit.chains.given import (
    SEPARATORS,
    Given,
    GivenChain,
    Row,
    class_codes,
    got,
    place_of,
    read_date,
    read_flag,
    read_share,
    read_tier,
)
from zonekit.chains.linking import link_issues, read_links
from zonekit.chains.model import Chain, Link, Node, Segment
from zonekit.chains.order import depths
from zonekit.values.issues import Issue, Where
from zonekit.values.texts import Text

MOST_NODES = 5_000
LONGEST_CODE = 60
SEGMENT_WORDS = {
    "upstream": Segment.UPSTREAM, "上游": Segment.UPSTREAM, "up": Segment.UPSTREAM,
    "midstream": Segment.MIDSTREAM, "中游": Segment.MIDSTREAM, "mid": Segment.MIDSTREAM,
    "downstream": Segment.DOWNSTREAM, "下游": Segment.DOWNSTREAM, "down": Segment.DOWNSTREAM,
}  # fmt: skip
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ClassReading:
    """What the classification says of a code: "" known, "unknown", or "edition_2011" with the codes that follow it."""

    code: str
    problem: str = ""
    successors: tuple[str, ...] = ()


KnownClass = Callable[[str], ClassReading]


@dataclass(frozen=True, slots=True)
class ReadChain:
    """A chain as read; None where an issue is an error."""

    chain: Chain | None
    issues: tuple[Issue, ...] = ()


class Findings(list[Issue]):
    """Faults gathered while a chain is built."""

    def say(self, code: str, where: Where, severity: Any = "error", **params: str | int | float) -> None:
        self.append(Issue(code, where, params, severity))

    def read(self, given: Given, reader: Callable[[Given], Value], code: str) -> Value | None:
        """What the reader makes of a value; where it cannot, the fault is named and None returned."""
        try:
            return reader(given)
        except (ValueError, OverflowError):
            self.say(code, given.where, value=given.text[:60])
            return None

    @property
    def has_errors(self) -> bool:
        return any(issue.severity == "error" for issue in self)


def anything_goes(code: str) -> ClassReading:
    """Without a classification at hand only the form of a code is checked."""
    return ClassReading(code)


def build_chain(given: GivenChain, known_class: KnownClass | None = None) -> ReadChain:
    """The chain, or None with every fault."""
    found = Findings(given.issues)
    if not given.nodes:
        found.say("nodes_missing", place_of(given.head))
    if len(given.nodes) > MOST_NODES:
        found.say("nodes_too_many", place_of(given.nodes[MOST_NODES]), count=len(given.nodes), most=MOST_NODES)
        return ReadChain(None, tuple(found))
    nodes = _coded([_node(row, found, known_class or anything_goes) for row in given.nodes])
    found += _twice(given.nodes, nodes)
    links = read_links(given.links, nodes, found)
    nodes = _with_tiers(nodes, links)
    found += link_issues(given.links, nodes, links)
    head = _head(given.head, found)
    if found.has_errors:
        return ReadChain(None, tuple(found))
    chain = Chain(nodes=tuple(nodes), links=tuple(link for link in links if link is not None), **head)
    return ReadChain(chain, tuple(found))


def _head(row: Row, found: Findings) -> dict[str, Any]:
    name = _name(row)
    if not name.zh:
        found.say("chain_without_name", got(row, "name_zh").where)
    code = _code(row, "chain_code_unreadable", found) or code_of_name(name.zh)
    note = Text(
        got(row, "note_zh").text or got(row, "note_en").text, got(row, "note_en").text or got(row, "note_zh").text
    )
    valid_from: date | None = found.read(got(row, "valid_from"), read_date, "date_unreadable")
    return {
        "code": code,
        "name": name,
        "version": got(row, "version").text,
        "valid_from": valid_from,
        "is_confirmed": bool(found.read(got(row, "is_confirmed"), read_flag, "flag_unreadable")),
        "note": note if note.zh else None,
    }


def _node(row: Row, found: Findings, known_class: KnownClass) -> Node:
    name = _name(row)
    if not name.zh:
        found.say("node_without_name", got(row, "name_zh").where)
    node = Node(
        code=_code(row, "node_code_unreadable", found),
        name=name,
        segment=_segment(got(row, "segment"), found),
        tier=_tier(got(row, "tier"), found),
        classes=tuple(dict.fromkeys(_classes(got(row, "classes"), found, known_class))),
        products=_products(got(row, "products"), found),
        products_en=_products(got(row, "products_en"), found),
        is_key=bool(found.read(got(row, "is_key"), read_flag, "flag_unreadable")),
        input_rate=_rate(got(row, "input_rate"), found),
        capacity_unit=got(row, "capacity_unit").text,
    )
    if not node.classes and not node.products:
        found.say("node_without_evidence", place_of(row), "warning", node=node.name.zh)
    return node


def _name(row: Row, field: str = "name") -> Text:
    """Both languages; where one is missing, the other stands in."""
    zh, en = got(row, f"{field}_zh").text, got(row, f"{field}_en").text
    return Text(zh or en, en or zh)


def _code(row: Row, fault: str, found: Findings) -> str:
    given = got(row, "code")
    if len(given.text) > LONGEST_CODE or re.search(r"[\s、;；]", given.text):
        found.say(fault, given.where, value=given.text[:LONGEST_CODE])
    return given.text


def code_of_name(name: str) -> str:
    """What stands for a code where none is given.

    >>> code_of_name("Traction motors、gears")
    'Traction_motors_gears'
    """
    return re.sub(r"[\s、;；]+", "_", name)[:LONGEST_CODE]


def _coded(nodes: list[Node]) -> list[Node]:
    """Every node with a code of its own; those given stay as they are."""
    taken = {node.code for node in nodes}
    coded = []
    for node in nodes:
        code, number = node.code or code_of_name(node.name.zh), 2
        while not node.code and code in taken:
            ending = f"_{number}"
            code, number = code_of_name(node.name.zh)[: LONGEST_CODE - len(ending)] + ending, number + 1
        taken.add(code)
        coded.append(replace(node, code=code))
    return coded


def _segment(given: Given, found: Findings) -> Segment:
    segment = SEGMENT_WORDS.get(given.text.lower())
    if given.is_empty:
        found.say("segment_missing", given.where)
    elif segment is None:
        found.say("segment_unknown", given.where, value=given.text[:60])
    return segment or Segment.MIDSTREAM


def _tier(given: Given, found: Findings) -> int:
    """0 where none is given: it is found from the links."""
    tier: int | None = found.read(given, read_tier, "tier_unreadable")
    return tier or 0


def _classes(given: Given, found: Findings, known_class: KnownClass) -> Iterator[str]:
    for code, is_number in class_codes(given):
        if not re.fullmatch(r"\d{2,4}", code):
            found.say("class_unreadable", given.where, value=code[:60])
            continue
        if is_number:
            found.say("class_as_number", given.where, "warning", value=code)
        reading = known_class(code)
        if reading.problem == "edition_2011" and reading.successors:
            successors = "、".join(reading.successors)
            found.say("class_of_2011", given.where, "warning", value=code, successors=successors)
            yield from reading.successors
        elif reading.problem:
            found.say("class_unknown", given.where, value=code)
        else:
            yield reading.code


def _products(given: Given, found: Findings) -> tuple[str, ...]:
    words = given.words()
    for word in words:
        if SEPARATORS.search(word):
            found.say("product_with_separator", given.where, value=word[:60])
    return words


def _rate(given: Given, found: Findings) -> float | None:
    rate = found.read(given, read_share, "input_rate_unreadable")
    if rate is not None and not 0 < rate <= 1:
        found.say("input_rate_out_of_range", given.where, value=given.text[:60])
        return None
    return rate


def _twice(rows: tuple[Row, ...], nodes: list[Node]) -> Iterator[Issue]:
    """Codes and names that stand at two nodes; a name is compared in either language."""
    for code, field, named in (
        ("node_code_twice", "code", lambda node: (node.code,)),
        ("node_name_twice", "name_zh", lambda node: {node.name.zh.lower(), node.name.en.lower()}),
    ):
        first: dict[str, int] = {}
        for place, node in enumerate(nodes):
            words = [word for word in named(node) if word]
            earlier = [first[word] for word in words if word in first]
            if earlier:
                where = got(rows[place], field).where
                params = {"value": words[0] if field == "code" else node.name.zh}
                yield Issue(code, where, {**params, "first": str(got(rows[min(earlier)], field).where)})
            for word in words:
                first.setdefault(word, place)


def _with_tiers(nodes: list[Node], links: list[Link | None]) -> list[Node]:
    """A node without a tier stands as deep as its suppliers reach."""
    if all(node.tier for node in nodes):
        return nodes
    places = {node.code: place for place, node in enumerate(nodes)}
    pairs = [(places[link.supplier], places[link.customer]) for link in links if link is not None]
    deep = depths(len(nodes), pairs)
    return [node if node.tier else replace(node, tier=deep[place] + 1) for place, node in enumerate(nodes)]
