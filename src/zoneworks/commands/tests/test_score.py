"""`zoneworks score`: every point of a published score, adding up exactly."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from zoneworks.commands import main
from zoneworks.plans.tests.worlds import make_plan, make_world
from zoneworks.scoring.tests.scores import QUARTER, issue, publish, total


def test_the_command_line_explains_every_point(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    world = make_world()
    plan = make_plan(world)
    issue(world)
    publication = publish(world, plan)
    assert main(["score", "explain", "A-INV", "--period", QUARTER, "--zone", "A", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)

    assert sum((Decimal(line["points"]) for line in told["lines"]), Decimal(0)) == Decimal(told["total"])
    assert Decimal(told["total"]) == total(publication, "A-INV")
    assert main(["score", "explain", "NOBODY", "--period", QUARTER, "--zone", "A", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["issues"][0]["code"] == "unit_unknown"
    assert main(["score", "table", "--zone", "A"]) == 0
