"""The supervision office adjusts a draft: the notice, rows in, out and changed, their indicators and milestones."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zoneworks.common.errors import Refused
from zoneworks.plans import services
from zoneworks.plans.choices import PlanState
from zoneworks.plans.forms import IndicatorForm
from zoneworks.plans.forms_rows import MilestonesForm, NoticeForm, ReasonForm, RowForm, known_row
from zoneworks.plans.models import Item, Milestone, Node, Plan, RowReason
from zoneworks.plans.pages import rows as pages
from zoneworks.plans.pages.plan import plan_trail
from zoneworks.plans.views.entrances import must_supervise, scope_of, with_plan
from zoneworks.plans.views.indicators import days_asked
from zoneworks.plans.views.plans import seen, to_plan
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb

REFUSED = 422
View = Callable[..., HttpResponse]


def with_draft(view: View) -> View:
    """Hand the view a draft that the person writes; for what is no draft any more, the plan's page says so."""

    @with_plan
    @wraps(view)
    def entered(request: HttpRequest, plan: Plan, **named: Any) -> HttpResponse:
        must_supervise(request, plan.zone)
        if plan.state != PlanState.DRAFT:
            messages.warning(request, _("What an issued plan says changes only in a new version."))
            return to_plan(request, plan)
        return view(request, plan, **named)

    return entered


def row_or_404(plan: Plan, key: int) -> Item:
    item = Item.objects.filter(plan=plan, pk=key).select_related("plan__zone", "parent").first()
    if item is None:
        raise Http404
    return item


