"""What scores put on the desk: a unit's new scores, appeals to decide, a period to publish."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.scoring import LeagueRow
from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.doorways import zone_or_404
from zoneworks.desk.sections import Section, register
from zoneworks.scoring.choices import PublicationState
from zoneworks.scoring.models import Publication
from zoneworks.scoring.pages.league import Change, change_words
from zoneworks.scoring.periods import last_ended, period_named
from zoneworks.scoring.queries import open_appeals, rulebook_in_force
from zoneworks.scoring.words import points_text
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import FigureCell
from zoneworks.units.models import Unit

Context = dict[str, Any]
SHOWN = 5


def latest(zone: Unit) -> Publication | None:
    found = Publication.objects.filter(zone=zone, state=PublicationState.PUBLISHED).defer("data", "rulebook")
    return found.order_by("-published_on", "-pk").first()


def own(request: HttpRequest) -> Context | None:
    """The scores of the person's units while units may appeal against them."""
    scope, zone = asker(request)
    if not scope.holds([RoleKind.OFFICER], zone):
        return None
    found = latest(zone)
    today = request.today  # type: ignore[attr-defined]
    if found is None or found.objections_until < today:
        return None
    units = {one.code: one for one in Unit.objects.filter(scope.units_worked_for(), path__startswith=zone.path)}
    league = Publication.objects.values_list("data__league", flat=True).get(pk=found.pk)
    # The person's own unit before those below it.
    own_rows = sorted(
        (row for row in league["rows"] if row["unit"] in units), key=lambda row: len(units[row["unit"]].path)
    )
    lines = [line(request, found, row, units[row["unit"]], league["places"]) for row in own_rows]
    if not lines:
        return None
    return {
        "count": len(lines),
        "lines": lines[:SHOWN],
        "publication": found,
        "url": address(request, "scoring:publication", found.pk),
        "period": period_named(found.period).title,
        "figures": [FigureCell(_("New scores"), len(lines), url="#scores-own")],
    }


def line(request: HttpRequest, publication: Publication, row: dict[str, Any], unit: Unit, places: int) -> Context:
    score = Decimal(str(row["score"]))
    change: Change | None = change_words(LeagueRow(row["unit"], score, row["rank"], row["rank_before"]))
    return {
        "unit": unit,
        "score": points_text(score, places),
        "rank": row["rank"] or "–",
        "change": change,
        "url": address(request, "scoring:sheet", publication.pk, row["unit"]),
    }


def deciding(request: HttpRequest) -> Context | None:
    """Appeals that wait for the supervision office, and the quarter whose scores are not published."""
    scope, zone = asker(request)
    if not scope.is_supervising(zone):
        return None
    period = last_ended(request.today)  # type: ignore[attr-defined]
    found = open_appeals(scope, zone).defer("publication__data")
    count = found.count()
    is_owed = (
        not Publication.objects.filter(zone=zone, period=period.code).exists()
        and rulebook_in_force(zone, period) is not None
    )
    if not count and not is_owed:
        return None
    url = address(request, "scoring:appeals", state="open")
    figure = FigureCell(pgettext("desk", "Appeals to decide"), count, url=url, light="yellow" if count else "")
    return {
        "count": count + is_owed,
        "appeals": [(one, address(request, "scoring:appeal", one.pk)) for one in found[:SHOWN]],
        "open": count,
        "url": url,
        "period": period.title if is_owed else "",
        "publish_url": address(request, "scoring:publish", period=period.code),
        "figures": [figure] if count else [],
    }


def asker(request: HttpRequest) -> tuple[Scope, Unit]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope, zone_or_404(request)


register(Section("scoring-own", 46, "scoring/desk/own.html", own))
register(Section("scoring-deciding", 58, "scoring/desk/deciding.html", deciding))
