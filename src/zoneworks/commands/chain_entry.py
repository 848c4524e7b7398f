"""`zoneworks chain entry`: which industry that is absent from a region is likely to appear there next."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from zonekit.chains.entry import EntryScores, load_entry_model, score_entries
from zonekit.chains.entry_table import EntryTable, entry_table
from zonekit.chains.pool_reading import entry_rows
from zonekit.values.issues import Issue
from zoneworks.commands.chain_files import cells_of, source_of
from zoneworks.commands.chain_sentences_targets import ENTRY_WORDING
from zoneworks.commands.columns import Column, table_lines
from zoneworks.commands.document_files import lazy
from zoneworks.commands.dry_run import tell_issues
from zoneworks.commands.plan import NOTHING_USED, print_json
from zoneworks.commands.plan_json import issues_json

Json = dict[str, Any]
HELP = gettext_lazy("which industries absent from a region are likely to appear there next")
SHOWN = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    base_help = gettext_lazy("table of today as CSV or workbook: region, industry, value; - reads the standard input")
    parser.add_argument("base", help=lazy(base_help))
    parser.add_argument("--region", help=lazy(gettext_lazy("only this region")))


def run(options: argparse.Namespace) -> int:
    table, issues = read_base(options.base)
    known: tuple[str, ...] = ()
    if table is not None and options.region and options.region not in table.regions:
        known = table.regions
        table, issues = None, (*issues, Issue("entry_region_unknown", params={"value": options.region[:60]}))
    if table is None:
        if options.json:
            print_json({"rows": [], "issues": issues_json(issues, ENTRY_WORDING)})
        tell_issues(issues, ENTRY_WORDING)
        for name in known:
            print(f"  {name}", file=sys.stderr)
        return NOTHING_USED
    scores = score_entries(table)
    if options.json:
        print_json(document(scores, options.region, issues))
    else:
        print("\n".join(lines(scores, options.region)))
    tell_issues(issues, ENTRY_WORDING)
    return 0


def read_base(file: str) -> tuple[EntryTable | None, tuple[Issue, ...]]:
    """The first sheet that has the three columns."""
    source = source_of(file)
    faults: tuple[Issue, ...] = source.issues
    for grid in source.grids:
        rows, heads = entry_rows(grid.sheet, cells_of(grid))
        if any(issue.severity == "error" for issue in heads):
            faults = (*faults, *heads)
            continue
        table, odd = entry_table(rows)
        return table, (*source.issues, *heads, *odd)
    return None, faults or (Issue("entry_table_empty"),)


def document(scores: EntryScores, region: str | None, issues: Sequence[Issue]) -> Json:
    table = scores.table
    rows = [{"region": one, "industry": code, "score": round(score, 6)} for one, code, score in asked(scores, region)]
    return {
        "regions": len(table.regions),
        "industries": len(table.industries),
        "has_branches": "branch_advantage" in scores.features.names,
        "model": {"to_be_confirmed": True, "constant": load_entry_model().constant(scores.features.names)},
        "rows": rows,
        "issues": issues_json(issues, ENTRY_WORDING),
    }


def asked(scores: EntryScores, region: str | None) -> Iterable[tuple[str, str, float]]:
    return scores.of_region(region) if region else scores.rows()


def lines(scores: EntryScores, region: str | None) -> list[str]:
    """The likeliest ten of each region, or of the one asked for."""
    columns = (
        Column(pgettext("column", "Region"), 20),
        Column(pgettext("column", "Industry"), 36),
        Column(pgettext("entry", "Chance"), 8, is_number=True),
    )
    rows: list[tuple[str, ...]] = []
    for name in [region] if region else scores.table.regions:
        best = islice(scores.of_region(name), SHOWN)
        rows += [(one, code, f"{score:.3f}") for one, code, score in best]
    head = _("%(regions)s regions, %(industries)s industries; the likeliest %(shown)s of each region") % {
        "regions": len(scores.table.regions), "industries": len(scores.table.industries), "shown": SHOWN,
    }  # fmt: skip
    return [head, *table_lines(columns, rows)]
