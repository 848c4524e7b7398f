"""The page of one report: written by its unit, read and settled by the supervision office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zoneworks.accounts.doorways import must
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.views.entrances import must_supervise, scope_of
from zoneworks.reports import services
from zoneworks.reports.addresses import month_address, report_address
from zoneworks.reports.forms import ReportForm, ReturnForm
from zoneworks.reports.models import Report
from zoneworks.reports.pages.neighbours import Neighbours
from zoneworks.reports.pages.report import ReportPage
from zoneworks.reports.queries_report import ReportDetail
from zoneworks.reports.services import ReportRefused
from zoneworks.reports.views.entrances import (
    fresh,
    is_about_the_past,
    must_report,
    to_report,
    today_of,
    with_report,
)

FORM_REFUSED = 422


@with_report
def report(request: HttpRequest, detail: ReportDetail) -> HttpResponse:
    """What was done this month, in figures and in words, and how does it show?"""
    if request.method != "POST":
        return show(request, detail)
    must_report(request, detail)
    if is_about_the_past(request):
        return to_report(request, detail)
    return write(request, detail)


def show(request: HttpRequest, detail: ReportDetail, form: ReportForm | None = None, **more: Any) -> HttpResponse:
    page = ReportPage(request, detail, form, **more)
    shown = {"page": page, "item": page.item, "neighbours": Neighbours(request, detail)}
    return render(request, "reports/report.html", shown, status=FORM_REFUSED if form or more else 200)


def write(request: HttpRequest, detail: ReportDetail) -> HttpResponse:
    """Keep what was typed; then the files; then hand it in, where that was asked. Each that is refused is told."""
    form = ReportForm(request.POST, request.FILES, detail=detail)
    if not form.is_valid():
        return show(request, detail, form)
    report = kept(request, detail, form)
    if isinstance(report, HttpResponse):
        return report
    refused_files = change_evidence(request, report, form)
    if "submit" in request.POST and not refused_files:
        return hand_in(request, detail, report)
    if refused_files:
        return show_saved(request, fresh(request, detail), refused_files)
    messages.success(request, _("The draft is saved. It counts once it is submitted and confirmed."))
    return to_report(request, detail)


def kept(request: HttpRequest, detail: ReportDetail, form: ReportForm) -> Report | HttpResponse:
    """The report as typed; else the page that says why it was not kept, or that it went its way already."""
    try:
        return services.save_report(
            scope=scope_of(request), item=detail.item, about=detail.about, fields=form.report_fields(),
            seen=form.seen_revision, today=today_of(request),
        )  # fmt: skip
    except Overtaken as overtaken:
        standing = fresh(request, detail)
        if not is_sent_again(request, standing, form):
            return show_both(request, standing, overtaken)
        assert standing.report is not None
        return standing.report if standing.report.is_open else tell_submitted(request, detail)
    except Refused as refused:
        form.refuse(refused)
        return show(request, fresh(request, detail), form)


def is_sent_again(request: HttpRequest, standing: ReportDetail, form: ReportForm) -> bool:
    """The form came twice, and the first time the report went further than its words: files were put to it, or it was
    submitted."""
    report = standing.report
    return report is not None and services.says_already(
        scope=scope_of(request), report=report, item=standing.item, fields=form.report_fields()
    )


def show_both(request: HttpRequest, detail: ReportDetail, overtaken: Overtaken) -> HttpResponse:
    """A colleague saved in between: what was typed stays, what they saved stands beside it; saving again decides."""
    form = retyped(request, detail)
    form.add_error(None, str(overtaken))
    return show(request, detail, form, is_overtaken=detail.may_write)


def show_saved(request: HttpRequest, detail: ReportDetail, refused: list[Refused]) -> HttpResponse:
    form = retyped(request, detail)
    for one in refused:
        form.add_error("evidence", str(one))
    return show(request, detail, form)


def retyped(request: HttpRequest, detail: ReportDetail) -> ReportForm:
    """What was typed, over the report as it stands now."""
    typed: QueryDict = request.POST.copy()
    typed["seen"] = "" if detail.seen is None else str(detail.seen)
    for name in ("remove", "caption"):
        typed.pop(name, None)
    form = ReportForm(typed, detail=detail)
    form.is_valid()
    return form


def change_evidence(request: HttpRequest, report: Report, form: ReportForm) -> list[Refused]:
    """Take off what was ticked and put what was chosen; says what was refused. The draft stays saved."""
    scope, today, refused = scope_of(request), today_of(request), []
    wanted = [int(key) for key in request.POST.getlist("remove") if key.isdecimal()][:100]
    files: list[UploadedFile] = form.cleaned_data["evidence"]
    steps: list[tuple[str, Any]] = [("off", one) for one in report.evidence.filter(pk__in=wanted)]
    steps += [("on", file) for file in files]
    for kind, thing in steps:
        report.refresh_from_db()
        try:
            if kind == "off":
                services.remove_evidence(scope=scope, evidence=thing, seen=report.revision, today=today)
            else:
                caption = form.cleaned_data["caption"]
                services.add_evidence(
                    scope=scope, report=report, seen=report.revision, file=thing, caption=caption, today=today
                )
        except Refused as error:
            refused.append(error)
    return refused


def hand_in(request: HttpRequest, detail: ReportDetail, report: Report) -> HttpResponse:
    report.refresh_from_db()
    sure = "sure" in request.POST
    try:
        services.submit_report(
            scope=scope_of(request), report=report, seen=report.revision, today=today_of(request), sure=sure
        )
    except Refused as refused:
        now = fresh(request, detail)
        form = retyped(request, now)
        if isinstance(refused, ReportRefused):
            form.blame(refused.problems)
        else:
            form.refuse(refused)
        messages.warning(request, _("The draft is saved, and not submitted yet."))
        return show(request, now, form)
    return tell_submitted(request, detail)


def tell_submitted(request: HttpRequest, detail: ReportDetail) -> HttpResponse:
    messages.success(request, _("Submitted. It counts once the supervision office has confirmed it."))
    return to_report(request, detail)


@with_report
@require_POST
def take_back(request: HttpRequest, detail: ReportDetail) -> HttpResponse:
    """Work on it again, as long as nobody has settled it."""
    must_report(request, detail)
    must(detail.report is not None)
    if is_about_the_past(request):
        return to_report(request, detail)
    assert detail.report is not None
    try:
        services.take_back_report(
            scope=scope_of(request), report=detail.report, seen=seen_in(request), today=today_of(request)
        )
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Taken back. It is a draft again, and waits for nobody."))
    return to_report(request, detail)


@with_report
@require_POST
def settle(request: HttpRequest, detail: ReportDetail) -> HttpResponse:
    """The supervision office confirms the report or returns it with a reason."""
    must_supervise(request, detail.plan.zone)
    must(detail.report is not None)
    if is_about_the_past(request):
        return to_report(request, detail)
    return give_back(request, detail) if "return" in request.POST else confirm(request, detail)


def confirm(request: HttpRequest, detail: ReportDetail) -> HttpResponse:
    assert detail.report is not None
    chosen, zone = [(detail.report.pk, seen_in(request))], detail.plan.zone
    try:
        settled = services.confirm_reports(scope=scope_of(request), zone=zone, reports=chosen, today=today_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return to_report(request, detail)
    for one in settled.overtaken:
        messages.warning(request, one.sentence)
    if not settled.confirmed:
        return to_report(request, detail)
    messages.success(request, _("Confirmed. Its values count from today."))
    return to_next(request, detail)


def give_back(request: HttpRequest, detail: ReportDetail) -> HttpResponse:
    assert detail.report is not None
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            given = services.return_reports(
                scope=scope_of(request), zone=detail.plan.zone, reports=[(detail.report.pk, seen_in(request))],
                reason=form.cleaned_data["reason"], today=today_of(request),
            )  # fmt: skip
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            for one in given.overtaken:
                messages.warning(request, one.sentence)
            if not given.returned:
                return to_report(request, detail)
            messages.success(request, _("The report is returned to its unit."))
            return to_next(request, detail)
    return show(request, detail, return_form=form)


def to_next(request: HttpRequest, detail: ReportDetail) -> HttpResponse:
    """The next report that waits, where the person asked for it; else the one just settled."""
    if "next" not in request.POST:
        return to_report(request, detail)
    following = Neighbours(request, detail).waiting
    if following is None:
        return redirect(month_address(request, detail.about))
    return redirect(report_address(request, following.item, following.about))


def seen_in(request: HttpRequest) -> int:
    """The revision the person saw; nonsense is one nobody has seen."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1
