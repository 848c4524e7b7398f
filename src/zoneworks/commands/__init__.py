"""The command line: verbs that print tables for people and JSON for programs.

`zoneworks VERB ...`: each verb is a module of this package with `add_arguments(parser)` and `run(options) -> int`,
imported only when it is asked for. Exit 0: done; 1: refused; 2: nothing in the file could be used, or wrong arguments.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _

from zoneworks.commands.setting_up import language_for, words_only

VERBS = {
    "plan": _("import a plan's table, show the board"),
    "answer-sheet": _("write the year's promises against the facts as a file"),
    "bulletin": _("write the monthly bulletin as a file"),
    "score": _("explain published scores point by point, show the league table"),
    "registry": _("tell the industry class of enterprises from their names and business scopes"),
    "chain": _("judge an industry chain from files: its gaps, whom to attract"),
    "edition": _("verify whether a file is what was frozen"),
    "audit": _("verify that the record of who did what is unchanged"),
    "worker": _("make documents and do the periodic work in the background"),
    "demo": _("make and serve the demonstration zone"),
    "messages": _("update, compile or check the messages"),
}
HELP = {"-h", "--help"}


class UsageError(Exception):
    """The arguments do not say what to do; `usage` shows how they are written."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """Raises instead of leaving, so that a program that asked for JSON gets JSON."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.format_usage())


def main(argv: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return understood(arguments)
    except BrokenPipeError:  # the reader had enough, as `head` does
        sys.stdout = None
        return 0


def understood(arguments: list[str]) -> int:
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb not in VERBS:
        with words_only(language_for(None)):
            print(overview(), file=sys.stdout if verb in HELP else sys.stderr)
        return 0 if verb in HELP else 2
    if HELP.intersection(rest):
        with words_only(language_for(None)):
            return run_verb(verb, rest)
    if verb == "messages":
        from zoneworks.commands import messages

        return messages.main(rest)
    return run_verb(verb, rest)


def run_verb(verb: str, rest: Sequence[str]) -> int:
    module: Any = import_module(f"{__name__}.{verb.replace('-', '_')}")
    parser = Parser(prog=f"zoneworks {verb}")
    module.add_arguments(parser)
    try:
        options = parser.parse_args(rest)
    except UsageError as error:
        if "--json" in rest and hasattr(module, "refuse_usage"):
            return int(module.refuse_usage(error))
        print(f"{error.usage}zoneworks {verb}: {error}", file=sys.stderr)
        return 2
    except SystemExit as leaving:  # --help has printed what was asked for
        return int(leaving.code or 0)
    return int(module.run(options))


def overview() -> str:
    verbs = "\n".join(f"  {verb:<14}{about}" for verb, about in VERBS.items())
    return f"zoneworks VERB ...\n\n{verbs}\n\nzoneworks VERB --help"
