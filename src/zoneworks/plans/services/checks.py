"""What a reported value must be, and what is asked about before it is believed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from operator import itemgetter

from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import IndicatorKind, IndicatorState
from zoneworks.plans.models import Actual, Indicator, Plan
from zoneworks.plans.registers import is_fed, register_words
from zoneworks.plans.services.closed_months import closed_in_year, refusal_of_month
from zoneworks.plans.services.entries import ActualEntry, Finding
from zoneworks.plans.services.limits import SMALLEST_STEP, require_number
from zoneworks.plans.services.reporting import refusal_of_date, refusal_of_writer, reportable_items, shown

ABSURD_MULTIPLE = 10
MANY = 500
WHOLE = Decimal(100)
SHARE_TOLERANCE = Decimal("0.05")


@dataclass
class Standing:
    """What has been said about an indicator: the confirmed value of each date, and the latest statement of each."""

    confirmed: dict[date, Decimal | None] = field(default_factory=dict)
    said: dict[date, Decimal | None] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)

    def neighbours(self, about: date) -> tuple[tuple[date, Decimal] | None, tuple[date, Decimal] | None]:
        """The nearest dates before and after that have a value."""
        place = bisect_left(self.days, about)
        before = next(((day, v) for day in reversed(self.days[:place]) if (v := self.confirmed[day]) is not None), None)
        later = (day for day in self.days[place:] if day > about)
        after = next(((day, v) for day in later if (v := self.confirmed[day]) is not None), None)
        return before, after

    def confirm(self, about: date, value: Decimal | None) -> None:
        if about not in self.confirmed:
            insort(self.days, about)
        self.confirmed[about] = value


def standings(plan: Plan, indicators: Iterable[Indicator]) -> dict[int, Standing]:
    """By the key of their facts, in one statement, whatever their number."""
    found: dict[int, Standing] = {indicator.facts_id: Standing() for indicator in indicators}
    facts = Actual.objects.filter(returned_on__isnull=True).order_by("recorded_at", "pk")
    if len(found) < MANY:
        facts = facts.filter(indicator__in=found)
    else:
        facts = facts.filter(indicator__item__plan__zone=plan.zone_id, indicator__item__plan__year=plan.year)
    rows = [row for row in facts.values_list("indicator_id", "about", "value", "confirmed_on") if row[0] in found]
    for key, about, value, _confirmed_on in rows:
        found[key].said[about] = value
    # Sorting is stable: of what was confirmed on one day, the later report stands.
    known = [(day, key, about, value) for key, about, value, day in rows if day is not None]
    for _day, key, about, value in sorted(known, key=itemgetter(0)):
        found[key].confirm(about, value)
    return found


def check_actuals(*, scope: Scope, plan: Plan, entries: Sequence[ActualEntry], today: date) -> list[Finding]:
    """What would happen to each entry; nothing is written, the number of statements does not grow with the entries."""
    return findings(scope, plan, entries, today, indicators_of(plan, {entry.indicator for entry in entries}))


def indicators_of(plan: Plan, keys: Set[int]) -> dict[int, Indicator]:
    """The indicators of a plan by key; all of them where many are asked for, because a long list of keys is slow."""
    among = Indicator.objects.filter(item__plan=plan).select_related("item").order_by()
    return {one.pk: one for one in (among.filter(pk__in=keys) if len(keys) < MANY else among)}


def findings(
    scope: Scope, plan: Plan, entries: Sequence[ActualEntry], today: date, indicators: Mapping[int, Indicator]
) -> list[Finding]:
    asked = [indicators[key] for key in {entry.indicator for entry in entries} if key in indicators]
    mine = reportable_items(scope, plan, {indicator.item_id for indicator in asked})
    said = standings(plan, asked)
    closed = closed_in_year(plan) if entries else frozenset()
    is_supervising = scope.is_supervising(plan.zone)
    found = []
    for entry in entries:
        indicator = indicators.get(entry.indicator)
        refusal = (
            refusal_of_indicator(indicator, mine)
            or refusal_of_date(plan, entry.about, today, "about")
            or refusal_of_month(closed, entry.about)
        )
        if refusal or indicator is None:
            found.append(Finding(refusal=refusal))
            continue
        found.append(check_value(entry, indicator, said[indicator.facts_id], is_supervising))
    return found


def refusal_of_indicator(indicator: Indicator | None, mine: set[int]) -> Refused | None:
    if indicator is None:
        return Refused("indicator_unknown", _("The plan has no such indicator."), "indicator")
    if indicator.item_id not in mine:
        return refusal_of_writer(indicator.item)
    if indicator.state != IndicatorState.CONFIRMED:
        return Refused(
            "indicator_not_confirmed",
            _("“%(indicator)s” is not confirmed yet, so it takes no values.") % {"indicator": indicator.title},
            "indicator",
        )
    if is_fed(indicator):
        return Refused(
            "fed_by_register",
            _("“%(indicator)s” is fed by the register “%(register)s”: change what the register says, not the number.")
            % {"indicator": indicator.title, "register": register_words(indicator)},
            "indicator",
        )
    return None


def check_value(entry: ActualEntry, indicator: Indicator, standing: Standing, is_supervising: bool) -> Finding:
    try:
        value = complete(entry, indicator).value
        if value is not None:
            require_number(value, "value")
            require_sign(value, indicator)
    except Refused as refusal:
        return Finding(refusal=refusal)
    base = standing.confirmed if is_supervising else standing.said
    is_same = entry.about in base and base[entry.about] == value
    questions = () if is_same or value is None else tuple(doubts(entry.about, value, indicator, standing))
    standing.confirm(entry.about, value)
    return Finding(questions=questions, is_same=is_same)


def complete(entry: ActualEntry, indicator: Indicator) -> ActualEntry:
    """The entry with its value, computed where only numerator and denominator were given."""
    numerator, denominator = entry.numerator, entry.denominator
    if numerator is None and denominator is None:
        return entry
    if numerator is None or denominator is None or denominator <= 0:
        raise Refused(
            "share_incomplete",
            _("Give both the numerator and a denominator greater than 0, or neither."),
            "denominator",
        )
    require_number(numerator, "numerator")
    require_number(denominator, "denominator")
    share = numerator / denominator * (WHOLE if indicator.is_percent else 1)
    share = share.quantize(SMALLEST_STEP)
    if entry.value is None:
        return replace(entry, value=share)
    if abs(entry.value - share) > SHARE_TOLERANCE:
        raise Refused(
            "share_differs",
            _("%(numerator)s of %(denominator)s is %(share)s, not %(value)s. Correct one of them.")
            % {"numerator": numerator, "denominator": denominator, "share": share, "value": entry.value},
            "value",
        )
    return entry


def require_sign(value: Decimal, indicator: Indicator) -> None:
    """Counts, amounts and stocks are not negative; a rate (of growth, for instance) may be, and is asked about."""
    if value < 0 and indicator.kind != IndicatorKind.RATE:
        raise Refused(
            "value_negative",
            _("“%(indicator)s” cannot be %(value)s: give 0 or more.") % {"indicator": indicator.title, "value": value},
            "value",
        )


def doubts(about: date, value: Decimal, indicator: Indicator, standing: Standing) -> Iterable[str]:
    unit, target = indicator.unit_shown, indicator.target
    if indicator.kind == IndicatorKind.CUMULATIVE:
        before, after = standing.neighbours(about)
        if before and value < before[1]:
            yield _("%(value)s %(unit)s is less than the %(earlier)s already reached on %(date)s.") % {
                "value": tidy(value), "unit": unit, "earlier": tidy(before[1]), "date": shown(before[0]),
            }  # fmt: skip
        if after and value > after[1]:
            yield _("%(value)s %(unit)s is more than the %(later)s recorded for %(date)s.") % {
                "value": tidy(value), "unit": unit, "later": tidy(after[1]), "date": shown(after[0]),
            }  # fmt: skip
    if target and abs(value) > ABSURD_MULTIPLE * abs(target):
        yield _("%(value)s %(unit)s is more than ten times the annual target of %(target)s.") % {
            "value": tidy(value), "unit": unit, "target": tidy(target),
        }  # fmt: skip
    if indicator.kind == IndicatorKind.RATE:
        if indicator.is_percent and value > WHOLE and target is not None and target <= WHOLE:
            yield _("A rate of %(value)s %% is more than the whole.") % {"value": tidy(value)}
        if value < 0:
            yield _("A rate of %(value)s %(unit)s is negative.") % {"value": tidy(value), "unit": unit}


def tidy(value: Decimal) -> str:
    """Without trailing zeros and without an exponent."""
    return f"{value.normalize():f}"
