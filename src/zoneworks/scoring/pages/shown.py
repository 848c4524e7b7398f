"""The scores a page shows: as published, or as they come out now for those who may know before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import pgettext

from zonekit.scoring import Inputs
from zonekit.scoring import Rulebook as Book
from zoneworks.scoring.computing import compute
from zoneworks.scoring.frozen import Scores, inputs_in, scores_in
from zoneworks.scoring.models import Publication, Rulebook
from zoneworks.scoring.periods import Period, period_named
from zoneworks.scoring.rulebooks import book_of
from zoneworks.scoring.words import LineNames
from zoneworks.ui.addresses import address
from zoneworks.units.models import Unit


@dataclass(frozen=True)
class Shown:
    """`publication`: None for a preview, which is nobody's word yet; `today`: the day a preview is of."""

    zone: Unit
    period: Period
    rulebook: Rulebook
    book: Book
    scores: Scores
    inputs: Inputs
    as_of: date
    publication: Publication | None = None
    today: date | None = None

    @property
    def places(self) -> int:
        return self.scores.league.places

    @cached_property
    def names(self) -> LineNames:
        return LineNames(self.book, {ref: self.scores.name(ref) for ref in self.scores.names})

    @property
    def recorded_words(self) -> str:
        """Up to when checks and entries count; of a preview, the day it is of."""
        if self.publication is None:
            return date_format(self.today or self.as_of, "DATE_FORMAT")
        told = {
            "date": date_format(self.publication.published_on, "DATE_FORMAT"),
            "time": time_format(localtime(self.publication.published_at), "H:i"),
        }
        return pgettext("moment", "%(date)s, %(time)s") % told

    def league_url(self, request: HttpRequest) -> str:
        if self.publication:
            return address(request, "scoring:publication", self.publication.pk)
        return address(request, "scoring:preview", self.period.code)

    def sheet_url(self, request: HttpRequest, unit: str) -> str:
        if self.publication:
            return address(request, "scoring:sheet", self.publication.pk, unit)
        return address(request, "scoring:preview-sheet", self.period.code, unit)


def published(publication: Publication) -> Shown:
    return Shown(
        zone=publication.zone,
        period=period_named(publication.period),
        rulebook=publication.rulebook,
        book=book_of(publication.rulebook),
        scores=scores_in(publication),
        inputs=inputs_in(publication),
        as_of=publication.as_of,
        publication=publication,
    )


def preview(zone: Unit, period: Period, today: date) -> Shown:
    """Refused where there is nothing to score by."""
    made = compute(zone, period, today)
    return Shown(zone, period, made.rulebook, made.book, made.scores, made.inputs, made.as_of, today=today)
