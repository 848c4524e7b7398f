"""`zoneworks score explain UNIT`, `zoneworks score table`: published scores, every point with its reason."""

from __future__ import annotations

import argparse
import sys
import traceback
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from zonekit.values.issues import Issue
from zoneworks.commands.columns import Column, table_lines
from zoneworks.commands.document_files import HELP, lazy, refuse_usage
from zoneworks.commands.plan import NOTHING_USED, REFUSED, print_json
from zoneworks.commands.setting_up import LANGUAGES, language_for, whole_product
from zoneworks.common.errors import Refused

if TYPE_CHECKING:
    from zonekit.scoring import ScoreSheet
    from zoneworks.scoring.pages.shown import Shown

__all__ = ["add_arguments", "refuse_usage", "run"]
Json = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    explain = actions.add_parser("explain", help=lazy(gettext_lazy("the points of a unit, line by line")))
    explain.add_argument("unit", help=lazy(gettext_lazy("code of the unit")))
    table = actions.add_parser("table", help=lazy(gettext_lazy("the league table")))
    for one in (explain, table):
        one.add_argument(
            "--period", help=lazy(gettext_lazy("2023Q3, 2023H1 or 2023; the latest published if not given"))
        )
        one.add_argument("--preview", action="store_true", help=lazy(gettext_lazy("as they come out now, unpublished")))
        one.add_argument("--zone", help=lazy(HELP["zone"]))
        one.add_argument("--json", action="store_true", help=lazy(gettext_lazy("JSON on the standard output")))
        one.add_argument("--lang", choices=LANGUAGES, help=lazy(HELP["lang"]))


def run(options: argparse.Namespace) -> int:
    """0: shown; 1: refused with a sentence; 2: the program failed."""
    from django.db import DatabaseError

    from zoneworks.imports.messages import COMMON

    with whole_product(language_for(options.lang)):
        try:
            shown = scores_asked_for(options)
            is_sheet = options.action == "explain"
            if options.json:
                told = explained(options, shown) if is_sheet else listed(shown)
            else:
                text = "\n".join(sheet_lines(options, shown) if is_sheet else table_text(shown))
        except Refused as refused:
            return refusal(options, Issue(refused.code), str(refused), REFUSED)
        except DatabaseError as error:
            issue = Issue("database_not_ready", params={"error": str(error)[:200]})
            return refusal(options, issue, COMMON.sentence(issue), REFUSED)
        except Exception as error:
            traceback.print_exc()
            issue = Issue("program_failed", params={"error": str(error)[:400]})
            return refusal(options, issue, COMMON.sentence(issue), NOTHING_USED)
        if options.json:
            print_json(told)
        else:
            print(text)
    return 0


def refusal(options: argparse.Namespace, issue: Issue, words: str, code: int) -> int:
    if options.json:
        from zoneworks.commands.plan_json import issue_json

        print_json({"period": None, "issues": [issue_json(issue, words)]})
    print(words, file=sys.stderr)
    return code


def scores_asked_for(options: argparse.Namespace) -> Shown:
    from zoneworks.commands.operators import OperatorScope, zone_named
    from zoneworks.scoring.pages.shown import preview, published
    from zoneworks.scoring.periods import last_ended, period_named
    from zoneworks.scoring.queries import latest_of, periods_published
    from zoneworks.units.queries import profile_of

    zone = zone_named(options.zone)
    scope, today = OperatorScope(zone), profile_of(zone).today
    if options.preview:
        return preview(zone, period_named(options.period) if options.period else last_ended(today), today)
    asked = period_named(options.period).code if options.period else next(iter(periods_published(scope, zone)), "")
    found = latest_of(scope, zone, asked)
    if found is None:
        sentence = _("No scores of that period are published. --preview shows what they would be now.")
        raise Refused("scores_missing", sentence)
    return published(found)


def sheet_of(options: argparse.Namespace, shown: Shown) -> ScoreSheet:
    found = shown.scores.league.by_unit.get(options.unit)
    if found is None:
        codes = ", ".join(sorted(shown.scores.league.by_unit))
        sentence = _("“%(unit)s” was not scored. Scored are: %(codes)s.")
        raise Refused("unit_unknown", sentence % {"unit": options.unit[:40], "codes": codes})
    return found


