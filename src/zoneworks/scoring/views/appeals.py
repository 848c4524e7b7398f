"""Appeals: made on a line of one's own sheet, listed, withdrawn, decided."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.audit.fetching import DOWNLOAD, tell_fetched
from zoneworks.files.serving import file_response
from zoneworks.plans.views.entrances import scope_of
from zoneworks.scoring import queries, services
from zoneworks.scoring.choices import AppealState, PublicationState
from zoneworks.scoring.forms import AppealForm, DecideForm
from zoneworks.scoring.models import Appeal, Publication
from zoneworks.scoring.pages import shown as pages
from zoneworks.scoring.pages.appeals import AppealPage, appeal_rows
from zoneworks.scoring.periods import period_named
from zoneworks.scoring.views.entrances import asked, must_supervise, today_of, trail, with_appeal, with_publication
from zoneworks.scoring.words import points_text
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.units.models import Unit

ON_A_PAGE = 50


@in_zone
@require_safe
def appeals(request: HttpRequest) -> HttpResponse:
    """Open ones first: all for the supervision office and the leaders, their own for the units."""
    zone, scope = zone_or_404(request), scope_of(request)
    found = queries.appeals_readable(scope, zone).defer("publication__data").order_by("-on", "-pk")
    if request.GET.get("state") in AppealState.values:
        found = found.filter(state=request.GET["state"])
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": appeal_rows(request, page.object_list),
        "states": AppealState.choices,
        "trail": trail(request, Crumb(_("Appeals"))),
    }
    return render(request, "scoring/appeals.html", context)


@with_publication
def make_appeal(request: HttpRequest, publication: Publication, unit: str) -> HttpResponse:
    """One of the unit's officers appeals against a line."""
    scope = scope_of(request)
    own = Unit.objects.filter(code=unit, path__startswith=publication.zone.path).first()
    shown = pages.published(publication)
    sheet = shown.scores.league.by_unit.get(unit)
    if own is None or sheet is None or not scope.works_for([own.path]):
        raise Http404(unit)
    lines = [
        (line.key, f"{shown.names.name(line)}{_(': ')}{points_text(line.points, shown.places)}") for line in sheet.lines
    ]
    initial = {"line": request.GET.get("line", "")}
    form = AppealForm(request.POST or None, request.FILES or None, lines=lines, initial=initial)

    def act() -> None:
        services.appeal(
            scope=scope, publication=publication, unit=own, line=form.cleaned_data["line"],
            words=form.cleaned_data["words"], file=form.cleaned_data["file"], today=today_of(request),
            submission=form.submission,
        )  # fmt: skip

    here = address(request, "scoring:sheet", publication.pk, unit)
    title = _("Appeal against the scores")
    context = {
        "title": title,
        "sentence": f"{own.title} · {shown.period.title}",
        "confirm_label": _("Hand in the appeal"),
        "is_multipart": True,
        "trail": trail(
            request, Crumb(shown.period.title, shown.league_url(request)), Crumb(own.title, here), Crumb(title)
        ),
    }
    return asked(request, context, form, act, _("The appeal is handed in; the supervision office decides it."), here)


@with_appeal
@require_safe
def appeal(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """What is appealed against, and what was decided."""
    scope = scope_of(request)
    is_supervising = scope.is_supervising(appeal.publication.zone)
    context = {
        "page": AppealPage(request, appeal, pages.published(appeal.publication)),
        "appeal": appeal,
        "may_decide": is_supervising and appeal.state == AppealState.OPEN,
        "may_withdraw": scope.works_for([appeal.unit.path]) and appeal.state == AppealState.OPEN,
        "owes_correction": is_supervising
        and appeal.state == AppealState.UPHELD
        and appeal.publication.state == PublicationState.PUBLISHED,
        "trail": trail(request, Crumb(_("Appeals"), address(request, "scoring:appeals")), Crumb(appeal.unit.title)),
    }
    return render(request, "scoring/appeal.html", context)


@with_appeal
@require_safe
def appeal_file(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    if appeal.file is None:
        raise Http404
    answer = file_response(appeal.file, request, is_shown=request.GET.get("show") == "1")
    tell_fetched(
        answer, verb=DOWNLOAD, zone=appeal.file.zone, kind="appeal", key=appeal.pk, what="file", name=appeal.file.name,
        sha256=appeal.file.sha256,
    )  # fmt: skip
    return answer  # type: ignore[return-value]


@with_appeal
def withdraw(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    must(scope_of(request).works_for([appeal.unit.path]))
    here = address(request, "scoring:appeal", appeal.pk)

    def act() -> None:
        services.withdraw_appeal(scope=scope_of(request), appeal=appeal, today=today_of(request))

    context = {
        "title": _("Withdraw the appeal?"),
        "sentence": _("It stays on record as withdrawn. Within the objection period you may write another."),
        "confirm_label": _("Withdraw it"),
        "trail": trail(request, Crumb(_("Appeals"), address(request, "scoring:appeals")), Crumb(_("Withdraw it"))),
    }
    return asked(request, context, None, act, _("The appeal is withdrawn."), here)


@with_appeal
def decide(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """The supervision office upholds or rejects it, with a reason."""
    must_supervise(request)
    form = DecideForm(request.POST or None)
    here = address(request, "scoring:appeal", appeal.pk)

    def act() -> None:
        services.decide_appeal(
            scope=scope_of(request), appeal=appeal, is_upheld=form.cleaned_data["decision"] == "upheld",
            reason=form.cleaned_data["reason"], today=today_of(request),
        )  # fmt: skip

    title = _("Decide the appeal")
    context = {
        "title": title,
        "sentence": f"{appeal.unit.title} · {period_named(appeal.publication.period).title}",
        "confirm_label": _("Decide"),
        "facts_shown": [(_("Appeal"), appeal.words)],
        "trail": trail(request, Crumb(_("Appeals"), address(request, "scoring:appeals")), Crumb(title)),
    }
    return asked(request, context, form, act, _("The appeal is decided, and the unit has been told."), here)
