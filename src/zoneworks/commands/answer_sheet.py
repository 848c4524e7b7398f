"""`zoneworks answer-sheet`: the year's promises against the facts known on a date, as a file."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext_lazy as _

from zoneworks.commands.document_files import add_file_arguments, lazy, make, refuse_usage

__all__ = ["add_arguments", "refuse_usage", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, help=lazy(_("the year of the plan; the latest issued one if not given")))
    add_file_arguments(parser)


def run(options: argparse.Namespace) -> int:
    return make(options, "answer_sheet", {"year": options.year, "as_of": options.as_of})
