"""Enterprises without a class, and those whose class was only proposed: looked through and confirmed, many at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.enterprises.choices import AssignedBy
from zoneworks.enterprises.models import Enterprise, EnterpriseClass
from zoneworks.enterprises.queries import enterprises_readable, units_in_charge
from zoneworks.enterprises.words import class_words
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, Tab
from zoneworks.units.models import Unit

ON_A_PAGE = 50
SURE = 0.5
MISSING, PROPOSED = "missing", "proposed"


@dataclass(frozen=True)
class Line:
    enterprise: Enterprise
    url: str
    class_words: str
    score: float | None
    phrases: tuple[str, ...]
    ticket: str

    @property
    def is_sure(self) -> bool:
        """Ticked beforehand; what is less sure a person ticks on purpose."""
        return self.score is None or self.score >= SURE


class ClassesPage:
    def __init__(self, request: HttpRequest, zone: Unit, number: int = 1) -> None:
        self.request, self.zone, self.number = request, zone, number
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        self.state = MISSING if request.GET.get("state") == MISSING else PROPOSED

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Enterprises"), address(self.request, "enterprises:register")), Crumb(_("Classification"))]

    @cached_property
    def writable(self) -> QuerySet[Enterprise]:
        """Those whose class the person may say."""
        units = list(units_in_charge(self.scope, self.zone).values_list("pk", flat=True))
        return enterprises_readable(self.scope, self.zone).filter(unit__in=units)

    @property
    def missing(self) -> QuerySet[Enterprise]:
        return self.writable.filter(class_code="").order_by("pk")

    @property
    def proposed(self) -> QuerySet[Enterprise]:
        return self.writable.filter(~Q(class_code=""), class_by=AssignedBy.PROPOSED).order_by("pk")

    @cached_property
    def counts(self) -> dict[str, int]:
        return {MISSING: self.missing.count(), PROPOSED: self.proposed.count()}

    @property
    def tabs(self) -> list[Tab]:
        words = {PROPOSED: pgettext("classes", "To be confirmed"), MISSING: _("Without a class")}
        return [
            Tab(
                text, address(self.request, "enterprises:classes", state=state), is_current=state == self.state,
                count=self.counts[state],
            )
            for state, text in words.items()
        ]  # fmt: skip

    @cached_property
    def page(self) -> Page:
        shown = self.missing if self.state == MISSING else self.proposed
        return Paginator(shown, ON_A_PAGE).get_page(self.number)

    @cached_property
    def lines(self) -> list[Line]:
        shown: list[Enterprise] = list(self.page.object_list)
        given: dict[int, EnterpriseClass] = {}
        for one in EnterpriseClass.objects.filter(enterprise__in=[one.pk for one in shown]).order_by("pk"):
            given[one.enterprise_id] = one
        return [self.line(enterprise, given.get(enterprise.pk)) for enterprise in shown]

    def line(self, enterprise: Enterprise, given: EnterpriseClass | None) -> Line:
        phrases = given.phrases if given and given.class_code == enterprise.class_code else []
        return Line(
            enterprise, address(self.request, "enterprises:enterprise", enterprise.pk) + "#class",
            class_words(enterprise.class_code),
            float(given.score) if given and given.score is not None else None,
            tuple(str(phrase.get("text", "")) for phrase in phrases if isinstance(phrase, dict)),
            f"{enterprise.pk}:{enterprise.class_code}",
        )  # fmt: skip
