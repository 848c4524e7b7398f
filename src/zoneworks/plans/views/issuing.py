"""Putting a draft in force, and rolling the year over."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zoneworks.common.errors import Refused
from zoneworks.plans import services
from zoneworks.plans.choices import PlanState
from zoneworks.plans.forms_issue import OrdersForm
from zoneworks.plans.models import Plan
from zoneworks.plans.pages.issue import IssuePage
from zoneworks.plans.pages.roll import RollPage
from zoneworks.plans.views.adjusting import REFUSED, refuse
from zoneworks.plans.views.entrances import must_supervise, scope_of, with_plan
from zoneworks.plans.views.plans import from_what_is_gone, is_gone, seen, to_plan
from zoneworks.ui.addresses import address

LONGEST_KEY = 15


def today_of(request: HttpRequest) -> date:
    today: date = request.today  # type: ignore[attr-defined]
    return today


@with_plan
def issue(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Put a draft in force; open orders on rows that leave are decided with it."""
    must_supervise(request, plan.zone)
    page = IssuePage(request, plan)
    if plan.state != PlanState.DRAFT and request.method != "POST":
        return to_plan(request, plan)
    form = OrdersForm(request.POST if request.method == "POST" else None, orders=page.orders, rows=page.rows_to_choose)
    if request.method == "POST" and form.is_valid():
        try:
            decisions, today = form.decisions(), today_of(request)
            services.issue_plan(scope=scope_of(request), plan=plan, today=today, seen=seen(request), orders=decisions)
        except Refused as refused:
            if is_gone(plan):
                return from_what_is_gone(request, plan)
            refuse(form, refused)
            plan.refresh_from_db()
        else:
            messages.success(request, _("The plan is issued."))
            return to_plan(request, plan)
    context = {"plan": plan, "page": page, "form": form, "trail": page.trail}
    return render(request, "plans/issue.html", context, status=REFUSED if form.errors else 200)


@with_plan
def roll(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Which rows go on in the next year?"""
    must_supervise(request, plan.zone)
    if plan.state == PlanState.DRAFT:
        return to_plan(request, plan)
    page = RollPage(request, plan)
    trouble = ""
    if request.method == "POST":
        items = [int(key) for key in request.POST.getlist("item") if key.isdecimal() and len(key) <= LONGEST_KEY]
        try:
            scope, today = scope_of(request), today_of(request)
            draft = services.roll_over(scope=scope, plan=plan, year=plan.year + 1, items=items, today=today)
        except Refused as refused:
            trouble = str(refused)
        else:
            messages.success(request, _("The draft is made. Confirm what each row is to achieve before it is issued."))
            return redirect(address(request, "plans:plan", draft.pk))
    context = {"plan": plan, "page": page, "trail": page.trail, "trouble": trouble}
    return render(request, "plans/roll.html", context, status=REFUSED if trouble else 200)
