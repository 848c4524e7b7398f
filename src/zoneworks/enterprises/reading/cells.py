"""Cells of an enterprise as values, each with what is odd about it. The same words mean the same all through a file."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from zonekit.registry.codes import is_credit_code, read_credit_code
from zonekit.registry.industry import edition_of, find_industry, plain_code, successors
from zonekit.registry.readings import read_capital, read_day
from zoneworks.enterprises.choices import AssignedBy, EnterpriseState
from zoneworks.enterprises.rows import StatedClass

Params = dict[str, str | int]
Found = tuple[str, Params, str]
STATES: Final = {
    **dict.fromkeys(
        ("存续", "在业", "开业", "正常", "在营", "存续(在营、开业、在册)", "active", "in business"), "active"
    ),
    **dict.fromkeys(("停业", "歇业", "停产", "suspended"), "suspended"),
    **dict.fromkeys(("迁出", "已迁出", "moved out", "moved_out"), "moved_out"),
    **dict.fromkeys(("注销", "吊销", "已注销", "吊销,未注销", "吊销,已注销", "dissolved"), "dissolved"),
}
SHORTENED: Final = {"address": 300, "legal_form": 80, "home_region": 80, "name_en": 300}


def code_cell(value: object) -> tuple[str, Found | None]:
    """A credit code; one that does not check is an error, none at all is none."""
    if isinstance(value, str) and is_credit_code(value):
        return value, None
    reading = read_credit_code(value if isinstance(value, str | int | float) else None)
    if reading.code or reading.problem == "code_missing":
        return reading.code or "", None
    params: Params = {"value": str(value)[:40]}
    if reading.suggestion:
        params["suggestion"] = reading.suggestion
    return "", (reading.problem, params, "error")


@lru_cache(maxsize=4096)
def class_cell(text: str, name: str, is_number: bool) -> tuple[StatedClass | None, Found | None]:
    """An industry class. Codes of the 2011 edition are recognised: converted where one class took over, else asked."""
    code = plain_code(text)
    if not code:
        return None, None
    if is_number and len(code) == 3 and find_industry(code) is None and find_industry("0" + code):
        return StatedClass("0" + code), ("class_as_number", {"value": code, "read": "0" + code}, "note")
    edition = edition_of(code, name)
    if edition is None:
        return None, ("class_unknown", {"value": text[:20]}, "warning")
    if edition == "2017":
        return (
            (StatedClass(code), None) if code.isdigit() else (None, ("class_unknown", {"value": text[:20]}, "warning"))
        )
    after = successors(code, name)
    if len(after) == 1:
        stated = StatedClass(after[0], AssignedBy.REGISTER, edition="2011", stated=code)
        return stated, ("class_of_2011", {"value": code, "read": after[0]}, "note")
    return None, ("class_of_2011_open", {"value": code, "classes": "、".join(after)[:120]}, "warning")


def capital_cell(text: str, unit: str) -> tuple[dict[str, Any], Found | None]:
    """Yuan as fen; other currencies and what cannot be read are kept as stated."""
    capital = read_capital(text, unit or "万元")
    if capital.problem in {"capital_unreadable", "capital_negative", "capital_absurd"}:
        return {"capital_text": text[:80]}, (capital.problem, {"value": text[:40]}, "warning")
    if capital.fen is None:
        return {}, None
    if capital.currency != "CNY":
        return {"capital_text": text[:80]}, None
    return {"capital_fen": capital.fen, "capital_text": ""}, None


@lru_cache(maxsize=16_384)
def day_text(text: str) -> tuple[Any, str]:
    day = read_day(text)
    return day.day, day.problem


def day_cell(value: object) -> tuple[Any, Found | None]:
    day, problem = day_text(value) if isinstance(value, str) else as_pair(value)
    if problem in {"day_unreadable", "day_impossible"}:
        return None, (problem, {"value": str(value)[:40]}, "warning")
    return day, None


def as_pair(value: Any) -> tuple[Any, str]:
    day = read_day(value)
    return day.day, day.problem


@lru_cache(maxsize=256)
def state_cell(text: str) -> tuple[str, Found | None]:
    plain = text.replace("（", "(").replace("）", ")").replace("，", ",").casefold()
    state = STATES.get(plain) or next((STATES[word] for word in ("存续", "注销", "吊销", "迁出") if word in plain), "")
    if state:
        return state, None
    return EnterpriseState.ACTIVE.value, ("state_unknown", {"value": text[:20]}, "warning")
