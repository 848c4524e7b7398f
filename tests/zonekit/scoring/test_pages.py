"""The picture and the worked figures of docs/models/scoring.md are what the engine computes."""

import runpy
from decimal import Decimal as Number
from pathlib import Path

import pytest
from tests.zonekit.scoring.making import figure, inputs

from zonekit.scoring import ItemFigure, Mark, load_rulebooks, score, shipped

MODELS = Path(__file__).resolve().parents[3] / "docs" / "models"
RULES = MODELS.parent / "rules"


def test_the_pictures_are_drawn_from_the_engine():
    drawing = runpy.run_path(str(MODELS / "draw_scoring.py"))
    for name, words in drawing["WORDS"].items():
        assert (MODELS / name).read_text(encoding="utf-8") == drawing["drawn"](words)


def worked():
    """Unit A: three items, one of them reported falsely; ten reports, one late; an orange order; marks 18 and 17."""
    own = {
        "reports.on_time_share": figure("0.9"), "orders.blue": figure("0"), "orders.orange": figure("1"),
        "orders.red": figure("0"), "orders.overdue": figure("0"), "orders.closed_on_time_share": figure("1"),
        "verification.false": figure("1"), "plan.early_or_over": figure("2"), "plan.item_progress": figure("0.88"),
        "plan.overdue_starts": figure("1"), "reports.late": figure("1"), "reports.missing": figure("0"),
    }  # fmt: skip
    items = (
        ItemFigure("1", Number(2), Number("0.6"), Number("0.75")),
        ItemFigure("2", Number(1), Number("0.8"), Number("0.75")),
        ItemFigure("3", Number(1), Number("0.75"), Number("0.75"), (), ("check",)),
    )
    marks = (Mark("a", "leader", "p1", Number(18)), Mark("a", "leader", "p2", Number(17)))
    return score(shipped("zone_default"), inputs({"a": own}, items={("a", "plan.items"): items}, marks=marks))


@pytest.mark.parametrize("page", ["scoring.md", "scoring.zh-Hans.md"])
def test_the_worked_sheet_stands_on_the_page(page):
    text = (MODELS / page).read_text(encoding="utf-8")
    sheet = worked().sheets[0]
    for line in sheet.lines:
        row = next(row for row in text.splitlines() if row.startswith(f"| `{line.key}` |"))
        assert row.split("|")[-2].strip().replace("−", "-") == str(line.points)
    assert f"**{sheet.total}**" in text


@pytest.mark.parametrize("page", ["scoring-rulebooks.md", "scoring-rulebooks.zh-Hans.md"])
def test_every_shipped_rulebook_is_on_the_page(page):
    text = (RULES / page).read_text(encoding="utf-8")
    for rulebook in load_rulebooks():
        assert f"## `{rulebook.code}`" in text
        for rule in rulebook.rules:
            assert f"`{rule.id}`" in text
