"""Doorways of imports: find, check the shape, call, render."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from zoneworks.accounts.access import Scope
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.common.text import in_language
from zoneworks.imports import pages, queries, services
from zoneworks.imports.choices import Action
from zoneworks.imports.forms import NewImportForm, OptionsForm
from zoneworks.imports.kinds import BulkKind, kind_of
from zoneworks.imports.models import Batch
from zoneworks.imports.working import Desk
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.units.models import Unit

BATCHES_ON_A_PAGE = 25


def scope_of(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


def batch_or_404(request: HttpRequest, pk: UUID) -> Batch:
    try:
        return queries.batch_for(scope_of(request), pk)
    except Batch.DoesNotExist:
        raise Http404 from None


def posted_batch_or_404(request: HttpRequest, pk: UUID) -> Batch:
    """The batch a form was sent for; asked for in any other way, the address does not exist."""
    batch = batch_or_404(request, pk)
    must(request.method == "POST")
    return batch


@in_zone
def batch_list(request: HttpRequest) -> HttpResponse:
    """Every import of the zone that the person may see, newest first."""
    zone = zone_or_404(request)
    must(bool(queries.kinds_in(scope_of(request), zone)))
    batches = queries.list_of_batches(scope_of(request)).filter(upload__zone=zone)
    page = Paginator(batches, BATCHES_ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [(batch, kind_of(batch.kind).label, batch.summary.get("actions", {})) for batch in page]
    return render(request, "imports/list.html", {"page": page, "lines": lines})


@in_zone
def new(request: HttpRequest) -> HttpResponse:
    """A file or a pasted text becomes a preview."""
    zone, scope = zone_or_404(request), scope_of(request)
    kinds = queries.kinds_in(scope, zone)
    must(bool(kinds))
    asked = request.GET.get("kind", "")
    initial = {"kind": asked} if asked in {kind.code for kind in kinds} else {}
    form = NewImportForm(request.POST or None, request.FILES or None, kinds=kinds, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            batch = begun(scope, zone, form)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            return redirect(address(request, "imports:batch", batch.pk))
    trail = [Crumb(_("Imports"), address(request, "imports:list")), Crumb(_("New import"))]
    return render(request, "imports/new.html", {"form": form, "kinds": kinds, "trail": trail})


def is_cut(batch: Batch) -> bool:
    """Whether the preview of a large table keeps fewer rows than it read."""
    counted: dict[str, int] = batch.summary.get("actions", {})
    return batch.summary.get("shown", 0) < sum(counted.values())


def begun(scope: Scope, zone: Unit, form: NewImportForm) -> Batch:
    """The preview of what was sent; a large table is read in the background first."""
    kind = form.cleaned_data["kind"]
    if isinstance(kind_of(kind), BulkKind):
        filename, file = form.received_file()
        upload = services.receive_file(scope=scope, zone=zone, filename=filename, file=file)
        return services.start_reading(scope=scope, upload=upload, kind=kind, options=form.options())
    filename, data = form.received()
    upload = services.receive_upload(scope=scope, zone=zone, filename=filename, data=data)
    return services.preview(scope=scope, upload=upload, kind=kind, options=form.options())


@in_zone
def batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A preview, or what became of it; rows alone when htmx asks for them."""
    batch = batch_or_404(request, pk)
    kind = kind_of(batch.kind)
    if batch.is_working:
        return working(request, batch)
    if request.htmx and request.htmx.target == "working":  # type: ignore[attr-defined]
        return HttpResponseClientRefresh()
    is_bulk = isinstance(kind, BulkKind)
    page = {
        "batch": batch, "kind": kind, "is_bulk": is_bulk, "is_cut": is_bulk and is_cut(batch),
        **rows_context(request, batch),
    }  # fmt: skip
    if request.htmx and request.htmx.target == "rows":  # type: ignore[attr-defined]
        return render(request, "imports/batch.html#rows", page)
    page |= {
        "trail": [Crumb(_("Imports"), address(request, "imports:list")), Crumb(batch.upload.filename)],
        "figures_shown": pages.figures(request, kind, batch),
        "sheet_facts": kind.sheet_facts(batch.summary),
        **kind.summary_context(batch.summary),
        "issue_groups": pages.issue_groups(request, kind, batch),
        "asked": pages.asked_names(kind, batch) if batch.is_open else [],
        "has_writable": queries.has_writable(batch),
        "is_overtaken": batch.is_open and kind.is_overtaken(batch),
        "rest_answers": pages.rest_answers(kind, batch) if batch.is_open else [],
        "obstacle": pages.obstacle_sentence(kind, batch) if batch.is_open else "",
        "failure": in_language(batch.summary.get("failure", ""), batch.summary.get("failure_en", "")),
        "options_form": OptionsForm(initial=batch.options),
        "target_url": kind.address_of(batch) if batch.state == "accepted" else "",
    }
    return render(request, "imports/batch.html", page)


def working(request: HttpRequest, batch: Batch) -> HttpResponse:
    """How far the work in the background is; htmx asks for the part that changes, a link does without scripts."""
    page = {"batch": batch, "percent": Desk(batch.pk).percent}
    if request.htmx and request.htmx.target == "working":  # type: ignore[attr-defined]
        return render(request, "imports/working.html#working", page)
    trail = [Crumb(_("Imports"), address(request, "imports:list")), Crumb(batch.upload.filename)]
    return render(request, "imports/working.html", {**page, "trail": trail})


