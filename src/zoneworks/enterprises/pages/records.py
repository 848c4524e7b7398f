"""Every figure recorded about an enterprise, the newest first: what each number on its page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.enterprises.choices import FactKind
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import may_write
from zoneworks.enterprises.queries_facts import every_fact, standing_facts
from zoneworks.enterprises.words import day, doubt_words, period_words, shown_value, unit_of
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb

ON_A_PAGE = 50


@dataclass(frozen=True)
class Line:
    """A figure as it was said. `state` in words; `is_standing`: it is the one that counts."""

    fact: EnterpriseFact
    label: str
    period: str
    value: Decimal | None
    unit: str
    state: str
    is_standing: bool
    doubts: tuple[str, ...]


class RecordsPage:
    def __init__(self, request: HttpRequest, enterprise: Enterprise, number: int) -> None:
        self.request, self.enterprise, self.number = request, enterprise, number
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        asked = request.GET.get("kind", "")
        self.kind = asked if asked in FactKind.values else ""

    @property
    def trail(self) -> list[Crumb]:
        own = address(self.request, "enterprises:enterprise", self.enterprise.pk)
        return [
            Crumb(_("Enterprises"), address(self.request, "enterprises:register")),
            Crumb(self.enterprise.title, own),
            Crumb(_("Every figure recorded")),
        ]

    @cached_property
    def may_write(self) -> bool:
        return not self.is_history and may_write(self.scope, self.enterprise)

    @property
    def kind_choices(self) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in FactKind]

    @cached_property
    def page(self) -> Page:
        facts = every_fact([self.enterprise.pk], self.as_of)
        return Paginator(facts.filter(kind=self.kind) if self.kind else facts, ON_A_PAGE).get_page(self.number)

    @cached_property
    def standing(self) -> set[int]:
        kinds = [self.kind] if self.kind else None
        return {fact.fact for fact in standing_facts([self.enterprise.pk], self.as_of, kinds)}

    @cached_property
    def lines(self) -> list[Line]:
        return [self.line(fact) for fact in self.page.object_list]

    def line(self, fact: EnterpriseFact) -> Line:
        return Line(
            fact,
            str(FactKind(fact.kind).label),
            period_words(fact.span, fact.about),
            shown_value(fact.kind, fact.value),
            unit_of(fact.kind),
            self.state_of(fact),
            fact.pk in self.standing,
            tuple(doubt_words(fact.kind, doubt) for doubt in fact.doubts),
        )

    def state_of(self, fact: EnterpriseFact) -> str:
        """Counted, superseded, rejected or waiting, as it stood on the day looked at."""
        if fact.confirmed_on and fact.confirmed_on <= self.as_of:
            if fact.value is None:
                return pgettext("figure", "Withdrawn")
            return pgettext("figure", "Counts") if fact.pk in self.standing else pgettext("figure", "Superseded")
        if fact.rejected_on and fact.rejected_on <= self.as_of:
            return _("Rejected on %(day)s") % {"day": day(fact.rejected_on)}
        return pgettext("figure", "Waits for a second look")
