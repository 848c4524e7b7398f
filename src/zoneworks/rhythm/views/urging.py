"""Everything owed today, unit by unit; one press urges what is chosen and tells each person once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.plans.views.entrances import scope_of
from zoneworks.rhythm.owed import SOON, owed_in
from zoneworks.rhythm.services import Urged, urge_owed
from zoneworks.rhythm.services.urging import LONGEST_WORDS
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import FigureCell


@in_zone
def urging(request: HttpRequest) -> HttpResponse:
    """What is owed today, and who has to hear of it?"""
    zone, scope = zone_or_404(request), scope_of(request)
    must(scope.is_supervising(zone))
    today = request.today  # type: ignore[attr-defined]
    error, words = "", request.POST.get("words", "")
    if request.method == "POST":
        try:
            done = urge_owed(scope=scope, zone=zone, chosen=request.POST.getlist("owed"), today=today, words=words)
        except Refused as refused:
            error = str(refused)
        else:
            tell_done(request, done)
            return redirect(address(request, "rhythm:urging"))
    owed = owed_in(scope, zone, today)
    context = {
        "units": owed,
        "today": today,
        "soon": SOON,
        "error": error,
        "words": words,
        "longest": LONGEST_WORDS,
        "figures_shown": [
            FigureCell(_("Units"), len(owed)),
            FigureCell(_("Reports missing"), sum(len(one.items) for unit in owed for one in unit.months)),
            FigureCell(_("Orders overdue"), sum(one.left < 0 for unit in owed for one in unit.orders)),
            FigureCell(_("Orders due soon"), sum(one.left >= 0 for unit in owed for one in unit.orders)),
        ],
    }
    return render(request, "rhythm/urging.html", context, status=422 if error else 200)


def tell_done(request: HttpRequest, done: Urged) -> None:
    if not (done.reports or done.orders):
        messages.info(request, _("Nothing was urged: all of it was urged today already, or is no longer owed."))
        return
    told = {"reports": done.reports, "orders": done.orders, "people": done.people}
    sentence = _("Urged: %(reports)d reports and %(orders)d orders. People told, each once: %(people)d.")
    messages.success(request, sentence % told)
