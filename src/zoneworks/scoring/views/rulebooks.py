"""Rulebooks: the zone's versions, those that come with the product, one with every rule, and drafts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.plans.views.entrances import scope_of
from zoneworks.scoring import queries, services
from zoneworks.scoring.choices import RulebookState
from zoneworks.scoring.forms import DraftForm
from zoneworks.scoring.gathering.measures import MEASURES
from zoneworks.scoring.models import Rulebook
from zoneworks.scoring.pages.rulebooks import BookPage
from zoneworks.scoring.rulebooks import book_of, measures_wanting, said, shipped_books
from zoneworks.scoring.views.entrances import asked, must_supervise, today_of, trail, with_rulebook
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb


@in_zone
@require_safe
def rulebooks(request: HttpRequest) -> HttpResponse:
    zone, scope = zone_or_404(request), scope_of(request)
    context = {
        "rulebooks": queries.rulebooks_readable(scope, zone).order_by("code", "-version"),
        "shipped": [BookPage(book) for book in shipped_books()],
        "measures": MEASURES.items(),
        "is_supervising": scope.is_supervising(zone),
        "trail": trail(request, Crumb(_("Rulebooks"))),
    }
    return render(request, "scoring/rulebooks.html", context)


@with_rulebook
@require_safe
def rulebook(request: HttpRequest, rulebook: Rulebook) -> HttpResponse:
    """Every rule, and how sure it is."""
    context = {
        "rulebook": rulebook,
        "page": BookPage(book_of(rulebook)),
        "is_draft": rulebook.state == RulebookState.DRAFT,
        "is_supervising": scope_of(request).is_supervising(rulebook.zone),
        "trail": rulebook_trail(request, Crumb(rulebook.title)),
    }
    return render(request, "scoring/rulebook.html", context)


@in_zone
@require_safe
def shipped(request: HttpRequest, code: str) -> HttpResponse:
    """One that comes with the product: published rules with their sources."""
    book = next((one for one in shipped_books() if one.code == code), None)
    must(book is not None)
    assert book is not None
    context = {"page": BookPage(book), "trail": rulebook_trail(request, Crumb(said(book.name)))}
    return render(request, "scoring/rulebook.html", context)


def rulebook_trail(request: HttpRequest, *crumbs: Crumb) -> list[Crumb]:
    return trail(request, Crumb(_("Rulebooks"), address(request, "scoring:rulebooks")), *crumbs)


@in_zone
def draft(request: HttpRequest) -> HttpResponse:
    """Begin with one of the zone's or one of the product's."""
    zone, scope = must_supervise(request), scope_of(request)
    own = {f"own:{one.pk}": one for one in queries.rulebooks_readable(scope, zone).filter(state=RulebookState.ISSUED)}
    bases = [(key, f"{one.title} · {pgettext('rulebook', 'version')} {one.version}") for key, one in own.items()]
    bases += [(f"shipped:{book.code}", said(book.name)) for book in shipped_books() if not measures_wanting(book)]
    first_day = today_of(request).replace(month=1, day=1)
    form = DraftForm(request.POST or None, bases=bases, initial={"valid_from": first_day})
    made: list[Rulebook] = []

    def act() -> None:
        base, code = form.cleaned_data["base"], form.cleaned_data["base"].partition(":")[2]
        made.append(
            services.draft_rulebook(
                scope=scope, zone=zone, valid_from=form.cleaned_data["valid_from"], code=code, base=own.get(base)
            )
        )

    title = _("Draft a rulebook")
    context = {
        "title": title,
        "sentence": _("A draft holds for nobody until it is issued; an issued rulebook never changes."),
        "confirm_label": _("Draft it"),
        "trail": rulebook_trail(request, Crumb(title)),
    }
    answer = asked(request, context, form, act, _("The draft is there."), address(request, "scoring:rulebooks"))
    return redirect(address(request, "scoring:rulebook", made[0].pk)) if made else answer


@with_rulebook
def issue(request: HttpRequest, rulebook: Rulebook) -> HttpResponse:
    must_supervise(request)
    here = address(request, "scoring:rulebook", rulebook.pk)
    title = _("Issue the rulebook")

    def act() -> None:
        services.issue_rulebook(
            scope=scope_of(request), rulebook=rulebook, seen=rulebook.revision, today=today_of(request)
        )

    context = {
        "title": title,
        "sentence": _("From then on it never changes. The version before ends the day before it begins."),
        "confirm_label": title,
        "trail": rulebook_trail(request, Crumb(rulebook.title, here), Crumb(title)),
    }
    return asked(request, context, None, act, _("The rulebook is issued."), here)


@with_rulebook
def discard(request: HttpRequest, rulebook: Rulebook) -> HttpResponse:
    must_supervise(request)
    must(rulebook.state == RulebookState.DRAFT)
    here, title = address(request, "scoring:rulebooks"), _("Discard the draft")

    def act() -> None:
        services.discard_rulebook(scope=scope_of(request), rulebook=rulebook)

    context = {
        "title": title,
        "sentence": rulebook.title,
        "confirm_label": title,
        "is_danger": True,
        "trail": rulebook_trail(request, Crumb(title)),
    }
    return asked(request, context, None, act, _("The draft is discarded."), here)
