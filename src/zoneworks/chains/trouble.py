"""Enterprises of a chain that somebody should look after: revenue that falls, or is about to fall below scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from zonekit.registry.scale import ScaleStanding
from zoneworks.accounts.access import Scope
from zoneworks.chains.models import Chain
from zoneworks.chains.queries_evidence import enterprises_on
from zoneworks.chains.words import day, money_of_fen, share
from zoneworks.enterprises.choices import FactKind, Span
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries_scale import scale_candidates, scale_standings

# A fall of so much against the same months of the year before is shown.
FALLS_BY = 0.10
SHOWN = 12


@dataclass(frozen=True)
class Trouble:
    enterprise: Enterprise
    sentence: str
    weight: float


def in_trouble(scope: Scope, chain: Chain, known_on: date) -> list[Trouble]:
    """The gravest first, each enterprise once; a fixed number of statements."""
    placed = enterprises_on(scope, chain, known_on)
    found = {one.enterprise.pk: one for one in falling_below(scope, chain, placed, known_on)}
    for one in falling(placed, known_on):
        found.setdefault(one.enterprise.pk, one)
    return sorted(found.values(), key=lambda one: (-one.weight, one.enterprise.pk))[:SHOWN]


def falling(placed: QuerySet[Enterprise], known_on: date) -> Iterable[Trouble]:
    """Revenue since January against the same months of the year before, at the last month that is known."""
    facts = EnterpriseFact.objects.filter(
        enterprise__in=placed.order_by().values("pk"), kind=FactKind.REVENUE, span=Span.MONTH,
        about__lte=known_on, confirmed_on__lte=known_on,
    )  # fmt: skip
    last = facts.aggregate(last=Max("about"))["last"]
    if last is None:
        return
    before = same_month_before(last)
    values: dict[tuple[int, date], int | None] = {}
    rows = facts.filter(about__in=[last, before]).order_by("recorded_on", "pk")
    for key, about, value in rows.values_list("enterprise", "about", "value"):
        values[key, about] = value
    falls = {key: fall for key, about in values if about == last and (fall := fall_of(values, key, last, before))}
    worst = sorted(falls, key=lambda key: -falls[key][0])[: SHOWN * 2]
    for enterprise in Enterprise.objects.filter(pk__in=worst):
        part, now, then = falls[enterprise.pk]
        words = {"now": money_of_fen(now), "then": money_of_fen(then), "part": share(part), "day": day(last)}
        sentence = _("Revenue from January to %(day)s: %(now)s, a year before %(then)s: down by %(part)s.") % words
        yield Trouble(enterprise, sentence, part)


def fall_of(
    values: dict[tuple[int, date], int | None], key: int, last: date, before: date
) -> tuple[float, int, int] | None:
    """By what part it fell, now and then; None where it did not fall enough, or one of both is not known."""
    now, then = values.get((key, last)), values.get((key, before))
    if now is None or not then:
        return None
    part = 1 - now / then
    return (part, now, then) if part >= FALLS_BY else None


def same_month_before(last: date) -> date:
    """The end of the same month a year earlier."""
    if last.month == 2:
        return date(last.year - 1, 3, 1) - timedelta(days=1)
    return last.replace(year=last.year - 1)


def falling_below(scope: Scope, chain: Chain, placed: QuerySet[Enterprise], known_on: date) -> Iterable[Trouble]:
    """Above scale now, and on the way below the threshold."""
    near = scale_candidates(scope, chain.zone, known_on).filter(
        pk__in=placed.order_by().values("pk"), is_above_scale=True
    )  # fmt: skip
    for enterprise, standing in scale_standings(list(near[:500]), known_on):
        if standing.outlook == "crossing_down":
            yield Trouble(enterprise, below_sentence(standing), 2.0)


def below_sentence(standing: ScaleStanding) -> str:
    return _("About to fall below scale: %(projected)s this year as it goes, the threshold is %(threshold)s.") % {
        "projected": money_of_fen(standing.projected_fen),
        "threshold": money_of_fen(standing.threshold_fen),
    }