def refuse(form: forms.Form, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def to_rows(request: HttpRequest, plan: Plan) -> HttpResponse:
    return redirect(address(request, "plans:rows", plan.pk))


@with_draft
def notice(request: HttpRequest, plan: Plan) -> HttpResponse:
    """By which notice, and why?"""
    form = NoticeForm(request.POST or None, initial=NoticeForm.known(plan))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_plan(scope=scope_of(request), plan=plan, seen=seen(request), **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
            plan.refresh_from_db(fields=["revision"])
        else:
            messages.success(request, _("The notice is saved."))
            return to_plan(request, plan)
    context = {
        "plan": plan,
        "form": form,
        "cancel_url": address(request, "plans:plan", plan.pk),
        "trail": plan_trail(request, plan, Crumb(_("Adjustment notice"))),
    }
    return render(request, "plans/notice_change.html", context, status=REFUSED if form.errors else 200)


@with_draft
def rows(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Which rows does the draft have, and what became of them since the version before?"""
    return render(request, "plans/rows.html", {"plan": plan, "page": pages.RowsPage(request, plan)})


@with_draft
def new_row(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Move a row in."""
    below = request.GET.get("below", "")
    form = row_form(request, plan, None, {"parent": below})
    if request.method == "POST" and form.is_valid():
        try:
            item = save_new_row(request, plan, form)
        except Refused as refused:
            refuse(form, refused)
            plan.refresh_from_db(fields=["revision"])
        else:
            messages.success(request, _("The row is moved in. Add what it is counted by."))
            return redirect(address(request, "plans:row", plan.pk, item.pk))
    return show_row(request, plan, None, form, plan.revision)


@with_draft
def row(request: HttpRequest, plan: Plan, key: int) -> HttpResponse:
    """Change what a row says, who answers for it, where it stands."""
    item = row_or_404(plan, key)
    given = RowReason.objects.filter(plan=plan, item=item.origin_id or item.pk).first()
    reason = (given.reason, given.reason_en) if given else ("", "")
    form = row_form(request, plan, item, known_row(item, Node.objects.filter(item=item), reason))
    if request.method == "POST" and form.is_valid():
        try:
            save_row(request, plan, item, form)
        except Refused as refused:
            refuse(form, refused)
            item = row_or_404(plan, key)
        else:
            messages.success(request, _("“%(item)s” is saved.") % {"item": row_or_404(plan, key).title})
            return to_rows(request, plan)
    return show_row(request, plan, item, form, item.revision)


def row_form(request: HttpRequest, plan: Plan, item: Item | None, known: dict[str, Any]) -> RowForm:
    return RowForm(
        request.POST or None,
        initial=known,
        plan=plan,
        headings=pages.headings_to_choose(plan, item),
        nodes=pages.node_days(plan, item),
    )


def show_row(request: HttpRequest, plan: Plan, item: Item | None, form: RowForm, revision: int) -> HttpResponse:
    is_leaf = item is not None and item.is_leaf
    context = {
        "plan": plan,
        "item": item,
        "form": form,
        "seen": str(revision),
        "indicators": pages.indicators_of_row(item) if item is not None and is_leaf else [],
        "milestones": Milestone.objects.filter(item=item) if is_leaf else [],
        "cancel_url": address(request, "plans:rows", plan.pk),
        "trail": pages.rows_trail(request, plan, Crumb(_("Change") if item else _("Move a row in"))),
    }
    return render(request, "plans/row_change.html", context, status=REFUSED if form.errors else 200)


def parent_chosen(plan: Plan, form: RowForm) -> Item | None:
    key = form.cleaned_data["parent"]
    return row_or_404(plan, int(key)) if key else None


@transaction.atomic
def save_new_row(request: HttpRequest, plan: Plan, form: RowForm) -> Item:
    parent = parent_chosen(plan, form)
    scope = scope_of(request)
    item = services.add_item(scope=scope, plan=plan, parent=parent, seen=seen(request), **form.item_fields())
    item = row_or_404(plan, item.pk)
    save_parts(request, item, form)
    return item


@transaction.atomic
def save_row(request: HttpRequest, plan: Plan, item: Item, form: RowForm) -> None:
    scope = scope_of(request)
    services.change_item(scope=scope, item=item, seen=seen(request), **form.item_fields())
    parent = parent_chosen(plan, form)
    if (parent.pk if parent else None) != item.parent_id:
        services.move_item(scope=scope, item=item, parent=parent)
    save_parts(request, item, form)


def save_parts(request: HttpRequest, item: Item, form: RowForm) -> None:
    scope = scope_of(request)
    services.set_duties(scope=scope, item=item, duties=form.duties())
    services.set_leaders(scope=scope, item=item, posts=form.cleaned_data["leaders"])
    if form.days:
        services.set_nodes(scope=scope, item=item, nodes=form.new_nodes())
    reason, reason_en = form.cleaned_data["reason"], form.cleaned_data["reason_en"]
    services.explain_row(scope=scope, item=item, reason=reason, reason_en=reason_en)


@with_draft
def row_out(request: HttpRequest, plan: Plan, key: int) -> HttpResponse:
    """Move a row out, with the reason."""
    if request.method == "POST" and not Item.objects.filter(plan=plan, pk=key).exists():
        # Sent twice, or a colleague was faster; the list shows what is left and why the rest went.
        messages.warning(request, _("This row is not in the draft any more."))
        return to_rows(request, plan)
    item = row_or_404(plan, key)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.move_out(scope=scope_of(request), item=item, seen=seen(request), **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
            item = row_or_404(plan, key)
        else:
            messages.success(request, _("“%(item)s” is moved out.") % {"item": item.title})
            return to_rows(request, plan)
    below = Item.objects.filter(plan=plan, path__startswith=item.path).exclude(pk=item.pk).count()
    context = {
        "title": _("Move this row out?"),
        "sentence": _("It stays readable in the version before, with all that was reported on it."),
        "confirm_label": _("Move the row out"),
        "facts_shown": [(_("Item"), item.title), (_("Rows below it that go along"), below)],
        "form": form,
        "is_danger": True,
        "hidden_fields": [("seen", str(item.revision))],
        "cancel_url": address(request, "plans:rows", plan.pk),
        "trail": pages.rows_trail(request, plan, Crumb(_("Move out"))),
    }
    return render(request, "plans/confirm.html", context, status=REFUSED if form.errors else 200)


@with_draft
@require_POST
def row_back(request: HttpRequest, plan: Plan, key: int) -> HttpResponse:
    """Put a row of the version before back; `key` is its key there."""
    item = Item.objects.filter(plan=plan.supersedes_id or 0, pk=key).select_related("plan__zone", "parent").first()
    if item is None:
        raise Http404
    try:
        services.put_back(scope=scope_of(request), plan=plan, item=item)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(item)s” is in the draft again.") % {"item": item.title})
    return to_rows(request, plan)


@with_draft
def new_indicator(request: HttpRequest, plan: Plan, key: int) -> HttpResponse:
    """Say what a row is counted by."""
    item = row_or_404(plan, key)
    form = IndicatorForm(request.POST or None, days=days_asked(plan, {}))
    if request.method == "POST" and form.is_valid():
        try:
            save_indicator(request, item, form)
        except Refused as refused:
            refuse(form, refused)
            item = row_or_404(plan, key)
        else:
            messages.success(request, _("“%(indicator)s” is saved.") % {"indicator": form.cleaned_data["name"]})
            return redirect(address(request, "plans:row", plan.pk, item.pk))
    context = {
        "plan": plan,
        "item": item,
        "form": form,
        "is_proposal": True,
        "cancel_url": address(request, "plans:row", plan.pk, item.pk),
        "trail": pages.rows_trail(request, plan, Crumb(_("Add an indicator"))),
    }
    return render(request, "plans/indicator_new.html", context, status=REFUSED if form.errors else 200)


@transaction.atomic
def save_indicator(request: HttpRequest, item: Item, form: IndicatorForm) -> None:
    scope, schedule = scope_of(request), form.schedule()
    indicator = services.propose_indicator(
        scope=scope, item=item, schedule=schedule, seen=seen(request), **form.indicator_fields()
    )
    if "confirm" in request.POST:
        services.confirm_indicator(scope=scope, indicator=indicator)


@with_draft
def milestones(request: HttpRequest, plan: Plan, key: int) -> HttpResponse:
    """What a row is to have reached by when."""
    item = row_or_404(plan, key)
    form = MilestonesForm(request.POST or None, milestones=list(Milestone.objects.filter(item=item)))
    if request.method == "POST" and form.is_valid():
        try:
            save_milestones(request, item, form)
        except Refused as refused:
            form.add_error(None, str(refused))
            item = row_or_404(plan, key)
        else:
            messages.success(request, _("The milestones are saved."))
            return redirect(address(request, "plans:row", plan.pk, item.pk))
    context = {
        "plan": plan,
        "item": item,
        "form": form,
        "cancel_url": address(request, "plans:row", plan.pk, item.pk),
        "trail": pages.rows_trail(request, plan, Crumb(_("Milestones"))),
    }
    return render(request, "plans/row_milestones.html", context, status=REFUSED if form.errors else 200)


@transaction.atomic
def save_milestones(request: HttpRequest, item: Item, form: MilestonesForm) -> None:
    """The first write is guarded by what the person saw; the others happen with it or not at all."""
    scope, revision = scope_of(request), seen(request)
    for milestone in form.removed():
        services.remove_milestone(scope=scope, milestone=milestone, seen=revision)
        revision = None
    for milestone, fields in form.changed():
        services.change_milestone(scope=scope, milestone=milestone, seen=revision, **fields)
        revision = None
    for fields in form.added():
        services.add_milestone(scope=scope, item=item, seen=revision, **fields)
        revision = None
