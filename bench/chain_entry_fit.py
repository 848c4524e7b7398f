"""Fit the shipped model of entry anew: `python -m bench.chain_entry_fit` writes entry_model.json of zonekit.chains."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.chain_tables import Pair, chapters, drawn_counts, trade_pair
from zonekit.chains.entry import EntryModel, fit_entry
from zonekit.chains.relatedness import Bools

FILE = Path(__file__).resolve().parents[1] / "src/zonekit/chains/data/entry_model.json"
ABOUT = {
    "note": {
        "zh": "由1962年与1980年世界贸易（HS4，155个国家和地区、991种商品）及由其抽取的小型企业数表拟合，"
        "仅含系数，不含数据；有本地两期数据的可重新拟合。",
        "en": "Fitted on world trade of 1962 and 1980 (HS4, 155 countries and territories, 991 products) and on small "
        "tables of counts drawn from it; weights only, no data. Fit anew with two dates of your own if there are.",
    },
    "source": "UN Comtrade by Open Trade Statistics, as in the R package economiccomplexity (Apache-2.0)",
    "fitted_on": "2026-11-23",
    "to_be_confirmed": True,
}


def learn(pairs: list[Pair], is_learnt: Callable[[Pair], Bools]) -> EntryModel:
    told = [(pair.before, pair.came, is_learnt(pair)) for pair in pairs]
    flat, tree = (fit_entry(told, has_branches=has) for has in (False, True))
    return EntryModel(flat, tree)


def lessons(trade: Pair) -> list[Pair]:
    return [trade, chapters(trade), *drawn_counts(trade)]


def main() -> None:
    model = learn(lessons(trade_pair()), lambda pair: np.ones(len(pair.came), dtype=bool))
    rounded = {
        kind: {name: round(value, 4) for name, value in own.items()}
        for kind, own in (("flat", model.flat), ("tree", model.tree))
    }
    FILE.write_text(json.dumps({**ABOUT, **rounded}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(FILE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
