"""Indicators that a register feeds: what happens is written where it happens, and nobody types the number again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q
from django.utils.functional import Promise

from zoneworks.measures.kinds import (
    Measured,
    MeasureKind,
    Period,
    UnknownArgumentError,
    all_kinds,
    kind_or_none,
    measure,
)
from zoneworks.plans.choices import IndicatorKind
from zoneworks.plans.models import Indicator
from zoneworks.plans.services.limits import SMALLEST_STEP
from zoneworks.units.models import Unit


@dataclass(frozen=True, slots=True)
class Feed:
    """What a register says of an indicator on a date: in the indicator's unit, with what it was made of."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    measured: Measured


def is_fed(indicator: Indicator) -> bool:
    """Whether a register that exists feeds it."""
    return bool(indicator.register) and kind_or_none(indicator.register) is not None


def fed() -> Q:
    """The same as a condition on indicators."""
    return Q(register__in=[kind.code for kind in all_kinds()])


def register_of(indicator: Indicator) -> MeasureKind | None:
    return kind_or_none(indicator.register) if indicator.register else None


def register_words(indicator: Indicator) -> str | Promise:
    kind = register_of(indicator)
    return kind.label if kind else indicator.register


def fed_value(indicator: Indicator, zone: Unit, about: date, known_on: date) -> Feed | None:
    """None where no register answers, where it does not know, or where it was bound to words it does not have."""
    kind = register_of(indicator)
    if kind is None:
        return None
    period = Period(about if indicator.kind == IndicatorKind.LEVEL else date(about.year, 1, 1), about)
    try:
        found = measure(kind.code, indicator.register_args, zone, period, known_on)
    except UnknownArgumentError:
        return None
    if found is None or found.value is None:
        return None
    factor = Decimal(1) if indicator.is_percent else indicator.factor or Decimal(1)
    return Feed(in_steps(found.value / factor), found.numerator, found.denominator, found)


def in_steps(value: Decimal) -> Decimal:
    return value.quantize(SMALLEST_STEP, ROUND_HALF_UP)
