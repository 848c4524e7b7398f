"""A chain of 500 nodes with 20,000 placed enterprises in the database: judged, and looked up again."""

from __future__ import annotations

from typing import Any

from bench.chains_in_database import FIRMS, NODES, TODAY, filled_chain
from bench.measure import Measured, best_of
from bench.plans_made_in_database import start

MADE_LIMIT = 0.8


def run() -> list[Measured]:
    start()
    from django.core.cache import cache

    from zoneworks.chains.judging import judge_chain, judgement_of

    chain = filled_chain().chain
    judgement = judge_chain(chain, TODAY)
    assert judgement is not None
    made = best_of(3, lambda: judge_chain(chain, TODAY))
    engine = best_of(5, lambda: again(judgement))
    cache.clear()
    judgement_of(chain, TODAY)
    kept = best_of(5, lambda: judgement_of(chain, TODAY))
    what = f"a chain of {NODES} nodes, {FIRMS:,} placed enterprises"
    return [
        Measured(f"{what}: judged from the database", made, "the engine alone", engine, MADE_LIMIT),
        Measured(f"{what}: judged before, nothing changed since", kept, "made anew", made),
    ]


def again(judgement: Any) -> Any:
    from zonekit.chains import judge

    return judge(judgement.chain, judgement.placed, judgement.rules)
