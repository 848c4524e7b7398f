"""Workbooks that leave: what is seen, the plan as issued, the sheet to be filled. Each download is on record."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zonekit.plans import month_end
from zoneworks.accounts.doorways import in_zone
from zoneworks.audit.fetching import EXPORT, tell_fetched
from zoneworks.plans import exports
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Plan
from zoneworks.plans.pages.entry import day_to_report
from zoneworks.plans.views.board import board_asked, plan_asked
from zoneworks.plans.views.entrances import scope_of, with_plan

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@in_zone
def board_workbook(request: HttpRequest) -> HttpResponse:
    """The rows of the board as filtered, on the date looked at."""
    plan = plan_asked(request)
    if plan is None:
        raise Http404
    as_of: date = request.as_of  # type: ignore[attr-defined]
    data = exports.export_board_xlsx(board_asked(request, plan))
    name = _("Board %(year)s as of %(date)s") % {"year": plan.year, "date": as_of.isoformat()}
    return download(request, plan, data, name, "board")


@with_plan
def table_workbook(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The plan in the form in which it was issued."""
    language = request.GET.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    data = exports.export_plan_xlsx(scope_of(request), plan, language)
    name = _("Plan %(year)s version %(version)s %(language)s") % {
        "year": plan.year,
        "version": plan.version,
        "language": language,
    }
    return download(request, plan, data, name, "table")


@with_plan
def actuals_workbook(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The indicators and milestones on which the person may report, to be filled with what was reached by a date."""
    period = period_asked(request, plan)
    if plan.state != PlanState.ISSUED:
        raise Http404
    today = request.today  # type: ignore[attr-defined]
    data = exports.export_actuals_xlsx(scope_of(request), plan, period, today=today)
    return download(request, plan, data, _("Values as of %(date)s") % {"date": period.isoformat()}, "actuals")


def period_asked(request: HttpRequest, plan: Plan) -> date:
    """A month end of the plan's year that has come; the last one where none is asked for."""
    today = request.today  # type: ignore[attr-defined]
    asked = request.GET.get("period", "")
    ends = {end.isoformat(): end for end in (month_end(plan.year, month) for month in range(1, 13)) if end <= today}
    return ends.get(asked) or day_to_report(plan.year, today)


def download(request: HttpRequest, plan: Plan, data: bytes, name: str, what: str) -> HttpResponse:
    """A file with its name in any language; who fetched it is kept."""
    response = HttpResponse(data, content_type=WORKBOOK)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + '.xlsx')}"
    response.headers["Cache-Control"] = "private, no-store"
    as_of: date = request.as_of  # type: ignore[attr-defined]
    return tell_fetched(
        response, verb=EXPORT, zone=plan.zone, kind="plan", key=plan.pk, what=what, format="xlsx",
        as_of=as_of.isoformat(), query=request.GET.urlencode()[:400],
    )  # fmt: skip
