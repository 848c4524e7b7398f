"""Histories of chains, gaps, placements and target enterprises in sentences that tell nobody more than he may know."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from zoneworks.accounts.subjects import kind_or_none
from zoneworks.audit import words
from zoneworks.audit.histories import happenings
from zoneworks.audit.lines import lines
from zoneworks.audit.models import Event
from zoneworks.audit.telling import told_events
from zoneworks.chains.audit_sentences import SENTENCES
from zoneworks.chains.choices import ArtefactKind, ArtefactState, ChainRoleKind, MarkKind
from zoneworks.chains.models import Chain, Placement
from zoneworks.chains.services import (
    ArtefactFields,
    PlacementFields,
    change_placement,
    confirm_placements,
    end_placement,
    end_role,
    find_gaps,
    give_role,
    lift_blockage,
    mark_target,
    note_gap,
    propose_placements,
    put_back,
    reject_placements,
    set_artefact,
    take_gap,
)
from zoneworks.chains.services.roles import Holder
from zoneworks.chains.tests.known import KnownChain, known_chain
from zoneworks.chains.tests.worlds import TODAY, World, make_enterprise, place

# Never done in this small world: there is neither a draft to discard nor a gap that lapses.
RARE = {"discard_chain_draft", "lapse_gap", "download"}
KINDS = ("industry_chain", "gap", "enterprise", "pool_enterprise")


@pytest.fixture
def known(world: World, chain: Chain) -> KnownChain:
    """Everything that is done to a chain, done once."""
    one, scope = known_chain(world, chain), world.scope("supervision")
    take_gap(scope=scope, gap=one.gap, unit=world.science, due=TODAY, today=TODAY, seen=None)
    note_gap(scope=scope, gap=one.gap, note="与上海厂商接洽", today=TODAY, seen=None)
    mark_target(
        scope=scope, gap=one.gap, enterprise=one.pooled, kind=MarkKind.SET_ASIDE, today=TODAY, submission="m",
        reason="无扩产意向",
    )  # fmt: skip
    put_back(scope=scope, left=one.left, today=TODAY)
    lift_blockage(scope=scope, blockage=one.blockage, today=TODAY)
    fields = ArtefactFields(state=ArtefactState.IN_FORCE)
    set_artefact(scope=scope, chain=chain, kind=ArtefactKind.YEAR_PLAN, fields=fields, today=TODAY)
    role = give_role(scope=scope, chain=chain, kind=ChainRoleKind.EXPERT, holder=Holder(words="王院士"), today=TODAY)
    end_role(scope=scope, role=role, today=TODAY)
    firms = [make_enterprise(world, f"轮对厂{number}", class_code="3714", scope="轮对制造") for number in range(2)]
    propose_placements(scope=scope, chain=chain, today=TODAY, enterprises=[firm.pk for firm in firms])
    waiting = list(Placement.objects.filter(chain=chain, state="proposed").order_by("pk"))
    reject_placements(scope=scope, chain=chain, placements=[waiting[0].pk], today=TODAY)
    confirm_placements(scope=scope, chain=chain, placements=[waiting[1].pk], today=TODAY)
    later = change_placement(scope=scope, placement=one.placement, fields=PlacementFields(share_bp=4000), today=TODAY)
    end_placement(scope=scope, placement=later, today=TODAY)
    for _number in range(3):
        place(world, chain, "signal", today=TODAY)
    find_gaps(scope=scope, chain=chain, today=TODAY)
    return one


def told(world: World, language: str, persona: str = "supervision") -> dict[str, str]:
    events = list(Event.objects.filter(subject_kind__in=KINDS, verb__in=SENTENCES).order_by("pk"))
    with translation.override(language):
        found = told_events(world.scope(persona), events)
    return {event.verb: found[event.pk].in_one_line for event in events}


def test_everything_that_is_done_is_told_in_both_languages(world: World, known: KnownChain) -> None:
    english, chinese = told(world, "en"), told(world, "zh-hans")
    assert english.keys() == chinese.keys() == SENTENCES.keys() - RARE
    for verb, sentence in chinese.items():
        bare = re.sub("（[^）]*）|“[^”]*”", "", sentence)
        assert not re.search("[A-Za-z]{3,}", bare.replace("九十九条.txt", "")), (verb, sentence)
    assert english["place_enterprise"] == (
        "Placed on the node “Signalling” (signal) of the industry chain “Rail transit” (rail)."
    )
    assert english["take_gap"].startswith(f"Given to {world.science.title}, to be closed by")
    assert english["give_chain_role"] == "Expert from now on: 王院士."
    assert english["set_artefact"] == "Artefact “Year plan” is now: In force."
    assert english["close_gap"] == "Gap closed by a placement; it had been found: Missing."
    assert "缺地九十九亩" in english["record_blockage"]
    assert "(Land)" in english["record_blockage"]
    assert english["mark_target"].endswith("无扩产意向")


def test_every_verb_of_chains_has_a_sentence_and_a_word() -> None:
    ours = {verb for verb in SENTENCES if verb != "download"}
    assert ours <= words.all_verbs().keys()


def test_a_chain_is_not_named_to_whoever_may_not_open_it(world: World, known: KnownChain) -> None:
    firm = known.placement.enterprise
    for persona, is_named in (("supervision", True), ("officer", True), ("cooperating", False), ("outsider", False)):
        with translation.override("en"):
            shown = [one.what for one in happenings("enterprise", firm.pk, scope=world.scope(persona))]
        assert any("Rail transit" in what for what in shown) is is_named, (persona, shown)
        assert any(what.startswith("Placed on") for what in shown)
    assert all("Rail transit" not in one.what for one in happenings("enterprise", firm.pk))


def test_a_confidential_holder_of_a_role_is_not_named(world: World, chain: Chain) -> None:
    secret = make_enterprise(world, "绝密链主企业", is_confidential=True)
    scope = world.scope("supervision")
    give_role(
        scope=scope, chain=chain, kind=ChainRoleKind.LEADING_ENTERPRISE, holder=Holder(enterprise=secret), today=TODAY
    )
    for persona, is_named in (("supervision", True), ("section_officer", False)):
        shown = [one.what for one in happenings("industry_chain", chain.pk, scope=world.scope(persona))]
        assert any(secret.name in what for what in shown) is is_named, persona


def test_files_taken_along_are_called_by_words(world: World, known: KnownChain) -> None:
    for kind, key in (("chain_map", known.chain.pk), ("chain_gaps", known.chain.pk), ("gap_targets", known.gap.pk)):
        declared = kind_or_none(kind)
        assert declared is not None
        assert str(declared.label) != kind
        assert declared.find(world.scope("officer"), [str(key)])[str(key)].title
        assert not declared.find(world.scope("outsider"), [str(key)])
        assert not list(declared.search(world.scope("officer"), world.zone, "轨道"))
    pooled = kind_or_none("pool_enterprise")
    assert pooled is not None
    key = str(known.pooled.pk)
    assert pooled.find(world.scope("officer"), [key])[key].title == known.pooled.title
    assert not pooled.find(world.scope("outsider"), [key])


def test_many_events_are_told_in_few_statements(world: World, known: KnownChain, django_assert_max_num_queries) -> None:
    events = list(Event.objects.filter(subject_kind__in=KINDS))
    scope = world.scope("supervision")
    for some in (events, events * 5):
        with django_assert_max_num_queries(22):
            assert len(told_events(scope, some)) > 30
        with django_assert_max_num_queries(60):
            assert len(lines(scope, world.zone, some)) == len(some)
