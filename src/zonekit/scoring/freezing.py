"""Inputs and leagues as JSON data and back: what is published can be frozen, shown again and explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zonekit.scoring.inputs import Figure, Inputs, ItemFigure, LedgerEvent, Mark
from zonekit.scoring.results import Award, GateResult, League, LeagueRow, Line, Part, ScoreSheet


def inputs_to_json(inputs: Inputs) -> dict[str, Any]:
    """JSON data, sorted: the same inputs in any order give the same data."""
    return {
        "period": inputs.period,
        "units": sorted(inputs.units),
        "figures": [
            {"unit": unit, "measure": measure, **_figure(figure)}
            for (unit, measure), figure in sorted(inputs.figures.items())
        ],
        "items": [
            {"unit": unit, "measure": measure, "items": [_item(item) for item in sorted(items, key=_key)]}
            for (unit, measure), items in sorted(inputs.items.items())
        ],
        "events": [_event(event) for event in sorted(inputs.events, key=_key)],
        "marks": [_mark(mark) for mark in sorted(inputs.marks, key=lambda mark: (mark.unit, mark.rule, mark.by))],
    }


def inputs_from_json(data: Mapping[str, Any]) -> Inputs:
    return Inputs(
        period=data["period"],
        units=tuple(data["units"]),
        figures={(one["unit"], one["measure"]): _read_figure(one) for one in data["figures"]},
        items={
            (one["unit"], one["measure"]): tuple(_read_item(item) for item in one["items"]) for one in data["items"]
        },
        events=tuple(
            LedgerEvent(
                key=one["key"],
                unit=one["unit"],
                rule=one["rule"],
                amount=Decimal(one["amount"]),
                on=date.fromisoformat(one["on"]) if one["on"] else None,
                evidence=tuple(one["evidence"]),
                undoes=one["undoes"],
            )
            for one in data["events"]
        ),
        marks=tuple(
            Mark(one["unit"], one["rule"], one["by"], Decimal(one["value"]), tuple(one["evidence"]))
            for one in data["marks"]
        ),
    )


def league_to_json(league: League) -> dict[str, Any]:
    return {
        "rulebook": league.rulebook,
        "version": league.version,
        "rulebook_digest": league.rulebook_digest,
        "period": league.period,
        "places": league.places,
        "rows": [
            {"unit": row.unit, "score": str(row.score), "rank": row.rank, "rank_before": row.rank_before}
            for row in league.rows
        ],
        "sheets": [_sheet(sheet) for sheet in league.sheets],
    }


def league_from_json(data: Mapping[str, Any]) -> League:
    return League(
        rulebook=data["rulebook"],
        version=data["version"],
        rulebook_digest=data["rulebook_digest"],
        period=data["period"],
        places=data["places"],
        rows=tuple(
            LeagueRow(row["unit"], Decimal(row["score"]), row["rank"], row["rank_before"]) for row in data["rows"]
        ),
        sheets=tuple(_read_sheet(sheet) for sheet in data["sheets"]),
    )


def line_to_json(line: Line) -> dict[str, Any]:
    """One line, with every figure as exact text."""
    return {
        "key": line.key,
        "rule": line.rule,
        "group": line.group,
        "formula": line.formula,
        "measures": dict(line.measures),
        "figures": dict(line.figures),
        "weight": str(line.weight),
        "points": str(line.points),
        "least": str(line.least),
        "most": str(line.most),
        "evidence": list(line.evidence),
        "notes": list(line.notes),
        "parts": [
            {"key": one.key, "amount": str(one.amount), "points": str(one.points), "evidence": list(one.evidence)}
            for one in line.parts
        ],
    }


def _key(one: ItemFigure | LedgerEvent) -> str:
    return one.key


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _figure(figure: Figure | ItemFigure) -> dict[str, Any]:
    return {
        "actual": _text(figure.actual),
        "scheduled": _text(figure.scheduled),
        "evidence": sorted(figure.evidence),
        "zeroed_by": sorted(figure.zeroed_by),
    }


def _read_figure(one: Mapping[str, Any]) -> Figure:
    return Figure(_number(one["actual"]), _number(one["scheduled"]), tuple(one["evidence"]), tuple(one["zeroed_by"]))


def _item(item: ItemFigure) -> dict[str, Any]:
    return {"key": item.key, "weight": str(item.weight), **_figure(item)}


def _read_item(one: Mapping[str, Any]) -> ItemFigure:
    return ItemFigure(
        key=one["key"],
        weight=Decimal(one["weight"]),
        actual=_number(one["actual"]),
        scheduled=_number(one["scheduled"]),
        evidence=tuple(one["evidence"]),
        zeroed_by=tuple(one["zeroed_by"]),
    )


def _event(event: LedgerEvent) -> dict[str, Any]:
    return {
        "key": event.key,
        "unit": event.unit,
        "rule": event.rule,
        "amount": str(event.amount),
        "on": event.on.isoformat() if event.on else None,
        "evidence": sorted(event.evidence),
        "undoes": event.undoes,
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "unit": mark.unit,
        "rule": mark.rule,
        "by": mark.by,
        "value": str(mark.value),
        "evidence": sorted(mark.evidence),
    }


def _sheet(sheet: ScoreSheet) -> dict[str, Any]:
    award = sheet.award
    return {
        "unit": sheet.unit,
        "total": str(sheet.total),
        "groups": {code: str(points) for code, points in sheet.groups.items()},
        "lines": [line_to_json(line) for line in sheet.lines],
        "gates": [
            {"code": gate.code, "is_met": gate.is_met, "figures": dict(gate.figures), "failed": list(gate.failed)}
            for gate in sheet.gates
        ],
        "award": award and {
            "grade": award.grade,
            "grade_by_points": award.grade_by_points,
            "unqualified": list(award.unqualified),
        },
        "unranked_for": list(sheet.unranked_for),
    }  # fmt: skip


def _read_sheet(data: Mapping[str, Any]) -> ScoreSheet:
    award = data["award"]
    return ScoreSheet(
        unit=data["unit"],
        lines=tuple(_read_line(line) for line in data["lines"]),
        total=Decimal(data["total"]),
        groups={code: Decimal(points) for code, points in data["groups"].items()},
        gates=tuple(
            GateResult(one["code"], one["is_met"], one["figures"], tuple(one["failed"])) for one in data["gates"]
        ),
        award=Award(award["grade"], award["grade_by_points"], tuple(award["unqualified"])) if award else None,
        unranked_for=tuple(data["unranked_for"]),
    )


def _read_line(data: Mapping[str, Any]) -> Line:
    return Line(
        key=data["key"],
        rule=data["rule"],
        group=data["group"],
        formula=data["formula"],
        measures=data["measures"],
        figures=data["figures"],
        weight=Decimal(data["weight"]),
        points=Decimal(data["points"]),
        least=Decimal(data["least"]),
        most=Decimal(data["most"]),
        evidence=tuple(data["evidence"]),
        notes=tuple(data["notes"]),
        parts=tuple(
            Part(one["key"], Decimal(one["amount"]), Decimal(one["points"]), tuple(one["evidence"]))
            for one in data["parts"]
        ),
    )
