"""The kinds of document this app can produce: the list of disagreements and the record of verification of a month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zonekit.documents.blocks import Document
from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.documents.choices import Format
from zoneworks.documents.kinds import Arguments, Tell, in_both_languages, register
from zoneworks.reports.months import last_month, month_named
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of
from zoneworks.verification.papers import (
    disagreements_paper,
    disagreements_title,
    record_title,
    verification_paper,
)
from zoneworks.verification.queries_checks import is_concerned
from zoneworks.verification.words import day, month_words

DISAGREEMENTS, RECORD = "light_disagreements", "verification_record"


@dataclass(frozen=True)
class MonthPaper:
    """Arguments: month ("2023-09"), as_of. Working papers, made anew each time."""

    code: str
    mark_code: str
    label: str | Promise
    titled: Callable[[Unit, date], str]
    made: Callable[[Scope, Unit, date, date], Document]
    page: str
    is_for_all_concerned: bool
    formats: tuple[Format, ...] = (Format.DOCX, Format.PDF, Format.XLSX)
    is_frozen: bool = False

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        if self.is_for_all_concerned:
            return is_concerned(scope, zone)
        return zone.pk in scope.zone_ids and scope.sees_all_working_records(zone)

    def may_read(self, scope: Scope, zone: Unit) -> bool:
        """No editions of them are kept."""
        return False

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        if not self.may_make(scope, zone):
            raise Http404(self.code)
        today = profile_of(zone).today
        as_of = day_asked(arguments.get("as_of"), today)
        given = arguments.get("month")
        about = month_named(str(given)) if given else last_month(as_of)
        if about is None:
            raise Refused(
                "month_unreadable", _("“%(text)s” is not a month such as 2023-09.") % {"text": str(given)[:40]}, "month"
            )
        if about.replace(day=1) > as_of:
            raise Refused("month_not_begun", _("%(month)s has not begun.") % {"month": month_words(about)}, "month")
        return {"month": f"{about:%Y-%m}", "as_of": as_of.isoformat()}

    def as_of(self, arguments: Arguments) -> date:
        return date.fromisoformat(arguments["as_of"])

    def titles(self, zone: Unit, arguments: Arguments) -> tuple[str, str]:
        return in_both_languages(lambda: self.titled(zone, about_of(arguments)))

    def file_name(self, zone: Unit, arguments: Arguments) -> str:
        name = f"{self.titled(zone, about_of(arguments))} {arguments['as_of']}"
        return " ".join("".join(" " if letter in '\\/:*?"<>|' else letter for letter in name).split())

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        made = self.made(scope, zone, about_of(arguments), self.as_of(arguments))
        tell(1, 1)
        return made

    def address_of(self, arguments: Arguments) -> str:
        kept = {name: str(arguments[name]) for name in ("month", "as_of") if arguments.get(name)}
        return f"{reverse(self.page)}?{urlencode(kept)}"


def about_of(arguments: Arguments) -> date:
    about = month_named(str(arguments.get("month", "")))
    if about is None:
        raise Http404("no such month")
    return about


def day_asked(given: object, today: date) -> date:
    """The day named, today where none is; never one that has not come."""
    if given in (None, ""):
        return today
    try:
        when = date.fromisoformat(str(given))
    except ValueError as error:
        sentence = _("“%(text)s” is not a date such as 2023-06-30.") % {"text": str(given)[:40]}
        raise Refused("date_unreadable", sentence, "as_of") from error
    if when > today:
        sentence = _("%(day)s has not come yet; today is %(today)s.") % {"day": day(when), "today": day(today)}
        raise Refused("date_in_future", sentence, "as_of")
    return when


register(
    MonthPaper(
        DISAGREEMENTS,
        "LD",
        gettext_lazy("List of lights that differ"),
        disagreements_title,
        disagreements_paper,
        "verification:lights",
        is_for_all_concerned=True,
    )
)
register(
    MonthPaper(
        RECORD,
        "VR",
        gettext_lazy("Record of verification"),
        record_title,
        verification_paper,
        "verification:month",
        is_for_all_concerned=False,
    )
)
