"""What the page of an order shows: how it stands, what is asked, its rungs, its history, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.supervision import StepKind as Kind
from zonekit.supervision import raise_day
from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, subject_or_none
from zoneworks.common.text import in_language
from zoneworks.documents.asking import Asking, asking_for
from zoneworks.supervision.addresses import board_address
from zoneworks.supervision.blocks import NOTICE
from zoneworks.supervision.bridge import calendar, rules_named
from zoneworks.supervision.choices import Basis, Rung, StepKind
from zoneworks.supervision.forms import StepForm
from zoneworks.supervision.models import OrderFile, OrderStep
from zoneworks.supervision.pages.actions import Offer, offers
from zoneworks.supervision.queries import OrderDetail
from zoneworks.supervision.words import (
    TAKEN,
    consequence_words,
    day,
    joined,
    left_words,
    number_of,
    rung_words,
    source_words,
    times,
    working_days,
)
from zoneworks.ui.addresses import with_kept
from zoneworks.ui.parts import Crumb, FigureCell


@dataclass(frozen=True)
class RungShown:
    """`since`: the day the order came to it; `note`: what happens when."""

    rung: int
    since: date | None
    is_now: bool
    note: str


@dataclass(frozen=True)
class StepShown:
    """A line of the history."""

    step: OrderStep
    what: str
    who: str
    detail: str
    files: tuple[OrderFile, ...]


@dataclass(frozen=True)
class ConsequenceShown:
    words: str
    rule: str
    demanded: date
    held: date | None


class OrderPage:
    def __init__(self, request: HttpRequest, detail: OrderDetail, bound: tuple[Kind, StepForm] | None = None) -> None:
        self.request, self.detail, self.bound = request, detail, bound
        self.order, self.state = detail.order, detail.state
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]

    # --- head -------------------------------------------------------------------------------------------------------

    @property
    def number(self) -> str:
        return number_of(self.order)

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Supervision board"), board_address(self.request)), Crumb(self.number)]

    @cached_property
    def days_left(self) -> int | None:
        return self.detail.days_left(self.as_of)

    @property
    def is_overdue(self) -> bool:
        return self.state.is_overdue(self.as_of)

    @property
    def figures(self) -> list[FigureCell]:
        state, light = self.state, "red" if self.is_overdue else ""
        due = day(state.due) if state.due else None
        left = left_words(self.days_left) if state.clock_runs else ""
        return [
            FigureCell(pgettext("order", "Due"), due, note=left, light=light),
            FigureCell(_("Limit"), state.limit_days, _("working days")),
            FigureCell(pgettext("order", "Urged"), state.urged, times(state.urged)),
            FigureCell(_("Extensions"), state.extensions, times(state.extensions)),
            FigureCell(_("Returns"), state.returned, times(state.returned)),
        ]

    @cached_property
    def subject(self) -> Subject | None:
        order = self.order
        found = subject_or_none(self.scope, order.subject_kind, order.subject_key) if order.subject_kind else None
        if found is None or not found.url:
            return found
        return Subject(found.kind, found.key, found.title, with_kept(self.request, found.url))

    @property
    def returned_because(self) -> str:
        """What the unit has to know before anything else."""
        last = self.detail.steps[-1]
        return last.words if last.kind == StepKind.RETURN else ""

    @cached_property
    def asked(self) -> OrderStep | None:
        """The request for an extension that waits."""
        if not self.state.asks_extension:
            return None
        steps = (step for step in reversed(self.detail.steps) if step.kind == StepKind.ASK_EXTENSION)
        return next(steps, None)

    @property
    def facts(self) -> list[tuple[str, Any]]:
        order, detail = self.order, self.detail
        marks = [pgettext("order", "Urgent")] * order.is_urgent + [pgettext("order", "Major")] * order.is_major
        return [
            (_("Undertaking unit"), order.unit.title),
            (_("Co-handling units"), joined([unit.title for unit in detail.helpers])),
            (_("Lead leader"), order.leader.title if order.leader else ""),
            (_("Basis of the order"), Basis(order.basis).label),
            (pgettext("order", "Source"), source_words(order)),
            (_("Rule"), self.rule_name),
            (pgettext("order", "Marks"), joined(marks)),
            (_("Day of filing"), day(order.filed_on)),
            (_("Day of assignment"), day(self.state.assigned_on) if self.state.assigned_on else ""),
        ]

    @property
    def rule_name(self) -> str:
        if not self.order.rule:
            return ""
        rules = rules_named(self.order.rule_set)
        rule = rules.escalation(self.order.rule)
        return in_language(rule.name.zh, rule.name.en) if rule else self.order.rule

    @property
    def notice(self) -> Asking | None:
        """What may be made of the order on paper."""
        return asking_for(self.request, NOTICE, {"order": self.order.pk, "as_of": self.as_of.isoformat()})

    # --- the ladder -------------------------------------------------------------------------------------------------

    @cached_property
    def rungs(self) -> list[RungShown]:
        """The four rungs from the lowest up, each with the day the order came to it."""
        since: dict[int, date] = {self.detail.steps[0].rung: self.order.filed_on}
        for step in self.detail.steps:
            since.setdefault(step.rung, step.on)
        first = self.detail.steps[0].rung
        return [
            RungShown(rung, since.get(rung), rung == self.state.rung, self.rung_note(rung, first))
            for rung in Rung.values
        ]

    def rung_note(self, rung: int, first: int) -> str:
        if rung < first:
            return _("Left out: the rules let it start higher.")
        if rung != self.state.rung + 1:
            return ""
        if self.state.clock_runs and self.state.asks_extension:
            return _("Waits until the extension is decided")
        comes = raise_day(self.state, calendar(), rules_named(self.order.rule_set))
        if comes is None:
            return ""
        if comes <= self.as_of:
            return _("Follows at the next run of the rules")
        return _("From %(day)s, if nothing is reported by then") % {"day": day(comes)}

    @property
    def consequences(self) -> list[ConsequenceShown]:
        rules = rules_named(self.order.rule_set)
        shown = []
        for one in self.state.consequences:
            rule = rules.escalation(one.rule)
            name = in_language(rule.name.zh, rule.name.en) if rule else _("The highest rung has expired")
            shown.append(ConsequenceShown(consequence_words(one.consequence.value), name, one.on, one.held_on))
        return shown

    # --- history ----------------------------------------------------------------------------------------------------

    @cached_property
    def history(self) -> list[StepShown]:
        """The newest first."""
        return [self.step_shown(step) for step in reversed(self.detail.steps)]

    def step_shown(self, step: OrderStep) -> StepShown:
        who = step.by.title if step.by else _("By rule")
        return StepShown(
            step, str(TAKEN[StepKind(step.kind)]), who, self.detail_of(step), tuple(step.files.all())
        )  # fmt: skip

    def detail_of(self, step: OrderStep) -> str:
        kind = StepKind(step.kind)
        due = day(step.due) if step.due else ""
        if kind in {StepKind.ASSIGN, StepKind.RETURN, StepKind.GRANT_EXTENSION, StepKind.RESUME} and due:
            return _("Due on %(day)s") % {"day": due}
        if kind == StepKind.ASK_EXTENSION:
            return _("Until %(day)s") % {"day": day(date.fromisoformat(step.data["due"]))}
        if kind == StepKind.RAISE:
            return _("%(rung)s, due on %(day)s") % {"rung": rung_words(step.rung), "day": due}
        if kind == StepKind.DEMAND:
            return consequence_words(str(step.data.get("consequence", "")))
        if kind == StepKind.FILE:
            return _("%(rung)s, limit %(days)s") % {
                "rung": rung_words(step.rung), "days": working_days(self.order.limit_days),
            }  # fmt: skip
        return ""

    # --- what may be done ---------------------------------------------------------------------------------------------

    @cached_property
    def offers(self) -> list[Offer]:
        return offers(self.detail, self.bound)
