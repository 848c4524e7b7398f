"""What a month may tell the public: confirmed sums and achievements, and no names of who is behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.answers.queries import Leaf, YearState, year_state
from zoneworks.answers.queries_months import issue_day
from zoneworks.answers.sheet import notice_of
from zoneworks.answers.sheet_figures import Tally, tally, whole_plan
from zoneworks.documents.composing import Ledger, day, month, share_of
from zoneworks.plans.messages import in_a_row
from zoneworks.reports.months import month_named
from zoneworks.ui.figures import figure_text
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

LANGUAGES = ("zh-hans", "en")
TOLD = 8  # achievements of a summary


@dataclass(frozen=True, slots=True)
class Summary:
    """A draft for an editor to finish."""

    title: str
    paragraphs: tuple[str, ...]


def public_summary(scope: Scope, zone: Unit, period: str, as_of: date | None = None) -> dict[str, Summary]:
    """By language, "zh-hans" and "en". `period` is a month such as "2023-09"; without a date, as its bulletin knows."""
    about = month_named(period)
    known_on = as_of or (issue_day(zone, about, profile_of(zone).today) if about else None)
    if about is None or known_on is None or known_on < about:
        raise Http404(f"no summary of {period!r}")
    summaries = {}
    for language in LANGUAGES:
        with translation.override(language):
            summaries[language] = summary_of(year_state(scope, zone, about.year, known_on), about)
    return summaries


def summary_of(state: YearState, about: date) -> Summary:
    paragraphs = [whole(state, about), *achievements(state), notice_of(state)]
    title = _("%(zone)s in %(month)s: where the year's tasks stand") % {
        "zone": profile_of(state.zone).title,
        "month": month(about),
    }
    return Summary(title, tuple(text for text in paragraphs if text))


def whole(state: YearState, about: date) -> str:
    counted = tally(Ledger(), "all", state.leaves, state, whole_plan())
    green, total = int(counted.lights["green"].value), int(counted.leaves.value)
    first = _(
        "By the end of %(month)s, %(green)s of the %(total)s items of the zone's annual plan were on schedule "
        "(%(share)s)."
    ) % {"month": month(about), "green": green, "total": total, "share": share_of(green, total)}
    known = _("Figures confirmed by %(date)s.") % {"date": day(state.as_of)}
    return in_a_row([first, *reached(counted), known])


def reached(counted: Tally) -> list[str]:
    sentences = []
    if counted.met.value:
        sentence = _("Of %(targets)s annual targets, %(met)s have been met.")
        sentences.append(sentence % {"targets": counted.targets.value, "met": counted.met.value})
    if counted.milestones.value:
        sentence = _("Of %(milestones)s milestones of the year, %(done)s have been reached.")
        sentences.append(sentence % {"milestones": counted.milestones.value, "done": counted.done.value})
    return sentences


def achievements(state: YearState) -> list[str]:
    """Targets of the year already met, the weightiest items first."""
    met = sorted((leaf for leaf in state.leaves if leaf.met), key=lambda leaf: (-leaf.share, leaf.row.place))
    told = [achievement(leaf) for leaf in met[:TOLD]]
    if not told:
        return []
    return [_("Targets of the whole year already met:"), *told]


def achievement(leaf: Leaf) -> str:
    amounts = [
        _("%(name)s %(value)s (%(unit)s; target %(target)s)")
        % {
            "name": figure.name,
            "value": figure_text(figure.value),
            "unit": figure.unit,
            "target": figure_text(figure.target),
        }
        for figure in leaf.met
    ]
    return _("%(item)s: %(amounts)s.") % {"item": leaf.row.title, "amounts": _(", ").join(amounts)}
