"""The documents of scores: league table and score sheet of a publication, which is itself frozen."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zonekit.documents.blocks import Document
from zoneworks.accounts.access import Scope
from zoneworks.documents.choices import Format
from zoneworks.documents.kinds import Arguments, Tell, in_both_languages, register
from zoneworks.scoring.models import Publication
from zoneworks.scoring.pages.shown import published
from zoneworks.scoring.papers import league_document, league_title, sheet_document, sheet_title
from zoneworks.scoring.queries import publication_or_none
from zoneworks.units.models import Unit

LEAGUE_TABLE, SCORE_SHEET = "league_table", "score_sheet"


class PublishedKind:
    """Arguments: publication (its key). Everybody in the zone reads what was published, and has it made."""

    code = LEAGUE_TABLE
    mark_code = "LT"
    label: str | Promise = gettext_lazy("League table")
    formats: tuple[Format, ...] = (Format.DOCX, Format.PDF, Format.XLSX)
    is_frozen = False

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids

    def may_read(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        given = str(arguments.get("publication", ""))
        found = publication_or_none(scope, int(given)) if given.isascii() and given.isdecimal() else None
        if found is None or found.zone_id != zone.pk:
            raise Http404("no such scores")
        return {"publication": found.pk}

    def publication(self, arguments: Arguments) -> Publication:
        found = Publication.objects.select_related("zone", "rulebook").filter(pk=arguments["publication"]).first()
        if found is None:
            raise Http404("no such scores")
        return found

    def as_of(self, arguments: Arguments) -> date:
        return self.publication(arguments).as_of

    def title(self, arguments: Arguments) -> str:
        """In the active language."""
        return league_title(published(self.publication(arguments)))

    def titles(self, zone: Unit, arguments: Arguments) -> tuple[str, str]:
        return in_both_languages(lambda: self.title(arguments))

    def file_name(self, zone: Unit, arguments: Arguments) -> str:
        number = self.publication(arguments).number
        return f"{self.title(arguments)} {number}".replace("/", "-").replace(":", " -")

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        return league_document(published(self.publication(arguments)))

    def address_of(self, arguments: Arguments) -> str:
        return reverse("scoring:publication", args=[arguments["publication"]])


class SheetKind(PublishedKind):
    """Further argument: unit (its code)."""

    code = SCORE_SHEET
    mark_code = "SS"
    label = gettext_lazy("Score sheet")

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        cleaned = super().clean(scope, zone, arguments)
        unit = str(arguments.get("unit", ""))
        if unit not in published(self.publication(cleaned)).scores.rows:
            raise Http404("no such sheet")
        return {**cleaned, "unit": unit}

    def title(self, arguments: Arguments) -> str:
        return sheet_title(published(self.publication(arguments)), arguments["unit"])

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        shown = published(self.publication(arguments))
        return sheet_document(shown, shown.scores.league.by_unit[arguments["unit"]])

    def address_of(self, arguments: Arguments) -> str:
        return reverse("scoring:sheet", args=[arguments["publication"], arguments["unit"]])


for kind in (PublishedKind(), SheetKind()):
    register(kind)
