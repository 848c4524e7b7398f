"""A unit's scores over the periods, as a picture and a table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from zonekit.documents.blocks import Chart, ChartKind, Series, Tone
from zonekit.documents.charts import chart_svg
from zoneworks.accounts.access import Scope
from zoneworks.scoring.models import Publication
from zoneworks.scoring.periods import Period, period_named
from zoneworks.scoring.queries import standing
from zoneworks.units.models import Unit

SHOWN = 8


@dataclass(frozen=True)
class Point:
    period: Period
    publication: int
    score: Decimal
    rank: int | None
    mean: Decimal


def history_of(scope: Scope, zone: Unit, unit: str, period: Period) -> list[Point]:
    """The last periods of the same length up to this one, the earliest first."""
    found = [one for one in standing(scope, zone).defer("data") if is_like(one, period)][:SHOWN]
    kept = Publication.objects.filter(pk__in=[one.pk for one in found]).values_list(
        "pk", "period", "data__league__rows"
    )
    points = [point for pk, code, rows in kept for point in point_of(pk, code, rows, unit)]
    return sorted(points, key=lambda point: point.period)


def is_like(publication: Publication, period: Period) -> bool:
    other = period_named(publication.period)
    return other.kind == period.kind and other.last <= period.last


def point_of(pk: int, code: str, rows: list[dict[str, object]], unit: str) -> list[Point]:
    scores = {str(row["unit"]): Decimal(str(row["score"])) for row in rows}
    if unit not in scores:
        return []
    rank = next(row["rank"] for row in rows if row["unit"] == unit)
    mean = sum(scores.values(), Decimal(0)) / len(scores)
    return [Point(period_named(code), pk, scores[unit], rank if isinstance(rank, int) else None, mean)]


def history_svg(points: list[Point], unit: str) -> SafeString | None:
    if len(points) < 2:
        return None
    series = (
        Series(unit, tuple(point.score for point in points), Tone.ACTUAL),
        Series(_("Mean of all units"), tuple(point.mean.quantize(Decimal("0.01")) for point in points), Tone.SCHEDULE),
    )
    told = (f"{point.period.title}{_(': ')}{point.score}" for point in points)
    chart = Chart(
        ChartKind.LINES, _("Score by period"), tuple(point.period.code for point in points), series,
        pgettext("unit of scores", "points"), pgettext("between statements in a line", "; ").join(told),
    )  # fmt: skip
    return mark_safe(chart_svg(chart, 720, language=get_language() or "zh-hans"))
