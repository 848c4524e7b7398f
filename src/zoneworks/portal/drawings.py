"""Pictures drawn from the plan's figures for the public: sums only, never a single item, no unit and no person.

Without typefaces to set their words in there are none; the news is drafted all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.documents.blocks import Chart, ChartKind, Series, Tone
from zonekit.documents.charts import chart_svg, png_of
from zoneworks.accounts.access import Scope
from zoneworks.answers.models import Conference
from zoneworks.answers.queries import YearState, year_state
from zoneworks.answers.releases import battlefields_counted, battlefields_told
from zoneworks.answers.sheet import notice_of
from zoneworks.answers.sheet_figures import Pace
from zoneworks.answers.sheet_groups import battlefields, sheet_of
from zoneworks.documents.composing import day, month
from zoneworks.plans.messages import in_a_row
from zoneworks.portal.services import NewPicture
from zoneworks.units.models import Unit

WIDTH, WIDTH_MM = 480, 150  # narrower than in a document, so that its words can be read on a phone
LEAST_ITEMS = 3  # a battlefield of fewer would tell of single items
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Drawn:
    """A chart in one language, and what its caption says."""

    chart: Chart
    caption: str


def of_month(scope: Scope, zone: Unit, about: date, as_of: date) -> tuple[NewPicture, ...]:
    """Progress against schedule of each battlefield, from confirmed figures."""
    return in_both_languages(lambda: pace_drawn(year_state(scope, zone, about.year, as_of), about))


def of_conference(scope: Scope, conference: Conference) -> tuple[NewPicture, ...]:
    """How many sub-projects each battlefield has."""
    return in_both_languages(lambda: deployed_drawn(scope, conference))


def in_both_languages(draw: Callable[[], Drawn | None]) -> tuple[NewPicture, ...]:
    if not Path(settings.ZONEWORKS_FONTS).is_dir():
        return ()
    told: dict[str, tuple[Drawn, bytes]] = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            drawn = draw()
            if drawn is None:
                return ()
            told[language] = (drawn, png(drawn.chart, language))
    (chinese, content), (english, content_en) = told["zh-hans"], told["en"]
    picture = NewPicture(
        content=content, title=chinese.chart.title, alt=chinese.chart.alt, caption=chinese.caption,
        content_en=content_en, title_en=english.chart.title, alt_en=english.chart.alt, caption_en=english.caption,
    )  # fmt: skip
    return (picture,)


def png(chart: Chart, language: str) -> bytes:
    return png_of(chart_svg(chart, WIDTH, language, skin="print"), Path(settings.ZONEWORKS_FONTS), WIDTH_MM)


def pace_drawn(state: YearState, about: date) -> Drawn | None:
    """None where no battlefield is large enough, or none can be measured."""
    groups = [
        (group.name, group.pace)
        for _tag, group in battlefields(sheet_of(state))
        if group.pace and len(group.leaves) >= LEAST_ITEMS
    ]
    if not groups:
        return None
    title = _("Progress by battlefield, end of %(month)s") % {"month": month(about)}
    drawn = _("Drawn from the plan's figures confirmed by %(date)s; progress in percent of the year's work.")
    return Drawn(pace_chart(title, groups), in_a_row([drawn % {"date": day(state.as_of)}, notice_of(state)]))


def pace_chart(title: str, groups: list[tuple[str, Pace]]) -> Chart:
    progress = tuple(pace.progress.value.quantize(TENTH) for _name, pace in groups)
    scheduled = tuple(pace.scheduled.value.quantize(TENTH) for _name, pace in groups)
    series = (
        Series(pgettext("progress", "Actual"), progress),
        Series(pgettext("progress", "Scheduled"), scheduled, Tone.SCHEDULE),
    )
    told = (
        _("%(battlefield)s: actual %(progress)s%%, scheduled %(scheduled)s%%")
        % {"battlefield": name, "progress": reached, "scheduled": due}
        for (name, _pace), reached, due in zip(groups, progress, scheduled, strict=True)
    )
    alt = pgettext("between statements in a picture's words", "; ").join(told)
    return Chart(ChartKind.BARS, title, tuple(name for name, _pace in groups), series, "%", alt)


def deployed_drawn(scope: Scope, conference: Conference) -> Drawn | None:
    plan = conference.plan
    counted = battlefields_counted(scope, plan) if plan else []
    if plan is None or not counted:
        return None
    chart = Chart(
        ChartKind.BARS,
        _("Sub-projects by battlefield, %(year)s") % {"year": plan.year},
        tuple(str(tag) for tag, _count in counted),
        (Series(pgettext("counted", "Sub-projects"), tuple(Decimal(count) for _tag, count in counted)),),
        pgettext("counted", "items"),
        battlefields_told(scope, plan),
    )
    drawn = _("Drawn from the plan's figures.")
    notice = _("The plan is illustrative; it is no statement of a real zone.") if plan.is_illustrative else ""
    return Drawn(chart, in_a_row([drawn, notice]))
