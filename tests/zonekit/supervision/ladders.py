"""Orders written shortly: "assign 01-10; accept 01-11" is two steps in 2023."""

from __future__ import annotations

from datetime import date
from typing import Any

from zonekit.supervision import (
    Basis,
    Filing,
    OrderState,
    Rung,
    Standing,
    Step,
    StepKind,
    default_ladder_rules,
    order_state,
)
from zonekit.values.workdays import chinese_calendar

CALENDAR = chinese_calendar()
RULES = default_ladder_rules(date(2023, 1, 1))
YEAR_END = date(2024, 12, 31)


def day(text: str) -> date:
    """ "03-01" is in 2023, "2024-03-01" says its year."""
    return date.fromisoformat(text if len(text) == 10 else f"2023-{text}")


def filing(limit: int = 5, rung: Rung = Rung.NOTICE, **more: Any) -> Filing:
    return Filing("2023-7", more.pop("basis", Basis.LIGHT), day("01-03"), rung, limit, **more)


def steps(text: str) -> list[Step]:
    """Steps in words: kind, day, and for some kinds what they carry."""
    found = []
    for no, part in enumerate(filter(None, (piece.strip() for piece in text.split(";"))), 1):
        kind, on, *rest = part.split(" ", 2)
        found.append(Step(no, StepKind(kind), day(on), day(on), _data(kind, rest[0] if rest else ""), "a_rule"))
    return found


def _data(kind: str, word: str) -> dict[str, Any]:
    named: dict[str, dict[str, Any]] = {
        "demand": {"consequence": word},
        "hold": {"id": word},
        "strike_off": {"reason": word},
    }
    if word and kind in ("ask_extension", "grant_extension"):
        return {"due": day(word).isoformat()}
    if word and kind in ("assign", "return"):
        return {"limit_days": int(word)}
    return {"rung": int(word)} if kind == "raise" else named.get(kind, {})


def state(text: str, filed: Filing | None = None, *, known_on: date = YEAR_END) -> OrderState:
    return order_state(filed or filing(), steps(text), known_on=known_on, calendar=CALENDAR, rules=RULES)


def standing(text: str, filed: Filing | None = None, key: str = "1.01") -> Standing:
    filed = filed or filing()
    return Standing(filed.uid, key, filed.basis, state(text, filed))
