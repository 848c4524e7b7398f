"""The enterprises of a chain as a file: read and judged by the engine alone, they make the same gaps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from zonekit.chains import Placed, PlacedFirms, judge
from zonekit.chains.roster import read_roster
from zonekit.sheets.readers import read_source
from zoneworks.chains.exports_roster import roster_rows, roster_workbook
from zoneworks.chains.judging import judgement_of
from zoneworks.chains.models import Chain
from zoneworks.chains.sheets.reading import grids_of
from zoneworks.chains.tests.worlds import BEGUN, TODAY, World, fill, make_enterprise, place


def test_what_is_exported_is_judged_the_same(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    place(world, chain, "signal", make_enterprise(world, output=5_000_000), share_bp=4000, capacity_fen=10**8)
    judgement = judgement_of(chain, TODAY)
    _title, data = roster_workbook(world.scope("officer"), chain, TODAY)
    [(sheet, grid)] = grids_of(read_source(data, "x.xlsx")).items()
    roster = read_roster(sheet, grid, judgement.chain)
    assert not [issue for issue in roster.issues if issue.severity == "error"]
    placed = [Placed(one.identity, one.node, one.output, one.capacity, one.share) for one in roster.firms]
    again = judge(judgement.chain, PlacedFirms.of(placed, judgement.chain.positions()), judgement.rules)
    assert [(one.status, one.figures) for one in again.nodes] == [(one.status, one.figures) for one in judgement.nodes]


def test_a_confidential_enterprise_has_a_row_without_name_and_figures(world: World, chain: Chain) -> None:
    secret = make_enterprise(world, "绝密企业", output=7_000_000, is_confidential=True, scope="绝密产品")
    place(world, chain, "steel", secret)
    rows = roster_rows(world.scope("officer"), chain, TODAY)
    assert len(rows) == 2
    assert not {"绝密企业", "绝密产品", 7_000_000.0} & set(rows[1])
    assert {"绝密企业", "绝密产品", 7_000_000.0} <= set(roster_rows(world.scope("leader"), chain, TODAY)[1])


def test_the_file_is_that_of_the_day(world: World, chain: Chain) -> None:
    place(world, chain, "steel")
    assert len(roster_rows(world.scope("officer"), chain, BEGUN - timedelta(days=1))) == 1


@pytest.mark.parametrize(("persona", "status"), [("officer", 200), ("cooperating", 404), ("outsider", 404)])
def test_the_file_is_for_those_who_open_the_chain(
    world: World, chain: Chain, enter: Callable[[str], Client], persona: str, status: int
) -> None:
    place(world, chain, "steel")
    assert enter(persona).get(reverse("chains:roster-workbook", args=[chain.pk])).status_code == status
