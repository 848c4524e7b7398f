"""From a rulebook and inputs to score sheets and the league table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from zonekit.scoring.awards import award_of
from zonekit.scoring.errors import InputError
from zonekit.scoring.formulas import FORMULAS, Case, Outcome
from zonekit.scoring.formulas.faces import zeroed_by
from zonekit.scoring.gathering import Gathered, gather, input_issues
from zonekit.scoring.inputs import Inputs
from zonekit.scoring.model import Group, Rule, Rulebook
from zonekit.scoring.numbers import ARITHMETIC, ZERO, half_up, plain, rounded_bound
from zonekit.scoring.results import GateResult, League, LeagueRow, Line, ScoreSheet
from zonekit.scoring.shares import shares_of, whole_shares


@dataclass(frozen=True, slots=True)
class Scored:
    """What a rule was asked and the lines it gave: within one comparison only."""

    rule: Rule
    cases: list[Case]
    gates: list[GateResult | None]
    lines: dict[str, list[Line]]


def score(rulebook: Rulebook, inputs: Inputs, previous: Mapping[str, int | None] | League | None = None) -> League:
    """The league table with every unit's sheet. InputError lists every fault of the inputs.

    The order of units, figures, events and marks makes no difference. `previous`: the league before, or its ranks.
    """
    return score_once(rulebook, inputs, previous, {})


def score_once(
    rulebook: Rulebook, inputs: Inputs, previous: Mapping[str, int | None] | League | None, known: dict[str, Scored]
) -> League:
    """`known` holds what rules gave before, by id: a rule that is asked the same again gives the same lines."""
    issues = list(input_issues(rulebook, inputs))
    if issues:
        raise InputError(issues)
    with localcontext(ARITHMETIC):
        sheets = _sheets(rulebook, inputs, known)
    before = previous.ranks if isinstance(previous, League) else previous or {}
    rows = _rows(sheets, before)
    by_unit = {sheet.unit: sheet for sheet in sheets}
    return League(
        rulebook=rulebook.code,
        version=rulebook.version,
        rulebook_digest=rulebook.digest,
        period=inputs.period,
        places=rulebook.places,
        rows=rows,
        sheets=tuple(by_unit[row.unit] for row in rows),
    )


def _sheets(rulebook: Rulebook, inputs: Inputs, known: dict[str, Scored]) -> list[ScoreSheet]:
    gathered = gather(rulebook, inputs)
    whole = whole_shares(rulebook)
    shares = {unit: shares_of(rulebook, whole, gathered.missing[unit]) for unit in gathered.units}
    lines: dict[str, list[Line]] = {unit: [] for unit in gathered.units}
    for rule in rulebook.rules:
        for unit, made in _lines_of_rule(rulebook, rule, gathered, shares, known).items():
            lines[unit] += made
    return [_sheet(rulebook, gathered, unit, lines[unit], shares[unit]) for unit in gathered.units]


def _lines_of_rule(
    rulebook: Rulebook,
    rule: Rule,
    gathered: Gathered,
    shares: Mapping[str, Mapping[str, Decimal]],
    known: dict[str, Scored],
) -> dict[str, list[Line]]:
    """The lines of one rule for every unit; formulas that compare units see all of them at once."""
    asked = [gathered.case_at(rule, unit, shares[unit][rule.id]) for unit in gathered.units]
    gates = [gathered.gates[unit].get(rule.gate or "") for unit in gathered.units]
    before = known.get(rule.id)
    if before is not None and (before.rule, before.cases, before.gates) == (rule, asked, gates):
        return before.lines
    cases = [case for case in asked if rule.id not in gathered.missing[case.unit]]
    outcomes = dict(zip((case.unit for case in cases), FORMULAS[rule.formula].scores(rule, cases), strict=True))
    # A false report takes the rule's points; ledgers and item lines have rules of their own for it.
    can_be_zeroed = FORMULAS[rule.formula].takes_spread
    zeroed = {case.unit: zeroed_by(case) for case in cases} if can_be_zeroed else {}
    lines = {}
    for unit, gate in zip(gathered.units, gates, strict=True):
        share = shares[unit][rule.id]
        made = outcomes.get(unit) or (_without_data(rule, share),)
        lines[unit] = [
            _line(rulebook, rule, share, _held(outcome, zeroed.get(unit, ()), gate), gathered.measures[rule.id])
            for outcome in made
        ]
    known[rule.id] = Scored(rule, asked, gates, lines)
    return lines


def _held(outcome: Outcome, false_reports: tuple[str, ...], gate: GateResult | None) -> Outcome:
    """The outcome after false reports and the gate: neither lets points stand, and both leave deductions."""
    if not false_reports and (gate is None or gate.is_met):
        return outcome
    points, notes, evidence = outcome.points, outcome.notes, outcome.evidence
    if false_reports:
        points, notes = ZERO, (*notes, "zeroed_false_report")
        evidence = tuple(sorted({*evidence, *false_reports}))
    if gate is not None and not gate.is_met and points > 0:
        points, notes = ZERO, (*notes, "gate_not_met")
    return Outcome(
        points=points,
        most=outcome.most,
        least=min(outcome.least, points),
        what=outcome.what,
        weight=outcome.weight,
        figures=outcome.figures,
        notes=notes,
        evidence=evidence,
        parts=outcome.parts,
    )


def _without_data(rule: Rule, share: Decimal) -> Outcome:
    """What stands where nothing is known: as the rule says."""
    if rule.missing == "neutral":
        figures = {"neutral_share": plain(rule.neutral_share)}
        return Outcome(share * rule.neutral_share, share, figures=figures, notes=("no_data", "neutral"))
    if rule.missing == "left_out":
        return Outcome(ZERO, share, notes=("no_data", "left_out"))
    return Outcome(ZERO, share, notes=("no_data",))


def _line(rulebook: Rulebook, rule: Rule, share: Decimal, outcome: Outcome, measures: Mapping[str, str]) -> Line:
    places = rulebook.places
    return Line(
        key=f"{rule.id}/{outcome.what}" if outcome.what else rule.id,
        rule=rule.id,
        group=rule.group,
        formula=rule.formula,
        measures=measures,
        figures=outcome.figures,
        weight=share if outcome.weight is None else half_up(outcome.weight, places),
        points=half_up(outcome.points, places),
        least=rounded_bound(outcome.least, places),
        most=share if outcome.most is share else rounded_bound(outcome.most, places),
        evidence=outcome.evidence,
        notes=outcome.notes,
        parts=outcome.parts,
    )


def _sheet(
    rulebook: Rulebook, gathered: Gathered, unit: str, lines: Sequence[Line], shares: Mapping[str, Decimal]
) -> ScoreSheet:
    """Lines group by group, each with what its cap takes; at the end what the cap of the total takes."""
    made: list[Line] = []
    sums: dict[str, Decimal] = {}
    for group in rulebook.groups:
        own = [line for line in lines if line.group == group.code]
        held = sum((shares[rule.id] for rule in group.rules), ZERO)
        least, most = group_bounds(group)
        own += _cap(rulebook, group.code, own, least, most + max(ZERO, held - group.points))
        sums[group.code] = sum((line.points for line in own), half_up(ZERO, rulebook.places))
        made += own
    made += _cap(rulebook, "total", made, *total_bounds(rulebook))
    total = sum((line.points for line in made), half_up(ZERO, rulebook.places))
    points_of: dict[str, Decimal] = {}
    for line in made:
        points_of[line.rule] = points_of.get(line.rule, ZERO) + line.points
    return ScoreSheet(
        unit=unit,
        lines=tuple(made),
        total=total,
        groups=sums,
        gates=tuple(gathered.gates[unit][gate.code] for gate in rulebook.gates),
        award=award_of(rulebook, total, points_of),
        unranked_for=gathered.unranked_for(rulebook, unit),
    )


def group_bounds(group: Group) -> tuple[Decimal, Decimal]:
    """The least and most points of a group: as stated, or what its rules can give."""
    bounds = [FORMULAS[rule.formula].bounds(rule) for rule in group.rules]
    least = group.least if group.least is not None else sum((low for low, _ in bounds), ZERO)
    return least, group.most if group.most is not None else sum((high for _, high in bounds), ZERO)


def total_bounds(rulebook: Rulebook) -> tuple[Decimal, Decimal]:
    """The least and most score: as stated, or what the groups can give."""
    bounds = [group_bounds(group) for group in rulebook.groups]
    least = rulebook.least if rulebook.least is not None else sum((low for low, _ in bounds), ZERO)
    return least, rulebook.most if rulebook.most is not None else sum((high for _, high in bounds), ZERO)


def _cap(rulebook: Rulebook, code: str, lines: Sequence[Line], least: Decimal, most: Decimal) -> list[Line]:
    """The line that brings a sum back within its caps, where it left them."""
    made = sum((line.points for line in lines), ZERO)
    least, most = half_up(least, rulebook.places), half_up(most, rulebook.places)
    if least <= made <= most:
        return []
    points = half_up((most if made > most else least) - made, rulebook.places)
    figures = {"sum": plain(made), "least": plain(least), "most": plain(most)}
    name = f"cap:{code}"
    note = "capped" if made > most else "at_floor"
    low, high = min(points, ZERO), max(points, ZERO)
    return [Line(name, name, code, "cap", {}, figures, ZERO, points, low, high, notes=(note,))]


def _rows(sheets: Sequence[ScoreSheet], before: Mapping[str, int | None]) -> tuple[LeagueRow, ...]:
    """Rows by rank, equals by unit; equal scores share the better rank and the next is skipped."""
    ranked = sorted((s for s in sheets if not s.unranked_for), key=lambda sheet: (-sheet.total, sheet.unit))
    rows: list[LeagueRow] = []
    for place, sheet in enumerate(ranked, start=1):
        rank = rows[-1].rank if rows and rows[-1].score == sheet.total else place
        rows.append(LeagueRow(sheet.unit, sheet.total, rank, before.get(sheet.unit)))
    unranked = sorted((sheet for sheet in sheets if sheet.unranked_for), key=lambda sheet: sheet.unit)
    return (*rows, *(LeagueRow(sheet.unit, sheet.total, None, before.get(sheet.unit)) for sheet in unranked))
