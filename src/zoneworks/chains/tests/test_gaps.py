"""Gaps are found, closed by a placement, lapse when something else cures them, and are counted honestly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zoneworks.chains.choices import GapState
from zoneworks.chains.judging import judgement_of
from zoneworks.chains.models import Chain, Gap
from zoneworks.chains.services import end_placement, find_gaps, take_gap
from zoneworks.chains.tests.worlds import BEGUN, TODAY, World, fill, keep_gaps, make_enterprise, make_output, place
from zoneworks.common.errors import Refused
from zoneworks.enterprises.services import change_enterprise

LATER = BEGUN + timedelta(days=30)


def statuses(chain: Chain, on: date) -> dict[str, str]:
    judgement = judgement_of(chain, on)
    assert judgement is not None
    return {node.node: node.status.value for node in judgement.nodes}


def test_no_gap_is_kept_before_somebody_asks_for_gaps(world: World, chain: Chain) -> None:
    place(world, chain, "steel")
    assert not Gap.objects.exists()
    assert statuses(chain, BEGUN)["signal"] == "missing"


def test_a_node_without_enterprises_is_a_gap_with_its_reason(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    gaps = keep_gaps(world, chain)
    assert set(gaps) == {"signal"}
    assert gaps["signal"].status == "missing"
    assert gaps["signal"].reasons[0]["code"] == "no_supplier"
    assert gaps["signal"].importance_bp > 0


def test_a_gap_is_closed_by_the_placement_that_cures_it(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    gap = keep_gaps(world, chain)["signal"]
    place(world, chain, "signal", today=LATER)
    gap.refresh_from_db()
    assert gap.state == GapState.OPEN  # a single supplier is no cure
    second = place(world, chain, "signal", today=LATER)
    gap.refresh_from_db()
    assert (gap.state, gap.closed_on, gap.closed_by) == (GapState.CLOSED, LATER, second)


def test_a_gap_cured_by_something_else_lapses(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    small = [make_enterprise(world, output=10_000) for _number in range(2)]
    for one in small:
        place(world, chain, "signal", one)
    gap = keep_gaps(world, chain)["signal"]
    assert gap.status == "weak"
    for one in small:
        make_output(one, 500_000_000, on=LATER)
    find_gaps(scope=world.scope("officer"), chain=chain, today=LATER)
    gap.refresh_from_db()
    assert (gap.state, gap.closed_on, gap.closed_by) == (GapState.LAPSED, LATER, None)


def test_a_gap_reopened_on_the_day_it_was_closed_was_never_closed(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    gap = keep_gaps(world, chain)["signal"]
    placed = [place(world, chain, "signal", today=LATER) for _number in range(2)]
    end_placement(scope=world.scope("officer"), placement=placed[1], today=LATER)
    gap.refresh_from_db()
    assert (gap.state, gap.closed_on, gap.closed_by) == (GapState.OPEN, None, None)
    assert Gap.objects.filter(node_code="signal").count() == 1


def test_a_gap_that_comes_back_on_a_later_day_is_another_one(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    first = keep_gaps(world, chain)["signal"]
    placed = [place(world, chain, "signal", today=LATER) for _number in range(2)]
    end_placement(scope=world.scope("officer"), placement=placed[0], today=TODAY)
    assert list(Gap.objects.filter(node_code="signal").order_by("pk").values_list("state", "opened_on")) == [
        ("closed", BEGUN), ("open", TODAY),
    ]  # fmt: skip
    assert Gap.objects.get(state="closed") == first


def test_an_earlier_day_is_judged_as_it_was_known(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    before = statuses(chain, BEGUN)
    placed = [place(world, chain, "signal", today=LATER) for _number in range(3)]
    assert statuses(chain, LATER)["signal"] == "strong"
    assert statuses(chain, LATER - timedelta(days=1)) == before
    for one in placed:
        end_placement(scope=world.scope("supervision"), placement=one, today=TODAY, until=LATER)
    assert statuses(chain, TODAY)["signal"] == "missing"
    assert statuses(chain, TODAY - timedelta(days=1))["signal"] == "strong"


def test_figures_count_from_the_day_they_were_confirmed(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    small = [make_enterprise(world, output=10_000) for _number in range(2)]
    for one in small:
        place(world, chain, "signal", one)
        make_output(one, 500_000_000, on=LATER)
    assert statuses(chain, LATER - timedelta(days=1))["signal"] == "weak"
    assert statuses(chain, LATER)["signal"] == "present"


def test_a_judgement_asked_again_notices_what_changed(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    firms = [make_enterprise(world, output=100_000_000) for _number in range(3)]
    for firm in firms:
        place(world, chain, "signal", firm)
    assert statuses(chain, TODAY)["signal"] == "strong"
    for firm in firms:
        make_output(firm, 1_000, on=TODAY)
    assert statuses(chain, TODAY)["signal"] == "weak"
    change_enterprise(scope=world.scope("supervision"), enterprise=firms[0], left_on=TODAY)
    assert judgement_of(chain, TODAY).by_code["signal"].figures["firms"] == 2


def test_an_enterprise_merged_into_another_on_the_node_counts_once(world: World, chain: Chain) -> None:
    kept, gone = make_enterprise(world, output=1_000_000), make_enterprise(world, output=9_000_000)
    place(world, chain, "signal", kept)
    place(world, chain, "signal", gone)
    gone.merged_into = kept
    gone.save()
    assert judgement_of(chain, TODAY).by_code["signal"].figures["firms"] == 1


@pytest.mark.parametrize("persona", ["section_officer", "cooperating", "leader", "administrator", "province_officer"])
def test_who_only_reads_finds_no_gaps(world: World, chain: Chain, persona: str) -> None:
    if persona == "province_officer":
        find_gaps(scope=world.scope(persona), chain=chain, today=TODAY)  # an officer of a unit above the department
        return
    with pytest.raises(Refused, match="lead department"):
        find_gaps(scope=world.scope(persona), chain=chain, today=TODAY)


def test_a_gap_given_to_a_unit_is_told_to_its_people_once(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    gap = keep_gaps(world, chain)["signal"]
    for _time in range(2):
        take_gap(scope=world.scope("officer"), gap=gap, unit=world.science, due=TODAY + timedelta(days=60), today=TODAY)
    gap.refresh_from_db()
    assert (gap.unit, gap.taken_on) == (world.science, TODAY)
    from zoneworks.inbox.models import Message

    told = Message.objects.filter(kind="gap_given")
    assert [message.user.username for message in told] == ["cooperating"]
    assert "轨道交通 · 信号系统" in told[0].words
    assert "Rail transit · Signalling" in told[0].words_en
