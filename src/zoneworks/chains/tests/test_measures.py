"""What chains count for the plan, as it was known on a day, with what it is made of."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from zoneworks.chains.models import Chain
from zoneworks.chains.services import end_placement
from zoneworks.chains.tests.worlds import (
    BEGUN,
    NODES,
    TODAY,
    World,
    fill,
    keep_gaps,
    make_chain,
    make_enterprise,
    place,
)
from zoneworks.measures.kinds import Measured, Period, UnknownArgumentError, measure

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
CLOSED = BEGUN + timedelta(days=50)


def ask(world: World, code: str, period: Period = YEAR, on: date = TODAY, **arguments: Any) -> Measured:
    found = measure(f"chain.{code}", arguments, world.zone, period, on)
    assert found is not None
    return found


@pytest.fixture
def closed(world: World, chain: Chain) -> Chain:
    """One gap closed in March, one open."""
    fill(world, chain, but=("signal", "bearing"))
    keep_gaps(world, chain)
    for _number in range(3):
        place(world, chain, "signal", today=CLOSED)
    return chain


def test_closed_gaps_are_counted_by_the_day_they_were_closed(world: World, closed: Chain) -> None:
    found = ask(world, "gap_closed_count", chain="rail")
    assert found.value == 1
    [evidence] = found.evidence
    assert (evidence.kind, evidence.on) == ("gap", CLOSED)
    assert ask(world, "gap_closed_count", on=CLOSED).value == 1
    assert ask(world, "gap_closed_count", on=CLOSED - timedelta(days=1)).value == 0
    assert ask(world, "gap_closed_count", Period(date(2023, 4, 1), date(2023, 6, 30))).value == 0


def test_open_gaps_are_those_of_the_last_day(world: World, closed: Chain) -> None:
    assert ask(world, "gap_open_count", on=CLOSED - timedelta(days=1)).value == 2
    assert ask(world, "gap_open_count").value == 1
    assert ask(world, "gap_open_count", Period(BEGUN, BEGUN), TODAY).value == 2


def test_nodes_present_are_a_part_of_all_nodes(world: World, closed: Chain) -> None:
    found = ask(world, "node_present_rate")
    assert (found.numerator, found.denominator) == (4, len(NODES))
    assert found.value == Decimal(80)
    assert ask(world, "node_present_rate", on=BEGUN - timedelta(days=1)).value is None


def test_an_enterprise_on_two_nodes_or_two_chains_is_one(world: World, chain: Chain) -> None:
    firm = make_enterprise(world, output=1_000_000)
    for node in ("steel", "bearing"):
        place(world, chain, node, firm)
    other = make_chain(world, code="tyres")
    placed = place(world, other, "steel", firm, today=CLOSED)
    assert ask(world, "enterprise_count").value == 1
    assert ask(world, "enterprise_count", chain="tyres", on=CLOSED - timedelta(days=1)).value == 0
    end_placement(scope=world.scope("supervision"), placement=placed, today=TODAY)
    assert ask(world, "enterprise_count", chain="tyres").value == 0


def test_output_is_that_of_the_enterprises_on_the_chain_in_yuan(world: World, chain: Chain) -> None:
    place(world, chain, "steel", make_enterprise(world, output=1_000_000), share_bp=4000)
    place(world, chain, "train", make_enterprise(world, output=2_000_000))
    assert ask(world, "output", chain="rail").value == Decimal("2400000.0")


@pytest.mark.parametrize(
    "code", ["gap_closed_count", "gap_open_count", "node_present_rate", "enterprise_count", "output"]
)
def test_a_chain_the_zone_does_not_have_is_an_error(world: World, chain: Chain, code: str) -> None:
    with pytest.raises(UnknownArgumentError):
        ask(world, code, chain="nowhere")


def test_a_confidential_enterprise_counts(world: World, chain: Chain) -> None:
    place(world, chain, "steel", make_enterprise(world, is_confidential=True))
    assert ask(world, "enterprise_count").value == 1
