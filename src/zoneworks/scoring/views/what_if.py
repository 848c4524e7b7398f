"""What would the scores be with other rules? Nothing on this page is kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zoneworks.accounts.doorways import in_zone
from zoneworks.common.errors import Refused
from zoneworks.plans.views.entrances import scope_of
from zoneworks.scoring import queries
from zoneworks.scoring.pages import shown as pages
from zoneworks.scoring.pages.differences import DifferencePage
from zoneworks.scoring.pages.what_if import WhatIfForm
from zoneworks.scoring.periods import last_ended
from zoneworks.scoring.trying import tried
from zoneworks.scoring.views.entrances import as_of_in, must_watch, period_or_404, today_of, trail
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb


@in_zone
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """Published scores where there are any, else as they come out now; beside them the try."""
    zone = must_watch(request)
    asked = request.GET.get("period")
    period = period_or_404(asked) if asked else last_ended(today_of(request))
    found = queries.latest_of(scope_of(request), zone, period.code, as_of_in(request))
    try:
        shown = pages.published(found) if found else pages.preview(zone, period, as_of_in(request))
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(address(request, "scoring:league"))
    form = WhatIfForm(request, shown)
    trouble, page = "", None
    try:
        form.require_sound()
        page = DifferencePage(shown, tried(shown, form.changes))
    except Refused as refused:
        trouble = str(refused)
    context = {
        "form": form,
        "shown": shown,
        "page": page,
        "trouble": trouble,
        "plain_url": address(request, "scoring:what-if", period=period.code),
        "trail": trail(request, Crumb(period.title, shown.league_url(request)), Crumb(_("What if?"))),
    }
    return render(request, "scoring/what_if.html", context)
