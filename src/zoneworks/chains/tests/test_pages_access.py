"""Every address of the pages of chains, asked for by everybody who may come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.chains.choices import PlacementState
from zoneworks.chains.models import Artefact, ArtefactFile, Blockage, Chain, ChainRole, Gap, LeftOut, Placement
from zoneworks.chains.tests.known import known_chain
from zoneworks.chains.tests.worlds import INSIDERS, STRANGERS, World, make_enterprise, place

Enter = Callable[[str], Client]
READ = (
    "map", "map-workbook", "bench", "gaps", "gaps-workbook", "placements", "people", "versions", "version",
    "version-workbook", "gap", "targets-workbook", "artefact-file",
)  # fmt: skip
EDITED = ("place", "artefact", "change-placement")
POSTED = (
    "find-gaps", "propose", "decide-placements", "end-role", "put-in-force", "discard-version", "take-gap", "note-gap",
    "block-gap", "lift-blockage", "mark-target", "leave-out-target",
    "put-back-target", "end-placement",
)  # fmt: skip
# Of the zone: the lead department and who stands above it, the section below it reads; leaders and the office.
OPENED_BY = {"leader", "supervision", "officer", "section_officer"}
WRITTEN_BY = {"supervision", "officer"}


@pytest.fixture
def known(world: World, chain: Chain) -> dict[str, str]:
    """Addresses that speak of our chain, by name."""
    one = known_chain(world, chain)
    key, gap, placement = chain.pk, one.gap.pk, one.placement.pk
    found: dict[str, list[object]] = {
        name: [key] for name in (*READ[:8], "place", "find-gaps", "propose", "decide-placements")
    }
    found |= {name: [key, 1] for name in ("version", "version-workbook", "put-in-force", "discard-version")}
    found |= {name: [gap] for name in ("gap", "targets-workbook", "take-gap", "note-gap", "block-gap")}
    found |= {name: [placement] for name in ("change-placement", "end-placement")}
    found |= {
        "artefact-file": [key, one.file.pk], "end-role": [key, one.role.pk], "mark-target": [gap, one.pooled.pk],
        "lift-blockage": [gap, one.blockage.pk], "artefact": [key, "policy"],
        "leave-out-target": [gap, one.pooled.pk], "put-back-target": [gap, one.left.pk],
    }  # fmt: skip
    return {name: reverse(f"chains:{name}", args=args) for name, args in found.items()}


def state() -> tuple[object, ...]:
    """Everything that a page could have changed."""
    return (
        list(Gap.objects.values_list("pk", "state", "unit", "due", "note")),
        list(Placement.objects.order_by("pk").values_list("pk", "state", "until")),
        list(Blockage.objects.values_list("pk", "until")),
        list(ChainRole.objects.values_list("pk", "until")),
        list(LeftOut.objects.values_list("enterprise", "put_back_on")),
        Artefact.objects.count(),
        ArtefactFile.objects.count(),
    )


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_finds_nothing_at_any_address(known: dict[str, str], enter: Enter, persona: str) -> None:
    client, before = enter(persona), state()
    for name, url in known.items():
        assert client.get(url).status_code == 404, name
        assert client.post(url, {"kind": "shortlisted", "note": "X", "reason": "X"}).status_code == 404, name
    assert state() == before


@pytest.mark.parametrize("persona", STRANGERS)
def test_the_zone_of_a_stranger_is_never_ours(known: dict[str, str], world: World, enter: Enter, persona: str) -> None:
    client = enter(persona)
    assert client.get(f"{reverse('chains:list')}?zone={world.zone.code}").status_code == 404
    own = client.get(reverse("chains:list"))
    assert own.status_code == (404 if persona == "nobody" else 200)
    assert "轨道交通" not in own.content.decode()


def test_whoever_has_not_signed_in_is_asked_to(known: dict[str, str], client: Client) -> None:
    for name, url in known.items():
        answer = client.get(url)
        assert answer.status_code == 302, name
        assert "/accounts/sign-in/" in answer["Location"], name


@pytest.mark.parametrize("persona", INSIDERS)
def test_a_chain_is_open_to_its_units_those_around_them_and_the_leaders(
    known: dict[str, str], enter: Enter, persona: str
) -> None:
    client = enter(persona)
    for name in READ:
        assert client.get(known[name]).status_code == (200 if persona in OPENED_BY else 404), name
    listed = client.get(reverse("chains:list"))
    assert listed.status_code == (404 if persona == "administrator" else 200)
    assert (known["map"] in listed.content.decode()) == (persona in OPENED_BY)


@pytest.mark.parametrize("persona", INSIDERS)
def test_a_chain_is_written_by_its_department_and_the_office(known: dict[str, str], enter: Enter, persona: str) -> None:
    client, before = enter(persona), state()
    for name in EDITED:
        assert client.get(known[name]).status_code == (200 if persona in WRITTEN_BY else 404), name
    if persona in WRITTEN_BY:
        return
    for name in (*POSTED, *EDITED, "people"):
        assert client.post(known[name], {"kind": "shortlisted", "note": "X", "reason": "X"}).status_code == 404, name
    assert state() == before
    if persona in OPENED_BY:
        shown = client.get(known["gap"]).content.decode()
        assert not [name for name in POSTED if known[name] in shown]


def test_what_only_writers_send_is_no_page(known: dict[str, str], enter: Enter) -> None:
    client = enter("supervision")
    for name in POSTED:
        assert client.get(known[name]).status_code == 405, name


def test_nothing_is_written_on_a_page_of_an_earlier_day(known: dict[str, str], enter: Enter) -> None:
    client, before = enter("supervision"), state()
    for name in (*POSTED, *EDITED):
        sent = {"kind": "shortlisted", "placement": "1", "note": "X", "reason": "X"}
        answer = client.post(f"{known[name]}?as_of=2023-03-01", sent)
        assert answer.status_code == 302, name
    assert state() == before


def test_a_placement_of_an_enterprise_that_one_may_not_name_does_not_exist(
    known: dict[str, str], world: World, chain: Chain, enter: Enter
) -> None:
    placement = Placement.objects.filter(chain=chain, state=PlacementState.CONFIRMED).select_related("enterprise")[0]
    firm = placement.enterprise
    type(firm).objects.filter(pk=firm.pk).update(is_confidential=True)
    client = enter("officer")
    assert client.get(reverse("chains:change-placement", args=[placement.pk])).status_code == 404
    for name in ("map", "placements", "bench", "gap"):
        assert firm.name not in client.get(known[name]).content.decode(), name
    shown = client.get(known["map"], {"node": placement.node_code}).content.decode()
    assert firm.name not in shown
    assert "1 家" in shown or "1 enterprise you may not open is counted" in shown


def test_no_search_tells_that_a_confidential_enterprise_is_there(world: World, chain: Chain, enter: Enter) -> None:
    secret = make_enterprise(world, "绝密企业", is_confidential=True)
    place(world, chain, "steel", secret)
    address = reverse("chains:placements", args=[chain.pk])
    seen = {who: enter(who).get(address, {"state": "standing", "q": "绝密"}) for who in ("officer", "supervision")}
    assert {who: len(answer.context["page"].lines) for who, answer in seen.items()} == {"officer": 0, "supervision": 1}
