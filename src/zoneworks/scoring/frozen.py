"""Scores as they are frozen in a publication: plain JSON with its SHA-256, and back as the engine's own values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zonekit.scoring import (
    Inputs,
    League,
    LeagueRow,
    ScoreSheet,
    digest,
    inputs_from_json,
    inputs_to_json,
    league_from_json,
    league_to_json,
)
from zonekit.scoring import Rulebook as Book
from zoneworks.common.text import in_language
from zoneworks.scoring.models import Publication

SHAPE = 1


@dataclass(frozen=True)
class Scores:
    """The scores of a period, computed or frozen. `names`: subject ("item:12", "unit:EDD") to its title, in Chinese
    and in English. `empty`: units without any item, which are not scored."""

    league: League
    names: Mapping[str, tuple[str, str]]
    empty: tuple[str, ...] = ()

    @cached_property
    def rows(self) -> Mapping[str, LeagueRow]:
        return {row.unit: row for row in self.league.rows}

    def name(self, ref: str) -> str:
        """In the active language; the reference itself where the thing has no name of its own."""
        return in_language(*self.names[ref]) if ref in self.names else ""

    def unit_name(self, code: str) -> str:
        return self.name(f"unit:{code}") or code


def frozen(scores: Scores, inputs: Inputs, book: Book, **told: Any) -> dict[str, Any]:
    """What a publication keeps: reading the rulebook and the inputs again gives the very same league.

    `told`: whatever else makes the figures what they are, such as the moment up to which checks and entries count.
    """
    return {
        "shape": SHAPE,
        "rulebook": dict(book.data),
        "inputs": inputs_to_json(inputs),
        "league": league_to_json(scores.league),
        "names": {ref: list(names) for ref, names in sorted(scores.names.items())},
        "empty": list(scores.empty),
        **told,
    }


def scores_in(publication: Publication) -> Scores:
    data = publication.data
    names = {ref: (pair[0], pair[1]) for ref, pair in data["names"].items()}
    return Scores(league_from_json(data["league"]), names, tuple(data.get("empty", ())))


def inputs_in(publication: Publication) -> Inputs:
    return inputs_from_json(publication.data["inputs"])


def sheet_in(publication: Publication, code: str) -> ScoreSheet | None:
    return league_from_json(publication.data["league"]).by_unit.get(code)


def digest_of(data: Mapping[str, Any]) -> str:
    return digest(dict(data))
