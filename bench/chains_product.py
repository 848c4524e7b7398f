"""A chain of 500 nodes with 20,000 placed enterprises in the database: judged, and looked up again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.chains_made import made_chain
from bench.measure import Measured, best_of
from bench.plans_made_in_database import make_zone, start

if TYPE_CHECKING:
    from zoneworks.chains.models import Chain

NODES, FIRMS = 500, 20_000
BEGUN, TODAY = date(2023, 1, 9), date(2023, 10, 8)
YEARS = (2021, 2022)
MADE_LIMIT = 0.8


def run() -> list[Measured]:
    start()
    from django.core.cache import cache

    from zoneworks.chains.judging import judge_chain, judgement_of

    chain = filled_chain()
    judgement = judge_chain(chain, TODAY)
    assert judgement is not None
    made = best_of(3, lambda: judge_chain(chain, TODAY))
    engine = best_of(5, lambda: again(chain, judgement))
    cache.clear()
    judgement_of(chain, TODAY)
    kept = best_of(5, lambda: judgement_of(chain, TODAY))
    what = f"a chain of {NODES} nodes, {FIRMS:,} placed enterprises"
    return [
        Measured(f"{what}: judged from the database", made, "the engine alone", engine, MADE_LIMIT),
        Measured(f"{what}: judged before, nothing changed since", kept, "made anew", made),
    ]


def again(chain: Chain, judgement: Any) -> Any:
    from zonekit.chains import PlacedFirms, judge

    count = FIRMS
    rng = np.random.default_rng(1)
    nothing = np.full(count, np.nan)
    placed = PlacedFirms(
        firm=np.arange(count), node=rng.integers(0, NODES, count), output=rng.lognormal(16, 1, count),
        capacity=nothing, share=nothing, weight=np.ones(count), is_foreign=np.zeros(count, dtype=np.bool_),
    )  # fmt: skip
    return judge(judgement.chain, placed, judgement.rules)


def filled_chain() -> Chain:
    """Through the services as far as they make the chain; its enterprises and figures are written in bulk."""
    from zonekit.values.texts import Text
    from zoneworks.chains.models import Placement
    from zoneworks.chains.queries import draft_of
    from zoneworks.chains.services import create_chain, put_in_force
    from zoneworks.common.bulk import insert_rows
    from zoneworks.enterprises.models import Enterprise, EnterpriseFact

    scope, zone, units = make_zone()
    rng = np.random.default_rng(20231008)
    content = made_chain(rng, NODES)
    chain = create_chain(scope=scope, zone=zone, content=content, today=BEGUN, source=Text("测算", "Benchmark"))
    draft = draft_of(chain)
    assert draft is not None
    put_in_force(scope=scope, version=draft, today=BEGUN)
    insert_rows(Enterprise, (
        {"zone_id": zone.pk, "unit_id": units[number % 20].pk, "name": f"企业{number}", "name_key": f"企业{number}",
         "added_on": BEGUN}
        for number in range(FIRMS)
    ))  # fmt: skip
    keys = list(Enterprise.objects.filter(zone=zone).order_by("pk").values_list("pk", flat=True))
    nodes = rng.integers(0, NODES, FIRMS).tolist()
    outputs = (rng.lognormal(16, 1, FIRMS) * 100).astype(int).tolist()
    insert_rows(Placement, (
        {"chain_id": chain.pk, "node_code": content.nodes[node].code, "enterprise_id": key, "state": "confirmed",
         "proposed_on": BEGUN, "decided_on": BEGUN}
        for key, node in zip(keys, nodes, strict=True)
    ))  # fmt: skip
    insert_rows(EnterpriseFact, (
        {"enterprise_id": key, "kind": kind, "span": "year", "about": date(year, 12, 31), "value": output,
         "source": "statistics", "recorded_on": BEGUN, "confirmed_on": BEGUN, "submission": f"{kind}-{year}-{key}"}
        for year in YEARS for kind in ("output", "revenue", "tax", "staff")
        for key, output in zip(keys, outputs, strict=True)
    ))  # fmt: skip
    return chain
