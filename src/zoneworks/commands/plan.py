"""`zoneworks plan import FILE`, `zoneworks plan board`, `zoneworks plan replay`."""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Callable
from typing import Any, cast

from django.utils.translation import gettext_lazy

from zonekit.values.issues import Issue
from zoneworks.commands import UsageError
from zoneworks.commands.setting_up import LANGUAGES, language_for, whole_product, words_only
from zoneworks.imports.messages import COMMON

Json = dict[str, Any]
REFUSED, NOTHING_USED = 1, 2


def _(message: str) -> str:
    """Help that is put into words only when it is asked for, once a language is known."""
    return cast(str, gettext_lazy(message))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    importing = actions.add_parser("import", help=_("read a table as issued and take it over"))
    importing.add_argument("file", help=_("a workbook, Word document, CSV or text; - reads the standard input"))
    importing.add_argument("--year", type=int, help=_("the plan's year, where the table does not name it"))
    importing.add_argument("--area", help=_("the zone's own column of a matrix"))
    importing.add_argument("--dry-run", action="store_true", help=_("read and show; needs no database"))
    importing.add_argument("--new-names", action="store_true", help=_("take unknown units and posts as new ones"))
    board = actions.add_parser("board", help=_("the plan with its lights"))
    board.add_argument("--as-of", help=_("what was known on this day, such as 2023-06-30"))
    board.add_argument("--year", type=int, help=_("the year of the plan; the latest issued one if not given"))
    replay = actions.add_parser("replay", help=_("run the year again: orders, escalations and scores by their rules"))
    replay.add_argument("--year", type=int, help=_("the year of the plan; the latest issued one if not given"))
    replay.add_argument("--through", help=_("up to and including this day, such as 2023-06-30"))
    for one in (importing, board, replay):
        one.add_argument("--zone", help=_("code of the zone; not needed where there is only one"))
        one.add_argument("--json", action="store_true", help=_("JSON on the standard output, whatever happens"))
        one.add_argument("--lang", choices=LANGUAGES, help=_("language of the sentences"))


def run(options: argparse.Namespace) -> int:
    work = {"import": import_file, "board": show_board, "replay": replay_year}[options.action]
    if not options.json:
        return with_database(work, options)
    return answered(lambda: with_database(work, options), options)


def with_database(work: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """A database that has no tables yet is said in a sentence, not in a traceback."""
    from django.db import DatabaseError

    try:
        return work(options)
    except DatabaseError as error:
        with words_only(language_for(options.lang)):
            issue = Issue("database_not_ready", params={"error": str(error)[:200]})
            if options.json:
                print_json(document_with(getattr(options, "file", None), issue))
            print(COMMON.sentence(issue), file=sys.stderr)
        return REFUSED


def import_file(options: argparse.Namespace) -> int:
    if options.dry_run:
        from zoneworks.commands.dry_run import read_file

        with words_only(language_for(options.lang)):
            return read_file(options)
    with whole_product(language_for(options.lang)):
        from zoneworks.commands.plan_import import import_table

        return import_table(options)


def show_board(options: argparse.Namespace) -> int:
    with whole_product(language_for(options.lang)):
        from zoneworks.commands.plan_board import show

        return show(options)


def replay_year(options: argparse.Namespace) -> int:
    with whole_product(language_for(options.lang)):
        from zoneworks.commands.plan_replay import replay

        return replay(options)


def answered(work: Callable[[], int], options: argparse.Namespace) -> int:
    """JSON whatever happens: a failure of the program becomes an issue, its traceback goes to the standard error."""
    try:
        return work()
    except Exception as error:
        traceback.print_exc()
        with words_only(language_for(options.lang)):
            print_json(failed_document(getattr(options, "file", None), "program_failed", error))
        return NOTHING_USED


def refuse_usage(error: UsageError) -> int:
    """Wrong arguments, told to a program."""
    print(f"{error.usage}{error}", file=sys.stderr)
    with words_only(language_for(None)):
        print_json(failed_document(None, "arguments_wrong", error))
    return NOTHING_USED


def failed_document(file: str | None, code: str, error: Exception) -> Json:
    return document_with(file, Issue(code, params={"error": str(error)[:400]}))


def document_with(file: str | None, issue: Issue) -> Json:
    from zoneworks.commands.plan_json import document_of_nothing, issues_json

    return {**document_of_nothing(file), "issues": issues_json([issue], COMMON)}


def json_text(document: Json) -> str:
    """JSON with a line for each member, and for each entry of a list in one: whole indentation takes ten times as long.

    >>> print(json_text({"kind": "xlsx", "items": [{"no": "1"}, {"no": "2"}]}))
    {
     "kind": "xlsx",
     "items": [
      {"no": "1"},
      {"no": "2"}
     ]
    }
    """
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    members = []
    for name, value in document.items():
        is_list = isinstance(value, list) and bool(value)
        said = "[\n  " + ",\n  ".join(map(encode, value)) + "\n ]" if is_list else encode(value)
        members.append(f" {encode(name)}: {said}")
    return "{\n" + ",\n".join(members) + "\n}"


def print_json(document: Json) -> None:
    """UTF-8 whatever the terminal speaks; a file name that is no text is shown with escapes."""
    text = json_text(document)
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        print(text)
        return
    sys.stdout.flush()
    stream.write(text.encode("utf-8", "backslashreplace") + b"\n")
    stream.flush()
