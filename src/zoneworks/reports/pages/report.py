"""What the page of a monthly report shows: the form or what was said, what is known, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.plans.models import Indicator, Milestone, MilestoneFact
from zoneworks.plans.pages.reason import title_of
from zoneworks.plans.registers import is_fed, register_words
from zoneworks.reports.addresses import month_address
from zoneworks.reports.choices import ReportState
from zoneworks.reports.forms import WORDS, ReportForm, ReturnForm, known
from zoneworks.reports.models import ReportEvidence, ReportStep, ReportValue
from zoneworks.reports.own_lights import light_words
from zoneworks.reports.pages.words import day, days_left, in_a_row, month_words, share_words, state_tone, state_words
from zoneworks.reports.queries_report import ReportDetail, StepLine, ValueLine
from zoneworks.ui.addresses import address
from zoneworks.ui.figures import figure_text
from zoneworks.ui.parts import Crumb, FigureCell, Happening


@dataclass(frozen=True)
class FieldShown:
    """A field with where its figure comes from, and what a colleague saved in it in the meantime."""

    bound: BoundField
    source: str = ""
    theirs: str | None = None


@dataclass(frozen=True)
class ValueShown:
    """An indicator. `asked`: the box in which the person says that what looks wrong is right.

    `register`: the name of what feeds it, "" where it is reported by hand.
    """

    indicator: Indicator
    said: ReportValue | None
    share: str
    last: str
    known: str
    known_url: str
    scheduled: object
    target: object
    fields: tuple[FieldShown, ...]
    asked: BoundField | None
    register: str | Promise = ""


@dataclass(frozen=True)
class StepShown:
    milestone: Milestone
    said: ReportStep | None
    known: MilestoneFact | None
    fields: tuple[FieldShown, ...]


class ReportPage:
    """One report. `form`: what was typed and not taken; `is_overtaken`: because a colleague saved in between;
    `return_form`: a return that was refused."""

    def __init__(
        self,
        request: HttpRequest,
        detail: ReportDetail,
        form: ReportForm | None = None,
        *,
        is_overtaken: bool = False,
        return_form: ReturnForm | None = None,
    ) -> None:
        self.request, self.detail = request, detail
        self.item, self.plan, self.about, self.report = detail.item, detail.plan, detail.about, detail.report
        self.today: date = request.today  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        self.is_overtaken = is_overtaken
        self.form = form or ReportForm(detail=detail)
        self.return_form = return_form or ReturnForm()
        self.form.mark_needed()
        self.saved = known(detail)

    # --- who may do what ---------------------------------------------------------------------------------------------

    @property
    def may_write(self) -> bool:
        return self.detail.may_write and not self.is_history

    @property
    def may_take_back(self) -> bool:
        return self.detail.may_take_back and not self.is_history and not self.may_settle

    @property
    def may_settle(self) -> bool:
        return self.detail.may_settle and not self.is_history

    @property
    def unsaved(self) -> list[tuple[str, str]]:
        """What was typed into a report that takes nothing any more: shown, so that nobody loses it."""
        if not self.form.is_bound or self.may_write:
            return []
        typed = ((self.form.fields[name].label, self.form.data.get(name, "")) for name in self.form.fields)
        return [(str(label), str(text)) for label, text in typed if text and str(text).strip() and label]

    # --- head --------------------------------------------------------------------------------------------------------

    @cached_property
    def trail(self) -> list[Crumb]:
        return [
            Crumb(_("Monthly reports"), month_address(self.request, self.about)),
            Crumb(title_of(self.item), address(self.request, "plans:item", self.item.pk)),
            Crumb(self.month),
        ]

    @property
    def month(self) -> str:
        return month_words(self.about)

    @property
    def state(self) -> str:
        return self.report.state if self.report else ""

    @property
    def state_words(self) -> str:
        return state_words(self.state)

    @property
    def state_tone(self) -> str:
        return state_tone(self.state)

    @property
    def is_late(self) -> bool:
        return self.report is not None and self.report.is_late

    @property
    def is_missing(self) -> bool:
        waits = self.report is None or (self.report.is_open and self.report.first_submitted_on is None)
        return waits and self.detail.is_owed and self.detail.closed is None and self.today > self.detail.due

    @property
    def is_returned(self) -> bool:
        return self.state == ReportState.RETURNED

    @cached_property
    def figures(self) -> list[FigureCell]:
        report = self.report
        cells = [FigureCell(_("State"), self.state_words, note=self.state_note)]
        cells.append(FigureCell(pgettext("monthly report", "Due"), day(self.detail.due), note=self.due_note))
        if report and report.submitted_on:
            who = report.submitted_by.title if report.submitted_by else ""
            cells.append(FigureCell(pgettext("turn", "Submitted"), day(report.submitted_on), note=who))
        if report and report.settled_on and not self.may_settle:
            who = report.settled_by.title if report.settled_by else ""
            label = pgettext("turn", "Returned") if self.is_returned else pgettext("turn", "Confirmed")
            cells.append(FigureCell(label, day(report.settled_on), note=who))
        return cells

    @property
    def state_note(self) -> str:
        if self.detail.closed is not None:
            return _("the month is closed")
        if self.report is None or not self.report.saved_by:
            return ""
        return _("last written by %(who)s") % {"who": self.report.saved_by.title}

    @property
    def due_note(self) -> str:
        if not self.detail.is_owed:
            return _("not owed for this month")
        if self.is_late:
            return _("submitted late")
        if self.state in {ReportState.SUBMITTED, ReportState.CONFIRMED}:
            return _("in time")
        return days_left(self.detail.due, self.today)

    @property
    def happenings(self) -> list[Happening]:
        return [
            Happening(turn.on, turn.get_turn_display(), turn.by.title if turn.by else "", turn.words)
            for turn in reversed(self.detail.turns)
        ]

    # --- words, values, milestones -----------------------------------------------------------------------------------

    @property
    def words(self) -> list[FieldShown]:
        return [self.shown(name) for name in WORDS]

    @property
    def assessed(self) -> FieldShown:
        """The unit's own assessment."""
        return self.shown("own_light")

    @property
    def own_light(self) -> str:
        return self.report.own_light if self.report else ""

    @property
    def is_own_hollow(self) -> bool:
        return self.state != ReportState.CONFIRMED

    @property
    def words_said(self) -> list[tuple[str, str]]:
        return [(str(self.form.fields[name].label), getattr(self.report, name, "") or "") for name in WORDS]

    @cached_property
    def values(self) -> list[ValueShown]:
        return [self.value(line) for line in self.detail.values]

    def value(self, line: ValueLine) -> ValueShown:
        key, known_fact = line.indicator.pk, line.known
        names = [f"{part}-{key}" for part in ("value", "numerator", "denominator", "note")]
        is_filled = line.value is None and known_fact is not None and known_fact.about == self.about
        source = confirmed_words(self.about) if is_filled and not self.form.is_bound else ""
        return ValueShown(
            indicator=line.indicator,
            said=line.value,
            share=share_words(line.value),
            last=last_words(line),
            known=known_words(line, self.about),
            known_url=address(self.request, "plans:facts", self.item.pk, report=f"v{known_fact.pk}")
            if known_fact
            else "",
            scheduled=line.scheduled,
            target=line.target,
            fields=tuple(
                self.shown(name, source if name.startswith("value") else "")
                for name in names
                if name in self.form.fields
            ),
            asked=self.form[f"sure-{key}"] if f"sure-{key}" in self.form.asked else None,
            register=register_words(line.indicator) if is_fed(line.indicator) else "",
        )

    @cached_property
    def steps(self) -> list[StepShown]:
        return [self.step(line) for line in self.detail.steps]

    def step(self, line: StepLine) -> StepShown:
        names = [f"{part}-{line.milestone.pk}" for part in ("done_on", "done_note")]
        fields = tuple(self.shown(name) for name in names if name in self.form.fields)
        return StepShown(line.milestone, line.step, line.known, fields)

    def shown(self, name: str, source: str = "") -> FieldShown:
        return FieldShown(self.form[name], source, self.theirs(name) if self.is_overtaken else None)

    def theirs(self, name: str) -> str | None:
        """What now stands saved in a field, where it is not what was typed."""
        saved = plain(self.saved.get(name))
        if saved == plain(self.form.data.get(name)):
            return None
        return light_words(saved) if name == "own_light" else saved

    @property
    def asked_all(self) -> BoundField | None:
        return self.form["sure"] if "sure" in self.form.asked else None

    @property
    def evidence(self) -> tuple[ReportEvidence, ...]:
        return self.detail.evidence

    @property
    def ticked_off(self) -> set[str]:
        return set(self.form.data.getlist("remove")) if hasattr(self.form.data, "getlist") else set()


def plain(value: Any) -> str:
    """A figure, a day or text as it would be typed."""
    text = "" if value is None else f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
    return text.replace("\r\n", "\n").strip()


def last_words(line: ValueLine) -> str:
    if line.known is None or line.known.value is None:
        return ""
    found = {"value": figure_text(line.known.value), "unit": line.indicator.unit_shown, "date": day(line.known.about)}
    return _("Last confirmed: %(value)s %(unit)s on %(date)s.") % found


def known_words(line: ValueLine, about: date) -> str:
    """What the value is compared with: last confirmed, due by the end of the month, the year's target."""
    unit = line.indicator.unit_shown
    sentences = [last_words(line)]
    if line.scheduled is not None:
        found = {"value": figure_text(round(line.scheduled, 2)), "unit": unit, "date": day(about)}
        sentences.append(_("Due by %(date)s: %(value)s %(unit)s.") % found)
    if line.target is not None:
        found = {"value": figure_text(line.target), "unit": unit}
        sentences.append(_("Target of the year: %(value)s %(unit)s.") % found)
    return in_a_row(sentences)


def confirmed_words(about: date) -> str:
    return _("the value confirmed for %(date)s") % {"date": day(about)}
