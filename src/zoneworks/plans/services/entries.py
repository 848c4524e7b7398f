"""What is reported, as its writers hand it over, and what a check says of each entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.common.errors import Refused


@dataclass(frozen=True, slots=True)
class ActualEntry:
    """A value on a date; without a value, what was said about the date is withdrawn.

    `indicator`: its key in the plan at hand. A rate may be given as numerator and denominator alone.
    `submission`: names the form or row sent, so that sending it twice records it once.
    """

    indicator: int
    about: date
    value: Decimal | None
    submission: str
    note: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MilestoneEntry:
    """A milestone reached on a date; without a date, an earlier statement is withdrawn."""

    milestone: int
    done_on: date | None
    submission: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says of one entry: refused, or to be asked about, or nothing new."""

    refusal: Refused | None = None
    questions: tuple[str, ...] = ()
    is_same: bool = False

    def verdict(self, sure: bool) -> Refused | None:
        """The refusal that stands, given that the person is sure of what was asked about."""
        if self.refusal or sure or not self.questions:
            return self.refusal
        asked = " ".join(self.questions)
        sentence = _("%(questions)s If it is right, confirm it and send it again.") % {"questions": asked}
        return Refused("needs_confirmation", sentence, "value")


class RowsRefused(Refused):
    """Some of many entries were refused and none was written; `rows` has the refusal of each, by its place."""

    def __init__(self, rows: Mapping[int, Refused]) -> None:
        first = next(iter(rows.values()))
        sentence = ngettext(
            "%(count)d row cannot be recorded: %(sentence)s",
            "%(count)d rows cannot be recorded. The first: %(sentence)s",
            len(rows),
        ) % {"count": len(rows), "sentence": first}
        super().__init__(first.code if len(rows) == 1 else "rows_refused", sentence)
        self.rows = dict(rows)


def require_tokens_once(entries: Sequence[ActualEntry] | Sequence[MilestoneEntry]) -> None:
    if len({entry.submission for entry in entries}) < len(entries):
        raise Refused("submission_twice", _("Two different rows carry the same mark of sending. Send them anew."))


def settle(findings: list[Finding], sure: bool) -> None:
    """Raise what the findings leave: the refusal itself where one entry was given, else all of them by place."""
    refusals = {place: verdict for place, found in enumerate(findings) if (verdict := found.verdict(sure))}
    if refusals and len(findings) == 1:
        raise refusals[0]
    if refusals:
        raise RowsRefused(refusals)
