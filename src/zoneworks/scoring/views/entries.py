"""What is entered by hand: bonuses and deductions of the supervision office, marks of the leaders."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zonekit.scoring import Rulebook as Book
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.audit.fetching import DOWNLOAD, tell_fetched
from zoneworks.files.serving import file_response
from zoneworks.plans.views.entrances import scope_of
from zoneworks.scoring import queries, services
from zoneworks.scoring.forms import EntryForm, MarkForm, ReasonForm
from zoneworks.scoring.hand import hand_rules, mark_rules
from zoneworks.scoring.models import Entry
from zoneworks.scoring.periods import Period, last_ended, period_named
from zoneworks.scoring.rulebooks import book_of, names_of_rules, said
from zoneworks.scoring.views.entrances import asked, must_supervise, period_or_404, today_of, trail, with_entry
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone

ON_A_PAGE = 50
UNSCORED = frozenset({UnitKind.ZONE, UnitKind.LEADERSHIP, UnitKind.OUTSIDE})


@in_zone
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """All of them for the supervision office and the leaders, a unit's own for its officers."""
    zone, scope = zone_or_404(request), scope_of(request)
    found = queries.entries_readable(scope, zone).order_by("-on", "-pk")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    period = last_ended(today_of(request))
    rulebook = queries.rulebook_in_force(zone, period)
    names = names_of_rules(book_of(rulebook)) if rulebook else {}
    context = {
        "page": page,
        "rows": [(entry, names.get(entry.rule, entry.rule), period_named(entry.period).title) for entry in page],
        "may_enter": scope.is_supervising(zone) and rulebook is not None,
        "may_mark": scope.is_leading(zone) and rulebook is not None,
        "period": period,
        "trail": trail(request, Crumb(_("Entries"))),
    }
    return render(request, "scoring/entries.html", context)


@with_entry
@require_safe
def entry(request: HttpRequest, entry: Entry) -> HttpResponse:
    """One entry with its evidence."""
    rulebook = queries.rulebook_in_force(entry.zone, period_named(entry.period))
    names = names_of_rules(book_of(rulebook)) if rulebook else {}
    context = {
        "entry": entry,
        "rule": names.get(entry.rule, entry.rule),
        "period": period_named(entry.period).title,
        "undone_by": Entry.objects.filter(undoes=entry).first(),
        "may_undo": scope_of(request).is_supervising(entry.zone) and not entry.undoes_id,
        "trail": trail(request, Crumb(_("Entries"), address(request, "scoring:entries")), Crumb(entry.unit.title)),
    }
    return render(request, "scoring/entry.html", context)


@with_entry
@require_safe
def entry_file(request: HttpRequest, entry: Entry) -> HttpResponse:
    if entry.file is None:
        raise Http404
    answer = file_response(entry.file, request, is_shown=request.GET.get("show") == "1")
    tell_fetched(
        answer, verb=DOWNLOAD, zone=entry.file.zone, kind="entry", key=entry.pk, what="file", name=entry.file.name,
        sha256=entry.file.sha256,
    )  # fmt: skip
    return answer  # type: ignore[return-value]


@in_zone
def enter(request: HttpRequest, period: str) -> HttpResponse:
    """A bonus or a deduction with its evidence."""
    zone, about = must_supervise(request), period_or_404(period)
    book = book_for(zone, about)
    names = names_of_rules(book)
    rules = [(name, names.get(name, name)) for name in hand_rules(book)]
    if not rules:
        messages.warning(request, _("The rulebook has no rule that takes entries: all of its rules read registers."))
        return redirect(address(request, "scoring:entries"))
    units = scored_units(zone)
    form = EntryForm(request.POST or None, request.FILES or None, units=named(units), rules=rules)

    def act() -> None:
        given = form.cleaned_data
        services.enter_score(
            scope=scope_of(request), zone=zone, unit=units[given["unit"]], rule=given["rule"], period=about.code,
            amount=given["amount"], words=given["words"], file=given["file"], today=today_of(request),
            submission=form.submission,
        )  # fmt: skip

    return asked(
        request, entering(request, about, _("Enter a bonus or deduction")), form, act, _("The entry is kept."),
        address(request, "scoring:entries"),
    )  # fmt: skip


@in_zone
def mark(request: HttpRequest, period: str) -> HttpResponse:
    """A leader's own mark for a unit."""
    zone, about = zone_or_404(request), period_or_404(period)
    must(scope_of(request).is_leading(zone))
    book = book_for(zone, about)
    rules = [(rule.id, f"{said(rule.name)} (0–{rule.points.normalize():f})") for rule in mark_rules(book)]
    if not rules:
        messages.warning(request, _("The rulebook has no rule that takes marks of leaders."))
        return redirect(address(request, "scoring:entries"))
    units = scored_units(zone)
    form = MarkForm(request.POST or None, units=named(units), rules=rules)

    def act() -> None:
        given = form.cleaned_data
        services.mark_leader_share(
            scope=scope_of(request), zone=zone, unit=units[given["unit"]], rule=given["rule"], period=about.code,
            mark=given["amount"], words=given["words"], today=today_of(request), submission=form.submission,
        )  # fmt: skip

    return asked(
        request, entering(request, about, _("Give a mark")), form, act, _("The mark is kept."),
        address(request, "scoring:entries"),
    )  # fmt: skip


@with_entry
def undo(request: HttpRequest, entry: Entry) -> HttpResponse:
    must_supervise(request)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        services.undo_entry(
            scope=scope_of(request), entry=entry, words=form.cleaned_data["reason"], today=today_of(request)
        )

    title = _("Take the entry back")
    context = {
        "title": title,
        "sentence": _("Both stay on record, and neither of the two counts."),
        "confirm_label": title,
        "facts_shown": [(_("Entry"), entry.words), (_("Unit"), entry.unit.title)],
        "trail": trail(request, Crumb(_("Entries"), address(request, "scoring:entries")), Crumb(title)),
    }
    return asked(
        request, context, form, act, _("The entry is taken back."), address(request, "scoring:entry", entry.pk)
    )


def book_for(zone: Unit, period: Period) -> Book:
    rulebook = queries.rulebook_in_force(zone, period)
    if rulebook is None:
        raise Http404(period.code)
    return book_of(rulebook)


def scored_units(zone: Unit) -> dict[str, Unit]:
    return {unit.code: unit for unit in units_of_zone(zone) if unit.kind not in UNSCORED}


def named(units: dict[str, Unit]) -> list[tuple[str, str]]:
    return [(code, unit.title) for code, unit in units.items()]


def entering(request: HttpRequest, period: Period, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "sentence": period.title,
        "confirm_label": _("Keep"),
        "is_multipart": True,
        "trail": trail(request, Crumb(_("Entries"), address(request, "scoring:entries")), Crumb(title)),
    }
