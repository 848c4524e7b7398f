"""An enterprise made confidential is gone everywhere for whoever is not named, and there again for whoever is."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.chains.choices import ChainRoleKind
from zoneworks.chains.models import Placement
from zoneworks.chains.services import find_gaps, give_role
from zoneworks.chains.services.roles import Holder
from zoneworks.chains.tests.known import KnownChain, known_chain
from zoneworks.chains.tests.worlds import TODAY, World, make_world, place
from zoneworks.documents.kinds import kind_of
from zoneworks.enterprises.choices import FactKind
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.services import confirm_class, list_above_scale, set_confidential
from zoneworks.enterprises.tests.known import WAN, Firm, make_firm, say
from zoneworks.enterprises.tests.worlds import make_enterprise
from zoneworks.inbox.models import Message

NAME = "示例密封件九十九厂"
OF_ONE = "enterprise records change rename record readers"
OF_CHAIN = "map bench gaps placements place people map-workbook roster-workbook gaps-workbook"
STRANGERS = ("outsider", "outside_supervision", "cooperating", "section_officer", "administrator")
# Where an officer of the unit in charge reads the name while the enterprise is open.
SHOWN = {
    "enterprise", "records", "change", "rename", "record", "readers", "register", "found", "workbook", "scale",
    "doubles", "map of signal", "placements", "people", "place", "roster-workbook", "list", "bench",
}  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    fix_today(world.zone, world.other_zone)
    return world


@pytest.fixture
def known(world: World) -> KnownChain:
    return known_chain(world)


@pytest.fixture
def firm(world: World, known: KnownChain) -> Firm:
    """Has closed the gap, leads the chain, is near the threshold, and is probably the same as another record."""
    made = make_firm(world)
    scope, one = world.scope("supervision"), made.enterprise
    say(world, one, FactKind.OUTPUT, 2022, 900_000 * WAN)
    list_above_scale(scope=scope, enterprise=one, since=TODAY)
    for number, wan in ((8, 1200), (9, 900)):
        say(world, one, FactKind.REVENUE, 2022, wan * WAN, month=number)
        say(world, one, FactKind.REVENUE, 2023, wan // 3 * WAN, month=number)
    confirm_class(scope=scope, enterprise=one, class_code="3451", today=TODAY)
    make_enterprise(world, 44, name=one.name)
    place(world, known.chain, "signal", one, today=TODAY)
    of_merged = place(world, known.chain, "signal", today=TODAY)
    Placement.objects.filter(pk=of_merged.pk).update(enterprise=made.merge.gone)
    place(world, known.chain, "signal", today=TODAY)
    find_gaps(scope=scope, chain=known.chain, today=TODAY)
    give_role(
        scope=scope, chain=known.chain, kind=ChainRoleKind.LEADING_ENTERPRISE, holder=Holder(enterprise=one),
        today=TODAY,
    )  # fmt: skip
    Message.objects.all().delete()
    return made


def addresses(known: KnownChain, firm: Firm) -> dict[str, str]:
    one, chain = firm.enterprise, known.chain
    found = {name: reverse(f"enterprises:{name}", args=[one.pk]) for name in OF_ONE.split()}
    found |= {name: reverse(f"chains:{name}", args=[chain.pk]) for name in OF_CHAIN.split()}
    found |= {name: reverse(f"enterprises:{name}") for name in ("register", "workbook", "scale", "doubles", "classes")}
    found["merge"] = reverse("enterprises:merge", args=[one.pk, firm.other.pk])
    found["found"] = found["register"] + "?q=密封件"
    found["found by code"] = f"{found['register']}?q={one.credit_code}"
    found["workbook found"] = found["workbook"] + "?q=密封件"
    found["place"] += "?q=密封件"
    found["placements found"] = found["placements"] + "?q=密封件&state=standing"
    found["map of signal"] = found["map"] + "?node=signal"
    found["map as a table"] = found["map"] + "?as=table"
    found["gaps closed"] = found["gaps"] + "?state=closed"
    found["closed gaps as a workbook"] = found["gaps-workbook"] + "?state=closed"
    for name in ("gap", "targets-workbook"):
        found[name] = reverse(f"chains:{name}", args=[known.gap.pk])
    found["list"] = reverse("chains:list")
    found["desk"], found["messages"] = reverse("desk:home"), reverse("inbox:messages")
    found["orders"] = reverse("supervision:new") + "?q=密封件"
    found["documents"], found["productions"] = reverse("documents:list"), reverse("documents:productions")
    found["audit"] = reverse("audit:record")
    return found


def said(answer: HttpResponse) -> str:
    """All that a page or a workbook says."""
    if answer.headers.get("Content-Type", "").startswith("text/"):
        return answer.content.decode()
    if answer.content[:2] != b"PK":
        return ""
    with zipfile.ZipFile(BytesIO(answer.content)) as book:
        return "".join(book.read(part).decode() for part in book.namelist() if part.endswith(".xml"))


def told(client: Client, known: KnownChain, firm: Firm) -> set[str]:
    """Where the name stands for somebody. The search field repeats what was typed, which is no name."""
    return {name for name, url in addresses(known, firm).items() if NAME in said(client.get(url))}


def close_all(world: World) -> None:
    """Every enterprise that bears the name: the one looked at and its probable doubles."""
    for one in Enterprise.objects.filter(name__startswith=NAME, merged_into__isnull=True):
        set_confidential(scope=world.scope("supervision"), enterprise=one, is_confidential=True)


def test_its_unit_reads_it_in_all_these_places_before(world: World, known: KnownChain, firm: Firm) -> None:
    """So that the tests below can fail."""
    assert told(visitor(world, "officer"), known, firm) >= SHOWN


@pytest.mark.parametrize("persona", ["officer", *STRANGERS])
def test_whoever_is_not_named_finds_it_nowhere(world: World, known: KnownChain, firm: Firm, persona: str) -> None:
    close_all(world)
    client = visitor(world, persona)
    assert told(client, known, firm) == set()
    for name in (*OF_ONE.split(), "merge"):
        assert client.get(addresses(known, firm)[name]).status_code == 404, name


@pytest.mark.parametrize("persona", ["supervision", "leader"])
def test_leaders_and_the_office_go_on_reading_it(world: World, known: KnownChain, firm: Firm, persona: str) -> None:
    before = told(visitor(world, persona), known, firm)
    close_all(world)
    assert told(visitor(world, persona), known, firm) == before


def test_whoever_is_named_reads_it_again(world: World, known: KnownChain, firm: Firm) -> None:
    office, officer = visitor(world, "supervision"), visitor(world, "officer")
    before = told(officer, known, firm)
    url = addresses(known, firm)["readers"]
    office.post(Page(office.get(url)).form("confidential").action, {"is_confidential": "1", "seen": revision(firm)})
    assert officer.get(url).status_code == 404
    sent = {"person": str(world.users["officer"].pk), "seen": revision(firm)}
    office.post(reverse("enterprises:name-reader", args=[firm.enterprise.pk]), sent)
    assert told(officer, known, firm) == before


def revision(firm: Firm) -> str:
    firm.enterprise.refresh_from_db()
    return str(firm.enterprise.revision)


@pytest.mark.parametrize("persona", ["officer", "supervision"])
def test_the_brief_on_a_gap_names_no_enterprise_of_the_zone(
    world: World, known: KnownChain, firm: Firm, persona: str
) -> None:
    """It is handed to people outside: whoever makes it, what buys here is told by sums."""
    close_all(world)
    scope, kind = world.scope(persona), kind_of("target_brief")
    asked = kind.clean(scope, world.zone, {"gap": known.gap.pk, "as_of": TODAY.isoformat()})
    document = kind.build(scope, world.zone, asked, lambda _done, _total: None)
    assert known.gap.node_code
    assert NAME not in repr(document)
    assert "外地信号九十九公司" in repr(document)
