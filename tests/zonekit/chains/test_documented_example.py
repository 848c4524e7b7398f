"""The worked example of docs/models/chain-gaps.md, and its table of rules, are what the program does."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from tests.zonekit.chains.sheets import AXLE, BOGIE, STEEL, workbook

from zonekit.chains import Placed, PlacedFirms, Status, judge, load_gap_rules, parse_chain

DOCS = Path(__file__).resolve().parents[3] / "docs"


def test_the_worked_example() -> None:
    chain = parse_chain(workbook([STEEL, AXLE, BOGIE], [("steel", "axle", 0.5), ("axle", "bogie", 0.4)])).chain
    assert chain is not None
    rows = [Placed("A", "axle", 8e6), Placed("B", "axle", 7e6), Placed("C", "bogie", 30e6), Placed("D", "bogie", 20e6)]
    steel = judge(chain, PlacedFirms.of(rows, chain.positions()), load_gap_rules()).nodes[0]
    assert steel.status == Status.MISSING
    assert steel.importance == pytest.approx(17.5 / 65)
    assert steel.figures["demand"] == pytest.approx(5.25e6)
    assert steel.closing[0].figures == {"suppliers": 2, "supply_each": pytest.approx(1.575e6)}
    for page in ("chain-gaps.md", "chain-gaps.zh-Hans.md"):
        assert "26.9" in (DOCS / "models" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["gap-rules.md", "gap-rules.zh-Hans.md"])
def test_the_page_of_rules_gives_the_numbers_of_the_data(page: str) -> None:
    text = (DOCS / "rules" / page).read_text(encoding="utf-8")
    rules = json.loads((files("zonekit.chains") / "data" / "gap_rules.json").read_text(encoding="utf-8"))["sets"][0]
    rows = dict(re.findall(r"^\| [^|]+ \| `([\w.]+)` \| ([^|]+) \|$", text, re.MULTILINE))
    for path in ("missing.counted_below", "broken.counted_below", "broken.foreign_share_from", "weak.coverage_below",
                 "weak.largest_share_from", "weak.capacity_use_above"):  # fmt: skip
        group, name = path.split(".")
        assert str(rules[group][name]) in rows[path]
    assert str(rules["input_rate"]) in rows["input_rate"]
    for name in ("moved", "unfitting"):
        assert str(rules["counting"][name]) in rows["counting"]
