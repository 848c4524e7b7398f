"""Changing a draft: the figures zones really change in a form of their own, everything else in the rulebook's form."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zoneworks.accounts.doorways import must
from zoneworks.common.errors import Refused
from zoneworks.plans.views.entrances import scope_of
from zoneworks.scoring import services
from zoneworks.scoring.choices import RulebookState
from zoneworks.scoring.forms import FiguresForm, RulebookForm
from zoneworks.scoring.gathering.measures import MEASURES
from zoneworks.scoring.models import Rulebook
from zoneworks.scoring.rule_figures import figures_of_book
from zoneworks.scoring.views.entrances import is_about_the_past, must_supervise, with_rulebook
from zoneworks.scoring.views.rulebooks import rulebook_trail
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb


@with_rulebook
def change(request: HttpRequest, rulebook: Rulebook) -> HttpResponse:
    """Dates and figures; asked for as data, the rules in their form. Every fault is told at once."""
    must_supervise(request)
    must(rulebook.state == RulebookState.DRAFT)
    is_data = "rules" in request.POST or request.GET.get("as") == "data"
    return change_data(request, rulebook) if is_data else change_figures(request, rulebook)


def change_figures(request: HttpRequest, rulebook: Rulebook) -> HttpResponse:
    groups = figures_of_book(rulebook.data)
    form = FiguresForm(request.POST or None, groups=groups, revision=rulebook.revision, initial=known(rulebook))
    faults: list[str] = []
    if request.method == "POST" and not is_about_the_past(request) and form.is_valid():
        try:
            services.change_figures(
                scope=scope_of(request), rulebook=rulebook, figures=form.figures, **form.days
            )  # fmt: skip
        except services.FaultyRulebook as faulty:
            faults = form.refuse_rules(faulty)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(address(request, "scoring:rulebook", rulebook.pk))
    more = {"sections": form.sections(), "faults": faults}
    return shown(request, rulebook, form, "scoring/rulebook_figures.html", more)


def change_data(request: HttpRequest, rulebook: Rulebook) -> HttpResponse:
    rules = json.dumps(rulebook.data, ensure_ascii=False, indent=2)
    form = RulebookForm(request.POST or None, initial={**known(rulebook), "rules": rules})
    faults: list[str] = []
    if request.method == "POST" and not is_about_the_past(request) and form.is_valid():
        try:
            services.change_rulebook(scope=scope_of(request), rulebook=rulebook, **form.cleaned_data)
        except services.FaultyRulebook as faulty:
            faults = faulty.sentences
            form.add_error("rules", _("The rules have faults; they are told above."))
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(address(request, "scoring:rulebook", rulebook.pk))
    more = {"faults": faults, "measures": MEASURES.items()}
    return shown(request, rulebook, form, "scoring/rulebook_change.html", more)


def known(rulebook: Rulebook) -> dict[str, Any]:
    return {
        "seen": rulebook.revision, "valid_from": rulebook.valid_from, "draw_up_day": rulebook.draw_up_day,
        "objection_days": rulebook.objection_days,
    }  # fmt: skip


def shown(
    request: HttpRequest, rulebook: Rulebook, form: RulebookForm | FiguresForm, template: str, more: dict[str, Any]
) -> HttpResponse:
    here, title = address(request, "scoring:rulebook", rulebook.pk), _("Change the draft")
    context = {
        "title": title,
        "form": form,
        "rulebook": rulebook,
        "cancel_url": here,
        "trail": rulebook_trail(request, Crumb(rulebook.title, here), Crumb(title)),
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)
