"""Figures turned into what the engine doubts, and its doubts into what is kept with a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol, cast

from zonekit.registry.doubts import Figure, Span, doubts_of_figures
from zoneworks.enterprises.queries_facts import StandingFact

FactIdentity = tuple[int, str, str, date]


class Stated(Protocol):
    """A figure somebody states now."""

    @property
    def enterprise(self) -> int: ...

    @property
    def kind(self) -> str: ...

    @property
    def span(self) -> str: ...

    @property
    def about(self) -> date: ...

    @property
    def value(self) -> int: ...


def identity(fact: Stated | StandingFact) -> FactIdentity:
    return (fact.enterprise, fact.kind, fact.span, fact.about)


def doubts_about(
    entries: Sequence[Stated], stands_for: Mapping[int, int], standing: Mapping[FactIdentity, StandingFact]
) -> dict[int, list[dict[str, Any]]]:
    """Place of an entry -> its doubts, beside what stands already and what is stated with it."""
    said: dict[int, dict[FactIdentity, int]] = defaultdict(dict)
    for place, entry in enumerate(entries):
        key = stands_for[entry.enterprise]
        said[key][key, entry.kind, entry.span, entry.about] = place
    beside: dict[int, list[StandingFact]] = defaultdict(list)
    for fact in standing.values():
        beside[fact.enterprise].append(fact)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for key, own in said.items():
        figures = [figure_of(fact) for fact in beside[key] if identity(fact) not in own]
        stated = {spot(figure_of(entries[place])): place for place in own.values()}
        figures += [figure_of(entries[place]) for place in own.values()]
        for doubt in doubts_of_figures(figures):
            about = stated.get((doubt.kind, doubt.span, doubt.year, doubt.month))
            if about is not None:
                found[about].append({"code": str(doubt.code), **doubt.figures})
    return dict(found)


def figure_of(fact: Stated | StandingFact) -> Figure:
    return Figure(fact.kind, cast(Span, fact.span), fact.about.year, fact.about.month, fact.value)


def spot(figure: Figure) -> tuple[str, str, int, int]:
    return (figure.kind, figure.span, figure.year, figure.month)
