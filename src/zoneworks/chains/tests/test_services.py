"""Versions, roles, placements, blockages, artefacts: who may, what is refused, and that twice is once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from zonekit.chains import shipped_chains
from zoneworks.audit.models import Event
from zoneworks.chains.bridge import digest_of, engine_chain
from zoneworks.chains.choices import ArtefactKind, ArtefactState, BlockageKind, ChainRoleKind
from zoneworks.chains.judging import judgement_of
from zoneworks.chains.models import Artefact, Blockage, Chain, ChainRole, ChainVersion, Placement
from zoneworks.chains.queries import chains_readable, draft_of, may_write, version_on
from zoneworks.chains.services import (
    ArtefactFields,
    Holder,
    PlacementFields,
    add_artefact_file,
    change_placement,
    confirm_placements,
    draw_up,
    end_placement,
    end_role,
    give_role,
    lift_blockage,
    load_shipped_chains,
    place_enterprise,
    propose_placements,
    put_in_force,
    record_blockage,
    reject_placements,
    set_artefact,
)
from zoneworks.chains.tests.worlds import (
    BEGUN,
    LINKS,
    NODES,
    SOURCE,
    TODAY,
    World,
    content,
    fill,
    keep_gaps,
    make_chain,
    make_enterprise,
    place,
)
from zoneworks.common.errors import Overtaken, Refused

TOMORROW = TODAY + timedelta(days=1)


def test_the_six_curated_chains_are_loaded_once_and_are_what_was_shipped(world: World) -> None:
    scope = world.scope("supervision")
    for _time in range(2):
        load_shipped_chains(scope=scope, zone=world.zone, today=TODAY)
    assert Chain.objects.count() == ChainVersion.objects.count() == len(shipped_chains()) == 6
    for shipped in shipped_chains():
        version = version_on(Chain.objects.get(code=shipped.code), TODAY)
        assert version.is_to_be_confirmed
        assert digest_of(engine_chain(version)) == digest_of(shipped) == version.digest


def test_a_chain_the_zone_has_is_left_as_it_is(world: World, chain: Chain) -> None:
    Chain.objects.filter(pk=chain.pk).update(code="rail_transit")
    load_shipped_chains(scope=world.scope("supervision"), zone=world.zone, today=TODAY, codes=["rail_transit"])
    assert ChainVersion.objects.count() == 1


def test_only_the_supervision_office_sets_up_chains(world: World) -> None:
    for persona in ("officer", "leader", "outsider", "outside_supervision"):
        with pytest.raises(Refused):
            load_shipped_chains(scope=world.scope(persona), zone=world.zone, today=TODAY)
    assert not Chain.objects.exists()


# --- who opens what --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("persona", "opens", "writes"),
    [
        ("supervision", True, True), ("leader", True, False), ("officer", True, True),
        ("section_officer", True, False), ("province_officer", True, True), ("cooperating", False, False),
        ("administrator", False, False), ("outsider", False, False), ("outside_supervision", False, False),
        ("nobody", False, False),
    ],
)  # fmt: skip
def test_a_chain_is_opened_and_written_by_those_who_work_on_it(
    world: World, chain: Chain, persona: str, opens: bool, writes: bool
) -> None:
    scope = world.scope(persona)
    assert chains_readable(scope, world.zone).filter(pk=chain.pk).exists() is opens
    assert may_write(scope, chain) is writes
    assert not chains_readable(scope, world.other_zone).filter(pk=chain.pk).exists()


def test_a_role_that_ended_opens_nothing(world: World, chain: Chain) -> None:
    role = ChainRole.objects.get(unit=world.investment)
    end_role(scope=world.scope("supervision"), role=role, today=TODAY)
    assert not chains_readable(world.scope("officer"), world.zone).exists()
    assert role.until == TODAY - timedelta(days=1)


def test_a_role_given_twice_is_held_once(world: World, chain: Chain) -> None:
    for _time in range(2):
        give_role(
            scope=world.scope("officer"), chain=chain, kind=ChainRoleKind.EXPERT, holder=Holder(words="某高校教授"),
            today=TODAY,
        )  # fmt: skip
    assert ChainRole.objects.filter(kind=ChainRoleKind.EXPERT).count() == 1


def test_a_role_has_exactly_one_holder_of_the_zone(world: World, chain: Chain) -> None:
    for holder in (Holder(), Holder(unit=world.other_unit), Holder(unit=world.science, words="又一个")):
        with pytest.raises(Refused):
            give_role(scope=world.scope("officer"), chain=chain, kind=ChainRoleKind.OFFICE, holder=holder, today=TODAY)


# --- versions --------------------------------------------------------------------------------------------------------


def test_the_same_content_is_no_new_version(world: World, chain: Chain) -> None:
    again = draw_up(scope=world.scope("officer"), chain=chain, content=content(), today=TODAY, source=SOURCE)
    assert again == version_on(chain, TODAY)
    assert draft_of(chain) is None


def test_a_version_stands_from_its_day_on_and_is_put_in_force_once(world: World, chain: Chain) -> None:
    scope = world.scope("officer")
    draft = draw_up(scope=scope, chain=chain, content=content(links=LINKS[:3]), today=TODAY, source=SOURCE)
    with pytest.raises(Refused, match="from today on"):
        put_in_force(scope=scope, version=draft, today=TODAY, from_day=TODAY - timedelta(days=1))
    for _time in range(2):
        put_in_force(scope=scope, version=draft, today=TODAY, from_day=TOMORROW)
    assert version_on(chain, TODAY).number == 1
    assert version_on(chain, TOMORROW).number == 2
    assert Event.objects.filter(verb="put_chain_in_force", details__number=2).count() == 1


def test_a_node_that_a_new_version_leaves_out_takes_its_gap_along(world: World, chain: Chain) -> None:
    fill(world, chain, but=("signal",))
    gap = keep_gaps(world, chain)["signal"]
    fewer = [node for node in NODES if node[0] != "signal"]
    scope = world.scope("officer")
    draft = draw_up(scope=scope, chain=chain, content=content(nodes=fewer, links=LINKS[:3]), today=TODAY, source=SOURCE)
    put_in_force(scope=scope, version=draft, today=TODAY)
    gap.refresh_from_db()
    assert (gap.state, gap.closed_on) == ("lapsed", TODAY)


# --- placements ------------------------------------------------------------------------------------------------------


def test_enterprises_are_proposed_by_class_and_words_with_reasons_once(world: World, chain: Chain) -> None:
    fits = make_enterprise(world, class_code="3451", scope="轴承制造；轴承销售")
    make_enterprise(world, class_code="6110", scope="住宿服务")
    make_enterprise(world, class_code="3451", scope="轴承制造", state="dissolved")
    first = propose_placements(scope=world.scope("officer"), chain=chain, today=TODAY)
    again = propose_placements(scope=world.scope("officer"), chain=chain, today=TODAY)
    assert (first.enterprises, first.placements, again.placements) == (2, 1, 0)
    one = Placement.objects.get()
    assert (one.enterprise, one.node_code, one.state) == (fits, "bearing", "proposed")
    assert {reason["code"] for reason in one.reasons} == {"class_fits", "product_words"}


@pytest.mark.parametrize(
    ("scope", "nodes"),
    [
        ("軸承製造", ["bearing"]),
        ("一般项目：轴承制造；货物进出口", ["bearing"]),
        ("机械加工，不含轴承", []),
    ],
)
def test_scopes_are_read_in_any_spelling_and_without_what_they_except(
    world: World, chain: Chain, scope: str, nodes: list[str]
) -> None:
    make_enterprise(world, class_code="3451", scope=scope)
    propose_placements(scope=world.scope("officer"), chain=chain, today=TODAY)
    found = Placement.objects.filter(reasons__icontains="product_words")
    assert [one.node_code for one in found] == nodes


def test_what_is_only_proposed_counts_for_nothing(world: World, chain: Chain) -> None:
    make_enterprise(world, class_code="3451", scope="轴承制造")
    propose_placements(scope=world.scope("officer"), chain=chain, today=TODAY)
    assert judgement_of(chain, TODAY).by_code["bearing"].figures["firms"] == 0


def test_many_are_confirmed_at_once_and_what_was_rejected_is_not_proposed_again(world: World, chain: Chain) -> None:
    for _number in range(4):
        make_enterprise(world, class_code="3451", scope="轴承制造")
    scope = world.scope("officer")
    propose_placements(scope=scope, chain=chain, today=TODAY)
    keys = list(Placement.objects.values_list("pk", flat=True))
    assert reject_placements(scope=scope, chain=chain, placements=keys[:1], today=TODAY) == 1
    assert confirm_placements(scope=scope, chain=chain, placements=keys, today=TODAY) == 3
    assert confirm_placements(scope=scope, chain=chain, placements=keys, today=TODAY) == 0
    assert propose_placements(scope=scope, chain=chain, today=TODAY).placements == 0
    assert judgement_of(chain, TODAY).by_code["bearing"].figures["firms"] == 3


def test_a_placement_of_another_chain_is_not_confirmed_along(world: World, chain: Chain) -> None:
    other = make_chain(world, code="tyres")
    firm = make_enterprise(world, class_code="3451", scope="轴承制造")
    propose_placements(scope=world.scope("supervision"), chain=other, today=TODAY, enterprises=[firm.pk])
    keys = list(Placement.objects.values_list("pk", flat=True))
    assert confirm_placements(scope=world.scope("officer"), chain=chain, placements=keys, today=TODAY) == 0


def test_a_changed_placement_ends_and_another_begins(world: World, chain: Chain) -> None:
    first = place(world, chain, "steel")
    later = change_placement(
        scope=world.scope("officer"), placement=first, fields=PlacementFields(share_bp=4000), today=TODAY
    )
    first.refresh_from_db()
    assert (first.until, first.share_bp, later.share_bp, later.pk != first.pk) == (TODAY, None, 4000, True)
    again = change_placement(
        scope=world.scope("officer"), placement=later, fields=PlacementFields(share_bp=4000), today=TODAY
    )
    assert again == later
    with pytest.raises(Overtaken):
        change_placement(
            scope=world.scope("officer"), placement=first, fields=PlacementFields(share_bp=9000), today=TODAY
        )


def test_the_share_said_is_the_share_that_counts(world: World, chain: Chain) -> None:
    firm = make_enterprise(world, output=1_000_000)
    place(world, chain, "steel", firm, share_bp=2500)
    place(world, chain, "bearing", firm)
    outputs = {code: node.figures["output"] for code, node in judgement_of(chain, TODAY).by_code.items()}
    assert (outputs["steel"], outputs["bearing"]) == (250_000, 750_000)


@pytest.mark.parametrize(
    "fields",
    [{"share_bp": 0}, {"share_bp": 10001}, {"capacity_fen": -1}, {"capacity_fen": 10**18}, {"note": "长" * 301}],
)
def test_a_placement_that_cannot_be_is_refused(world: World, chain: Chain, fields: dict[str, object]) -> None:
    with pytest.raises(Refused):
        place(world, chain, "steel", make_enterprise(world), **fields)
    assert not Placement.objects.exists()


def test_an_enterprise_is_placed_on_nodes_of_the_chain_alone(world: World, chain: Chain) -> None:
    with pytest.raises(Refused, match="no such node"):
        place(world, chain, "nowhere", make_enterprise(world))


def test_an_enterprise_the_person_cannot_open_is_not_placed(world: World, chain: Chain) -> None:
    secret = make_enterprise(world, is_confidential=True)
    with pytest.raises(Refused, match="register"):
        place_enterprise(scope=world.scope("officer"), chain=chain, node_code="steel", enterprise=secret, today=TODAY)


def test_an_ended_placement_may_be_made_again(world: World, chain: Chain) -> None:
    first = place(world, chain, "steel")
    for _time in range(2):
        end_placement(scope=world.scope("officer"), placement=first, today=TODAY)
    second = place(world, chain, "steel", first.enterprise, today=TODAY)
    assert second.pk != first.pk
    assert Event.objects.filter(verb="end_placement").count() == 1


# --- blockages -------------------------------------------------------------------------------------------------------


def test_a_blockage_makes_a_gap_and_its_end_lets_it_lapse(world: World, chain: Chain) -> None:
    fill(world, chain)
    assert keep_gaps(world, chain) == {}
    scope = world.scope("officer")
    for _time in range(2):
        blockage = record_blockage(
            scope=scope, chain=chain, node_code="steel", kind=BlockageKind.LOGISTICS, words="铁路专用线停运",
            today=TODAY, submission="form-1",
        )  # fmt: skip
    assert Blockage.objects.count() == 1
    gap = chain.gaps.get()
    assert (gap.status, gap.reasons[0]["code"]) == ("blocked", "blockage")
    later = TODAY + timedelta(days=9)
    for _time in range(2):
        lift_blockage(scope=scope, blockage=blockage, today=later)
    gap.refresh_from_db()
    assert (gap.state, gap.closed_by) == ("lapsed", None)
    assert judgement_of(chain, later).by_code["steel"].status == "strong"
    assert judgement_of(chain, TODAY).by_code["steel"].status == "blocked"


# --- artefacts -------------------------------------------------------------------------------------------------------


def test_an_artefact_is_set_once_with_its_file(world: World, chain: Chain) -> None:
    scope = world.scope("officer")
    fields = ArtefactFields(ArtefactState.IN_FORCE, title="产业链全景图", due=TODAY)
    for _time in range(2):
        set_artefact(scope=scope, chain=chain, kind=ArtefactKind.MAP, fields=fields, today=TODAY, unit=world.investment)
        add_artefact_file(
            scope=scope, chain=chain, kind=ArtefactKind.MAP, name="图谱.txt", data="轨道交通\n".encode(), today=TODAY
        )
    artefact = Artefact.objects.get()
    assert (artefact.state, artefact.revision, artefact.files.count()) == ("in_force", 2, 1)
    assert Event.objects.filter(verb="set_artefact").count() == 1
    with pytest.raises(Overtaken):
        set_artefact(
            scope=scope, chain=chain, kind=ArtefactKind.MAP, fields=ArtefactFields(ArtefactState.DRAFTING),
            today=TODAY, seen=0,
        )  # fmt: skip


def test_who_only_reads_a_chain_changes_nothing_of_it(world: World, chain: Chain) -> None:
    scope, firm = world.scope("section_officer"), make_enterprise(world)
    before = Event.objects.count()
    for attempt in (
        lambda: place_enterprise(scope=scope, chain=chain, node_code="steel", enterprise=firm, today=TODAY),
        lambda: propose_placements(scope=scope, chain=chain, today=TODAY),
        lambda: draw_up(scope=scope, chain=chain, content=content(links=()), today=TODAY, source=SOURCE),
        lambda: record_blockage(
            scope=scope, chain=chain, node_code="steel", kind=BlockageKind.LAND, words="x", today=TODAY, submission="y"
        ),
        lambda: set_artefact(
            scope=scope, chain=chain, kind=ArtefactKind.MAP, fields=ArtefactFields(ArtefactState.DRAFTING), today=BEGUN
        ),
    ):
        with pytest.raises(Refused):
            attempt()
    assert Event.objects.count() == before
