"""Publishing scores, publishing corrected ones, making them final."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zonekit.scoring import compare
from zoneworks.accounts.doorways import in_zone
from zoneworks.common.errors import Refused
from zoneworks.plans.views.entrances import scope_of
from zoneworks.scoring import queries, services
from zoneworks.scoring.forms import RepublishForm
from zoneworks.scoring.models import Publication
from zoneworks.scoring.pages import shown as pages
from zoneworks.scoring.pages.differences import DifferencePage
from zoneworks.scoring.pages.league import LeaguePage
from zoneworks.scoring.periods import last_ended, period_named
from zoneworks.scoring.views.entrances import (
    asked,
    is_about_the_past,
    must_supervise,
    period_or_404,
    today_of,
    trail,
    with_publication,
)
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb


@in_zone
def publish(request: HttpRequest) -> HttpResponse:
    """What would be published, what it changes against the period before, and the button."""
    zone, today = must_supervise(request), today_of(request)
    given = request.POST.get("period") or request.GET.get("period")
    period = period_or_404(given) if given else last_ended(today)
    league = address(request, "scoring:league")
    if request.method == "POST":
        if is_about_the_past(request):
            return redirect(league)
        try:
            made = services.publish_scores(scope=scope_of(request), zone=zone, period=period, today=today)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(address(request, "scoring:publish", period=period.code))
        messages.success(request, _("The scores are published, and the units have been told."))
        return redirect(address(request, "scoring:publication", made.pk))
    try:
        shown = pages.preview(zone, period, today)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(league)
    before = queries.latest_of(scope_of(request), zone, period.before.code)
    context = {
        "page": LeaguePage(request, shown),
        "shown": shown,
        "period": period,
        "is_over": period.last < today,
        "is_published": queries.latest_of(scope_of(request), zone, period.code) is not None,
        "before": before,
        "differences": DifferencePage(shown, compare(pages.published(before).scores.league, shown.scores.league))
        if before
        else None,
        "trail": trail(request, Crumb(_("Publish"))),
    }
    return render(request, "scoring/publish.html", context)


@with_publication
def republish(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Publish the corrected scores, with the reason."""
    must_supervise(request)
    form = RepublishForm(request.POST or None, initial={"as_of": publication.as_of})
    here = address(request, "scoring:publication", publication.pk)
    made: list[Publication] = []

    def act() -> None:
        made.append(
            services.republish_scores(
                scope=scope_of(request), publication=publication, reason=form.cleaned_data["reason"],
                today=today_of(request), as_of=form.cleaned_data["as_of"],
            )
        )  # fmt: skip

    title = _("Publish corrected scores")
    context = {
        "title": title,
        "sentence": _("The scores of %(period)s are drawn up again; the ones before stay readable, marked as replaced.")
        % {"period": period_named(publication.period).title},
        "confirm_label": title,
        "trail": trail(request, Crumb(period_named(publication.period).title, here), Crumb(title)),
        "cancel_url": here,
    }
    answer = asked(request, context, form, act, _("The corrected scores are published."), here)
    return redirect(address(request, "scoring:publication", made[0].pk)) if made else answer


@with_publication
def finalise(request: HttpRequest, publication: Publication) -> HttpResponse:
    """After the objection period, with nothing left to decide."""
    must_supervise(request)
    here = address(request, "scoring:publication", publication.pk)
    title = _("Make the scores final")
    context = {
        "title": title,
        "sentence": _("Final scores take no appeal and are never replaced."),
        "confirm_label": title,
        "trail": trail(request, Crumb(period_named(publication.period).title, here), Crumb(title)),
    }

    def act() -> None:
        services.finalise_scores(scope=scope_of(request), publication=publication, today=today_of(request))

    return asked(request, context, None, act, _("The scores are final."), here)
