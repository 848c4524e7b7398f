"""Reporting on a row and settling what was reported: each form is taken once, each refusal stands beside its field."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.accounts.doorways import must
from zoneworks.common.errors import Refused
from zoneworks.plans import services
from zoneworks.plans.choices import IndicatorState
from zoneworks.plans.forms import MilestoneForm, ReturnForm, SentForm, ValueForm
from zoneworks.plans.messages import day
from zoneworks.plans.models import Actual, Indicator, Item, Milestone
from zoneworks.plans.pages.reason import title_of
from zoneworks.plans.pages.reports import line_of, number_of_page, report_lines
from zoneworks.plans.queries import is_working_on
from zoneworks.plans.queries_reports import VALUE, AnyFact, Reader, open_reports
from zoneworks.plans.services import ActualEntry, MilestoneEntry
from zoneworks.plans.services.reporting import reportable_items
from zoneworks.plans.views.entrances import must_supervise, scope_of, with_item
from zoneworks.plans.views.items import show_item, to_item
from zoneworks.ui.addresses import address
from zoneworks.ui.figures import figure_text
from zoneworks.ui.parts import Crumb

REPORT = re.compile(r"[vm]\d{1,18}")


@with_item
def facts(request: HttpRequest, item: Item) -> HttpResponse:
    """Every report on a row, or one of them: what a figure is made of."""
    reader = reader_of(request, item)
    asked = request.GET.get("report", "")
    only = asked if REPORT.fullmatch(asked) else ""
    page, lines = report_lines(reader, number_of_page(request), only)
    if only and not lines:
        raise Http404
    context = {
        "item": item,
        "page": page,
        "lines": lines,
        "is_one": bool(only),
        "sees_working": reader.sees_working,
        "trail": trail_of(request, item, Crumb(_("Reports"))),
    }
    return render(request, "plans/facts.html", context)


@with_item
def record_value(request: HttpRequest, item: Item, key: int) -> HttpResponse:
    """A value of one indicator."""
    if request.method != "POST" or is_about_the_past(request):
        return to_item(request, item)
    must_report(request, item)
    found = Indicator.objects.filter(item=item, state=IndicatorState.CONFIRMED, pk=key)
    indicator = found.select_related("item__plan__zone").first()
    must(indicator is not None)
    assert indicator is not None
    today = request.today  # type: ignore[attr-defined]
    form = ValueForm(request.POST, indicator=indicator, year=item.plan.year, today=today)

    def write() -> str:
        entry = ActualEntry(
            indicator.pk, form.cleaned_data["about"], form.cleaned_data["value"], form.submission,
            form.cleaned_data["note"], form.cleaned_data.get("numerator"), form.cleaned_data.get("denominator"),
        )  # fmt: skip
        sure = form.cleaned_data["sure"]
        fact = services.record_actual(scope=scope_of(request), indicator=indicator, entry=entry, today=today, sure=sure)
        return taken_words(value_words(fact, indicator), fact)

    return attempt(request, item, form, write, value_form=(key, form))


@with_item
def record_milestone(request: HttpRequest, item: Item, key: int) -> HttpResponse:
    """The day on which a milestone was reached, or that it was not."""
    if request.method != "POST" or is_about_the_past(request):
        return to_item(request, item)
    must_report(request, item)
    milestone = Milestone.objects.filter(item=item, pk=key).select_related("item__plan__zone").first()
    must(milestone is not None)
    assert milestone is not None
    today = request.today  # type: ignore[attr-defined]
    form = MilestoneForm(request.POST, key=key, year=item.plan.year, today=today)
    is_withdrawn = "withdraw" in request.POST
    form.fields["done_on"].required = not is_withdrawn

    def write() -> str:
        done_on = None if is_withdrawn else form.cleaned_data["done_on"]
        entry = MilestoneEntry(milestone.pk, done_on, form.submission, form.cleaned_data["note"])
        fact = services.record_milestone(scope=scope_of(request), milestone=milestone, entry=entry, today=today)
        return taken_words(_("Withdrawn") if is_withdrawn else milestone.title, fact)

    return attempt(request, item, form, write, milestone_form=(key, form))


def attempt(request: HttpRequest, item: Item, form: SentForm, write: Callable[[], str], **bound: Any) -> HttpResponse:
    """Write what was typed, or show it again with what is wrong about it."""
    if form.is_valid():
        try:
            told = write()
        except Refused as refused:
            if refused.code.startswith("plan_"):  # nothing on the page can be reported any more
                messages.error(request, str(refused))
                return to_item(request, item)
            form.refuse(refused)
        else:
            messages.success(request, told)
            return to_item(request, item)
    point_at_first_error(form)
    return show_item(request, item, **bound)


def point_at_first_error(form: SentForm) -> None:
    """The page comes back where it was left: at the field to be corrected."""
    wrong = next((name for name in form.fields if name in form.errors), None)
    if wrong:
        form.fields[wrong].widget.attrs["autofocus"] = True


@with_item
def confirm(request: HttpRequest, item: Item) -> HttpResponse:
    """From today on the ticked reports count."""
    if request.method != "POST" or is_about_the_past(request):
        return to_item(request, item)
    must_supervise(request, item.plan.zone)
    ticked = set(request.POST.getlist("report"))
    chosen = [fact for fact in open_reports(reader_of(request, item)) if key_of(fact) in ticked]
    try:
        count = confirm_all(request, item, chosen)
    except Refused as refused:
        messages.error(request, str(refused))
        return to_item(request, item)
    if count:
        said = ngettext("%(count)d report confirmed.", "%(count)d reports confirmed.", count) % {"count": count}
        messages.success(request, said)
    else:
        messages.warning(request, _("Nothing was confirmed: no report was ticked, or a colleague settled them first."))
    return to_item(request, item)


@transaction.atomic
def confirm_all(request: HttpRequest, item: Item, chosen: list[AnyFact]) -> int:
    scope, today = scope_of(request), request.today  # type: ignore[attr-defined]
    values = [fact.pk for fact in chosen if isinstance(fact, Actual)]
    steps = [fact.pk for fact in chosen if not isinstance(fact, Actual)]
    count = 0
    if values:
        count += services.confirm_actuals(scope=scope, plan=item.plan, facts=values, today=today)
    if steps:
        count += services.confirm_milestones(scope=scope, plan=item.plan, facts=steps, today=today)
    return count


@with_item
def give_back(request: HttpRequest, item: Item, report: str) -> HttpResponse:
    """Return one report to the unit, saying what is to be corrected."""
    must_supervise(request, item.plan.zone)
    if is_about_the_past(request):
        return to_item(request, item)
    fact = next((one for one in open_reports(reader_of(request, item)) if key_of(one) == report), None)
    if fact is None:
        messages.warning(request, _("This report is settled already."))
        return to_item(request, item)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return_fact(request, fact, form.cleaned_data["note"])
        except Refused as refused:
            form.add_error("note" if refused.field == "note" else None, str(refused))
        else:
            messages.success(request, _("The report is returned to its unit."))
            return to_item(request, item)
    return render(request, "plans/confirm.html", returning(request, item, fact, form))


def return_fact(request: HttpRequest, fact: AnyFact, note: str) -> None:
    scope, today = scope_of(request), request.today  # type: ignore[attr-defined]
    if isinstance(fact, Actual):
        services.return_actual(scope=scope, fact=fact, today=today, note=note)
    else:
        services.return_milestone(scope=scope, fact=fact, today=today, note=note)


def returning(request: HttpRequest, item: Item, fact: AnyFact, form: ReturnForm) -> dict[str, Any]:
    line = line_of(fact, request.as_of)  # type: ignore[attr-defined]
    figure = _("withdrawn") if line.is_withdrawal else f"{line.figure} {line.unit}".strip()
    return {
        "title": _("Return this report?"),
        "sentence": _("It counts for nothing. The unit sees what you write and reports again."),
        "facts_shown": [
            (_("Subject"), line.subject),
            (_("Date"), day(line.about) if line.about else ""),
            (_("Report"), figure),
            (_("Recorded"), f"{day(line.recorded_on)} · {line.recorded_by}"),
            (_("Note"), line.note),
        ],
        "form": form,
        "confirm_label": _("Return it"),
        "cancel_url": address(request, "plans:item", item.pk),
        "trail": trail_of(request, item, Crumb(_("Return"))),
    }


# --- pieces ----------------------------------------------------------------------------------------------------------


def reader_of(request: HttpRequest, item: Item) -> Reader:
    sees_working = is_working_on(scope_of(request), item)
    return Reader(item, request.as_of, sees_working, request.is_history)  # type: ignore[attr-defined]


def must_report(request: HttpRequest, item: Item) -> None:
    must(bool(reportable_items(scope_of(request), item.plan, [item.pk])))


def is_about_the_past(request: HttpRequest) -> bool:
    """Nothing is recorded on a page of an earlier day; the person is told."""
    is_history: bool = request.is_history  # type: ignore[attr-defined]
    if is_history:
        messages.warning(request, _("This page shows an earlier day. Go back to today to record or confirm."))
    return is_history


def key_of(fact: AnyFact) -> str:
    return f"{VALUE if isinstance(fact, Actual) else 'm'}{fact.pk}"


def value_words(fact: Actual, indicator: Indicator) -> str:
    return _("%(value)s %(unit)s on %(date)s") % {
        "value": figure_text(fact.value),
        "unit": indicator.unit_shown,
        "date": day(fact.about),
    }


def taken_words(what: str, fact: AnyFact) -> str:
    if fact.confirmed_on:
        return _("Recorded: %(what)s. It counts from today.") % {"what": what}
    return _("Submitted: %(what)s. It counts once the supervision office has confirmed it.") % {"what": what}


def trail_of(request: HttpRequest, item: Item, last: Crumb) -> list[Crumb]:
    return [
        Crumb(_("Plan %(year)s") % {"year": item.plan.year}, address(request, "plans:board", plan=item.plan_id)),
        Crumb(title_of(item), address(request, "plans:item", item.pk)),
        last,
    ]
