"""What the page of one report's verification shows: its files with what was found, the form, what the unit may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.plans.models import Item
from zoneworks.plans.pages.reason import title_of
from zoneworks.plans.queries import same_item_in
from zoneworks.plans.services.reporting import reportable_items
from zoneworks.reports.models import Report, ReportEvidence
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, Happening
from zoneworks.verification.addresses import month_address
from zoneworks.verification.choices import Finding
from zoneworks.verification.computed import plan_of_month
from zoneworks.verification.forms import AnswerForm, CheckForm
from zoneworks.verification.models import Check, Draw
from zoneworks.verification.queries_checks import Checked, checks_of_report, evidence_of
from zoneworks.verification.standing import standing_checks
from zoneworks.verification.words import TONES, finding_words, month_words


@dataclass(frozen=True)
class FileShown:
    one: ReportEvidence
    check: Check | None
    words: str
    tone: str


class ReportPage:
    """`form`, `answer_form`: what was typed and refused."""

    def __init__(
        self, request: HttpRequest, report: Report, form: CheckForm | None = None, answer_form: AnswerForm | None = None
    ) -> None:
        self.request, self.report = request, report
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        self.zone = report.zone
        self.form = form or CheckForm(evidence=self.evidence)
        self.answer_form = answer_form or AnswerForm()

    @cached_property
    def evidence(self) -> list[ReportEvidence]:
        return evidence_of(self.report, self.as_of)

    @cached_property
    def checks(self) -> list[Check]:
        return checks_of_report(self.report, self.as_of)

    @cached_property
    def state(self) -> Checked:
        standing = standing_checks(reversed(self.checks)).get(self.report.pk, [])
        draws = tuple(dict.fromkeys(draw.pk for draw in self.draws))
        return Checked(
            self.report.pk, self.report.item_id, tuple(one.pk for one in self.evidence), tuple(standing), draws
        )

    @cached_property
    def draws(self) -> list[Draw]:
        """Samples the report is in."""
        known = Draw.objects.filter(zone=self.zone, about=self.report.about, on__lte=self.as_of)
        return [draw for draw in known if str(self.report.pk) in draw.drawn]

    @cached_property
    def item(self) -> Item:
        """The row as the plan of the month has it."""
        plan = plan_of_month(self.zone, self.report.about)
        return (same_item_in(plan, self.report.item) if plan else None) or self.report.item

    # --- head --------------------------------------------------------------------------------------------------------

    @property
    def month(self) -> str:
        return month_words(self.report.about)

    @property
    def trail(self) -> list[Crumb]:
        month = month_address(self.request, self.report.about)
        return [
            Crumb(pgettext("evidence", "Verification"), month),
            Crumb(self.month, month),
            Crumb(title_of(self.item)),
        ]

    @property
    def finding(self) -> str:
        return self.state.finding

    @property
    def words(self) -> str:
        return finding_words(self.finding)

    @property
    def tone(self) -> str:
        return TONES[self.finding]

    @property
    def consequence(self) -> str:
        if self.finding == Finding.FALSE:
            return _("The item scores nothing as long as this stands, and it counts as a false report.")
        if self.finding == Finding.INSUFFICIENT:
            return _("Better evidence is asked of the unit. The report stays confirmed; its values count.")
        return ""

    # --- parts -------------------------------------------------------------------------------------------------------

    @cached_property
    def files(self) -> list[FileShown]:
        own = {check.evidence_id: check for check in self.state.standing}
        found = []
        for one in self.evidence:
            check = own.get(one.pk) or (own.get(None) if self.was_there(one, own.get(None)) else None)
            finding = check.finding if check else ""
            found.append(FileShown(one, check, finding_words(finding), TONES[finding]))
        return found

    def was_there(self, one: ReportEvidence, whole: Check | None) -> bool:
        """Whether a check of the whole report looked at a file: it had been handed in before."""
        return whole is not None and one.added_on <= whole.on

    @property
    def happenings(self) -> list[Happening]:
        return [
            Happening(check.on, check_said(check), check.by.title if check.by else "", check.reason)
            for check in self.checks
        ]

    @property
    def may_check(self) -> bool:
        return self.scope.is_supervising(self.zone) and not self.is_history

    @cached_property
    def may_answer(self) -> bool:
        """The unit puts better evidence to it; the supervision office does not do it in its stead."""
        return self.finding == Finding.INSUFFICIENT and not self.is_history and self.is_reporter

    @cached_property
    def is_reporter(self) -> bool:
        return bool(reportable_items(self.scope, self.item.plan, [self.item.pk]))

    @property
    def order_url(self) -> str:
        """Where an order about the item begins, with the item filled in."""
        if self.finding not in {Finding.INSUFFICIENT, Finding.FALSE} or not self.may_check:
            return ""
        try:
            return address(self.request, "supervision:new", kind="item", key=self.report.item_id)
        except NoReverseMatch:
            return ""


def check_said(check: Check) -> str:
    """What was found, of what, and whether a sample asked for it."""
    part = (check.evidence.caption or check.evidence.file.name) if check.evidence else _("the report as a whole")
    words = _("%(part)s: %(finding)s") % {"part": part, "finding": finding_words(check.finding)}
    return f"{words} · {_('drawn')}" if check.draw_id else words
