"""The figures of a rulebook that zones really change: points, caps, points for each case, thresholds.

Found in the data of a rulebook, each under the path that faults are told with, and put back there.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from zonekit.scoring.fields import Number
from zonekit.scoring.formulas import FORMULAS
from zonekit.scoring.numbers import number
from zoneworks.common.text import in_language
from zoneworks.scoring.faults import STEP
from zoneworks.scoring.gathering.measures import MEASURES
from zoneworks.scoring.words_rules import PARAMS

POINTS = pgettext_lazy("rule", "Points")
LEAST, MOST = PARAMS["least"], PARAMS["most"]
NEUTRAL = pgettext_lazy("rule", "Share without data")
BOUNDS = ("least", "most")


@dataclass(frozen=True)
class FigureIn:
    """`path`: its place in the data, such as groups[0].rules[1].params.cap."""

    path: str
    label: str
    value: str
    is_required: bool


@dataclass(frozen=True)
class RuleFigures:
    """What one rule, gate or grade has; `name` in the active language."""

    name: str
    figures: tuple[FigureIn, ...]


@dataclass(frozen=True)
class GroupFigures:
    name: str
    figures: tuple[FigureIn, ...]
    rules: tuple[RuleFigures, ...]


def figures_of_book(data: Mapping[str, Any]) -> list[GroupFigures]:
    """The whole first, then group by group, then gates and grades."""
    found = [
        GroupFigures(
            pgettext("scores", "The whole"), tuple(bounded(data, "", "total", gettext_lazy("Points of the whole"))), ()
        )
    ]
    for i, group in enumerate(data["groups"]):
        path = f"groups[{i}]"
        rules = (
            RuleFigures(name_of(rule), tuple(rule_figures(rule, f"{path}.rules[{j}]")))
            for j, rule in enumerate(group["rules"])
        )
        own = bounded(group, f"{path}.", "points", gettext_lazy("Points of the group"))
        found.append(GroupFigures(name_of(group), tuple(own), tuple(rule for rule in rules if rule.figures)))
    for title, rows in ((pgettext("scores", "Gates"), gates(data)), (pgettext("scores", "Grades"), awards(data))):
        listed = tuple(rows)
        if listed:
            found.append(GroupFigures(title, (), listed))
    return found


def bounded(part: Mapping[str, Any], prefix: str, points: str, label: object) -> Iterator[FigureIn]:
    """Points of the whole or of a group, with their caps."""
    yield figure(part, prefix, points, label)
    for name, words in zip(BOUNDS, (LEAST, MOST), strict=True):
        yield figure(part, prefix, name, words, is_required=False)


def rule_figures(rule: Mapping[str, Any], path: str) -> Iterator[FigureIn]:
    """Every number the rule states; caps also where it states none."""
    formula, params = FORMULAS[rule["formula"]], rule.get("params") or {}
    if formula.has_points:
        yield figure(rule, f"{path}.", "points", POINTS)
    if rule.get("missing") == "neutral":
        yield figure(rule, f"{path}.", "neutral_share", NEUTRAL)
    for name, field in formula.fields.items():
        if isinstance(field, Number) and (name in params or name in BOUNDS):
            label = PARAMS.get(name, name)
            yield figure(params, f"{path}.params.", name, label, is_required=field.is_required)
    for i, one in enumerate(params.get("deductions") or ()):
        place, name = f"{path}.params.deductions[{i}].", name_of(one)
        yield figure(one, place, "per", with_name(name, PARAMS["per"]))
        if one.get("least") is not None:
            yield figure(one, place, "least", with_name(name, LEAST), is_required=False)
    for i, band in enumerate(params.get("bands") or ()):
        label = pgettext("band of a rule", "Share, from %(low)s to below %(high)s") % {
            "low": band.get("low") or "–", "high": band.get("high") or "–",
        }  # fmt: skip
        yield figure(band, f"{path}.params.bands[{i}].", "share", label)


def gates(data: Mapping[str, Any]) -> Iterator[RuleFigures]:
    for i, gate in enumerate(data.get("gates") or ()):
        needs = (
            figure(
                need, f"gates[{i}].requires[{j}].", "at_least", with_name(measure_name(need["measure"]), LEAST)
            )
            for j, need in enumerate(gate["requires"])
        )  # fmt: skip
        yield RuleFigures(name_of(gate), tuple(needs))


def awards(data: Mapping[str, Any]) -> Iterator[RuleFigures]:
    found = data.get("awards") or {}
    for part in ("grades", "qualifiers"):
        for i, one in enumerate(found.get(part) or ()):
            yield RuleFigures(name_of(one), (figure(one, f"awards.{part}[{i}].", "at_least", LEAST),))


def figure(
    part: Mapping[str, Any], prefix: str, name: str, label: object | Promise, *, is_required: bool = True
) -> FigureIn:
    stated = part.get(name)
    return FigureIn(f"{prefix}{name}", str(label), "" if stated is None else str(stated), is_required)


def name_of(part: Mapping[str, Any]) -> str:
    return in_language(part["name"]["zh"], part["name"]["en"])


def measure_name(code: str) -> str:
    return str(MEASURES.get(code, code))


def with_name(name: str, label: object) -> str:
    return pgettext("figure of a rule", "%(name)s: %(label)s") % {"name": name, "label": str(label)}


# --- putting back ----------------------------------------------------------------------------------------------------


def with_figures(data: Mapping[str, Any], figures: Mapping[str, Decimal | None]) -> dict[str, Any]:
    """The data with other figures; none: the figure is left out. What has not changed keeps its writing."""
    changed = copy.deepcopy(dict(data))
    for path, value in figures.items():
        *way, last = STEP.findall(path)
        part: Any = changed
        for name, index in way:
            part = part.setdefault(name, {}) if name == "params" else part[name]
            part = part[int(index)] if index else part
        if value is None:
            part.pop(last[0], None)
        elif number(part.get(last[0])) != value:
            part[last[0]] = f"{value:f}"
    return changed


def field_for(path: str, paths: Iterable[str]) -> str | None:
    """Beside which figure a fault is told: its own, else the first of the part it is about."""
    known = list(paths)
    if path in known:
        return path
    if path == "groups":
        return "total"
    return next((one for one in known if path and one.startswith((f"{path}.", f"{path}["))), None)
