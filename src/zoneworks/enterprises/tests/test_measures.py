"""What the register counts: on a day, of a unit, a class, a role; sums and rates with what they are made of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zoneworks.enterprises.choices import AssignedBy, FactKind
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.rows import StatedClass
from zoneworks.enterprises.services import assign_class, give_role, list_above_scale, merge_enterprises
from zoneworks.enterprises.tests.known import WAN, say, with_years
from zoneworks.enterprises.tests.worlds import TODAY, World, make_enterprise
from zoneworks.measures.kinds import Measured, Period, UnknownArgumentError, measure

YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))
NOW = Period(date(2023, 1, 1), date(2023, 9, 30))


def asked(world: World, code: str, period: Period = NOW, known_on: date = TODAY, **arguments: str) -> Measured:
    found = measure(f"enterprises.{code}", arguments, world.zone, period, known_on)
    assert found is not None
    return found


@pytest.fixture
def three(world: World) -> list[Enterprise]:
    """Two of the investment department, one of the science department; the second is a bearing maker and a leader."""
    scope = world.scope("supervision")
    made = [make_enterprise(world, 1), make_enterprise(world, 2), make_enterprise(world, 3, unit=world.science)]
    assign_class(scope=scope, enterprise=made[1], industry=StatedClass("3451", AssignedBy.REGISTER), today=TODAY)
    give_role(scope=scope, enterprise=made[1], role="leading", since=date(2023, 3, 1))
    list_above_scale(scope=scope, enterprise=made[1], since=date(2023, 5, 1))
    return made


def test_enterprises_are_counted_by_unit_class_and_role(world: World, three: list[Enterprise]) -> None:
    assert asked(world, "count").value == 3
    assert asked(world, "count", unit="A-INV").value == 2
    assert asked(world, "count", **{"class": "C"}).value == 1
    assert asked(world, "count", **{"class": "345"}).value == 1
    assert asked(world, "count", role="leading").value == 1
    assert asked(world, "count", Period(date(2023, 1, 1), date(2023, 2, 28)), role="leading").value == 0


def test_what_left_and_what_was_merged_is_not_counted(world: World, three: list[Enterprise]) -> None:
    Enterprise.objects.filter(pk=three[2].pk).update(state="moved_out", left_on=date(2023, 7, 1))
    assert asked(world, "count").value == 2
    assert asked(world, "count", Period(date(2023, 1, 1), date(2023, 6, 30))).value == 3
    merge_enterprises(scope=world.scope("supervision"), kept=three[0], gone=three[1], today=TODAY)
    assert asked(world, "count").value == 1
    assert asked(world, "above_scale_count").value == 1


def test_above_scale_counts_those_entered_on_the_day(world: World, three: list[Enterprise]) -> None:
    found = asked(world, "above_scale_count")
    assert found.value == 1
    assert [piece.key for piece in found.evidence] == [str(three[1].pk)]
    assert asked(world, "above_scale_count", Period(date(2023, 1, 1), date(2023, 4, 30))).value == 0


def test_figures_are_added_up_of_the_year_or_of_the_last_month_known(world: World, three: list[Enterprise]) -> None:
    with_years(world, three[0], 1000, first=2022)
    with_years(world, three[1], 2000, first=2022)
    say(world, three[0], FactKind.REVENUE, 2023, 600 * WAN, month=6)
    say(world, three[0], FactKind.REVENUE, 2023, 800 * WAN, month=9)
    assert asked(world, "revenue", YEAR).value == 30_000_000
    assert asked(world, "revenue", YEAR, unit="A-SCI").value is None
    assert asked(world, "revenue").value == 8_000_000
    assert asked(world, "revenue", Period(date(2023, 1, 1), date(2023, 8, 31))).value == 6_000_000
    assert asked(world, "revenue", YEAR, known_on=date(2023, 6, 30)).value is None
    shares = {piece.key: piece.amount for piece in asked(world, "revenue", YEAR).evidence}
    assert shares == {str(three[0].pk): 10_000_000, str(three[1].pk): 20_000_000}


def test_a_rate_divides_over_those_that_have_both(world: World, three: list[Enterprise]) -> None:
    with_years(world, three[0], 1000, first=2022)
    with_years(world, three[1], 2000, first=2022)
    say(world, three[0], FactKind.RD, 2022, 50 * WAN)
    found = asked(world, "rd_intensity", YEAR)
    assert (found.value, found.numerator, found.denominator) == (5, 500_000, 10_000_000)
    say(world, three[0], FactKind.TAX, 2022, 30 * WAN)
    say(world, three[0], FactKind.LAND, 2022, 6667)
    per_mu = asked(world, "tax_per_mu", YEAR).value
    assert per_mu is not None
    assert per_mu.quantize(Decimal(1)) == 29_999


def test_a_figure_in_doubt_counts_for_nothing(world: World, three: list[Enterprise]) -> None:
    say(world, three[0], FactKind.TAX, 2022, -5 * WAN)
    assert asked(world, "tax", YEAR).value is None


@pytest.mark.parametrize(
    "wrong", [{"unit": "nobody"}, {"park": "x"}, {"class": "ZZZZ"}, {"role": "king"}, {"odd": "1"}]
)
def test_an_argument_nobody_knows_is_told(world: World, wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownArgumentError):
        asked(world, "count", **wrong)
