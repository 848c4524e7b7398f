"""Forms in which values and milestones are reported: what is known is filled in and says where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zonekit.plans import Curve, month_end
from zoneworks.plans.board_rows import Figure
from zoneworks.plans.forms import MilestoneForm, ValueForm
from zoneworks.plans.messages import day, in_a_row
from zoneworks.plans.models import Actual, Indicator, MilestoneFact, Plan
from zoneworks.ui.figures import figure_text


@dataclass(frozen=True)
class ValueEntry:
    """A form for a value with what stands beside it: `known` says what is confirmed and due."""

    form: ValueForm
    date_source: str
    value_source: str
    known: str

    @property
    def is_open(self) -> bool:
        return self.form.is_bound


@dataclass(frozen=True)
class MilestoneEntryForm:
    """`may_withdraw`: something has been said that can be taken back."""

    form: MilestoneForm
    source: str
    may_withdraw: bool

    @property
    def is_open(self) -> bool:
        return self.form.is_bound


def day_to_report(year: int, today: date) -> date:
    """The last month end that has come; before the first one, today."""
    ends = [month_end(year, month) for month in range(1, 13)]
    return max((end for end in ends if end <= today), default=max(today, date(year, 1, 1)))


def value_entry(
    indicator: Indicator,
    figure: Figure | None,
    line: Curve | None,
    plan: Plan,
    today: date,
    stated: Actual | None,
    bound: ValueForm | None,
) -> ValueEntry:
    about = day_to_report(plan.year, today)
    initial: dict[str, object] = {"about": about}
    if stated is not None and stated.value is not None:
        initial |= {"value": stated.value, "numerator": stated.numerator, "denominator": stated.denominator}
    form = bound or ValueForm(indicator=indicator, year=plan.year, today=today, initial=initial)
    return ValueEntry(
        form=form,
        date_source="" if bound else _("the last month end"),
        value_source="" if bound or stated is None or stated.value is None else statement_words(stated),
        known=known_words(figure, due_words(figure, line, about)),
    )


def statement_words(stated: Actual | MilestoneFact) -> str:
    who = stated.recorded_by.title if stated.recorded_by else "–"
    words = _("report of %(who)s of %(date)s") % {"who": who, "date": day(stated.recorded_on)}
    return words if stated.confirmed_on else _("%(report)s, not confirmed") % {"report": words}


def due_words(figure: Figure | None, line: Curve | None, about: date) -> str:
    """What the report will be compared with: on its own day, not on the month before that still judges the row."""
    if figure is None or line is None:
        return ""
    due = next((point.value for point in line.line if point.day == about), None)
    if due is None:
        return ""
    return _("Due by %(date)s: %(value)s %(unit)s.") % {
        "date": day(about),
        "value": figure_text(round(due, 2)),
        "unit": figure.unit,
    }


def known_words(figure: Figure | None, due: str) -> str:
    """What is confirmed and what is due, beside the empty field."""
    if figure is None or figure.value is None or figure.about is None:
        return due
    last = _("Last confirmed: %(value)s %(unit)s on %(date)s.") % {
        "value": figure_text(round(figure.value, 4)),
        "unit": figure.unit,
        "date": day(figure.about),
    }
    return in_a_row([last, due])
