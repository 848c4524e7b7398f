"""`zoneworks audit verify`: whether the record of who did what still is what was written."""

from __future__ import annotations

import argparse
import sys
import traceback
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zonekit.values.issues import Issue
from zoneworks.commands.document_files import lazy, refusal, refuse_usage
from zoneworks.commands.plan import NOTHING_USED, REFUSED, print_json
from zoneworks.commands.setting_up import LANGUAGES, language_for, whole_product
from zoneworks.imports.messages import COMMON

if TYPE_CHECKING:
    from zoneworks.audit.chain import Head
    from zoneworks.audit.checking import Finding

__all__ = ["add_arguments", "refuse_usage", "run"]
Json = dict[str, Any]
HELP = {
    "verify": gettext_lazy("walk the chain and name the first broken place"),
    "expect": gettext_lazy("a head written down earlier, as POSITION:DIGEST; it must still be in the chain"),
    "json": gettext_lazy("what was found, as JSON on the standard output"),
    "lang": gettext_lazy("language of the sentences"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    verifying = actions.add_parser("verify", help=lazy(HELP["verify"]))
    verifying.add_argument("--expect", type=head_written, metavar="POSITION:DIGEST", help=lazy(HELP["expect"]))
    verifying.add_argument("--json", action="store_true", help=lazy(HELP["json"]))
    verifying.add_argument("--lang", choices=LANGUAGES, help=lazy(HELP["lang"]))


def head_written(text: str) -> Head:
    from zoneworks.audit.chain import Head

    return Head.read(text)


head_written.__name__ = "POSITION:DIGEST"  # argparse names it when the text is none


def run(options: argparse.Namespace) -> int:
    """0: intact; 1: broken, or not to be told; 2: the program failed."""
    from django.db import DatabaseError

    with whole_product(language_for(options.lang)):
        from zoneworks.audit.checking import check_chain
        from zoneworks.audit.sentences import finding_sentence

        try:
            finding = check_chain(options.expect)
        except DatabaseError as error:
            issue = Issue("database_not_ready", params={"error": str(error)[:200]})
            return refusal(options, issue, COMMON.sentence(issue), REFUSED)
        except Exception as error:
            traceback.print_exc()
            issue = Issue("program_failed", params={"error": str(error)[:400]})
            return refusal(options, issue, COMMON.sentence(issue), NOTHING_USED)
        said = finding_sentence(finding)
        if finding.head and finding.is_intact:
            said += "\n" + _("Head of the chain, to be written down elsewhere:") + f"\n{finding.head}"
        if options.json:
            print_json(finding_json(finding, options.expect))
        print(said, file=sys.stderr if options.json else sys.stdout)
    return 0 if finding.is_intact else REFUSED


def finding_json(finding: Finding, expected: Head | None) -> Json:
    fault = finding.fault
    return {
        "verdict": "intact" if finding.is_intact else "broken",
        "head": head_json(finding.head),
        "expected": head_json(expected),
        "waiting": finding.waiting,
        "broken": {"code": fault.code, "position": fault.position, "event": fault.event} if fault else None,
        "issues": [],
    }


def head_json(head: Head | None) -> Json | None:
    return {"position": head.position, "digest": head.digest} if head else None
