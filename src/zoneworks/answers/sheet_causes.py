"""Why an item is not where it should be, in one line: the figures that decided its light, and what its unit says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zonekit.plans.reasons import IndicatorReason, MilestoneReason, Reason
from zoneworks.answers.queries import Leaf, YearState
from zoneworks.documents.composing import points
from zoneworks.plans.messages import in_a_row
from zoneworks.ui.figures import figure_text


def is_short(state: YearState, leaf: Leaf) -> bool:
    """Behind or not reported; once the year is over, also whoever has missed a target or a milestone."""
    if leaf.light != "green":
        return True
    return is_over(state) and (len(leaf.met) < len(leaf.row.figures) or leaf.overdue > 0)


def is_over(state: YearState) -> bool:
    return state.as_of >= date(state.plan.year, 12, 31)


def cause_of(state: YearState, leaf: Leaf) -> str:
    reason = state.reason(leaf)
    shown = [*indicator_causes(state, leaf, reason), *milestone_causes(state, reason)]
    stop = pgettext("end of a sentence", ".")
    parted = pgettext("between statements in a line", "; ").join(shown)
    problem = state.reports.problems.get(leaf.origin, "")
    reported = _("The unit reports: %(problem)s") % {"problem": problem} if problem else ""
    first = f"{parted}{stop}" if parted else state.headline(leaf)
    return in_a_row([first, reported])


def indicator_causes(state: YearState, leaf: Leaf, reason: Reason) -> Iterator[str]:
    met = {figure.indicator for figure in leaf.met}
    for part in reason.indicators:
        if is_over(state) and int(str(part.indicator)) not in met:
            yield against(state, part, part.target, _("%(indicator)s: %(value)s of the target of %(due)s (%(unit)s)"))
        elif not is_over(state) and part.light == reason.lights["overall"]:
            yield against(state, part, part.schedule, _("%(indicator)s: %(value)s of %(due)s due (%(unit)s, %(gap)s)"))


def against(state: YearState, part: IndicatorReason, due: float, sentence: str) -> str:
    name, unit = state.names.indicator(part.indicator)
    figures = {
        "indicator": name,
        "unit": unit,
        "value": figure_text(part.value),
        "due": figure_text(round(due, 2)),
        "gap": points(part.gap),
    }
    if part.value is None:
        return _("%(indicator)s: not reported, %(due)s due (%(unit)s)") % figures
    return sentence % figures


def milestone_causes(state: YearState, reason: Reason) -> Iterator[str]:
    for part in reason.milestones:
        if part.is_overdue and (is_over(state) or part.light == reason.lights["overall"]):
            yield overdue_words(state, part)


def overdue_words(state: YearState, part: MilestoneReason) -> str:
    return ngettext(
        "%(milestone)s: overdue for %(days)d day", "%(milestone)s: overdue for %(days)d days", part.days_late
    ) % {"milestone": bare(state.names.milestone(part.milestone)), "days": part.days_late}


def bare(text: str) -> str:
    """Without the stop a sentence ends with, to stand inside another."""
    return text.rstrip("。.；; ")
