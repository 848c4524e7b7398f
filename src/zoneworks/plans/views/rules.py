"""The published rules that give the lights their colours."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zonekit.plans import load_rule_sets
from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.plans import queries
from zoneworks.plans.models import Plan
from zoneworks.plans.pages.rules import RulesShown, rules_shown
from zoneworks.plans.views.entrances import scope_of
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb


@dataclass(frozen=True)
class RuleSetInUse:
    shown: RulesShown
    used_by: list[Plan]


@in_zone
def rules(request: HttpRequest) -> HttpResponse:
    """Which lag gives which colour, and who published it?"""
    plans = list(queries.plans_of_zone(scope_of(request), zone_or_404(request)))
    sets = [
        RuleSetInUse(rules_shown(rules), [plan for plan in plans if plan.rule_set == rules.code])
        for rules in load_rule_sets()
    ]
    trail = [Crumb(_("Plans"), address(request, "plans:all")), Crumb(_("Light rules"))]
    return render(request, "plans/rules.html", {"rule_sets": sets, "trail": trail})
