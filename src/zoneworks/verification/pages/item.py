"""The lights of one row for a month, each with what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.plans import assess
from zoneworks.accounts.access import Scope
from zoneworks.plans.board import build_board
from zoneworks.plans.bridge import tables_of
from zoneworks.plans.messages import ReasonText, reason_text
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.pages.reason import title_of
from zoneworks.plans.queries import is_working_on, same_item_in
from zoneworks.plans.queries_items import names_of, told
from zoneworks.reports.models import Report
from zoneworks.reports.queries import report_for
from zoneworks.ui.addresses import address
from zoneworks.ui.lights import WORDS
from zoneworks.ui.parts import Crumb, Happening
from zoneworks.verification.addresses import item_address, lights_address
from zoneworks.verification.computed import plan_of_month
from zoneworks.verification.forms import RulingForm, WithdrawForm
from zoneworks.verification.models import Ruling
from zoneworks.verification.queries import rulings_known
from zoneworks.verification.queries_lights import TwoLights, year_of_item
from zoneworks.verification.words import month_words


@dataclass(frozen=True)
class MonthLine:
    """A month of the row's year."""

    lights: TwoLights
    name: str
    url: str
    is_current: bool


class ItemLightsPage:
    """`form`, `withdraw_form`: what was typed and refused."""

    def __init__(
        self, request: HttpRequest, item: Item, about: date, form: RulingForm | None = None,
        withdraw_form: WithdrawForm | None = None,
    ) -> None:  # fmt: skip
        self.request, self.item, self.about = request, item, about
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        self.zone = item.plan.zone
        self.form = form or RulingForm()
        self.withdraw_form = withdraw_form or WithdrawForm()

    @cached_property
    def year(self) -> list[MonthLine]:
        return [
            month_line(self.request, self.item, one, is_current=one.about == self.about)
            for one in year_of_item(self.scope, self.item, self.as_of)
        ]

    @cached_property
    def lights(self) -> TwoLights | None:
        """None where no plan counts for the month or it has not begun."""
        return next((line.lights for line in self.year if line.is_current), None)

    @property
    def month(self) -> str:
        return month_words(self.about)

    @cached_property
    def trail(self) -> list[Crumb]:
        return [
            Crumb(_("Two lights"), lights_address(self.request, self.about)),
            Crumb(title_of(self.item), address(self.request, "plans:item", self.item.pk)),
            Crumb(self.month),
        ]

    @property
    def may_rule(self) -> bool:
        return self.scope.is_supervising(self.zone) and not self.is_history and self.about < self.as_of

    # --- what stands behind each voice -------------------------------------------------------------------------------

    @cached_property
    def report(self) -> Report | None:
        """For those who work on the row."""
        return report_for(self.scope, self.item, self.about)

    @cached_property
    def row(self) -> tuple[Plan, Item] | None:
        plan = plan_of_month(self.zone, self.about)
        row = same_item_in(plan, self.item) if plan else None
        return (plan, row) if plan and row else None

    @cached_property
    def reason(self) -> ReasonText | None:
        """Why the computed light is what it is, of what is known on the day."""
        if self.row is None:
            return None
        plan, row = self.row
        board = build_board(self.scope, plan, self.as_of)
        tables, at = tables_of(plan), min(self.about, self.as_of)
        state = assess(tables.plan, tables.facts, at=at, known_on=self.as_of, rules=board.rules, year=plan.year)
        return reason_text(told(state.reason(row.pk), is_working_on(self.scope, row)), names_of(board))

    @cached_property
    def rulings(self) -> list[Ruling]:
        """All of the month, the newest first."""
        first = self.item.origin_id or self.item.pk
        return list(rulings_known(self.zone, self.as_of, [first]).filter(about=self.about).reverse())

    @property
    def happenings(self) -> list[Happening]:
        return [
            Happening(ruling.on, ruling_said(ruling), ruling.by.title if ruling.by else "", ruling.reason)
            for ruling in self.rulings
        ]


def month_line(request: HttpRequest, item: Item, lights: TwoLights, *, is_current: bool = False) -> MonthLine:
    return MonthLine(lights, month_words(lights.about), item_address(request, item.pk, lights.about), is_current)


def ruling_said(ruling: Ruling) -> str:
    if not ruling.light:
        return pgettext("ruling", "Withdrawn")
    known = {"light": WORDS[ruling.light], "computed": WORDS[ruling.computed]}
    return _("Ruled “%(light)s”; computed was “%(computed)s”") % known
