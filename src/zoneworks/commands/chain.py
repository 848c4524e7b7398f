"""`zoneworks chain gaps`, `chain targets`, `chain entry`: industry chains judged from files, without a database."""

from __future__ import annotations

import argparse
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.utils.translation import gettext_lazy

from zonekit.values.issues import Issue
from zoneworks.commands import UsageError
from zoneworks.commands.document_files import HELP, lazy
from zoneworks.commands.dry_run import without_collector
from zoneworks.commands.plan import NOTHING_USED, print_json
from zoneworks.commands.setting_up import LANGUAGES, language_for, words_only
from zoneworks.imports.messages import COMMON

ANSWERS = {"gaps": ["gaps"], "targets": ["targets"], "entry": ["rows"]}  # what each action lists
ACTIONS = tuple(ANSWERS)


def module_of(action: str) -> Any:
    return import_module(f"zoneworks.commands.chain_{action}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    for name in ACTIONS:
        module = module_of(name)
        one = actions.add_parser(name, help=lazy(module.HELP))
        module.add_arguments(one)
        one.add_argument("--json", action="store_true", help=lazy(gettext_lazy("JSON on the standard output")))
        one.add_argument("--lang", choices=LANGUAGES, help=lazy(HELP["lang"]))


def run(options: argparse.Namespace) -> int:
    """0: read and judged, even if with issues; 2: nothing could be used, or the program failed."""
    with words_only(language_for(options.lang)):
        try:
            with without_collector():
                return int(module_of(options.action).run(options))
        except Exception as error:
            if not options.json:
                raise
            traceback.print_exc()
            print_json(nothing(Issue("program_failed", params={"error": str(error)[:400]}), ANSWERS[options.action]))
            return NOTHING_USED


def refuse_usage(error: UsageError) -> int:
    """Wrong arguments, told to a program."""
    import sys

    print(f"{error.usage}{error}", file=sys.stderr)
    with words_only(language_for(None)):
        print_json(nothing(Issue("arguments_wrong", params={"error": str(error)[:400]})))
    return NOTHING_USED


def nothing(issue: Issue, answers: Sequence[str] = ("gaps", "targets", "rows")) -> dict[str, Any]:
    """No answer. Which one was asked for is not known where the arguments were wrong."""
    from zoneworks.commands.plan_json import issues_json

    return {"chain": None, **{answer: [] for answer in answers}, "issues": issues_json([issue], COMMON)}
