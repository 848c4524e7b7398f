"""The scores of a period as they come out now, before anybody publishes them: the engine on what was gathered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zonekit.scoring import Inputs, League, score
from zonekit.scoring import Rulebook as Book
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.scoring.frozen import Scores
from zoneworks.scoring.gathering.gather import gather
from zoneworks.scoring.gathering.words import Recorded
from zoneworks.scoring.models import Rulebook
from zoneworks.scoring.periods import Period
from zoneworks.scoring.queries import ranks_before, rulebook_in_force
from zoneworks.scoring.rulebooks import book_of
from zoneworks.units.models import Unit


@dataclass(frozen=True)
class Computed:
    """Scores with everything they were made of."""

    zone: Unit
    period: Period
    rulebook: Rulebook
    book: Book
    as_of: date
    inputs: Inputs
    scores: Scores
    before: dict[str, int | None]
    recorded: Recorded

    @property
    def league(self) -> League:
        return self.scores.league


def compute(
    zone: Unit, period: Period, today: date, *, as_of: date | None = None, rulebook: Rulebook | None = None
) -> Computed:
    """Registers as of the day the rulebook draws scores up, or of the day given; checks and entries up to this moment.

    Refused where there is nothing to score by.
    """
    if period.first > today:
        raise Refused("period_not_begun", _("%(period)s has not begun.") % {"period": period.title}, "period")
    used = rulebook or rulebook_in_force(zone, period)
    if used is None:
        sentence = _("No rulebook is in force for %(period)s. Issue one first.")
        raise Refused("rulebook_missing", sentence % {"period": period.title}, "period")
    book = book_of(used)
    known_on = as_of or period.as_of(today, used.draw_up_day)
    recorded = Recorded(today, now())
    gathered = gather(zone, period, book, known_on=known_on, recorded=recorded)
    if not gathered.inputs.units:
        sentence = _("No plan with responsible units was in force for %(period)s: there is nothing to score.")
        raise Refused("nothing_to_score", sentence % {"period": period.title}, "period")
    before = ranks_before(zone, period)
    league = score(book, gathered.inputs, before)
    scores = Scores(league, gathered.names, gathered.empty)
    return Computed(zone, period, used, book, known_on, gathered.inputs, scores, before, recorded)
