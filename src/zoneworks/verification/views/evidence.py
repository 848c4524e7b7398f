"""The verification of a month and of one report; the unit answers with better evidence."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zoneworks.accounts.doorways import must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.plans.views.entrances import must_supervise, scope_of
from zoneworks.reports.models import Report
from zoneworks.reports.views.entrances import today_of
from zoneworks.verification import services
from zoneworks.verification.addresses import report_address
from zoneworks.verification.forms import AnswerForm, CheckForm
from zoneworks.verification.pages.evidence import MonthPage
from zoneworks.verification.pages.report import ReportPage
from zoneworks.verification.views.entrances import concerned, is_about_the_past, with_report


@concerned
def month(request: HttpRequest) -> HttpResponse:
    """Which reports were checked, what was found, what is in a sample?"""
    return render(request, "verification/month.html", {"page": MonthPage(request, zone_or_404(request))})


@with_report
def report(request: HttpRequest, report: Report) -> HttpResponse:
    """Is what the report shows true?"""
    if request.method != "POST":
        return show(request, ReportPage(request, report))
    must_supervise(request, report.zone)
    if is_about_the_past(request):
        return redirect(report_address(request, report.pk))
    page = ReportPage(request, report)
    form = CheckForm(request.POST, evidence=page.evidence)
    if not form.is_valid():
        return show(request, ReportPage(request, report, form), 422)
    said = form.cleaned_data
    try:
        services.record_check(
            scope=scope_of(request), report=report, evidence=form.checked, finding=said["finding"],
            reason=said["reason"], draw=next(iter(page.draws), None), today=today_of(request),
            submission=said["submission"],
        )  # fmt: skip
    except Refused as refused:
        form.refuse(refused)
        return show(request, ReportPage(request, report, form), 422)
    messages.success(request, _("The finding is on record."))
    return redirect(report_address(request, report.pk))


def show(request: HttpRequest, page: ReportPage, status: int = 200) -> HttpResponse:
    return render(request, "verification/report.html", {"page": page, "item": page.item}, status=status)


@with_report
@require_POST
def answer(request: HttpRequest, report: Report) -> HttpResponse:
    """Put better evidence to a report whose evidence was found insufficient."""
    must(ReportPage(request, report).is_reporter)
    here = redirect(report_address(request, report.pk))
    if is_about_the_past(request):
        return here
    form = AnswerForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.answer_check(scope=scope_of(request), report=report, today=today_of(request), **said)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The file is handed in. The supervision office looks at it again."))
            return here
    return show(request, ReportPage(request, report, answer_form=form), 422)
