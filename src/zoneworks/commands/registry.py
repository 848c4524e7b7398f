"""`zoneworks registry classify FILE`: the industry class of each enterprise in a table, with its reasons."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from zonekit.values.issues import Issue
from zoneworks.commands import UsageError
from zoneworks.commands.columns import Column, table_lines
from zoneworks.commands.document_files import HELP, lazy
from zoneworks.commands.plan import NOTHING_USED, print_json
from zoneworks.commands.registry_sentences import REGISTRY_WORDING
from zoneworks.commands.setting_up import LANGUAGES, language_for, words_only

if TYPE_CHECKING:
    from zonekit.registry import Phrase, Ranked
    from zoneworks.commands.registry_files import Firms, Stated

Json = dict[str, Any]
CHUNK = 5_000
MOST_WORKERS = 2
TOP = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    about = gettext_lazy("the industry class (GB/T 4754-2017) of each enterprise, from its name and business scope")
    one = actions.add_parser("classify", help=lazy(about))
    one.add_argument("file", help=lazy(gettext_lazy("CSV or workbook with the columns name and scope; - reads CSV")))
    one.add_argument(
        "--top", type=int, default=TOP, help=lazy(gettext_lazy("how many classes for each, 3 if not given"))
    )
    one.add_argument("--json", action="store_true", help=lazy(gettext_lazy("JSON on the standard output")))
    one.add_argument("--lang", choices=LANGUAGES, help=lazy(HELP["lang"]))


def run(options: argparse.Namespace) -> int:
    """0: read and classified, even if with issues; 2: nothing could be used, or the program failed."""
    with words_only(language_for(options.lang)):
        try:
            return classify(options)
        except Exception as error:
            if not options.json:
                raise
            traceback.print_exc()
            print_json(nothing([Issue("program_failed", params={"error": str(error)[:400]})]))
            return NOTHING_USED


def refuse_usage(error: UsageError) -> int:
    """Wrong arguments, told to a program."""
    print(f"{error.usage}{error}", file=sys.stderr)
    with words_only(language_for(None)):
        print_json(nothing([Issue("arguments_wrong", params={"error": str(error)[:400]})]))
    return NOTHING_USED


def classify(options: argparse.Namespace) -> int:
    from zoneworks.commands.dry_run import tell_issues
    from zoneworks.commands.registry_files import read_firms

    firms = read_firms(options.file)
    if not firms.rows:
        if options.json:
            print_json(nothing(firms.issues))
        tell_issues(firms.issues, REGISTRY_WORDING)
        return NOTHING_USED
    found = classes_of(firms, max(1, min(options.top, 20)))
    silent = [
        Issue("class_not_told", firm.where, {"value": firm.name[:60]}, "note")
        for firm, classes in zip(firms.rows, found, strict=True)
        if not classes
    ]
    issues = (*firms.issues, *silent)
    if options.json:
        print_json(document(firms, found, issues))
    else:
        print("\n".join(table(firms, found)))
    tell_issues(issues, REGISTRY_WORDING)
    return 0


def classes_of(firms: Firms, top: int) -> list[tuple[Ranked, ...]]:
    """In chunks, with progress for people; a second processor helps from two chunks on."""
    from zonekit.registry import classify_chunks

    total = len(firms.rows)
    workers = min(MOST_WORKERS, os.cpu_count() or 1) if total > 2 * CHUNK else 1
    pairs = ((firm.name, firm.scope) for firm in firms.rows)

    def tell(done: int) -> None:
        if total > CHUNK:
            print(_("%(done)s of %(total)s classified") % {"done": done, "total": total}, file=sys.stderr, flush=True)

    parts = classify_chunks(pairs, chunk=CHUNK, tell=tell, top=top, workers=workers)
    return [classes for part in parts for classes in part]


def nothing(issues: Sequence[Issue]) -> Json:
    from zoneworks.commands.plan_json import issues_json

    return {"classification": "GB/T 4754-2017", "rows": [], "issues": issues_json(issues, REGISTRY_WORDING)}


def document(firms: Firms, found: Sequence[tuple[Ranked, ...]], issues: Sequence[Issue]) -> Json:
    rows = [
        {
            "row": firm.row,
            "name": firm.name,
            "stated": stated_json(firm.stated),
            "classes": [class_json(one) for one in classes],
        }
        for firm, classes in zip(firms.rows, found, strict=True)
    ]
    return {**nothing(issues), "rows": rows}


def stated_json(stated: Stated | None) -> Json | None:
    """The class that the table itself gives, as the edition has it."""
    if stated is None:
        return None
    return {"code": stated.code, "edition": stated.edition, "successors": list(stated.successors)}


def class_json(one: Ranked) -> Json:
    from zonekit.registry.industry import industry

    name = industry(one.code).name
    return {
        "code": one.code,
        "name": name.zh,
        "name_en": name.en,
        "score": one.score,
        "phrases": [phrase_json(phrase) for phrase in one.phrases],
    }


def phrase_json(phrase: Phrase) -> Json:
    return {"text": phrase.text, "field": phrase.field, "weight": phrase.weight}


def table(firms: Firms, found: Sequence[tuple[Ranked, ...]]) -> list[str]:
    from django.utils.translation import get_language

    from zonekit.registry.industry import industry

    columns = (
        Column(pgettext("column", "Row"), 6, is_number=True),
        Column(pgettext("column", "Enterprise"), 36),
        Column(pgettext("column", "Class"), 5),
        Column(pgettext("column", "Industry"), 36),
        Column(pgettext("column", "Score"), 6, is_number=True),
        Column(_("Words that decided"), 48),
    )
    rows = []
    for firm, classes in zip(firms.rows, found, strict=True):
        for place, one in enumerate(classes):
            name = industry(one.code).name
            told = name.en if (get_language() or "").startswith("en") else name.zh
            words = "、".join(dict.fromkeys(phrase.text for phrase in one.phrases))
            head = (str(firm.row), firm.name) if place == 0 else ("", "")
            rows.append((*head, one.code, told, f"{one.score:.2f}", words))
        if not classes:
            rows.append((str(firm.row), firm.name, "–", "", "", ""))
    return list(table_lines(columns, rows))
