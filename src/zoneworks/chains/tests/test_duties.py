"""Gaps in calendars, messages, orders and the worker's daily look; who may name an enterprise and who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from zoneworks.accounts.subjects import kind_or_none, subject_or_none
from zoneworks.chains.choices import ArtefactKind, ArtefactState
from zoneworks.chains.models import Chain, Gap
from zoneworks.chains.periodic import look_at_chains
from zoneworks.chains.queries_evidence import enterprises_on, placements_of, with_names
from zoneworks.chains.services import ArtefactFields, set_artefact, take_gap
from zoneworks.chains.tests.worlds import BEGUN, TODAY, World, fill, keep_gaps, make_enterprise, make_output, place
from zoneworks.common.errors import Refused
from zoneworks.enterprises.queries import enterprises_readable
from zoneworks.inbox.deadlines import Wanted, deadlines
from zoneworks.inbox.models import Message
from zoneworks.supervision.choices import Basis
from zoneworks.supervision.concerned import concerned_by
from zoneworks.supervision.entries import OrderDraft
from zoneworks.supervision.services import file_orders
from zoneworks.units.models import ZoneProfile

DUE = TODAY + timedelta(days=20)


@pytest.fixture
def gap(world: World, chain: Chain) -> Gap:
    fill(world, chain, but=("signal",))
    gap = keep_gaps(world, chain)["signal"]
    return take_gap(scope=world.scope("officer"), gap=gap, unit=world.science, due=DUE, today=TODAY)


def wanted(world: World, persona: str) -> Wanted:
    return Wanted(world.scope(persona), world.zone, TODAY, DUE, TODAY)


def test_a_gap_stands_in_the_calendar_of_the_unit_that_owns_it(world: World, gap: Gap) -> None:
    [found] = [one for one in deadlines(wanted(world, "cooperating")) if one.kind == "gap"]
    assert (found.day, found.subject) == (DUE, ("gap", str(gap.pk)))
    for persona in ("section_officer", "outsider"):
        assert not [one for one in deadlines(wanted(world, persona)) if one.kind == "gap"]


def test_an_artefact_that_is_due_stands_in_the_calendar_until_it_is_in_force(world: World, chain: Chain) -> None:
    for state, count in ((ArtefactState.DRAFTING, 1), (ArtefactState.IN_FORCE, 0)):
        set_artefact(
            scope=world.scope("officer"), chain=chain, kind=ArtefactKind.POLICY, unit=world.investment, today=TODAY,
            fields=ArtefactFields(state, due=DUE),
        )  # fmt: skip
        found = [one for one in deadlines(wanted(world, "officer")) if one.kind == "artefact"]
        assert len(found) == count


def test_an_overdue_gap_is_told_to_its_owner_once(world: World, gap: Gap) -> None:
    late = DUE + timedelta(days=1)
    ZoneProfile.objects.filter(zone=world.zone).update(fixed_today=late)
    for _time in range(2):
        look_at_chains()
    told = Message.objects.filter(kind="gap_overdue")
    assert [message.user.username for message in told] == ["cooperating"]


def test_the_daily_look_finds_what_changed_by_itself(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    small = [make_enterprise(world, output=10_000) for _number in range(2)]
    for one in small:
        place(world, chain, "signal", one)
    gap = keep_gaps(world, chain)["signal"]
    assert look_at_chains() == 0
    for one in small:
        make_output(one, 900_000_000, on=BEGUN)
    assert look_at_chains() == 1
    gap.refresh_from_db()
    assert gap.state == "lapsed"
    assert look_at_chains() == 0


def test_the_owner_hears_when_a_gap_is_closed(world: World, gap: Gap) -> None:
    for _number in range(2):
        place(world, gap.chain, "signal", today=TODAY)
    gap.refresh_from_db()
    assert gap.state == "closed"
    assert [message.user.username for message in Message.objects.filter(kind="gap_closed")] == ["cooperating"]


# --- orders ----------------------------------------------------------------------------------------------------------


def test_an_order_on_a_gap_is_offered_its_owner_and_the_chain_leader(world: World, gap: Gap) -> None:
    found = concerned_by(world.zone, "gap", [str(gap.pk), "999999"])
    assert set(found) == {str(gap.pk)}
    assert (found[str(gap.pk)].unit, found[str(gap.pk)].leader) == (world.science, world.chief)
    assert found[str(gap.pk)].title == "轨道交通 · 信号系统"


def test_a_gap_without_owner_is_the_lead_department_s(world: World, chain: Chain) -> None:
    gap = keep_gaps(world, chain)["signal"]
    assert concerned_by(world.zone, "gap", [str(gap.pk)])[str(gap.pk)].unit == world.investment


def test_orders_are_filed_on_open_gaps_alone(world: World, gap: Gap) -> None:
    def draft(token: str) -> OrderDraft:
        return OrderDraft(
            title="补齐信号系统", content="请反馈招商进展", basis=next(iter(Basis)), unit=world.science,
            submission=token, subject=("gap", str(gap.pk)),
        )  # fmt: skip

    scope = world.scope("supervision")
    [order] = file_orders(scope=scope, zone=world.zone, orders=[draft("a")], today=TODAY)
    assert (order.subject_kind, order.subject_key) == ("gap", str(gap.pk))
    for _number in range(2):
        place(world, gap.chain, "signal", today=TODAY)
    with pytest.raises(Refused, match="not open"):
        file_orders(scope=scope, zone=world.zone, orders=[draft("b")], today=TODAY)


@pytest.mark.parametrize("kind", ["gap", "industry_chain"])
def test_subjects_exist_for_those_who_open_the_chain(world: World, gap: Gap, kind: str) -> None:
    key = str(gap.pk if kind == "gap" else gap.chain_id)
    for persona in ("officer", "leader", "supervision", "section_officer"):
        assert "轨道交通" in subject_or_none(world.scope(persona), kind, key).title.replace("Rail transit", "轨道交通")
    for persona in ("cooperating", "outsider", "outside_supervision", "nobody"):
        assert subject_or_none(world.scope(persona), kind, key) is None
    assert kind_or_none(kind).zone_of(key) == world.zone
    assert kind_or_none(kind).zone_of("x") is None


def test_gaps_are_searched_by_node_and_chain(world: World, gap: Gap) -> None:
    search = kind_or_none("gap").search
    assert [one.key for one in search(world.scope("officer"), world.zone, "信号")] == [str(gap.pk)]
    assert [one.key for one in search(world.scope("officer"), world.zone, "rail tr")] == [str(gap.pk)]
    assert search(world.scope("outsider"), world.zone, "信号") == []
    assert search(world.scope("officer"), world.zone, " ") == []


# --- names -----------------------------------------------------------------------------------------------------------


def test_a_confidential_enterprise_counts_without_its_name(world: World, chain: Chain) -> None:
    secret = make_enterprise(world, "绝密企业", is_confidential=True)
    place(world, chain, "steel", secret)
    place(world, chain, "steel")
    for persona, names in (("officer", 1), ("leader", 2), ("supervision", 2)):
        scope = world.scope(persona)
        rows = with_names(scope, world.zone, placements_of(chain, TODAY))
        assert len(rows) == 2
        assert sum(row.enterprise_shown is not None for row in rows) == names
        assert enterprises_on(scope, chain, TODAY).count() == names
    secret.readers.add(world.users["officer"])
    assert enterprises_on(world.scope("officer"), chain, TODAY).count() == 2


def test_who_opens_a_chain_reads_the_enterprises_on_it(world: World, chain: Chain) -> None:
    firm = make_enterprise(world, unit=world.science)
    assert not enterprises_readable(world.scope("officer"), world.zone).filter(pk=firm.pk).exists()
    for node in ("steel", "bearing"):
        place(world, chain, node, firm)
    assert enterprises_readable(world.scope("officer"), world.zone).filter(pk=firm.pk).count() == 1
    assert not enterprises_readable(world.scope("outsider"), world.zone).filter(pk=firm.pk).exists()
