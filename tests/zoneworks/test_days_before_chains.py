"""What the pages of chains and enterprises show as of an earlier day is what was known on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import unified_diff

import pytest
from django.urls import reverse

from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.chains import services
from zoneworks.chains.choices import BlockageKind, ChainRoleKind
from zoneworks.chains.models import Gap, Placement
from zoneworks.chains.queries import draft_of
from zoneworks.chains.services import PoolRow
from zoneworks.chains.services.roles import Holder
from zoneworks.chains.tests.known import NAMED, KnownChain, known_chain
from zoneworks.chains.tests.worlds import NODES, SOURCE, World, content, make_enterprise, make_world, place
from zoneworks.enterprises import services as enterprises
from zoneworks.enterprises.choices import FactKind
from zoneworks.enterprises.tests.known import WAN, Firm, make_firm, say
from zoneworks.inbox.models import Message

THEN, LATER = date(2023, 3, 31), date(2023, 6, 1)
READERS = ("supervision", "leader", "officer")


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    fix_today(world.zone)
    return world


@pytest.fixture
def known(world: World) -> KnownChain:
    return known_chain(world)


@pytest.fixture
def firm(world: World, known: KnownChain) -> Firm:
    """With figures and a role, placed on the chain; a record found to be the same."""
    made = make_firm(world)
    for fact in made.enterprise.facts.all():
        type(fact).objects.filter(pk=fact.pk).update(recorded_on=date(2023, 2, 1), confirmed_on=date(2023, 2, 1))
    type(made.role).objects.filter(pk=made.role.pk).update(since=date(2023, 2, 1))
    type(made.merge).objects.filter(pk=made.merge.pk).update(merged_on=date(2023, 2, 1))
    say(world, made.enterprise, FactKind.OUTPUT, 2022, 5_000 * WAN, today=date(2023, 2, 1))
    place(world, known.chain, "steel", made.enterprise, today=date(2023, 2, 1))
    return made


def happen(world: World, known: KnownChain, firm: Firm) -> None:
    """Much, after the day looked at."""
    scope, chain = world.scope("supervision"), known.chain
    services.take_gap(scope=scope, gap=known.gap, unit=world.science, due=date(2023, 12, 31), today=LATER)
    known.gap.refresh_from_db()
    services.note_gap(scope=scope, gap=known.gap, note="后来写的话", today=LATER)
    rows = [PoolRow(name="后来入库公司", class_code="3716", products=("信号设备",), is_fictitious=True)]
    services.import_pool(scope=scope, zone=world.zone, rows=rows, today=LATER)
    services.lift_blockage(scope=scope, blockage=known.blockage, today=LATER)
    services.record_blockage(
        scope=scope, chain=chain, node_code="train", kind=BlockageKind.STAFF, words="后来缺人", today=LATER,
        submission="later",
    )  # fmt: skip
    for placement in Placement.objects.filter(chain=chain, node_code="bearing")[:2]:
        services.end_placement(scope=scope, placement=placement, today=LATER)
    say(world, firm.enterprise, FactKind.OUTPUT, 2022, 90_000 * WAN, today=LATER)
    say(world, firm.enterprise, FactKind.REVENUE, 2021, 7_777 * WAN, today=LATER)
    enterprises.withdraw_fact(scope=scope, fact=firm.fact, today=LATER, submission="later", reason="后来撤回")
    enterprises.give_role(scope=scope, enterprise=firm.enterprise, role="backbone", since=LATER, basis="后来的文件")
    enterprises.list_above_scale(scope=scope, enterprise=firm.enterprise, since=LATER, basis="后来入统")
    services.give_role(
        scope=scope, chain=chain, kind=ChainRoleKind.OFFICE, holder=Holder(words="后来的链办"), today=LATER
    )
    for _number in range(3):
        later = make_enterprise(world, output=100_000_000, on=LATER)
        place(world, chain, "signal", later, today=LATER)
    services.find_gaps(scope=scope, chain=chain, today=LATER)
    more = ("later", "后来的环节", "Later node", "upstream", 1, ["3251"], ["后来的产品"])
    services.draw_up(
        scope=scope, chain=chain, content=content(nodes=(*NODES, more), name=NAMED), today=LATER, source=SOURCE
    )
    draft = draft_of(chain)
    assert draft is not None
    services.put_in_force(scope=scope, version=draft, today=LATER)


Address = Callable[[KnownChain, Firm], str]
PAGES: dict[str, Address] = {
    "chains": lambda known, firm: reverse("chains:list"),
    "map": lambda known, firm: reverse("chains:map", args=[known.chain.pk]),
    "bench": lambda known, firm: reverse("chains:bench", args=[known.chain.pk]),
    "gaps": lambda known, firm: reverse("chains:gaps", args=[known.chain.pk]),
    "gap": lambda known, firm: reverse("chains:gap", args=[known.gap.pk]),
    "placements": lambda known, firm: reverse("chains:placements", args=[known.chain.pk]),
    "people": lambda known, firm: reverse("chains:people", args=[known.chain.pk]),
    "register": lambda known, firm: reverse("enterprises:register"),
    "enterprise": lambda known, firm: reverse("enterprises:enterprise", args=[firm.enterprise.pk]),
    "records": lambda known, firm: reverse("enterprises:records", args=[firm.enterprise.pk]),
    "scale": lambda known, firm: reverse("enterprises:scale"),
}


def words_of(world: World, address: str) -> dict[str, list[str]]:
    Message.objects.all().delete()  # how many are unread is told on every page, of now
    answers = {who: visitor(world, who).get(address, {"as_of": THEN.isoformat()}) for who in READERS}
    return {who: Page(answer).words for who, answer in answers.items() if answer.status_code == 200}


@pytest.mark.parametrize("name", PAGES)
def test_an_earlier_day_is_shown_as_it_was_known(world: World, known: KnownChain, firm: Firm, name: str) -> None:
    address = PAGES[name](known, firm)
    before = words_of(world, address)
    assert before.keys() >= {"supervision", "leader"}
    happen(world, known, firm)
    after = words_of(world, address)
    for who, words in before.items():
        changed = "\n".join(unified_diff(words, after[who], lineterm="", n=0))
        assert not changed, f"{who}\n{changed}"


def test_pages_of_today_tell_what_came_later(world: World, known: KnownChain, firm: Firm) -> None:
    """So that the test above can fail."""
    happen(world, known, firm)
    assert Gap.objects.get(pk=known.gap.pk).state == "closed"
    today = {name: Page(visitor(world, "supervision").get(PAGES[name](known, firm))).text for name in PAGES}
    assert "Later node" in today["map"]
    assert "后来写的话" in today["gap"]
    assert "后来的链办" in today["people"]
    assert "后来撤回" in today["records"]
