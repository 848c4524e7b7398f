"""The enterprises and the industry chains of the demonstration zone: entered, surveyed, and lived through the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zoneworks.accounts.access import Scope
from zoneworks.demonstration.chain_pool import plan_pool
from zoneworks.demonstration.chain_story import Cast, plan_chains, survey_chains
from zoneworks.demonstration.days import RECORD, Days
from zoneworks.demonstration.register import Places, enter_enterprises, make_parks
from zoneworks.demonstration.register_doubles import plan_doubles
from zoneworks.demonstration.register_figures import Register
from zoneworks.plans.services import feed_indicators
from zoneworks.units.models import Unit


@dataclass(frozen=True)
class Economy:
    places: Places
    register: Register
    cast: Cast

    def plan(self, days: Days, until: date) -> None:
        """What happens to it through the year; registers are asked at the turn of each month."""
        self.register.plan(days, until)
        plan_doubles(self.register.office, self.places, self.register.enterprises, days)
        plan_chains(self.cast, days)
        plan_pool(self.cast, days)
        turns = [date(until.year, month, 1) for month in range(2, until.month + 1)]
        for day in (*turns, until):
            days.add(day, RECORD, self.feed)

    def feed(self, day: date) -> None:
        feed_indicators(zone=self.places.zone, today=day)


def open_economy(office: Scope, zone: Unit, units: dict[str, Unit]) -> Economy:
    """As it stood in the first days of the year."""
    places = Places(zone, units, make_parks(zone))
    enterprises = enter_enterprises(office, places)
    register = Register(office, zone, enterprises)
    register.enter_years()
    cast = Cast.of(office, zone, units, enterprises)
    survey_chains(cast)
    return Economy(places, register, cast)
