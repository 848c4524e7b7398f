"""What a letter or a list says of one sub-project: its duties, how it is counted, by when, under whom."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from zonekit.documents.blocks import Entry, Field, Words, words
from zoneworks.answers.pack import BY_WEIGHT, Task
from zoneworks.documents.composing import day
from zoneworks.plans.choices import Direction, Duty, IndicatorKind
from zoneworks.plans.messages import listed
from zoneworks.plans.models import Indicator, Milestone
from zoneworks.ui.figures import figure_text
from zoneworks.units.models import Unit

HOW_COUNTED = {
    IndicatorKind.CUMULATIVE: gettext_lazy("counted from 1 January"),
    IndicatorKind.LEVEL: gettext_lazy("stock on the day"),
    IndicatorKind.RATE: gettext_lazy("rate held on the day"),
}


def entry_of(task: Task) -> Entry:
    """The whole of a sub-project: goal, indicators, milestones, leader, units, deadline."""
    fields = (
        Field(_("Goal"), tuple(words(line) for line in [task.item.goal_shown or task.item.title] if line)),
        Field(_("Indicators"), tuple(words(indicator_sentence(one)) for one in task.indicators)),
        Field(_("Milestones"), tuple(words(milestone_sentence(step)) for step in task.milestones)),
        Field(_("Deadline"), filled(deadline_of(task))),
        Field(_("Lead leader"), filled(listed(str(post) for post in task.posts))),
        *(Field(str(duty.label), filled(listed(str(unit) for unit in task.units[duty]))) for duty in BY_WEIGHT),
    )
    return Entry(
        key=task.key,
        title=task.item.title,
        label=task.item.label,
        group=pgettext("between headings of a path", " / ").join(heading.title for heading in task.headings),
        fields=tuple(field for field in fields if field.lines),
        address=reverse("plans:item", args=[task.item.pk]),
    )


def filled(text: str) -> tuple[Words, ...]:
    return (words(text),) if text else ()


def indicator_sentence(indicator: Indicator) -> str:
    """Name, target, how it is counted, and the value due at each date."""
    values = {
        "name": indicator.title,
        "target": amount(indicator, indicator.target),
        "how": how_counted(indicator),
        "dates": dated(indicator),
    }
    if values["dates"]:
        return _("%(name)s: annual target %(target)s (%(how)s); by %(dates)s.") % values
    return _("%(name)s: annual target %(target)s (%(how)s).") % values


def how_counted(indicator: Indicator) -> str:
    how = str(HOW_COUNTED[IndicatorKind(indicator.kind)])
    parts = [how]
    if indicator.kind == IndicatorKind.LEVEL and indicator.start is not None:
        parts.append(_("%(start)s at the start of the year") % {"start": amount(indicator, indicator.start)})
    if indicator.baseline is not None and indicator.kind != IndicatorKind.LEVEL:
        parts.append(_("the year before %(baseline)s") % {"baseline": amount(indicator, indicator.baseline)})
    if indicator.direction == Direction.LOWER:
        parts.append(str(Direction.LOWER.label).lower())
    return pgettext("between remarks in brackets", ", ").join(parts)


def dated(indicator: Indicator) -> str:
    """“31 Mar 48, 30 Jun 100, …”: every scheduled value with its date."""
    pairs = [
        _("%(day)s %(value)s")
        % {"day": date_format(step.due, "MONTH_DAY_FORMAT"), "value": amount(indicator, step.value)}
        for step in indicator.schedule.all()
    ]
    return pgettext("between dated values", ", ").join(pairs)


def amount(indicator: Indicator, value: object) -> str:
    """A value with its unit: a space before words in English, none before a percent sign."""
    text = figure_text(value)
    if indicator.is_percent:
        return f"{text}%"
    return _("%(value)s %(unit)s") % {"value": text, "unit": indicator.unit_shown}


def milestone_sentence(milestone: Milestone) -> str:
    if milestone.due is None:
        return milestone.title
    pattern = _("on %(day)s: %(what)s") if milestone.is_fixed_date else _("by %(day)s: %(what)s")
    return pattern % {"day": day(milestone.due), "what": milestone.title}


def deadline_of(task: Task) -> str:
    """As a date where there is one, else in the words of the table."""
    return day(task.item.deadline) if task.item.deadline else task.item.deadline_text


def targets_of(task: Task) -> str:
    """All annual targets in a line, for the cell of a table."""
    found = [f"{one.title} {amount(one, one.target)}" for one in task.indicators]
    return pgettext("between statements in a line", "; ").join(found)


def duties_of(task: Task, unit: Unit) -> str:
    """All the unit's duties at the sub-project, the weightiest first."""
    return listed(str(duty.label) for duty in BY_WEIGHT if unit in task.units[duty])


def answering_units(task: Task) -> str:
    """Who leads, else who does it."""
    units = task.units[Duty.LEAD] or task.units[Duty.RESPONSIBLE]
    return listed(str(unit) for unit in units)
