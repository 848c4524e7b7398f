"""A chain of 500 nodes with 20,000 placed enterprises in a database: every status is met, and it is known which.

The chain comes in through the services; its enterprises and figures are written in bulk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.chains_made import MadeFirm, made_chain, made_world
from zonekit.chains import Chain as Content
from zonekit.chains import shipped_chains
from zonekit.values.texts import Text

if TYPE_CHECKING:
    from zoneworks.accounts.access import Scope
    from zoneworks.chains.models import Chain
    from zoneworks.units.models import Unit

NODES, FIRMS = 500, 20_000
FIRMS_A_NODE = 52
BEGUN, TODAY = date(2023, 1, 9), date(2023, 10, 8)
YEARS = (2021, 2022)
SEED = 20231008
FEN = 100


@dataclass(frozen=True, slots=True)
class Filled:
    scope: Scope
    chain: Chain


def filled_chain() -> Filled:
    """In a zone where it is always the eighth of October."""
    from bench.plans_made_in_database import make_zone
    from zoneworks.chains.queries import draft_of
    from zoneworks.chains.services import create_chain, put_in_force
    from zoneworks.units.models import ZoneProfile

    scope, zone, units = make_zone()
    ZoneProfile.objects.update_or_create(zone=zone, defaults={"fixed_today": TODAY})
    content, firms = made()
    chain = create_chain(scope=scope, zone=zone, content=content, today=BEGUN, source=Text("测算", "Benchmark"))
    draft = draft_of(chain)
    assert draft is not None
    put_in_force(scope=scope, version=draft, today=BEGUN)
    write_firms(chain, zone, units, content, firms)
    return Filled(scope, chain)


def made() -> tuple[Content, list[MadeFirm]]:
    """Gaps are planted on a fifth of the nodes; of the firms beyond the number some are left out evenly."""
    content = named_as_chains_are(made_chain(np.random.default_rng(SEED), NODES))
    firms = made_world(content, SEED, firms=FIRMS_A_NODE).firms
    assert len(firms) >= FIRMS, len(firms)
    kept = np.linspace(0, len(firms) - 1, FIRMS).astype(int).tolist()
    return content, [firms[place] for place in kept]


def named_as_chains_are(content: Content) -> Content:
    """Names of nodes as long as real ones are."""
    names = [node.name for chain in shipped_chains() for node in chain.nodes]
    nodes = tuple(
        replace(node, name=Text(f"{name.zh}{place}", f"{name.en} {place}"))
        for place, node in enumerate(content.nodes)
        for name in [names[place % len(names)]]
    )
    return replace(content, nodes=nodes)


def write_firms(chain: Chain, zone: Unit, units: list[Unit], content: Content, firms: list[MadeFirm]) -> None:
    from zoneworks.chains.models import Placement
    from zoneworks.common.bulk import insert_rows
    from zoneworks.enterprises.models import Enterprise, EnterpriseFact

    insert_rows(Enterprise, (
        {"zone_id": zone.pk, "unit_id": units[number % 20].pk, "name": f"天津示例{number}科技有限公司",
         "name_key": f"天津示例{number}科技", "added_on": BEGUN}
        for number in range(len(firms))
    ))  # fmt: skip
    keys = list(Enterprise.objects.filter(zone=zone).order_by("pk").values_list("pk", flat=True))
    insert_rows(Placement, (
        {"chain_id": chain.pk, "node_code": content.nodes[firm.placed].code, "enterprise_id": key,
         "capacity_fen": int(firm.capacity * FEN), "state": "confirmed", "proposed_on": BEGUN, "decided_on": BEGUN}
        for key, firm in zip(keys, firms, strict=True)
    ))  # fmt: skip
    insert_rows(EnterpriseFact, (figure(key, firm, year, kind)
        for year in YEARS for kind in ("output", "revenue", "tax", "staff")
        for key, firm in zip(keys, firms, strict=True)
    ))  # fmt: skip


def figure(key: int, firm: MadeFirm, year: int, kind: str) -> dict[str, Any]:
    return {
        "enterprise_id": key, "kind": kind, "span": "year", "about": date(year, 12, 31),
        "value": int(firm.output * FEN),
        "source": "statistics", "recorded_on": BEGUN, "confirmed_on": BEGUN, "submission": f"{kind}-{year}-{key}",
    }  # fmt: skip
