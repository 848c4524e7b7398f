"""Consequences demanded on an order (interview, criticism, accountability) and carried out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zonekit.supervision.faults import OrderFault
from zonekit.supervision.rows import Demanded, OrderState, Step
from zonekit.supervision.rules import LadderRules
from zonekit.supervision.words import Consequence
from zonekit.values.workdays import WorkCalendar


def demand(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    """One more consequence; `id` names it within the order, by default the number of the step."""
    name = str(step.data.get("id") or step.no)
    if any(one.id == name for one in state.consequences):
        raise OrderFault("consequence_demanded_already", {"id": name})
    month, year = int(step.data.get("month", 0)), int(step.data.get("year", 0))
    one = Demanded(name, _consequence(step.data.get("consequence")), step.rule, step.on, year, month)
    return state.after(step, consequences=(*state.consequences, one))


def hold(state: OrderState, step: Step, calendar: WorkCalendar, rules: LadderRules) -> OrderState:
    """A demanded consequence was carried out."""
    name = str(step.data.get("id", ""))
    found = next((one for one in state.consequences if one.id == name), None)
    if found is None:
        raise OrderFault("consequence_not_demanded", {"id": name})
    if found.held_on is not None:
        raise OrderFault("consequence_held_already", {"id": name, "held_on": found.held_on.isoformat()})
    held = replace(found, held_on=step.on)
    return state.after(step, consequences=tuple(held if one is found else one for one in state.consequences))


def _consequence(word: Any) -> Consequence:
    try:
        return Consequence(word)
    except ValueError:
        raise OrderFault("consequence_unknown", {"value": str(word)}) from None
