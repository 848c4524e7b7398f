"""Who is about to cross a threshold of scale?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.enterprises.pages.scale import ScalePage
from zoneworks.enterprises.views.entrances import page_number


@in_zone
@require_safe
def scale(request: HttpRequest) -> HttpResponse:
    """Which enterprises are about to enter or leave the statistics, and by which figures?"""
    return render(
        request, "enterprises/scale.html", {"page": ScalePage(request, zone_or_404(request), page_number(request))}
    )