@in_zone
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End the work in the background; nothing of it stays."""
    batch = posted_batch_or_404(request, pk)
    must(isinstance(kind_of(batch.kind), BulkKind))
    return attempt(request, batch, lambda: services.stop_bulk(scope=scope_of(request), batch=batch))


def rows_context(request: HttpRequest, batch: Batch) -> dict[str, Any]:
    asked = {name: request.GET.get(name, "").strip() for name in ("action", "issue", "words")}
    kind, rows = kind_of(batch.kind), queries.rows_of(batch, **asked)
    page = Paginator(rows, pages.ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "lines": pages.row_lines(kind, page),
        "is_filtered": any(asked.values()),
        **chosen_context(batch),
        "action_choices": [(action.value, action.label) for action in Action],
        "issue_choices": [
            (group["code"], pages.group_title(kind, group)) for group in batch.summary.get("issue_groups", ())
        ],
    }


def chosen_context(batch: Batch) -> dict[str, int]:
    rows, every = queries.chosen_counts(batch) if batch.is_open else (0, 0)
    return {"chosen_count": rows, "chosen_every": every}


def positions(request: HttpRequest, name: str) -> list[int]:
    return [int(value) for value in request.POST.getlist(name) if value.isascii() and value.isdigit()]


def turn_of(request: HttpRequest) -> int:
    found = positions(request, "turn")
    return found[0] if found else 0


@in_zone
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the ticks of the rows shown, or tick all or none of them."""
    batch = posted_batch_or_404(request, pk)
    try:
        keep_ticks(scope_of(request), batch, request)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseClientRefresh() if request.htmx else back_to(request, batch)  # type: ignore[attr-defined]
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "imports/chosen.html", chosen_context(batch))
    return back_to(request, batch)


def keep_ticks(scope: Scope, batch: Batch, request: HttpRequest) -> None:
    every = request.POST.get("every")
    if every in {"0", "1"}:
        services.choose_every_row(scope=scope, batch=batch, turn=turn_of(request), is_chosen=every == "1")
        return
    shown, chosen = positions(request, "shown"), positions(request, "row")
    services.choose_rows(scope=scope, batch=batch, turn=turn_of(request), shown=shown, chosen=chosen)


@in_zone
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new preview of the same file: with answers about names, another year or area, or against what is there now."""
    batch = posted_batch_or_404(request, pk)
    must(not isinstance(kind_of(batch.kind), BulkKind))
    options = dict(batch.options)
    if "year" in request.POST or "area" in request.POST:
        form = OptionsForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
            return back_to(request, batch)
        options = {**form.options(), **({"answers": options["answers"]} if "answers" in options else {})}
    options["answers"] = {**options.get("answers", {}), **answers_in(request, batch)}

    def look_again() -> None:
        services.preview_again(scope=scope_of(request), batch=batch, options=options)

    return attempt(request, batch, look_again)


def answers_in(request: HttpRequest, batch: Batch) -> dict[str, str]:
    """The answers sent; `rest` answers every name of a topic that has none yet."""
    found = {}
    for stored in batch.summary.get("questions", ()):
        code, topic = stored["code"], stored["topic"]
        rest = "" if stored["answer"] else request.POST.get(f"rest:{topic}", "")
        answer = request.POST.get(f"answer:{code}", "") or rest
        if answer:
            found[code] = answer
    return found


@in_zone
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the ticked rows, those of the page as they are ticked on it."""
    batch, scope = posted_batch_or_404(request, pk), scope_of(request)
    if isinstance(kind_of(batch.kind), BulkKind):
        return attempt(
            request, batch, lambda: services.accept_bulk(scope=scope, batch=batch, turn=turn_of(request))
        )  # fmt: skip

    def write() -> None:
        if batch.is_open and request.POST.getlist("shown"):
            keep_ticks(scope, batch, request)
        services.accept_batch(scope=scope, batch=batch, turn=turn_of(request))
        messages.success(request, _("The import is accepted."))

    return attempt(request, batch, write)


@in_zone
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = posted_batch_or_404(request, pk)
    return attempt(request, batch, lambda: services.discard_batch(scope=scope_of(request), batch=batch))


@in_zone
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A question, then everything is as it was before the import."""
    batch = batch_or_404(request, pk)
    must(not isinstance(kind_of(batch.kind), BulkKind))
    if request.method == "POST":
        return attempt(request, batch, lambda: services.undo_batch(scope=scope_of(request), batch=batch))
    page = {
        "title": _("Undo this import?"),
        "sentence": _("What it created is removed, what it changed is put back. The file and its preview stay."),
        "facts_shown": [
            (_("File"), batch.upload.filename),
            (_("Accepted by"), batch.settled_by.title if batch.settled_by else ""),
        ],
        "confirm_label": _("Undo the import"),
        "cancel_url": address(request, "imports:batch", batch.pk),
        "is_danger": True,
    }
    return render(request, "ui/confirm.html", page)


def attempt(request: HttpRequest, batch: Batch, action: Callable[[], object]) -> HttpResponse:
    """Do it, or say in a sentence why it was refused; then the import's page either way."""
    try:
        action()
    except Refused as refused:
        messages.error(request, str(refused))
    return back_to(request, batch)


def back_to(request: HttpRequest, batch: Batch) -> HttpResponseRedirect:
    return redirect(address(request, "imports:batch", batch.pk))
