"""`zoneworks edition verify FILE`: whether a file is what was frozen."""

from __future__ import annotations

import argparse
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zonekit.values.issues import Issue
from zoneworks.commands.document_files import lazy, refusal, refuse_usage
from zoneworks.commands.plan import NOTHING_USED, REFUSED, print_json
from zoneworks.commands.setting_up import LANGUAGES, language_for, whole_product
from zoneworks.imports.messages import COMMON

if TYPE_CHECKING:
    from zoneworks.documents.services import Outcome

__all__ = ["add_arguments", "refuse_usage", "run"]
Json = dict[str, Any]
HELP = {
    "verify": gettext_lazy("whether a file is what was frozen"),
    "file": gettext_lazy("the file as it came: Word, PDF, Excel or JSON; - reads the standard input"),
    "json": gettext_lazy("what was found, as JSON on the standard output"),
    "lang": gettext_lazy("language of the sentences"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    verifying = actions.add_parser("verify", help=lazy(HELP["verify"]))
    verifying.add_argument("file", help=lazy(HELP["file"]))
    verifying.add_argument("--json", action="store_true", help=lazy(HELP["json"]))
    verifying.add_argument("--lang", choices=LANGUAGES, help=lazy(HELP["lang"]))


def run(options: argparse.Namespace) -> int:
    """0: genuine; 1: changed, unknown, or not to be told; 2: the program failed."""
    from django.db import DatabaseError

    with whole_product(language_for(options.lang)):
        from zoneworks.documents.services import verify_file

        try:
            outcome = verify_file(read(options.file))
        except OSError as error:
            said = _("%(file)s cannot be read: %(error)s.") % {"file": options.file, "error": error.strerror or error}
            return refusal(options, Issue("file_not_read"), said, REFUSED)
        except DatabaseError as error:
            issue = Issue("database_not_ready", params={"error": str(error)[:200]})
            return refusal(options, issue, COMMON.sentence(issue), REFUSED)
        except Exception as error:
            traceback.print_exc()
            issue = Issue("program_failed", params={"error": str(error)[:400]})
            return refusal(options, issue, COMMON.sentence(issue), NOTHING_USED)
        said = outcome_sentence(outcome)
        if options.json:
            print_json(outcome_json(options.file, outcome))
            print(said, file=sys.stderr)
        else:
            print(said)
    return 0 if outcome.verdict == "genuine" else REFUSED


def read(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def outcome_sentence(outcome: Outcome) -> str:
    if outcome.edition is None:
        return _(
            "Unknown: the file (SHA-256 %(sha256)s) names no edition that is kept here, and was not made from one."
        ) % {"sha256": outcome.sha256}
    edition = outcome.edition
    told = {
        "title": edition.title_shown, "mark": edition.mark, "day": edition.frozen_on.isoformat(),
        "as_of": edition.as_of.isoformat(), "edition_sha256": edition.sha256, "sha256": outcome.sha256,
        "format": outcome.format.value if outcome.format else "",
    }  # fmt: skip
    if outcome.verdict == "genuine":
        return (
            _(
                "Genuine: “%(title)s”, edition %(mark)s as of %(as_of)s, frozen on %(day)s, as %(format)s. "
                "SHA-256 of the edition %(edition_sha256)s, of the file %(sha256)s."
            )
            % told
        )
    return (
        _(
            "Changed: the file names “%(title)s”, edition %(mark)s frozen on %(day)s (SHA-256 %(edition_sha256)s), "
            "but is not what was made from it. SHA-256 of the file: %(sha256)s."
        )
        % told
    )


def outcome_json(file: str, outcome: Outcome) -> Json:
    edition = outcome.edition
    told: Json | None = None
    if edition:
        told = {
            "mark": edition.mark, "kind": edition.kind, "zone": edition.zone.code, "year": edition.year,
            "number": edition.number, "title": edition.title, "title_en": edition.title_en,
            "as_of": edition.as_of.isoformat(), "frozen_on": edition.frozen_on.isoformat(), "sha256": edition.sha256,
        }  # fmt: skip
    return {
        "file": file, "sha256": outcome.sha256, "verdict": outcome.verdict.value,
        "format": outcome.format.value if outcome.format else None, "edition": told, "issues": [],
    }  # fmt: skip
