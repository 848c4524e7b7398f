"""What the demonstration's supervision office has issued: a bulletin each month, and an answer sheet so far."""

from __future__ import annotations

from datetime import date, timedelta

from zoneworks.accounts.access import Scope
from zoneworks.demonstration.story import month_end
from zoneworks.documents.choices import Format
from zoneworks.documents.models import Edition
from zoneworks.documents.services import ask_for, freeze
from zoneworks.plans.models import Plan

FIRST_BULLETIN, LAST_BULLETIN = 2, 8
ISSUED_AFTER_DAYS = 12
SHEET_AS_OF = date(2023, 9, 30)
SHEET_FROZEN_ON = date(2023, 10, 8)
MADE_AT_ONCE = (Format.DOCX, Format.PDF)
LANGUAGES = ("zh-hans", "en")


def issue_bulletins(scope: Scope, plan: Plan) -> list[Edition]:
    """Each bulletin says what was known on the day it was issued."""
    issued = []
    for month in range(FIRST_BULLETIN, LAST_BULLETIN + 1):
        about = month_end(plan.year, month)
        day = about + timedelta(days=ISSUED_AFTER_DAYS)
        edition = freeze(
            scope=scope,
            zone=plan.zone,
            kind="bulletin",
            arguments={"period": f"{about:%Y-%m}", "as_of": day.isoformat()},
            submission=f"demonstration-bulletin-{about:%Y-%m}",
            today=day,
        )
        issued.append(edition)
    return issued


def freeze_answer_sheet(scope: Scope, plan: Plan) -> Edition:
    """As of the end of September; Word and PDF are made by the worker as soon as the site runs."""
    edition = freeze(
        scope=scope,
        zone=plan.zone,
        kind="answer_sheet",
        arguments={"year": plan.year, "as_of": SHEET_AS_OF.isoformat()},
        submission="demonstration-answer-sheet",
        today=SHEET_FROZEN_ON,
    )
    for language in LANGUAGES:
        for wanted in MADE_AT_ONCE:
            ask_for(
                scope=scope,
                zone=plan.zone,
                kind=edition.kind,
                arguments=edition.arguments,
                format=wanted,
                language=language,
                submission=f"demonstration-{edition.uid}-{language}-{wanted}",
                today=SHEET_FROZEN_ON,
                edition=edition,
            )
    return edition
