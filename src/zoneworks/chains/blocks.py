"""The kind of document this app can produce: the brief on a gap."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from zonekit.documents.blocks import Document
from zoneworks.accounts.access import Scope
from zoneworks.chains.brief import Brief, brief_title
from zoneworks.chains.models import Gap
from zoneworks.chains.nav import CONCERNED
from zoneworks.chains.queries_evidence import gaps_readable
from zoneworks.documents.choices import Format
from zoneworks.documents.kinds import Arguments, Tell, in_both_languages, register
from zoneworks.supervision.blocks import as_file_name, day_asked
from zoneworks.units.models import Unit

BRIEF = "target_brief"


class BriefKind:
    """Arguments: gap (its key), as_of. Whoever may open the chain may have the brief on its gaps."""

    code = BRIEF
    mark_code = "TB"
    label = gettext_lazy("Target brief")
    formats = (Format.DOCX, Format.PDF)
    is_frozen = False

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids and scope.holds(CONCERNED, zone)

    def may_read(self, scope: Scope, zone: Unit) -> bool:
        """No editions of it are kept."""
        return False

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        as_of = day_asked(zone, arguments.get("as_of"))
        return {"gap": gap_asked(scope, zone, arguments, as_of).pk, "as_of": as_of.isoformat()}

    def as_of(self, arguments: Arguments) -> date:
        return date.fromisoformat(arguments["as_of"])

    def title(self, zone: Unit, arguments: Arguments) -> str:
        gap = Gap.objects.select_related("chain").filter(chain__zone=zone, pk=arguments["gap"]).first()
        if gap is None:
            raise Http404("no such gap")
        return brief_title(gap)

    def titles(self, zone: Unit, arguments: Arguments) -> tuple[str, str]:
        return in_both_languages(lambda: self.title(zone, arguments))

    def file_name(self, zone: Unit, arguments: Arguments) -> str:
        return as_file_name(f"{self.title(zone, arguments)} {arguments['as_of']}")

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        as_of = self.as_of(arguments)
        gap = gap_asked(scope, zone, arguments, as_of)
        gap.chain.zone = zone
        made = Brief(gap, as_of).document()
        tell(1, 1)
        return made

    def address_of(self, arguments: Arguments) -> str:
        key = arguments.get("gap")
        return reverse("chains:gap", args=[key]) if isinstance(key, int) and key > 0 else ""


def gap_asked(scope: Scope, zone: Unit, arguments: Arguments, as_of: date) -> Gap:
    """Http404 for a gap the person may not open, and before it was found."""
    text = str(arguments.get("gap", ""))
    key = int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else 0
    gap = gaps_readable(scope, zone).filter(pk=key, opened_on__lte=as_of).first()
    if gap is None:
        raise Http404("no such gap")
    return gap


register(BriefKind())
