"""`zoneworks bulletin`: the monthly bulletin as a file."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext_lazy

from zoneworks.commands.document_files import add_file_arguments, lazy, make
from zoneworks.commands.document_files import refuse_usage as refuse_usage


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--period", help=lazy(gettext_lazy("the month, such as 2023-09; the last one that ended if not given"))
    )
    add_file_arguments(parser)


def run(options: argparse.Namespace) -> int:
    return make(options, "bulletin", {"period": options.period, "as_of": options.as_of})
