"""What a table states of one leaf, as plain JSON: kept with the preview and written from it when it is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from zonekit.sheets.drafts import ItemDraft, MilestoneDraft, Proposal
from zonekit.sheets.goals import split_node
from zonekit.sheets.recognition.headers import read_period
from zonekit.values.issues import Issue, Param, Where

Json = dict[str, Any]
DUTIES: Final = ("lead", "responsible", "cooperating")
LONGEST: Final = {"no": 40, "name": 500, "deadline_text": 200, "indicator": 200, "unit": 40}
GREATEST, STEP, WEIGHT_STEP = Decimal(10) ** 11, Decimal("0.0001"), Decimal("0.001")


@dataclass
class Statement:
    """A leaf as stated, and what could not be kept as it stands. `where` is the place of its text."""

    where: Where
    said: Json
    issues: list[Issue] = field(default_factory=list)


def statement_of(item: ItemDraft, year: int | None) -> Statement:
    stated = Statement(item.where, {})
    nodes, milestones = stages_of(item, year)
    stated.said = {
        "path": [heading for heading in item.path if heading],
        "no": cut(stated, item.no or "", "no"),
        "name": item.name or "",
        "goal": item.text,
        "weight": weight_of(stated, item.weight),
        "deadline": item.deadline.isoformat() if item.deadline else None,
        "deadline_text": cut(stated, item.deadline_raw or "", "deadline_text"),
        "lead": [*([item.lead] if item.lead else []), *item.co_leads],
        "responsible": list(item.responsible),
        "cooperating": list(item.cooperating),
        "leaders": list(item.leaders),
        "nodes": nodes,
        "milestones": milestones,
        "indicators": list(indicators_of(stated, item.proposals)),
    }
    for name in (*item.path, item.name or ""):
        if len(name) > LONGEST["name"]:
            params: dict[str, Param] = {"value": name[:40], "characters": len(name), "limit": LONGEST["name"]}
            stated.issues.append(Issue("name_too_long", item.where, params))
    return stated


def cut(stated: Statement, text: str, kind: str) -> str:
    limit = LONGEST[kind]
    if len(text) > limit:
        stated.issues.append(Issue("text_cut", stated.where, {"value": text[:40], "limit": limit}, "warning"))
    return text[:limit]


def weight_of(stated: Statement, weight: Decimal | None) -> str | None:
    if weight is None:
        return None
    if not weight.is_finite() or not 0 <= weight < 10**6 or weight != weight.quantize(WEIGHT_STEP):
        stated.issues.append(Issue("weight_unfit", stated.where, {"value": str(weight)[:40]}, "warning"))
        return None
    return plain_number(weight)


def stages_of(item: ItemDraft, year: int | None) -> tuple[list[list[str]], list[list[str | None]]]:
    """Texts of periods word for word, and the dated steps: those named in these texts or staged in the goal."""
    nodes: dict[str, str] = {}
    steps: dict[tuple[str | None, str], None] = {}
    for stage in item.milestones:
        text = stage.text.strip()
        if stage.due is not None and text and is_of_a_period(stage):
            due = stage.due.isoformat()
            nodes[due] = f"{nodes[due]}\n{text}" if due in nodes else text
            for step in split_node(text, year, stage.due).milestones:
                steps[day_text(step.due), step.text.strip()] = None
        elif text:
            steps[day_text(stage.due), text] = None
    return [list(node) for node in nodes.items()], [[due, text] for due, text in steps if text]


def is_of_a_period(stage: MilestoneDraft) -> bool:
    """一季度节点, 上半年 or Q1 name a period; 6月底前 and 3月15日 name a day."""
    raw = stage.raw.strip()
    return read_period(raw) is not None and "日" not in raw and not raw.endswith(("前", "内", "底", "末"))


def day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def indicators_of(stated: Statement, proposals: Iterable[Proposal]) -> Iterator[Json]:
    """Proposals with names that differ, and figures that can be kept."""
    names: set[str] = set()
    for proposal in proposals:
        figures = [value for value in (proposal.target, *(value for _due, value in proposal.schedule)) if value]
        unfit = next((value for value in figures if not is_fit(value)), None)
        if unfit is not None:
            params = {"value": str(unfit)[:40], "name": proposal.name[:40]}
            where = proposal.where if proposal.where.sheet or proposal.where.line else stated.where
            stated.issues.append(Issue("figure_unfit", where, params, "warning"))
            continue
        name = distinct(proposal.name.strip()[: LONGEST["indicator"] - 8] or stated.said.get("name", "") or "—", names)
        names.add(name)
        yield {
            "name": name,
            "unit": proposal.unit[: LONGEST["unit"]] or "—",
            "kind": proposal.kind,
            "direction": proposal.direction,
            "target": plain_number(proposal.target),
            "base_unit": proposal.base_unit or "",
            "factor": plain_number(proposal.factor) if proposal.factor and is_fit(proposal.factor) else "1",
            "schedule": [[due.isoformat(), plain_number(value)] for due, value in by_day(proposal)],
        }


def by_day(proposal: Proposal) -> list[tuple[date, Decimal]]:
    """Each day once, the last value said for it."""
    return sorted(dict(proposal.schedule).items())


def is_fit(value: Decimal) -> bool:
    """Whether a column of fifteen digits, four of them decimals, keeps the figure."""
    return value.is_finite() and abs(value) < GREATEST and value == value.quantize(STEP)


def distinct(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(other for number in range(2, len(taken) + 3) if (other := f"{name} ({number})") not in taken)


def plain_number(value: Decimal | None) -> str | None:
    """Without trailing zeros and without an exponent.

    >>> plain_number(Decimal("12.50")), plain_number(Decimal("1E+2"))
    ('12.5', '100')
    """
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def stated_fields(statements: Iterable[Json], column_map: dict[str, str]) -> set[str]:
    """Fields the table speaks of: an empty cell of such a field empties it, a field it has not stays as it is."""
    columns = set(column_map.values())
    fields = {"goal", "path"}
    for said in statements:
        fields.update(name for name, value in said.items() if value)
    if "deadline" in columns or "deadline_raw" in columns or "deadline_text" in fields:
        fields.add("deadline")
    return fields | (columns & {"no", "name", "lead", "responsible", "cooperating", "leaders", "weight"})
