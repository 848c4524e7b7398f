"""The kinds of document the rhythm produces: the weekly dispatch sheet and the assessment of a period."""

from __future__ import annotations

from collections.abc import Callable
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
from zoneworks.documents.composing import day as day_words
from zoneworks.documents.kinds import Arguments, Tell, in_both_languages, register
from zoneworks.plans.queries import current_plan
from zoneworks.rhythm.assessment import assessment_of
from zoneworks.rhythm.assessment_sheet import assessment_document, assessment_title
from zoneworks.rhythm.calendar import dispatch_from, is_dispatch_day
from zoneworks.rhythm.dispatch import dispatch_of
from zoneworks.rhythm.dispatch_sheet import dispatch_document, sheet_title
from zoneworks.rhythm.occasions import ASSESSMENT, DISPATCH_SHEET
from zoneworks.scoring.models import Publication
from zoneworks.scoring.periods import Period, last_ended, period_named
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of


class RhythmKind:
    """What both have in common: the supervision office makes and freezes them; it and the leaders look at them live."""

    code: str
    mark_code: str
    label: str | Promise
    formats: tuple[Format, ...] = (Format.DOCX, Format.PDF, Format.JSON)
    is_frozen = True

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids and scope.is_supervising(zone)

    def may_preview(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids and scope.sees_all_working_records(zone)

    def as_of(self, arguments: Arguments) -> date:
        return date.fromisoformat(arguments["as_of"])

    def named(self, title: Callable[[], str], arguments: Arguments) -> str:
        return f"{title()} {arguments['as_of']}".replace("/", "-").replace(":", " -").replace("：", " ")


class DispatchSheetKind(RhythmKind):
    """Arguments: day (of the dispatch; the next one if not given), as_of (the day itself, or today before it).

    It names orders, which are working records: frozen ones too are for the supervision office and the leaders.
    """

    code = DISPATCH_SHEET
    mark_code = "WD"
    label = gettext_lazy("Weekly dispatch sheet")

    def may_read(self, scope: Scope, zone: Unit) -> bool:
        return self.may_preview(scope, zone)

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        today = profile_of(zone).today
        when = day_given(arguments.get("day"), "day") or dispatch_from(today)
        if not is_dispatch_day(when):
            told = {"date": day_words(when), "next": day_words(dispatch_from(when))}
            raise Refused("no_dispatch_day", _("%(date)s is no day of dispatch; the next is %(next)s.") % told, "day")
        as_of = day_given(arguments.get("as_of"), "as_of") or min(when, today)
        if as_of > min(when, today):
            told = {"date": day_words(min(when, today))}
            sentence = _("The sheet tells what is known on a day up to %(date)s.")
            raise Refused("date_after_dispatch", sentence % told, "as_of")
        if current_plan(scope, zone, when.year, as_of) is None:
            raise Http404("no plan")
        return {"day": when.isoformat(), "as_of": as_of.isoformat()}

    def titles(self, zone: Unit, arguments: Arguments) -> tuple[str, str]:
        return in_both_languages(lambda: sheet_title(zone, date.fromisoformat(arguments["day"])))

    def file_name(self, zone: Unit, arguments: Arguments) -> str:
        return self.named(lambda: sheet_title(zone, date.fromisoformat(arguments["day"])), arguments)

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        when, today = date.fromisoformat(arguments["day"]), profile_of(zone).today
        tell(0, 1)
        return dispatch_document(dispatch_of(scope, zone, when, self.as_of(arguments), today))

    def address_of(self, arguments: Arguments) -> str:
        query = urlencode({"as_of": arguments["as_of"]}) if "as_of" in arguments else ""
        return f"{reverse('rhythm:dispatch', args=[arguments['day']])}?{query}" if "day" in arguments else ""


class AssessmentKind(RhythmKind):
    """Arguments: period ("2023Q3", "2023H1", "2023"; the last quarter that ended if not given), as_of (see
    `assessment_day`). Frozen ones are read by everybody in the zone."""

    code = ASSESSMENT
    mark_code = "QA"
    label = gettext_lazy("Quarterly assessment")

    def may_read(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        today = profile_of(zone).today
        given = arguments.get("period")
        period = period_named(str(given)) if given else last_ended(today)
        as_of = day_given(arguments.get("as_of"), "as_of") or assessment_day(zone, period, today)
        if not period.last <= as_of <= today:
            told = {"period": period.title, "first": day_words(period.last), "last": day_words(today)}
            sentence = _("%(period)s is assessed on a day from %(first)s to %(last)s.")
            raise Refused("period_not_over", sentence % told, "as_of")
        if current_plan(scope, zone, period.year, as_of) is None:
            raise Http404("no plan")
        return {"period": period.code, "as_of": as_of.isoformat()}

    def titles(self, zone: Unit, arguments: Arguments) -> tuple[str, str]:
        return in_both_languages(lambda: assessment_title(zone, period_named(arguments["period"])))

    def file_name(self, zone: Unit, arguments: Arguments) -> str:
        return self.named(lambda: assessment_title(zone, period_named(arguments["period"])), arguments)

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        period, today = period_named(arguments["period"]), profile_of(zone).today
        tell(0, 1)
        return assessment_document(assessment_of(scope, zone, period, self.as_of(arguments), today))

    def address_of(self, arguments: Arguments) -> str:
        query = urlencode({"as_of": arguments["as_of"]}) if "as_of" in arguments else ""
        return f"{reverse('rhythm:assessment', args=[arguments['period']])}?{query}" if "period" in arguments else ""


def assessment_day(zone: Unit, period: Period, today: date) -> date:
    """When the scores were published, so that they are told; without scores, when they would be drawn up."""
    published = Publication.objects.filter(zone=zone, period=period.code, published_on__lte=today)
    last = published.order_by("-number").values_list("published_on", flat=True).first()
    return max(last or period.as_of(today), min(period.last, today))


def day_given(given: object, field: str) -> date | None:
    if given in (None, ""):
        return None
    try:
        return date.fromisoformat(str(given))
    except ValueError as error:
        sentence = _("“%(text)s” is not a date such as 2023-06-30.") % {"text": str(given)[:40]}
        raise Refused("date_unreadable", sentence, field) from error


for kind in (DispatchSheetKind(), AssessmentKind()):
    register(kind)
