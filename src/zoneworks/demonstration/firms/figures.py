"""Figures of a fictitious enterprise over the years: growth, the dips of 2020 and 2022, and those that go down."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from zoneworks.demonstration.files import read
from zoneworks.demonstration.firms.making import fictitious_firms
from zoneworks.demonstration.firms.model import Course, Firm
from zoneworks.demonstration.firms.outputs import YI
from zoneworks.demonstration.firms.words import chance, words

FEN = 100
YEARS = (2020, 2021, 2022)
MONTHS = 9
MU = 667  # square metres
STOPPED_AFTER = 5  # month of 2023 in which those that give up sold for the last time
# Growth over the year before, by course: (2021, 2022, 2023).
GROWTH = {
    Course.STEADY: ((1.06, 1.22), (0.92, 1.07), (0.94, 1.12)),
    Course.RISING: ((1.15, 1.4), (1.1, 1.35), (1.2, 1.5)),
    Course.TROUBLED: ((1.0, 1.12), (0.68, 0.88), (0.52, 0.75)),
    Course.GIVEN_UP: ((0.9, 1.05), (0.6, 0.8), (0.3, 0.5)),
}
RD_RATE = {"27": (0.04, 0.11), "39": (0.04, 0.09), "65": (0.06, 0.15), "73": (0.12, 0.3), "37": (0.03, 0.08)}
PER_HEAD_WAN = {"51": (260, 620), "52": (120, 260), "54": (60, 110), "27": (90, 160)}


@dataclass(frozen=True, slots=True)
class Figure:
    """`kind` and `span` as the register names them; whole numbers of the smallest unit."""

    firm: str
    kind: str
    span: str
    about: date
    value: int


@dataclass(frozen=True, slots=True)
class Rates:
    """What belongs to a yuan of revenue, drawn once for each enterprise."""

    made: float
    added: float
    tax: float
    research: float
    energy: float
    per_head: float
    per_mu: float

    @classmethod
    def of(cls, firm: Firm, dice: Random) -> Rates:
        division = firm.class_code[:2]
        low, high = PER_HEAD_WAN.get(division, (75, 150) if firm.is_maker else (45, 95))
        is_trade = division in ("51", "52")
        return cls(
            made=dice.uniform(0.97, 1.06),
            added=dice.uniform(0.04, 0.09) if is_trade else dice.uniform(0.2, 0.33),
            tax=dice.uniform(0.006, 0.015) if is_trade else dice.uniform(0.02, 0.055),
            research=dice.uniform(*RD_RATE.get(division, (0.012, 0.05))) if firm.is_maker or division in RD_RATE else 0,
            energy=dice.uniform(25, 110) if firm.is_maker else dice.uniform(2, 8),
            per_head=dice.uniform(low, high) * 10_000,
            per_mu=dice.uniform(320, 950) * 10_000,
        )


def revenues_of(firm: Firm) -> dict[int, float]:
    """Yuan by year, 2020 to 2022; nothing before the year after it was founded."""
    dice = chance(firm.key, "years")
    growth_21, growth_22, _ = (dice.uniform(*band) for band in GROWTH[firm.course])
    found = {2022: firm.revenue, 2021: firm.revenue / growth_22, 2020: firm.revenue / growth_22 / growth_21}
    return {year: value for year, value in sorted(found.items()) if year > firm.established_on.year}


def yearly_figures(firm: Firm) -> Iterator[Figure]:
    rates = Rates.of(firm, chance(firm.key, "rates"))
    revenues = revenues_of(firm)
    for year, revenue in revenues.items():
        about = date(year, 12, 31)
        for kind, value in kinds_of(firm, rates, revenue).items():
            yield Figure(firm.key, kind, "year", about, value)
        if firm.is_maker:
            land = max(revenues.values()) / rates.per_mu * MU
            yield Figure(firm.key, "land", "year", about, max(500, round(land / 100) * 100))


def kinds_of(firm: Firm, rates: Rates, revenue: float) -> dict[str, int]:
    found = {
        "revenue": round(revenue * FEN),
        "value_added": round(revenue * rates.added * FEN),
        "tax": round(revenue * rates.tax * FEN),
        "staff": max(4, round(revenue / rates.per_head)),
        "energy": max(800, round(revenue / 10_000 * rates.energy)),
    }
    if firm.is_maker:
        found["output"] = round(revenue * rates.made * FEN)
    if rates.research:
        found["rd"] = round(revenue * rates.research * FEN)
    return found


# --- above scale -----------------------------------------------------------------------------------------------------


def listed_since(firm: Firm) -> date | None:
    """Entered in the statistics after the first year above the threshold; None for the small ones."""
    thresholds = words()["above_scale_wan"]
    threshold = thresholds["makers"] if firm.is_maker else thresholds.get(firm.class_code[:2])
    above = [year for year, value in revenues_of(firm).items() if threshold and value >= threshold * 10_000]
    if not above:
        return None
    since = min(above) + 1 if min(above) > YEARS[0] else max(firm.established_on.year + 2, 2012)
    return date(since, 2, 1)


# --- the months of 2023 ----------------------------------------------------------------------------------------------


@cache
def monthly_revenues() -> dict[str, tuple[float, ...]]:
    """Yuan from January to each month of 2023, by enterprise; a chain whose year is told comes to exactly that.

    Whoever goes down goes down in a growing chain as well.
    """
    found: dict[str, list[float]] = {}
    chains = read("firm_chains.json")["chains"]
    for code in (*chains, ""):
        firms = [firm for firm in fictitious_firms() if firm.chain == code]
        told = chains.get(code, {})
        own = {firm.key: course_2023(firm, told.get("growth", 1.0)) for firm in firms}
        free = [own[firm.key] for firm in firms if firm.course in (Course.STEADY, Course.RISING)]
        for month, total in enumerate(told.get("year", ())):
            fixed = sum(series[month] for series in own.values()) - sum(series[month] for series in free)
            scale = (total * YI - fixed) / sum(series[month] for series in free)
            for series in free:
                series[month] *= scale
        found |= own
    return {key: tuple(series) for key, series in found.items()}


def course_2023(firm: Firm, growth: float) -> list[float]:
    dice = chance(firm.key, "2023")
    own = dice.uniform(*GROWTH[firm.course][2]) * growth
    curve = words()["year_curve"]
    series = [firm.revenue * own * part * dice.uniform(0.985, 1.015) for part in curve]
    if firm.course == Course.GIVEN_UP:
        series[STOPPED_AFTER:] = [series[STOPPED_AFTER - 1]] * (MONTHS - STOPPED_AFTER)
    return series


def monthly_figures(firm: Firm, month: int) -> Iterator[Figure]:
    """Revenue, output and tax from January to the month; staff at the end of a quarter."""
    rates = Rates.of(firm, chance(firm.key, "rates"))
    about = date(2023, month, calendar.monthrange(2023, month)[1])
    revenue = monthly_revenues()[firm.key][month - 1]
    yearly = firm.revenue * monthly_revenues()[firm.key][-1] / (firm.revenue * words()["year_curve"][-1])
    values = kinds_of(firm, rates, revenue)
    values["staff"] = max(4, round(yearly / rates.per_head))
    for kind in ("revenue", "output", "tax", "staff"):
        if kind in values and (kind != "staff" or month % 3 == 0):
            yield Figure(firm.key, kind, "month", about, values[kind])


def figures_before(firm: Firm) -> Iterator[Figure]:
    """Revenue from January to each month of 2022, with which 2023 is compared."""
    if 2022 in revenues_of(firm):
        dice = chance(firm.key, "2022")
        for month, part in enumerate(words()["year_curve"], start=1):
            about = date(2022, month, calendar.monthrange(2022, month)[1])
            yield Figure(
                firm.key, "revenue", "month", about, round(firm.revenue * part * dice.uniform(0.985, 1.015) * FEN)
            )


def is_reporting(firm: Firm) -> bool:
    """Who reports each month: those entered in the statistics, and the whole chain whose scale the zone watches."""
    listed = listed_since(firm)
    watched = "year" in read("firm_chains.json")["chains"].get(firm.chain, {})
    return watched or (listed is not None and listed <= date(2023, 2, 1))
