"""A small chain in the zone of `accounts.tests.worlds`, its department, and enterprises to place on it."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from zonekit.chains import Chain as EngineChain
from zonekit.chains import chain_from_json
from zonekit.values.texts import Text
from zoneworks.accounts.tests.worlds import INSIDERS, PERSONAS, STRANGERS, TODAY, World, make_world
from zoneworks.chains.choices import ChainRoleKind
from zoneworks.chains.models import Chain, Gap, Placement
from zoneworks.chains.queries import draft_of
from zoneworks.chains.services import (
    PlacementFields,
    PoolRow,
    create_chain,
    find_gaps,
    give_role,
    import_pool,
    place_enterprise,
    put_in_force,
)
from zoneworks.chains.services.roles import Holder
from zoneworks.enterprises.choices import FactKind, FactSource, Span
from zoneworks.enterprises.models import Enterprise, EnterpriseFact
from zoneworks.units.models import Unit

__all__ = ["INSIDERS", "PERSONAS", "STRANGERS", "TODAY", "World", "make_world"]
SOURCE = Text("测试", "A test")
BEGUN = date(2023, 1, 10)
YUAN = 100
numbers = count(1)

# code, Chinese, English, segment, tier, classes, product words
NODES = (
    ("steel", "车轴钢", "Axle steel", "upstream", 1, ["3130"], ["车轴钢"]),
    ("bearing", "轴承", "Bearings", "upstream", 1, ["3451"], ["轴承"]),
    ("wheelset", "轮对", "Wheelsets", "midstream", 2, ["3714"], ["轮对"]),
    ("signal", "信号系统", "Signalling", "midstream", 2, ["3716"], ["信号设备"]),
    ("train", "整车", "Trains", "downstream", 3, ["3711"], ["地铁车辆"]),
)
LINKS = (
    ("steel", "wheelset", 0.5), ("bearing", "wheelset", 0.3), ("wheelset", "train", 0.3), ("signal", "train", 0.2),
)  # fmt: skip


def content(**changes: Any) -> EngineChain:
    """The chain as the engine has it; `nodes` and `links` may be given anew."""
    nodes, links = changes.pop("nodes", NODES), changes.pop("links", LINKS)
    return chain_from_json({
        "code": "rail", "name": {"zh": "轨道交通", "en": "Rail transit"}, "version": "2023", "is_confirmed": False,
        "note": {"zh": "待专家确认", "en": "To be confirmed by experts"},
        "nodes": [
            {
                "code": code, "name": {"zh": zh, "en": en}, "segment": segment, "tier": tier, "classes": classes,
                "products": {"zh": products, "en": []},
            }
            for code, zh, en, segment, tier, classes, products in nodes
        ],
        "links": [{"supplier": one, "customer": other, "weight": weight} for one, other, weight in links],
        **changes,
    })  # fmt: skip


def make_chain(world: World, *, today: date = BEGUN, is_in_force: bool = True, **changes: Any) -> Chain:
    """In force from the day on, with the investment department as its lead department and the chief as its leader."""
    scope = world.scope("supervision")
    chain = create_chain(scope=scope, zone=world.zone, content=content(**changes), today=today, source=SOURCE)
    give_role(
        scope=scope, chain=chain, kind=ChainRoleKind.LEAD_DEPARTMENT, holder=Holder(unit=world.investment), today=today
    )
    give_role(scope=scope, chain=chain, kind=ChainRoleKind.LEADER, holder=Holder(post=world.chief), today=today)
    draft = draft_of(chain)
    if is_in_force and draft is not None:
        put_in_force(scope=scope, version=draft, today=today)
    chain.refresh_from_db()
    return chain


def make_enterprise(
    world: World, name: str = "", *, unit: Unit | None = None, output: int | None = None, on: date = BEGUN,
    **fields: Any,
) -> Enterprise:  # fmt: skip
    """`output`: yuan in 2022, known from the day on."""
    title = name or f"甲企业{next(numbers)}"
    enterprise = Enterprise.objects.create(
        zone=world.zone, unit=unit or world.investment, name=title, name_key=title, added_on=on, **fields
    )
    if output is not None:
        make_output(enterprise, output, on=on)
    return enterprise


def make_output(enterprise: Enterprise, yuan: int, *, year: int = 2022, on: date = BEGUN) -> EnterpriseFact:
    return EnterpriseFact.objects.create(
        enterprise=enterprise, kind=FactKind.OUTPUT, span=Span.YEAR, about=date(year, 12, 31), value=yuan * YUAN,
        source=FactSource.STATISTICS, recorded_on=on, confirmed_on=on, submission=f"output-{next(numbers)}",
    )  # fmt: skip


def place(
    world: World, chain: Chain, node: str, enterprise: Enterprise | None = None, *, today: date = BEGUN, **fields: Any
) -> Placement:  # fmt: skip
    """Confirmed by the supervision office; a new enterprise with a good output where none is named."""
    firm = enterprise or make_enterprise(world, output=100_000_000)
    return place_enterprise(
        scope=world.scope("supervision"), chain=chain, node_code=node, enterprise=firm, today=today,
        fields=PlacementFields(**fields),
    )  # fmt: skip


def fill(world: World, chain: Chain, *, but: tuple[str, ...] = (), each: int = 3, today: date = BEGUN) -> None:
    """`each` enterprises on every node except those named."""
    for code, *_rest in NODES:
        for _number in range(0 if code in but else each):
            place(world, chain, code, today=today)


def keep_gaps(world: World, chain: Chain, *, today: date = BEGUN) -> dict[str, Gap]:
    """The open gaps by node, from now on kept."""
    find_gaps(scope=world.scope("supervision"), chain=chain, today=today)
    return {gap.node_code: gap for gap in Gap.objects.filter(chain=chain, state="open").select_related("chain__zone")}


def pooled(world: World, count: int = 2) -> None:
    rows = [
        PoolRow(
            name=f"外地信号公司{number}", class_code="3716", products=("信号设备",), region="江苏省苏州市",
            revenue_fen=10_000_000_000 + number, is_fictitious=True,
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    import_pool(scope=world.scope("supervision"), zone=world.zone, rows=rows, today=BEGUN)
