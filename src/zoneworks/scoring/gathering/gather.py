"""The engine's inputs for a period: every unit with plan items, each measure with its figure and its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from zonekit.scoring import Figure, Inputs, ItemFigure, Rulebook
from zoneworks.scoring.gathering import measures as codes
from zoneworks.scoring.gathering.checks import FalseReport, false_occurrences, false_reports
from zoneworks.scoring.gathering.entries import hand_of
from zoneworks.scoring.gathering.leaf_events import leaf_occurrences
from zoneworks.scoring.gathering.leaves import Leaf, year_of
from zoneworks.scoring.gathering.names import Names, names_of
from zoneworks.scoring.gathering.orders import order_occurrences
from zoneworks.scoring.gathering.reports import report_occurrences
from zoneworks.scoring.gathering.words import SIX, Occurrence, Recorded, Span
from zoneworks.scoring.periods import Period
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone

SCORED_KINDS = frozenset({UnitKind.DEPARTMENT, UnitKind.PROMOTION_CENTRE, UnitKind.HOLDING_COMPANY, UnitKind.PARK})
ZERO = Decimal(0)
Figures = dict[tuple[str, str], Figure]


@dataclass(frozen=True)
class Gathered:
    """`empty`: codes of units of the zone that have no item in the plan and are therefore not scored."""

    inputs: Inputs
    names: Names
    empty: tuple[str, ...]
    has_plan: bool


def gather(zone: Unit, period: Period, book: Rulebook, *, known_on: date, recorded: Recorded) -> Gathered:
    """Registers as known on `known_on`; checks and what is entered by hand as recorded up to a moment."""
    span = Span(period.first, period.last, known_on)
    units = {unit.pk: unit for unit in units_of_zone(zone)}
    year = year_of(zone, period.year, span)
    false = false_reports(zone, span, recorded)
    occurred = [
        *report_occurrences(zone, year, period.months, span),
        *order_occurrences(zone, span),
        *false_occurrences(false, year),
        *leaf_occurrences(year, span),
    ]
    own = leaves_by_unit(year.leaves, units)
    held = hand_of(zone, period, book, {unit.code for unit in own}, recorded)
    figures = figures_of(own, occurred, units)
    items = {(unit.code, codes.ITEMS): tuple(item_figures(leaves, false)) for unit, leaves in own.items()}
    inputs = Inputs(
        period=period.code,
        units=tuple(unit.code for unit in own),
        figures=figures,
        items=items,
        events=held.events,
        marks=held.marks,
    )
    refs = references(inputs)
    return Gathered(inputs, names_of(refs, year.versions, units.values()), empty_units(units, own), bool(year.leaves))


def leaves_by_unit(leaves: Iterable[Leaf], units: Mapping[int, Unit]) -> dict[Unit, list[Leaf]]:
    """In the order of the unit tree; units that are closed are left out."""
    found: dict[int, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        for unit in leaf.units:
            found[unit].append(leaf)
    return {unit: found[key] for key, unit in units.items() if key in found}


def empty_units(units: Mapping[int, Unit], own: Mapping[Unit, Sequence[Leaf]]) -> tuple[str, ...]:
    return tuple(unit.code for unit in units.values() if unit.kind in SCORED_KINDS and unit not in own)


def item_figures(leaves: Iterable[Leaf], false: Sequence[FalseReport]) -> Iterable[ItemFigure]:
    """A report found false zeroes its item for the period."""
    zeroed: dict[int, list[str]] = defaultdict(list)
    for one in false:
        zeroed[one.item].append(f"report:{one.report}")
    for leaf in leaves:
        yield ItemFigure(
            key=str(leaf.key),
            weight=leaf.weight,
            actual=leaf.progress,
            scheduled=leaf.scheduled,
            evidence=(f"item:{leaf.key}",),
            zeroed_by=tuple(zeroed[leaf.key]),
        )


def figures_of(
    own: Mapping[Unit, Sequence[Leaf]], occurred: Iterable[Occurrence], units: Mapping[int, Unit]
) -> Figures:
    """Every measure of every unit that is scored: nothing that happened is a count of nought, a share of nothing is
    not known."""
    happened: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for one in occurred:
        if one.unit in units:
            happened[units[one.unit].code, one.measure].append(one)
    found: Figures = {}
    for unit, leaves in own.items():
        code = unit.code
        found |= {(code, measure): counted(happened[code, measure]) for measure in codes.COUNTS}
        for measure, (part, whole) in codes.OF.items():
            of = [one for name in whole for one in happened[code, name]]
            if of:
                refs = tuple(sorted({one.ref for one in of}))
                found[code, measure] = Figure(total(happened[code, part]), total(of), refs)
        refs = tuple(f"item:{leaf.key}" for leaf in leaves)
        found[code, codes.LOAD] = Figure(Decimal(len(leaves)), None, refs)
        found |= {(code, measure): figure for measure, figure in progress_of(leaves)}
        found |= {(code, measure): share for measure, share in shares_of(code, found)}
    return found


def shares_of(code: str, found: Figures) -> Iterable[tuple[str, Figure]]:
    """To six decimals; the exact figures stand under the measure they come from."""
    for measure, source in codes.SHARES.items():
        figure = found.get((code, source))
        if figure and figure.actual is not None and figure.scheduled:
            share = (figure.actual / figure.scheduled).quantize(SIX, ROUND_HALF_UP)
            yield measure, Figure(share, None, figure.evidence)


def counted(happened: Sequence[Occurrence]) -> Figure:
    return Figure(total(happened), None, tuple(sorted({one.ref for one in happened})))


def total(happened: Iterable[Occurrence]) -> Decimal:
    return sum((one.amount for one in happened), ZERO)


def progress_of(leaves: Sequence[Leaf]) -> Iterable[tuple[str, Figure]]:
    """Weighted over the leaves that have something measured and due; none where there is no such leaf."""
    known = [leaf for leaf in leaves if leaf.scheduled is not None]
    weight = sum((leaf.weight for leaf in known), ZERO)
    if weight:
        done = sum((leaf.weight * (leaf.progress or ZERO) for leaf in known), ZERO) / weight
        due = sum((leaf.weight * (leaf.scheduled or ZERO) for leaf in known), ZERO) / weight
        refs = tuple(f"item:{leaf.key}" for leaf in known)
        yield codes.PROGRESS, Figure(done.quantize(SIX), due.quantize(SIX), refs)


def references(inputs: Inputs) -> set[str]:
    figures = {ref for figure in inputs.figures.values() for ref in (*figure.evidence, *figure.zeroed_by)}
    items = {ref for lines in inputs.items.values() for line in lines for ref in (*line.evidence, *line.zeroed_by)}
    events = {ref for event in inputs.events for ref in event.evidence}
    return figures | items | events | {ref for mark in inputs.marks for ref in mark.evidence}
