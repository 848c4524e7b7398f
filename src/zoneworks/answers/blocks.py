"""The kinds of document this app can produce: answer sheet and monthly bulletin, and those of the deployment pack."""

from __future__ import annotations

from abc import ABC, abstractmethod
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
from zoneworks.answers import pack_kinds  # noqa: F401 - declares its kinds
from zoneworks.answers.bulletin import bulletin, bulletin_title
from zoneworks.answers.queries_months import issue_day, last_day
from zoneworks.answers.sheet import answer_sheet, sheet_title
from zoneworks.common.errors import Refused
from zoneworks.documents.choices import Format
from zoneworks.documents.kinds import Arguments, Tell, in_both_languages, register
from zoneworks.plans.messages import day
from zoneworks.plans.queries import current_plan
from zoneworks.reports.months import last_month, month_named
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

ANSWER_SHEET, BULLETIN = "answer_sheet", "bulletin"


class PeriodKind(ABC):
    """What the two have in common: the supervision office makes and freezes them, everybody in the zone reads what is
    frozen. A preview that is not frozen is for the supervision office and the leaders (`may_preview`)."""

    code: str
    mark_code: str
    label: str | Promise
    formats: tuple[Format, ...] = (Format.DOCX, Format.PDF, Format.XLSX, Format.JSON)
    is_frozen = True

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids and scope.is_supervising(zone)

    def may_preview(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids and scope.sees_all_working_records(zone)

    def may_read(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids

    def as_of(self, arguments: Arguments) -> date:
        return date.fromisoformat(arguments["as_of"])

    @abstractmethod
    def title(self, zone: Unit, arguments: Arguments) -> str:
        """In the active language."""

    def titles(self, zone: Unit, arguments: Arguments) -> tuple[str, str]:
        return in_both_languages(lambda: self.title(zone, arguments))

    def file_name(self, zone: Unit, arguments: Arguments) -> str:
        return f"{self.title(zone, arguments)} {arguments['as_of']}".replace("/", "-").replace(":", " -")


class AnswerSheetKind(PeriodKind):
    """Arguments: year (the latest plan's if not given), as_of (today if not given)."""

    code = ANSWER_SHEET
    mark_code = "AS"
    label = gettext_lazy("Answer sheet")

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        today = profile_of(zone).today
        as_of = day_given(arguments.get("as_of"), today) or today
        plan = current_plan(scope, zone, year_given(arguments.get("year")), as_of)
        if plan is None or plan.zone_id != zone.pk:
            raise Http404("no plan")
        if as_of.year < plan.year:
            sentence = _("%(year)s had not begun on %(date)s; choose a day of that year or later.")
            raise Refused("year_not_begun", sentence % {"year": plan.year, "date": day(as_of)}, "as_of")
        return {"year": plan.year, "as_of": as_of.isoformat()}

    def title(self, zone: Unit, arguments: Arguments) -> str:
        return sheet_title(zone, arguments["year"])

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        return answer_sheet(scope, zone, arguments["year"], self.as_of(arguments), tell)

    def address_of(self, arguments: Arguments) -> str:
        return f"{reverse('answers:answer-sheet')}?{urlencode(arguments)}"


class BulletinKind(PeriodKind):
    """Arguments: period ("2023-09"; the last month that ended if not given), as_of (when it was issued, see
    `issue_day`)."""

    code = BULLETIN
    mark_code = "MB"
    label = gettext_lazy("Monthly bulletin")

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        today = profile_of(zone).today
        about = month_given(arguments.get("period"), today)
        as_of = day_given(arguments.get("as_of"), today) or issue_day(zone, about, today)
        if not about <= as_of <= last_day(about):
            latest = min(today, last_day(about))
            sentence = _("The bulletin of that month tells what is known on a day from %(first)s to %(last)s.")
            raise Refused("date_outside_month", sentence % {"first": day(about), "last": day(latest)}, "as_of")
        if current_plan(scope, zone, about.year, as_of) is None:
            raise Http404("no plan")
        return {"period": f"{about:%Y-%m}", "as_of": as_of.isoformat()}

    def title(self, zone: Unit, arguments: Arguments) -> str:
        about = month_named(arguments["period"])
        if about is None:
            raise Http404(arguments["period"])
        return bulletin_title(zone, about)

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        return bulletin(scope, zone, arguments["period"], self.as_of(arguments), tell)

    def address_of(self, arguments: Arguments) -> str:
        """The page of the month; of what was never cleaned there is none."""
        about = month_named(str(arguments.get("period", "")))
        as_of = urlencode({"as_of": arguments["as_of"]}) if "as_of" in arguments else ""
        return f"{reverse('answers:bulletin', args=[f'{about:%Y-%m}'])}?{as_of}" if about else ""


def day_given(given: object, today: date) -> date | None:
    if given in (None, ""):
        return None
    try:
        when = date.fromisoformat(str(given))
    except ValueError as error:
        sentence = _("“%(text)s” is not a date such as 2023-06-30.") % {"text": str(given)[:40]}
        raise Refused("date_unreadable", sentence, "as_of") from error
    if when > today:
        sentence = _("%(day)s has not come yet; today is %(today)s.") % {"day": when, "today": today}
        raise Refused("date_in_future", sentence, "as_of")
    return when


def year_given(given: object) -> int | None:
    if given in (None, ""):
        return None
    text = str(given)
    if not (len(text) == 4 and text.isascii() and text.isdecimal()):
        raise Refused("year_unreadable", _("“%(text)s” is not a year such as 2023.") % {"text": text[:40]}, "year")
    return int(text)


def month_given(given: object, today: date) -> date:
    """The last day of the month; one that has not ended has no bulletin yet."""
    if given in (None, ""):
        return last_month(today)
    about = month_named(str(given))
    if about is None:
        sentence = _("“%(text)s” is not a month such as 2023-09.") % {"text": str(given)[:40]}
        raise Refused("month_unreadable", sentence, "period")
    if about > today:
        raise Refused("month_not_over", _("%(month)s has not ended yet.") % {"month": str(given)}, "period")
    return about


for kind in (AnswerSheetKind(), BulletinKind()):
    register(kind)
