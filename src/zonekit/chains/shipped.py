"""The curated chains of this package: editors' knowledge, to be confirmed by each chain's experts."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from zonekit.chains.jsonform import chain_from_json
from zonekit.chains.model import Chain

FOLDER = files("zonekit.chains") / "data" / "chains"


@cache
def shipped_chains() -> tuple[Chain, ...]:
    """All shipped chains, by code."""
    names = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.endswith(".json"))
    return tuple(load_chain(name.removesuffix(".json")) for name in names)


@cache
def load_chain(code: str) -> Chain:
    """One shipped chain. KeyError where there is none of this code."""
    entry = FOLDER / f"{code}.json"
    if not code.isidentifier() or not entry.is_file():
        raise KeyError(code)
    return chain_from_json(json.loads(entry.read_text(encoding="utf-8")))
