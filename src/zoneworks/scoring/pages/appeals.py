"""Appeals as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from zoneworks.scoring.choices import AppealState
from zoneworks.scoring.models import Appeal
from zoneworks.scoring.pages.shown import Shown
from zoneworks.scoring.periods import period_named
from zoneworks.scoring.words import points_text
from zoneworks.ui.addresses import address

TONES = {AppealState.OPEN: "action", AppealState.UPHELD: "green", AppealState.REJECTED: "grey"}


@dataclass(frozen=True)
class AppealRow:
    appeal: Appeal
    period: str
    url: str
    tone: str


def appeal_rows(request: HttpRequest, appeals: Iterable[Appeal]) -> list[AppealRow]:
    return [
        AppealRow(
            one,
            period_named(one.publication.period).title,
            address(request, "scoring:appeal", one.pk),
            TONES.get(AppealState(one.state), ""),
        )
        for one in appeals
    ]


class AppealPage:
    def __init__(self, request: HttpRequest, appeal: Appeal, shown: Shown) -> None:
        self.period = shown.period.title
        self.tone = TONES.get(AppealState(appeal.state), "")
        self.sheet_url = address(request, "scoring:sheet", appeal.publication_id, appeal.unit.code)
        sheet = shown.scores.league.by_unit.get(appeal.unit.code)
        line = next((one for one in sheet.lines if one.key == appeal.line), None) if sheet else None
        self.line = shown.names.name(line) if line else ""
        self.points = points_text(line.points, shown.places) if line else ""
        self.file_url = address(request, "scoring:appeal-file", appeal.pk) if appeal.file_id else ""
