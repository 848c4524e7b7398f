"""The register of enterprises by chain: what one may open is found, paged and exported; the rest is not told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from zoneworks.accounts.tests.visits import Page
from zoneworks.chains.choices import ChainRoleKind
from zoneworks.chains.models import Chain
from zoneworks.chains.services import end_placement, give_role
from zoneworks.chains.services.roles import Holder
from zoneworks.chains.tests.worlds import BEGUN, TODAY, World, make_chain, make_enterprise, place
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.search import index_enterprises
from zoneworks.enterprises.services import merge_enterprises, set_confidential
from zoneworks.enterprises.tests import worlds as enterprises

Enter = Callable[[str], Client]
LIST = "enterprises:register"


@pytest.fixture
def placed(world: World, chain: Chain) -> dict[str, Enterprise]:
    """One on the chain, one on another chain that the science department leads, one on none."""
    found = {name: make_enterprise(world, f"筛选{name}厂") for name in ("甲", "乙", "丙")}
    index_enterprises([one.pk for one in found.values()])
    other = make_chain(world, code="other", name={"zh": "另一条链", "en": "Another chain"})
    type(other.roles.get(unit=world.investment)).objects.filter(chain=other, unit=world.investment).delete()
    give_role(
        scope=world.scope("supervision"), chain=other, kind=ChainRoleKind.LEAD_DEPARTMENT,
        holder=Holder(unit=world.science), today=BEGUN,
    )  # fmt: skip
    place(world, chain, "steel", found["甲"])
    place(world, chain, "bearing", found["甲"])
    place(world, other, "steel", found["乙"])
    return found


def listed(client: Client, **query: str) -> set[str]:
    text = client.get(reverse(LIST), query).content.decode()
    return {name for name in "甲乙丙" if f"筛选{name}厂" in text}


def offered(client: Client) -> str:
    return Page(client.get(reverse(LIST))).text


def test_the_office_finds_by_chain_and_those_on_none(world: World, placed: dict[str, Enterprise], enter: Enter) -> None:
    client = enter("supervision")
    assert listed(client) == set("甲乙丙")
    assert listed(client, chain="rail") == {"甲"}
    assert listed(client, chain="other") == {"乙"}
    assert listed(client, chain="-") == {"丙"}
    assert listed(client, chain="unknown", page="x") == set("甲乙丙")
    assert listed(client, chain="rail", q="筛选") == {"甲"}
    assert listed(client, chain="-", q="筛选甲") == set()


def test_a_chain_one_may_not_open_is_neither_offered_nor_read_off_the_list(
    world: World, placed: dict[str, Enterprise], enter: Enter
) -> None:
    officer = enter("officer")
    assert "Rail transit" in offered(officer)
    assert "Another chain" not in offered(officer)
    assert listed(officer, chain="other") == set("甲乙丙")  # asks for nothing
    assert "On none of these chains" in offered(officer)
    assert listed(officer, chain="-") == {"乙", "丙"}


def test_a_stranger_is_offered_nothing(world: World, placed: dict[str, Enterprise], enter: Enter) -> None:
    client = enter("outsider")
    assert "Rail transit" not in offered(client)
    assert listed(client, chain="rail") == set()
    assert client.get(reverse(LIST), {"chain": "rail", "zone": world.zone.code}).status_code == 404


def test_a_confidential_one_is_not_found_by_its_chain(
    world: World, placed: dict[str, Enterprise], enter: Enter
) -> None:
    set_confidential(scope=world.scope("supervision"), enterprise=placed["甲"], is_confidential=True)
    assert listed(enter("officer"), chain="rail") == set()
    assert listed(enter("leader"), chain="rail") == {"甲"}


def test_what_ended_stands_on_no_chain_and_earlier_days_know_it_still(
    world: World, chain: Chain, placed: dict[str, Enterprise], enter: Enter
) -> None:
    for placement in placed["甲"].placements.all():
        end_placement(scope=world.scope("supervision"), placement=placement, today=TODAY)
    assert listed(enter("officer"), chain="rail") == set()
    assert listed(enter("officer"), chain="rail", as_of="2023-06-01") == {"甲"}


def test_a_merged_record_lends_its_place_to_what_it_was_merged_into(
    world: World, placed: dict[str, Enterprise], enter: Enter
) -> None:
    scope = world.scope("supervision")
    merge_enterprises(scope=scope, kept=placed["丙"], gone=placed["甲"], today=TODAY)
    assert listed(enter("supervision"), chain="rail") == {"丙"}


def test_the_filter_is_kept_while_paging_and_in_the_workbook(
    world: World, chain: Chain, enter: Enter, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for one in enterprises.make_enterprises(world, 60):
        place(world, chain, "steel", one)
    extra = make_enterprise(world, "筛选丁厂")
    client = enter("officer")
    client.get(reverse(LIST), {"chain": "rail"})
    with django_assert_max_num_queries(27):
        page = Page(client.get(reverse(LIST), {"chain": "rail"}))
    assert any("chain=rail" in link and "page=2" in link for link in page.links)
    assert Page(client.get(reverse(LIST), {"chain": "rail", "page": "2"})).text.count("号有限公司") == 10
    [workbook] = [link for link in page.links if "enterprises.xlsx" in link]
    book = load_workbook(BytesIO(client.get(workbook).content))
    names = {row[1].value for row in book.active.iter_rows(min_row=2)}
    assert len(names) == 60
    assert extra.name not in names


def test_where_there_is_no_chain_there_is_no_filter(world: World, enter: Enter) -> None:
    enterprises.make_enterprise(world, 1)
    assert "On no chain" not in offered(enter("supervision"))
