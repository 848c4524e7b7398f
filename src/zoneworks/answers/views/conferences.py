"""Conferences: list, page, and the forms by which the supervision office keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.answers import conference_pages as pages
from zoneworks.answers import services
from zoneworks.answers.forms import (
    AgendaForm,
    AttendanceForm,
    ConferenceForm,
    DecisionFormSet,
    decisions_given,
    known_decisions,
)
from zoneworks.answers.models import Conference
from zoneworks.answers.views.entrances import with_conference
from zoneworks.common.errors import Refused
from zoneworks.plans.pages.plan import plan_label
from zoneworks.plans.views.entrances import must_supervise, scope_of
from zoneworks.plans.views.plans import seen
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb


@in_zone
def conferences(request: HttpRequest) -> HttpResponse:
    """Which conferences deployed which plan?"""
    zone = zone_or_404(request)
    page = pages.page_of_conferences(request, zone)
    context = {
        "page": page,
        "lines": pages.conference_lines(list(page)),
        "is_supervising": scope_of(request).is_supervising(zone),
    }
    return render(request, "answers/conferences.html", context)


@with_conference
def conference(request: HttpRequest, conference: Conference) -> HttpResponse:
    """When and where the plan was deployed, who came, and what was decided."""
    meeting, decisions = pages.meeting_of(conference), list(conference.decisions.select_related("unit"))
    context = {
        "conference": conference,
        "meeting": meeting,
        "agenda": list(conference.agenda.all()),
        "decisions": decisions,
        "figures_shown": pages.conference_figures(request, conference, meeting.turnout, len(decisions)),
        "facts_shown": pages.conference_facts(request, conference),
        "is_supervising": scope_of(request).is_supervising(conference.zone),
        "trail": pages.conference_trail(request, conference),
    }
    return render(request, "answers/conference.html", context)


@in_zone
def new(request: HttpRequest) -> HttpResponse:
    """Enter a conference."""
    zone, scope = zone_or_404(request), scope_of(request)
    must_supervise(request, zone)
    if is_about_the_past(request):
        return redirect(address(request, "answers:conferences"))
    plans = pages.plan_choices(scope, zone)
    form = ConferenceForm(request.POST or None, plans=[(plan.pk, labelled(plan)) for plan in plans])
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_conference(
                scope=scope, zone=zone, submission=form.submission, **form.conference_fields(plans)
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The conference is entered. Now its agenda, attendance and decisions."))
            return redirect(address(request, "answers:conference", made.pk))
    context = {
        "title": _("Enter a conference"),
        "form": form,
        "has_plans": bool(plans),
        "cancel_url": address(request, "answers:conferences"),
        "trail": pages.conference_trail(request, None, Crumb(_("Enter a conference"))),
    }
    return render(request, "answers/conference_form.html", context, status=422 if form.errors else 200)


@with_conference
def change(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Date, place, words, plan."""
    must_supervise(request, conference.zone)
    scope = scope_of(request)
    plans = pages.plan_choices(scope, conference.zone)
    if conference.plan and conference.plan not in plans:
        plans.append(conference.plan)
    form = ConferenceForm(
        request.POST or None,
        initial=ConferenceForm.known(conference),
        plans=[(plan.pk, labelled(plan)) for plan in plans],
    )

    def act() -> None:
        services.change_conference(
            scope=scope, conference=conference, seen=seen(request), **form.conference_fields(plans)
        )

    return kept(request, conference, _("Change the conference"), form, act) or asking(
        request, conference, _("Change the conference"), form
    )


def labelled(plan: Any) -> str:
    return f"{plan_label(plan)}: {plan.title_shown} ({plan.get_state_display()})"


@with_conference
def agenda(request: HttpRequest, conference: Conference) -> HttpResponse:
    must_supervise(request, conference.zone)
    form = AgendaForm(request.POST or None, initial=AgendaForm.known(conference.agenda.all()))

    def act() -> None:
        services.set_agenda(scope=scope_of(request), conference=conference, agenda=form.rows(), seen=seen(request))

    return kept(request, conference, _("Agenda"), form, act) or asking(request, conference, _("Agenda"), form)


@with_conference
def attendance(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Who was invited and who came: a tick list of all posts and units."""
    must_supervise(request, conference.zone)
    rows = pages.attendance_of(conference)
    subjects = pages.subjects_of(conference.zone, rows)
    form = AttendanceForm(request.POST or None, subjects=subjects, initial=AttendanceForm.known(rows, subjects))

    def act() -> None:
        services.set_attendance(
            scope=scope_of(request), conference=conference, attendance=form.rows(), seen=seen(request)
        )

    return kept(request, conference, _("Attendance"), form, act) or asking(
        request, conference, _("Attendance"), form, "answers/attendance_form.html"
    )


@with_conference
def decisions(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Rows of decisions with three empty ones; saving with further rows asked for comes back to the page."""
    must_supervise(request, conference.zone)
    units = pages.units_to_invite(conference.zone)
    kept_rows = list(conference.decisions.select_related("unit"))
    units += [row.unit for row in kept_rows if row.unit and row.unit not in units]
    formset = DecisionFormSet(
        request.POST or None,
        initial=known_decisions(kept_rows),
        form_kwargs={"units": [(unit.code, unit.title) for unit in units]},
    )

    def act() -> None:
        services.set_decisions(
            scope=scope_of(request), conference=conference, decisions=decisions_given(formset, units),
            seen=seen(request),
        )  # fmt: skip

    then = "answers:decisions" if "more" in request.POST else "answers:conference"
    return kept(request, conference, _("Decisions"), formset, act, then) or asking(
        request, conference, _("Decisions"), formset, "answers/decisions_form.html"
    )


def kept(
    request: HttpRequest, conference: Conference, title: str, form: Any, act: Callable[[], None],
    then: str = "answers:conference",
) -> HttpResponse | None:  # fmt: skip
    """What was sent is written and the person led on; nothing where there is something to correct first."""
    if is_about_the_past(request):
        return redirect(address(request, "answers:conference", conference.pk))
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        act()
    except Refused as refused:
        refuse(form, refused)
        return None
    messages.success(request, _("“%(part)s” is saved.") % {"part": title})
    return redirect(address(request, then, conference.pk))


def is_about_the_past(request: HttpRequest) -> bool:
    """Nothing is written on a page of an earlier day; the person is told."""
    is_history: bool = request.is_history  # type: ignore[attr-defined]
    if is_history:
        messages.warning(request, _("This page shows an earlier day. Go back to today to work on conferences."))
    return is_history


def refuse(form: Any, refused: Refused) -> None:
    if hasattr(form, "refuse"):
        form.refuse(refused)
    else:
        form.non_form_errors().append(str(refused))


def asking(
    request: HttpRequest, conference: Conference, title: str, form: Any, template: str = "answers/conference_form.html"
) -> HttpResponse:
    """The form, with the revision the person saw first: a colleague's change in between is told, not overwritten."""
    has_trouble = form.is_bound
    context = {
        "title": title,
        "conference": conference,
        "form": form,
        "seen": request.POST.get("seen", str(conference.revision)),
        "has_plans": True,
        "cancel_url": address(request, "answers:conference", conference.pk),
        "trail": pages.conference_trail(request, conference, Crumb(title)),
    }
    return render(request, template, context, status=422 if has_trouble else 200)