def explained(options: argparse.Namespace, shown: Shown) -> Json:
    """Points as text, so that they add up exactly: `total` is the sum of `points` of all lines."""
    from zonekit.scoring import line_to_json
    from zoneworks.scoring.words import FORMULAS, notes_in_words

    sheet = sheet_of(options, shown)
    row = shown.scores.rows[sheet.unit]
    lines = [
        {
            **line_to_json(line),
            "name": shown.names.name(line),
            "formula_words": str(FORMULAS.get(line.formula, line.formula)),
            "notes_words": notes_in_words(line),
            "evidence_names": [shown.scores.name(ref) or ref for ref in line.evidence],
        }
        for line in sheet.lines
    ]
    return {
        **head(shown),
        "unit": sheet.unit,
        "unit_name": shown.scores.unit_name(sheet.unit),
        "total": str(sheet.total),
        "rank": row.rank,
        "rank_before": row.rank_before,
        "groups": {code: str(points) for code, points in sheet.groups.items()},
        "unranked_for": list(sheet.unranked_for),
        "lines": lines,
        "issues": [],
    }


def listed(shown: Shown) -> Json:
    rows = [
        {
            "unit": row.unit,
            "unit_name": shown.scores.unit_name(row.unit),
            "score": str(row.score),
            "rank": row.rank,
            "rank_before": row.rank_before,
            "change": row.change,
            "groups": {code: str(points) for code, points in shown.scores.league.by_unit[row.unit].groups.items()},
        }
        for row in shown.scores.league.rows
    ]
    return {**head(shown), "rows": rows, "not_scored": list(shown.scores.empty), "issues": []}


def head(shown: Shown) -> Json:
    publication = shown.publication
    return {
        "period": shown.period.code,
        "as_of": shown.as_of.isoformat(),
        "rulebook": {"code": shown.rulebook.code, "version": shown.rulebook.version, "sha256": shown.rulebook.digest},
        "publication": {
            "number": publication.number,
            "state": publication.state,
            "published_on": publication.published_on.isoformat(),
            "sha256": publication.digest,
        }
        if publication
        else None,
    }


def sheet_lines(options: argparse.Namespace, shown: Shown) -> list[str]:
    from zoneworks.scoring.words import figures_in_words, notes_in_words, points_text

    sheet = sheet_of(options, shown)
    columns = (
        Column(pgettext("scores", "Line"), 40),
        Column(_("Points"), 9, is_number=True),
        Column(pgettext("scores", "At stake"), 9, is_number=True),
        Column(_("Figures and reasons"), 60),
    )
    rows = [
        (
            shown.names.name(line),
            points_text(line.points, shown.places),
            points_text(line.weight, shown.places) if line.weight else "",
            "; ".join([*(f"{label} {value}" for label, value in figures_in_words(line)), *notes_in_words(line)]),
        )
        for line in sheet.lines
    ]
    total = (_("Sum"), points_text(sheet.total, shown.places), "", "")
    title = f"{shown.scores.unit_name(sheet.unit)} · {shown.period.title} · {shown.as_of.isoformat()}"
    return [title, *table_lines(columns, [*rows, total])]


def table_text(shown: Shown) -> list[str]:
    from zoneworks.scoring.pages.league import change_words
    from zoneworks.scoring.words import points_text

    columns = (
        Column(_("Rank"), 5, is_number=True),
        Column(pgettext("rank", "Change"), 12),
        Column(pgettext("column", "Unit"), 44),
        Column(_("Score"), 9, is_number=True),
    )
    rows = []
    for row in shown.scores.league.rows:
        change = change_words(row)
        rows.append(
            (
                str(row.rank or "–"),
                f"{change.arrow} {change.words}" if change else "–",
                f"{row.unit}  {shown.scores.unit_name(row.unit)}",
                points_text(row.score, shown.places),
            )
        )
    return [f"{shown.period.title} · {shown.as_of.isoformat()}", *table_lines(columns, rows)]
