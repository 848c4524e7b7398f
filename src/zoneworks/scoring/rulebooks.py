"""Rulebooks as the engine reads them; those that come with the product; faults as sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from zonekit.scoring import Rulebook as Book
from zonekit.scoring import canonical, load_rulebooks, parse
from zoneworks.common.text import in_language
from zoneworks.scoring.gathering.measures import MEASURES
from zoneworks.scoring.models import Rulebook

KEPT_BOOKS = 16


def book_of(rulebook: Rulebook) -> Book:
    """Read once for each digest: the data of an issued rulebook never changes."""
    return kept_book(canonical(rulebook.data))


@lru_cache(maxsize=KEPT_BOOKS)
def kept_book(text: str) -> Book:
    return parse(json.loads(text), MEASURES)


def shipped_books() -> tuple[Book, ...]:
    """Those the product comes with; see `measures_wanting` for what some of them read that no register holds yet."""
    return load_rulebooks()


def measures_wanting(book: Book) -> list[str]:
    return sorted(measures_named(book) - set(MEASURES))


def measures_named(book: Book) -> set[str]:
    by_rules = {measure for rule in book.rules for measure in rule.measures.values()}
    return by_rules | {need.measure for gate in book.gates for need in gate.requires}


def said(text: Any) -> str:
    """A text of the engine in the active language."""
    return "" if text is None else in_language(text.zh, text.en)


def names_of_rules(book: Book) -> Mapping[str, str]:
    """By rule, and by "rule/deduction"."""
    found = {rule.id: said(rule.name) for rule in book.rules}
    for rule in book.rules:
        for deduction in rule.params.get("deductions", ()):
            found[f"{rule.id}/{deduction['id']}"] = in_language(deduction["name"]["zh"], deduction["name"]["en"])
    return found
