"""`read_plan`: whatever was read from a file, as a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zonekit.sheets.drafts import PlanSheet, Shape
from zonekit.sheets.recognition.areas import choose_area
from zonekit.sheets.recognition.checks import check_numbers, check_units
from zonekit.sheets.recognition.counts import DEEPEST, count_levels, fold_path
from zonekit.sheets.recognition.drafting import Drafter
from zonekit.sheets.recognition.grid_plans import read_grids
from zonekit.sheets.recognition.leaves import Leaf, Reading
from zonekit.sheets.recognition.outlines import read_outline
from zonekit.sheets.recognition.pasted import bar_table
from zonekit.sheets.recognition.titles import Front, read_front, year_of
from zonekit.sheets.recognition.wording import text_of
from zonekit.sheets.source import Source
from zonekit.values.issues import Issue, Where


def read_plan(source: Source, *, year: int | None = None, area: str | None = None, propose: bool = True) -> PlanSheet:
    """The plan a file holds: its items, counts and every issue. Never raises for what stands in the file.

    `year` outweighs the year the file states; `area` names the importing zone's own column of a matrix. Without
    `propose` no indicators are proposed, which takes about a third of the time of a large table.

    >>> from zonekit.sheets.source import Grid
    >>> rows = (("序号", "重点工作", "责任单位", "完成时限"), (1, "建成标准厂房2万平方米。", "建设局", "9月底前"))
    >>> item = read_plan(Source("xlsx", "a.xlsx", "", grids=(Grid("S", rows),)), year=2024).items[0]
    >>> item.no, item.text, item.responsible, item.deadline.isoformat(), item.where.cell
    ('1', '建成标准厂房2万平方米。', ('建设局',), '2024-09-30', 'B2')
    """
    readings, issues = _readings(source)
    front = _front(source, readings)
    year = year or front.year or _year_of_deadlines(readings)
    areas = tuple(dict.fromkeys(name for reading in readings for name in reading.areas))
    own, notes = choose_area(areas, area) if areas else (None, [])
    drafter = Drafter(year, own, propose=propose)
    by_reading = [[drafter.draft(leaf) for leaf in _folded(reading, issues)] for reading in readings]
    items = [item for items in by_reading for item in items]
    main = max(readings, key=lambda reading: len(reading.leaves), default=None)
    issues += drafter.issues
    if items:
        issues += check_numbers(by_reading)
        issues += check_units(items, has_duties=any(reading.has_duties for reading in readings))
    elif not any(issue.severity == "error" for issue in issues):
        issues.append(Issue("nothing_recognised", Where(), {"filename": source.filename}))
    issues += notes
    levels = _levels(readings)
    return PlanSheet(
        shape=_shape(main) if items else None,
        title=front.title,
        document_no=front.document_no,
        issued_on=front.issued_on,
        year=year,
        levels=levels,
        level_names=main.level_names if main else (),
        column_map={key: value for reading in readings for key, value in reading.column_map.items()},
        areas=areas,
        items=tuple(items),
        counts=count_levels(levels, items),
        issues=tuple(issues),
    )


def _readings(source: Source) -> tuple[list[Reading], list[Issue]]:
    """Tables first; the running text where no table holds a plan."""
    pasted = bar_table(source.lines) if not source.grids else None
    grids = (pasted,) if pasted else source.grids
    plans = read_grids(grids, source.lines if source.grids else (), is_delimited=source.kind in ("csv", "text"))
    readings = [reading for reading in plans.readings if reading.leaves]
    if readings:
        return readings, [_as_note(issue) if issue.code == "header_not_found" else issue for issue in plans.issues]
    if any(line.text.strip() for line in source.lines):
        outline = read_outline(source.lines)
        if outline.leaves:
            return [outline], []
    return plans.readings, plans.issues


def _as_note(issue: Issue) -> Issue:
    """A cover sheet or a list of contacts beside a plan is no error."""
    return replace(issue, severity="note")


def _shape(reading: Reading | None) -> Shape | None:
    shapes: dict[str, Shape] = {"table": "table", "matrix": "matrix", "outline": "outline", "card": "card"}
    return shapes.get(reading.shape) if reading else None


def _front(source: Source, readings: Sequence[Reading]) -> Front:
    lines = [line.text for line in source.lines[:40]] if source.grids else []
    lines += [text for reading in readings for text in reading.front]
    sheets = [grid.sheet for grid in source.grids]
    hints = [text for reading in readings for text in reading.hints]
    return read_front(lines, [*hints, *sheets, source.filename])


def _year_of_deadlines(readings: Sequence[Reading]) -> int | None:
    """The year that all deadlines with a year state."""
    texts = {text_of(leaf.due) for reading in readings for leaf in reading.leaves if leaf.due is not None}
    years = {year for text in texts if (year := year_of([text])) is not None}
    return years.pop() if len(years) == 1 else None


def _folded(reading: Reading, issues: list[Issue]) -> list[Leaf]:
    """The leaves with paths of at most three headings; the first deeper one is reported."""
    deep = [leaf for leaf in reading.leaves if len(leaf.path) > DEEPEST]
    if deep:
        issues.append(
            Issue("level_too_deep", deep[0].where, {"levels": len(deep[0].path) + 1, "items": len(deep)}, "warning")
        )
        for leaf in deep:
            leaf.path = fold_path(leaf.path)
    return reading.leaves


def _levels(readings: Sequence[Reading]) -> tuple[str, ...]:
    return max((reading.levels for reading in readings), key=len, default=())
