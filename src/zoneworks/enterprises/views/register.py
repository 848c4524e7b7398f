"""The master list, and what is seen of it as a workbook."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.enterprises.pages.register import RegisterPage
from zoneworks.enterprises.views.entrances import page_number


@in_zone
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Which enterprises are there, of which industry, under whose charge?"""
    page = RegisterPage(request, zone_or_404(request), page_number(request))
    # A filter that is chosen changes the rows and counts; the frame of the page stays.
    template = "register_body" if getattr(request, "htmx", False) else "register"
    return render(request, f"enterprises/{template}.html", {"page": page})
