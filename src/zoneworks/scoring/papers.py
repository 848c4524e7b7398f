"""League table and score sheet as documents, from the frozen data of a publication."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from zonekit.documents.blocks import (
    Align,
    Block,
    Chart,
    ChartKind,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigures,
    Paragraph,
    Part,
    Record,
    Run,
    Series,
    Signature,
    Table,
    Tone,
    Words,
    words,
)
from zonekit.scoring import Line, ScoreSheet
from zoneworks.common.text import is_english
from zoneworks.scoring.pages.league import change_words, grade_words, rank_words
from zoneworks.scoring.pages.shown import Shown
from zoneworks.scoring.pages.stakes import left_out, points
from zoneworks.scoring.rulebooks import said
from zoneworks.scoring.words import figures_in_words, notes_in_words, points_text, why_unranked
from zoneworks.units.queries import profile_of

CHARTED = 30


def league_title(shown: Shown) -> str:
    told = {"zone": profile_of(shown.zone).title, "period": shown.period.title}
    return _("%(zone)s: league table, %(period)s") % told


def sheet_title(shown: Shown, unit: str) -> str:
    told = {"unit": shown.scores.unit_name(unit), "period": shown.period.title}
    return _("Score sheet of %(unit)s, %(period)s") % told


def language() -> str:
    return "en" if is_english() else (get_language() or "zh-hans")


# --- the league table ------------------------------------------------------------------------------------------------


def league_document(shown: Shown) -> Document:
    return Document(
        title=league_title(shown),
        subtitle=state_words(shown),
        language=language(),
        notice=notice_words(shown),
        blocks=tuple(league_blocks(shown)),
        facts=facts_of(shown, "league_table"),
    )


def league_blocks(shown: Shown) -> Iterator[Block]:
    yield from (Paragraph(words(sentence)) for sentence in left_out(shown.book, shown.scores.league.sheets))
    yield league_table(shown)
    yield scores_chart(shown)
    unranked = list(unranked_rows(shown))
    if unranked:
        yield Heading(1, _("Not ranked"))
        columns = (Column(pgettext("column", "Unit"), 3), Column(_("Why"), 6))
        yield Table(columns, tuple(unranked), name=_("Not ranked"))
    yield Paragraph(words(basis_words(shown)), is_note=True)
    yield signature(shown)


def league_table(shown: Shown) -> Table:
    number = {"align": Align.RIGHT, "is_number": True}
    groups = shown.book.groups
    has_grades = shown.book.awards is not None
    columns = [
        Column(_("Rank"), 2.2 if is_english() else 2.5, Align.CENTRE),
        Column(pgettext("rank", "Change"), 2.7, Align.CENTRE),
        Column(pgettext("column", "Unit"), 5.6 if is_english() else 4),
        Column(_("Score"), 1.7, **number),  # type: ignore[arg-type]
        *(Column(said(group.name), head_width(said(group.name)), **number) for group in groups),  # type: ignore[arg-type]
        *([Column(_("Grade"), 1.2, Align.CENTRE)] if has_grades else []),
    ]
    league = shown.scores.league
    ranks = [row.rank for row in league.rows]
    rows: list[tuple[Words, ...]] = []
    for row in league.rows:
        if row.rank is None:
            continue
        sheet, change = league.by_unit[row.unit], change_words(row)
        rows.append(
            (
                words(rank_words(row.rank, ranks.count(row.rank))),
                words(f"{change.arrow} {change.words}" if change else "–"),
                words(shown.scores.unit_name(row.unit)),
                words(Run(points_text(row.score, shown.places), is_strong=True)),
                *(words(points_text(sheet.groups.get(group.code, Decimal(0)), shown.places)) for group in groups),
                *([words(grade_words(shown, sheet))] if has_grades else []),
            )
        )
    return Table(tuple(columns), tuple(rows), name=_("League table"), is_wide=len(columns) > 10)


def head_width(name: str) -> float:
    """The share of a column of points: its longest word is not broken; Chinese breaks anywhere."""
    return max(1.8, 0.31 * max(map(len, name.split()))) if is_english() else 1.7


def scores_chart(shown: Shown) -> Chart:
    rows = [row for row in shown.scores.league.rows if row.rank is not None][:CHARTED]
    names = tuple(shown.scores.unit_name(row.unit) for row in rows)
    told = (f"{name}{_(': ')}{row.score}" for name, row in zip(names, rows, strict=True))
    return Chart(
        ChartKind.BARS, _("Scores"), names, (Series(_("Score"), tuple(row.score for row in rows), Tone.ACTUAL),),
        pgettext("unit of scores", "points"), pgettext("between statements in a line", "; ").join(told),
    )  # fmt: skip


def unranked_rows(shown: Shown) -> Iterator[tuple[Words, ...]]:
    for row in shown.scores.league.rows:
        if row.rank is None:
            reasons = shown.scores.league.by_unit[row.unit].unranked_for
            yield words(shown.scores.unit_name(row.unit)), words(why_unranked(shown.book, reasons))
    for code in shown.scores.empty:
        why = _("It leads no item of the plan and is responsible for none.")
        yield words(shown.scores.unit_name(code)), words(why)


# --- the score sheet -------------------------------------------------------------------------------------------------


def sheet_document(shown: Shown, sheet: ScoreSheet) -> Document:
    figures = sheet_figures(shown, sheet)
    return Document(
        title=sheet_title(shown, sheet.unit),
        subtitle=state_words(shown),
        language=language(),
        notice=notice_words(shown),
        blocks=tuple(sheet_blocks(shown, sheet)),
        figures={figure.key: figure for figure in figures},
        lists_figures=False,
        records={f"rule-{rule.id}": Record(f"rule-{rule.id}", said(rule.name)) for rule in shown.book.rules}
        | {key: Record(key, shown.names.group(key.removeprefix("rule-cap:"))) for key in cap_records(sheet)},
        facts={**facts_of(shown, "score_sheet"), "unit": sheet.unit},
    )


def cap_records(sheet: ScoreSheet) -> Iterator[str]:
    return (f"rule-{line.rule}" for line in sheet.lines if line.formula == "cap")


def sheet_figures(shown: Shown, sheet: ScoreSheet) -> list[Figure]:
    """The total is the sum of the groups, a group that of its lines, exactly."""
    groups = list(dict.fromkeys(line.group for line in sheet.lines))
    found = []
    for code in groups:
        lines = [line for line in sheet.lines if line.group == code]
        parts = tuple(Part(f"rule-{line.rule}", line.points) for line in lines)
        total = sum((line.points for line in lines), Decimal(0))
        found.append(Figure(f"group-{code}", shown.names.group(code), total, "", parts, shown.places))
    parts = tuple(Part(figure.key, figure.value) for figure in found)
    return [Figure("total", _("Score"), sheet.total, "", parts, shown.places), *found]


def sheet_blocks(shown: Shown, sheet: ScoreSheet) -> Iterator[Block]:
    row = shown.scores.rows[sheet.unit]
    groups = list(dict.fromkeys(line.group for line in sheet.lines))
    yield KeyFigures(("total", *(f"group-{code}" for code in groups)))
    change = change_words(row)
    told = {"rank": row.rank or "–", "change": f"{change.arrow} {change.words}" if change else "–"}
    yield Paragraph(words(_("Rank: %(rank)s; change against the period before: %(change)s.") % told))
    yield from (Paragraph(words(sentence)) for sentence in left_out(shown.book, [sheet]))
    for gate in sheet.gates:
        yield Paragraph(words(gate_words(shown, gate.code, is_met=gate.is_met)))
    for code in groups:
        lines = [line for line in sheet.lines if line.group == code]
        yield Heading(1, shown.names.group(code))
        yield lines_table(shown, code, lines)
    yield Paragraph(words(basis_words(shown)), is_note=True)
    yield signature(shown)


def lines_table(shown: Shown, code: str, lines: list[Line]) -> Table:
    columns = (
        Column(pgettext("scores", "Line"), 4),
        Column(_("Figures and reasons"), 5),
        Column(pgettext("scores", "At stake"), 1.3, Align.RIGHT, is_number=True),
        Column(_("Points"), 1.3, Align.RIGHT, is_number=True),
    )
    rows = tuple(
        (
            words(shown.names.name(line)),
            words(line_words(line)),
            words(points_text(line.weight, shown.places) if line.weight else "–"),
            words(Run(points_text(line.points, shown.places), is_strong=True)),
        )
        for line in lines
    )
    total = sum((line.points for line in lines), Decimal(0))
    totals = (words(_("Sum")), words("–"), words("–"), words(Run(points_text(total, shown.places), f"group-{code}")))
    return Table(columns, rows, name=shown.names.group(code), totals=totals)


def line_words(line: Line) -> str:
    between = pgettext("between statements in a line", "; ")
    told = [f"{label}{_(': ')}{value}" for label, value in figures_in_words(line)]
    return between.join([*told, *notes_in_words(line)]) or "–"


def gate_words(shown: Shown, code: str, *, is_met: bool) -> str:
    name = next((said(gate.name) for gate in shown.book.gates if gate.code == code), code)
    sentence = _("Gate “%(name)s”: met.") if is_met else _("Gate “%(name)s”: not met.")
    return sentence % {"name": name}


# --- what both say ---------------------------------------------------------------------------------------------------


def state_words(shown: Shown) -> str:
    publication = shown.publication
    if publication is None:
        return _("Preview")
    told = {
        "state": publication.get_state_display(),
        "date": date_format(publication.published_on, "DATE_FORMAT"),
        "number": publication.number,
    }
    return _("%(state)s · %(date)s · no. %(number)d") % told


def notice_words(shown: Shown) -> str:
    profile = profile_of(shown.zone)
    return profile.banner


def basis_words(shown: Shown) -> str:
    told = {
        "name": shown.rulebook.title,
        "version": shown.rulebook.version,
        "date": date_format(shown.as_of, "DATE_FORMAT"),
        "moment": shown.recorded_words,
        "places": shown.places,
        "total": points(shown.book.total),
    }
    return (
        _(
            "By “%(name)s”, version %(version)d, of %(total)s points: registers as known on %(date)s, checks of "
            "evidence, entries and marks as recorded up to %(moment)s. Each line is rounded half up to %(places)d "
            "places, and the score is the sum of the rounded lines. Equal scores share the better rank, and the next "
            "is skipped."
        )
        % told
    )


def signature(shown: Shown) -> Signature:
    day = shown.publication.published_on if shown.publication else shown.as_of
    return Signature(shown.zone.title, date_format(day, "DATE_FORMAT"))


def facts_of(shown: Shown, kind: str) -> dict[str, str]:
    publication = shown.publication
    return {
        "kind": kind,
        "period": shown.period.code,
        "rulebook": f"{shown.rulebook.code} {shown.rulebook.version}",
        "number": str(publication.number) if publication else "",
        "sha256": publication.digest if publication else "",
    }
