"""The first page of each person: what is theirs to do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zoneworks.accounts.doorways import in_zone
from zoneworks.desk.sections import figures_of, sections_for


@in_zone
def home(request: HttpRequest) -> HttpResponse:
    """What is mine to do now, and what am I waiting for?"""
    sections = sections_for(request)
    has_work = any(section.is_work for section, _given in sections)
    given = {"head_figures": figures_of(sections), "sections": sections, "has_work": has_work}
    return render(request, "desk/home.html", given)
