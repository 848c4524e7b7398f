"""`zoneworks bulletin`: the monthly bulletin as a file."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext_lazy as _

from zoneworks.commands.document_files import add_file_arguments, lazy, make, refuse_usage

__all__ = ["add_arguments", "refuse_usage", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--period", help=lazy(_("the month, such as 2023-09; the last one that ended if not given")))
    add_file_arguments(parser)


def run(options: argparse.Namespace) -> int:
    return make(options, "bulletin", {"period": options.period, "as_of": options.as_of})
