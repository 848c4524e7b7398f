"""The versions of the plan: list, page, head, and the acts that put one in force or end it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zonekit.plans import load_rule_sets
from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.plans import services
from zoneworks.plans.choices import PlanState
from zoneworks.plans.forms import PlanForm
from zoneworks.plans.forms_rows import NoticeForm
from zoneworks.plans.models import Plan
from zoneworks.plans.pages import plan as pages
from zoneworks.plans.pages.rules import rules_shown
from zoneworks.plans.queries_versions import version_before
from zoneworks.plans.views.entrances import must_supervise, scope_of, with_plan
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb


@dataclass(frozen=True)
class Question:
    """What the confirm page asks, and where the person goes when they do not."""

    title: str
    sentence: str
    confirm_label: str
    facts: list[tuple[str, object]] = field(default_factory=list)
    is_danger: bool = False


@in_zone
def all_plans(request: HttpRequest) -> HttpResponse:
    """Which versions are there, and which is in force?"""
    zone, scope = zone_or_404(request), scope_of(request)
    page = pages.plan_page_of(request, zone)
    context = {
        "page": page,
        "lines": pages.plan_lines(scope, zone, page),
        "may_import": scope.is_supervising(zone),
        "sees_drafts": scope.sees_all_working_records(zone),
        "trail": pages.plan_trail(request),
    }
    return render(request, "plans/plan_list.html", context)


@with_plan
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What does this version say of itself, by which rules is it judged, what was done to it?"""
    scope, tally = scope_of(request), pages.tally_of(plan)
    rules = pages.rule_set_of(plan)
    events, happenings = pages.plan_events(request, plan)
    context = {
        "plan": plan,
        "tally": tally,
        "figures_shown": pages.plan_figures(
            request, plan, tally, sees_proposals=scope.sees_all_working_records(plan.zone)
        ),
        "facts_shown": pages.plan_facts(plan),
        "tone": pages.TONES[PlanState(plan.state)],
        "one": rules_shown(rules) if rules else None,
        "is_supervising": scope.is_supervising(plan.zone),
        "months": pages.months_of(request, plan),
        "events": events,
        "happenings": happenings,
        "before": version_before(scope, plan),
        "trail": pages.plan_trail(request, plan),
    }
    return render(request, "plans/plan.html", context)


@with_plan
def change(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Title, document number and light rules of a draft."""
    must_supervise(request, plan.zone)
    if plan.state != PlanState.DRAFT and request.method != "POST":
        messages.warning(request, _("What an issued plan says changes only in a new version."))
        return to_plan(request, plan)
    form = PlanForm(request.POST or None, initial=PlanForm.known(plan), rule_sets=pages.rule_set_choices())
    if request.method == "POST" and form.is_valid():
        try:
            services.change_plan(scope=scope_of(request), plan=plan, seen=seen(request), **form.cleaned_data)
        except Refused as refused:
            if is_gone(plan):
                return from_what_is_gone(request, plan)
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            plan.refresh_from_db()
        else:
            messages.success(request, _("The plan is changed."))
            return to_plan(request, plan)
    context = {
        "plan": plan,
        "form": form,
        "rule_sets": [rules_shown(rules) for rules in load_rule_sets()],
        "cancel_url": address(request, "plans:plan", plan.pk),
        "trail": pages.plan_trail(request, plan, Crumb(_("Change"))),
    }
    return render(request, "plans/plan_change.html", context)


@with_plan
def close(request: HttpRequest, plan: Plan) -> HttpResponse:
    """End the plan's year."""
    sentence = _("A closed plan takes no more reports and no changes. This cannot be taken back.")
    question = Question(_("Close this plan?"), sentence, _("Close the plan"), is_danger=True)

    def act() -> str:
        # Facts take the revision forward every day; who closes the year means the plan, not a state of it.
        services.close_plan(scope=scope_of(request), plan=plan)
        return _("The plan is closed.")

    return ask(request, plan, PlanState.ISSUED, question, act)


@with_plan
def next_version(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Begin a re-baselining: a copy of the plan in force, as a draft, with what is known of the notice."""
    must_supervise(request, plan.zone)
    if plan.state != PlanState.ISSUED and request.method != "POST":
        return to_plan(request, plan)
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = services.draft_next_version(scope=scope_of(request), plan=plan, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("The draft is made. Change its rows, or import the changed table into it."))
            return redirect(address(request, "plans:rows", draft.pk))
    context = {
        "title": _("Draft the next version?"),
        "sentence": _(
            "The plan is copied into a new draft. Until that is issued this version stays in force; reports go on."
        ),
        "confirm_label": _("Make the draft"),
        "form": form,
        "cancel_url": address(request, "plans:plan", plan.pk),
        "trail": pages.plan_trail(request, plan, Crumb(_("Draft the next version?"))),
    }
    return render(request, "plans/confirm.html", context, status=422 if form.errors else 200)


@with_plan
def discard(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Remove a draft that nobody issued."""
    tally = pages.tally_of(plan)
    sentence = _("The draft and all its rows are removed. This cannot be taken back.")
    question = Question(
        _("Discard this draft?"), sentence, _("Discard the draft"), pages.issue_facts(plan, tally), is_danger=True
    )

    def act() -> str:
        services.discard_draft(scope=scope_of(request), plan=plan, seen=seen(request))
        return _("The draft is discarded.")

    return ask(request, plan, PlanState.DRAFT, question, act, then="plans:all")


def ask(
    request: HttpRequest, plan: Plan, state: PlanState, question: Question, act: Callable[[], str], then: str = ""
) -> HttpResponse:
    """Ask first, act on the answer; a refusal is told on the page that asked."""
    must_supervise(request, plan.zone)
    trouble = ""
    if request.method == "POST":
        try:
            told = act()
        except Refused as refused:
            if is_gone(plan):
                return from_what_is_gone(request, plan)
            trouble = str(refused)
            plan.refresh_from_db()
        else:
            messages.success(request, told)
            return redirect(address(request, then)) if then else to_plan(request, plan)
    elif plan.state != state:
        return to_plan(request, plan)
    return render(
        request, "plans/confirm.html", asking(request, plan, question, trouble), status=422 if trouble else 200
    )


def asking(request: HttpRequest, plan: Plan, question: Question, trouble: str) -> dict[str, Any]:
    return {
        "title": question.title,
        "sentence": question.sentence,
        "confirm_label": question.confirm_label,
        "facts_shown": question.facts,
        "is_danger": question.is_danger,
        "hidden_fields": [("seen", str(plan.revision))],
        "cancel_url": address(request, "plans:plan", plan.pk),
        "trouble": trouble,
        "trail": pages.plan_trail(request, plan, Crumb(question.title)),
    }


def seen(request: HttpRequest) -> int | None:
    """The revision of what the person had before them when they decided."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def is_gone(plan: Plan) -> bool:
    """Whether the draft was discarded between finding it and writing to it: by a colleague, or by a second click."""
    return not Plan.objects.filter(pk=plan.pk).exists()


def from_what_is_gone(request: HttpRequest, plan: Plan) -> HttpResponse:
    messages.warning(request, _("“%(plan)s” has been discarded meanwhile.") % {"plan": plan.title_shown})
    return redirect(address(request, "plans:all"))


def to_plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    return redirect(address(request, "plans:plan", plan.pk))
