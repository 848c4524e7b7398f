"""Small rulebooks and inputs for tests."""

from __future__ import annotations

from decimal import Decimal

from zonekit.scoring import Figure, Inputs, Line, Rulebook, parse, score

D = Decimal
NAME = {"zh": "名", "en": "Name"}
WEIGHED = "10"


def data(*rules: dict, places: int = 2, **head: object) -> dict:
    """A rulebook of one group; the points add up by themselves."""
    points = str(sum(D(rule.get("points", "0")) for rule in rules))
    groups = [{"code": "all", "name": NAME, "points": points, "rules": list(rules)}]
    return {
        "code": "book", "name": NAME, "confidence": "zone", "periods": ["quarter", "year"], "places": places,
        "total": points, "groups": groups, **head,
    }  # fmt: skip


def rule(formula: str, points: str = WEIGHED, **more: object) -> dict:
    own = {"id": "r", "name": NAME, "formula": formula, "points": points, **more}
    if formula not in ("base", "ledger", "marks", "mixed", "load"):
        own.setdefault("measure", "m")
    return own


def ledger(formula: str, **more: object) -> dict:
    return rule(formula, "0", **more)


def figure(actual: str | None, scheduled: str | None = None, **more: object) -> Figure:
    return Figure(None if actual is None else D(actual), None if scheduled is None else D(scheduled), **more)


def book(*rules: dict, **head: object) -> Rulebook:
    return parse(data(*rules, **head))


def inputs(units: dict[str, dict[str, Figure]], **more: object) -> Inputs:
    figures = {(unit, measure): one for unit, own in units.items() for measure, one in own.items()}
    return Inputs("2023", tuple(units), figures, **more)


def line_of(rulebook: Rulebook, own: dict[str, Figure], key: str = "r", **more: object) -> Line:
    """The line of the only unit."""
    return score(rulebook, inputs({"u": own}, **more)).sheets[0].line(key)


def points_by_unit(rulebook: Rulebook, values: dict[str, str]) -> dict[str, str]:
    """Points of rule "r" for units with these values of measure "m"."""
    league = score(rulebook, inputs({unit: {"m": figure(value)} for unit, value in values.items()}))
    return {sheet.unit: str(sheet.line("r").points) for sheet in league.sheets}
