"""Versions beside each other."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zoneworks.documents.asking import asking_for
from zoneworks.plans import queries
from zoneworks.plans.blocks import NOTICE
from zoneworks.plans.models import Plan
from zoneworks.plans.pages.versions import DifferencePage
from zoneworks.plans.queries_versions import compared
from zoneworks.plans.views.entrances import scope_of, with_plan


@with_plan
def difference(request: HttpRequest, plan: Plan, other: int) -> HttpResponse:
    """What did this version change of another one?"""
    before = queries.plan_or_none(scope_of(request), other)
    if before is None or before == plan:
        raise Http404
    page = DifferencePage(request, compared(scope_of(request), before, plan))
    arguments = {"plan": plan.pk, "against": before.pk}
    asking = asking_for(request, NOTICE, arguments) if plan.version > before.version else None
    context = {"page": page, "plan": plan, "before": before, "asking": asking}
    return render(request, "plans/difference.html", context)
