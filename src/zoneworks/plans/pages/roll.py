"""What the page shows on which the year is rolled over: rows that are not finished, and what each still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.plans.messages import day
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.outcomes import Outcome, Unmet, outcomes_of
from zoneworks.plans.pages.plan import plan_label, plan_trail
from zoneworks.plans.queries import plans_of_zone
from zoneworks.ui.addresses import address
from zoneworks.ui.figures import figure_text
from zoneworks.ui.parts import Crumb, FigureCell


@dataclass(frozen=True)
class OpenRow:
    """A row that is not finished. `lacks`: why, one sentence each."""

    outcome: Outcome
    group: str
    opens_group: bool
    lacks: tuple[str, ...]
    url: str


class RollPage:
    def __init__(self, request: HttpRequest, plan: Plan) -> None:
        self.request, self.plan = request, plan
        self.year = plan.year + 1

    @cached_property
    def outcomes(self) -> list[Outcome]:
        request = self.request
        return outcomes_of(request.scope, self.plan, request.today)  # type: ignore[attr-defined]

    @cached_property
    def titles(self) -> dict[int, str]:
        return {item.pk: item.title for item in Item.objects.filter(plan=self.plan, is_leaf=False)}

    @cached_property
    def rows(self) -> list[OpenRow]:
        found: list[OpenRow] = []
        group = None
        for outcome in self.outcomes:
            if not outcome.is_open:
                continue
            title = self.titles.get(outcome.row.parent or 0, "")
            url = address(self.request, "plans:item", outcome.row.item)
            found.append(OpenRow(outcome, title, title != group, tuple(lacks_of(outcome)), url))
            group = title
        return found

    @property
    def figures(self) -> list[FigureCell]:
        done = len(self.outcomes) - len(self.rows)
        return [
            FigureCell(pgettext("plan", "Rows"), len(self.outcomes)),
            FigureCell(_("Finished"), done, note=_("stay in their year")),
            FigureCell(_("Not finished"), len(self.rows), note=_("can go on")),
        ]

    @cached_property
    def standing(self) -> Plan | None:
        """A plan of the next year that is there already."""
        scope = self.request.scope  # type: ignore[attr-defined]
        return plans_of_zone(scope, self.plan.zone).filter(year=self.year).first()

    @property
    def standing_words(self) -> str:
        if self.standing is None:
            return ""
        return _("There already is %(version)s.") % {"version": plan_label(self.standing)}

    @property
    def standing_url(self) -> str:
        return address(self.request, "plans:plan", self.standing.pk) if self.standing else ""

    @property
    def trail(self) -> list[Crumb]:
        return plan_trail(self.request, self.plan, Crumb(_("Roll the year over")))


def lacks_of(outcome: Outcome) -> list[str]:
    if not outcome.is_measured:
        return [_("Nothing measures it, so nobody can see that it is finished.")]
    told = [unmet_words(one) for one in outcome.unmet]
    for milestone in outcome.milestones:
        due = _(" (due on %(date)s)") % {"date": day(milestone.due)} if milestone.due else ""
        told.append(_("Milestone open: %(text)s%(due)s") % {"text": milestone.title, "due": due})
    return told


def unmet_words(unmet: Unmet) -> str:
    said = {
        "indicator": unmet.indicator.title,
        "value": figure_text(unmet.value),
        "target": figure_text(unmet.indicator.target),
        "unit": unmet.indicator.unit_shown,
    }
    if unmet.value is None:
        return _("%(indicator)s: nothing reported of %(target)s %(unit)s") % said
    return _("%(indicator)s: %(value)s of %(target)s %(unit)s") % said
