"""Scores of a year drawn up again from what was known on their days, and held against what was published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zonekit.scoring import Line, league_to_json, parse, score
from zoneworks.scoring.frozen import scores_in
from zoneworks.scoring.gathering.gather import gather
from zoneworks.scoring.gathering.measures import MEASURES
from zoneworks.scoring.gathering.words import Recorded
from zoneworks.scoring.models import Publication
from zoneworks.scoring.periods import period_named
from zoneworks.units.models import Unit

EVENT_FORMULAS = frozenset({"ledger", "base", "counted", "over_under"})


@dataclass(frozen=True)
class ScoresAgain:
    """A publication, and whether its scores come out the same. `events`: lines that gave or cost points for what
    happened, by unit."""

    publication: Publication
    is_equal: bool
    events: tuple[tuple[str, Line], ...]
    totals: tuple[tuple[str, Decimal, int | None], ...]


def replay_scores(zone: Unit, year: int, through: date) -> list[ScoresAgain]:
    """Each publication of a year's periods up to a day, the first one first."""
    published = Publication.objects.filter(zone=zone, period__startswith=str(year), published_on__lte=through)
    return [scored_again(zone, one) for one in published.select_related("rulebook").order_by("published_on", "pk")]


def scored_again(zone: Unit, publication: Publication) -> ScoresAgain:
    data = publication.data
    book = parse(data["rulebook"], MEASURES)
    recorded = Recorded(publication.published_on, datetime.fromisoformat(data["recorded_until"]))
    period = period_named(publication.period)
    gathered = gather(zone, period, book, known_on=publication.as_of, recorded=recorded)
    told = scores_in(publication).league
    before = {row.unit: row.rank_before for row in told.rows}
    again = score(book, gathered.inputs, before)
    return ScoresAgain(
        publication=publication,
        is_equal=league_to_json(again) == data["league"],
        events=tuple(events_in(told.sheets)),
        totals=tuple((row.unit, row.score, row.rank) for row in told.rows),
    )


def events_in(sheets: Any) -> Iterator[tuple[str, Line]]:
    """Lines of what happened: they give or take points, or would have but for a cap."""
    for sheet in sheets:
        for line in sheet.lines:
            is_start = line.formula == "base" and line.key == line.rule
            if line.formula in EVENT_FORMULAS and not is_start and (line.points or line.parts or line.evidence):
                yield sheet.unit, line
