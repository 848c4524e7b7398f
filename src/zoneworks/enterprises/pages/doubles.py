"""Records that are probably one enterprise, the surest first, and two of them side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.registry.duplicates import Pair, Record, find_duplicates
from zoneworks.accounts.access import Scope
from zoneworks.enterprises.models import Distinct, Enterprise, EnterpriseFact, EnterpriseName
from zoneworks.enterprises.queries import enterprises_readable, writes_opened
from zoneworks.enterprises.queries_distinct import answers_readable, told_apart
from zoneworks.enterprises.words import DUPLICATE_REASONS, class_words, day, money_words
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, Tab
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone

ON_A_PAGE = 30
MOST_COMPARED = 30_000
KEPT_SECONDS = 600


PROPOSED, ANSWERED = "proposed", "answered"


@dataclass(frozen=True)
class Line:
    first: Enterprise
    second: Enterprise
    reasons: list[str]
    codes_differ: bool
    url: str
    apart_url: str
    may_merge: bool


@dataclass(frozen=True)
class Answer:
    """Two records said to be two enterprises; `back_url` is "" for whoever may not take that back."""

    answer: Distinct
    first: Enterprise
    second: Enterprise
    back_url: str


class DoublesPage:
    def __init__(self, request: HttpRequest, zone: Unit, number: int = 1) -> None:
        self.request, self.zone, self.number = request, zone, number
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        self.state = ANSWERED if request.GET.get("state") == ANSWERED else PROPOSED

    @property
    def tabs(self) -> list[Tab]:
        words = {PROPOSED: pgettext("duplicates", "Proposed"), ANSWERED: pgettext("duplicates", "Answered")}
        counts = {PROPOSED: len(self.pairs), ANSWERED: self.answers.count()}
        given = {PROPOSED: None, ANSWERED: ANSWERED}
        unit = self.request.GET.get("unit") or None
        return [
            Tab(
                text, address(self.request, "enterprises:doubles", state=given[state], unit=unit),
                is_current=state == self.state, count=counts[state],
            )
            for state, text in words.items()
        ]  # fmt: skip

    @property
    def is_answered(self) -> bool:
        return self.state == ANSWERED

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Enterprises"), address(self.request, "enterprises:register")), Crumb(_("Duplicates"))]

    @cached_property
    def units(self) -> list[Unit]:
        return [unit for unit in units_of_zone(self.zone) if unit.kind not in (UnitKind.PARK, UnitKind.OUTSIDE)]

    @property
    def unit_choices(self) -> list[tuple[str, str]]:
        return [(unit.code, unit.title) for unit in self.units]

    @cached_property
    def unit(self) -> Unit | None:
        return next((unit for unit in self.units if unit.code == self.request.GET.get("unit")), None)

    @cached_property
    def compared(self) -> QuerySet[Enterprise]:
        readable = enterprises_readable(self.scope, self.zone)
        return readable.filter(unit__path__startswith=self.unit.path) if self.unit else readable

    @cached_property
    def sign(self) -> dict[str, int | None]:
        """Changes whenever one of them does."""
        return self.compared.order_by().aggregate(count=Count("pk"), last=Max("pk"), changes=Sum("revision"))

    @property
    def count(self) -> int:
        return self.sign["count"] or 0

    @property
    def is_too_many(self) -> bool:
        return self.count > MOST_COMPARED

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Computed once for each state of the register; pairs said to be two enterprises are left out."""
        if self.is_too_many:
            return ()
        unit = self.request.GET.get("unit", "")[:40]
        state = ":".join(str(self.sign[name] or 0) for name in ("count", "last", "changes"))
        key = f"enterprises:doubles:{self.zone.pk}:{self.scope.user.pk}:{unit.encode().hex()}:{state}"
        found: tuple[Pair, ...] | None = cache.get(key)
        if found is None:
            found = find_duplicates(self.records())
            cache.set(key, found, KEPT_SECONDS)
        two = told_apart(self.zone, self.as_of)
        return tuple(pair for pair in found if frozenset((pair.first, pair.second)) not in two)

    def records(self) -> list[Record]:
        former: dict[int, list[str]] = defaultdict(list)
        for key, name in EnterpriseName.objects.filter(
            enterprise__in=self.compared.order_by().values("pk")
        ).values_list("enterprise_id", "name"):
            former[key].append(name)
        rows = self.compared.order_by("pk").values_list("pk", "name", "credit_code", "address")
        return [Record(key, name, code, tuple(former.get(key, ())), address) for key, name, code, address in rows]

    @cached_property
    def page(self) -> Page:
        shown = self.answers if self.is_answered else self.pairs
        return Paginator(shown, ON_A_PAGE).get_page(self.number)

    @cached_property
    def answers(self) -> QuerySet[Distinct]:
        found = answers_readable(self.scope, self.zone, self.as_of)
        if self.unit:
            below = Q(first__unit__path__startswith=self.unit.path) | Q(second__unit__path__startswith=self.unit.path)
            found = found.filter(below)
        parts = ("unit", "zone", "merged_into__unit", "merged_into__zone")
        shown = [f"{side}__{part}" for side in ("first", "second") for part in parts]
        return found.select_related("decided_by", *shown)

    @cached_property
    def answered(self) -> list[Answer]:
        return [self.answer(one) for one in self.page.object_list]

    def answer(self, one: Distinct) -> Answer:
        sides = [side.merged_into or side for side in (one.first, one.second)]
        may = not self.is_history and all(writes_opened(self.scope, side) for side in sides)
        unit = self.unit.code if self.unit else None
        back = address(self.request, "enterprises:take-answer-back", one.first_id, one.second_id, unit=unit)
        return Answer(one, one.first, one.second, back if may else "")

    @cached_property
    def lines(self) -> list[Line]:
        shown: list[Pair] = list(self.page.object_list)
        keys = {key for pair in shown for key in (pair.first, pair.second)}
        by_key = {one.pk: one for one in self.compared.filter(pk__in=keys).select_related("zone")}
        return [
            self.line(pair, by_key[pair.first], by_key[pair.second])
            for pair in shown
            if pair.first in by_key and pair.second in by_key
        ]

    def line(self, pair: Pair, first: Enterprise, second: Enterprise) -> Line:
        may = not self.is_history and all(writes_opened(self.scope, one) for one in (first, second))
        reasons = [str(DUPLICATE_REASONS[why]) for why in pair.reasons]
        url = address(self.request, "enterprises:merge", first.pk, second.pk)
        unit = self.unit.code if self.unit else None
        apart = address(self.request, "enterprises:tell-apart", first.pk, second.pk, unit=unit)
        return Line(first, second, reasons, pair.codes_differ, url, apart, may)


def side_by_side(one: Enterprise, other: Enterprise) -> list[tuple[str, str, str, bool]]:
    """What is said of the two: label, of the one, of the other, whether it differs."""
    counts = dict(
        EnterpriseFact.objects.filter(enterprise__in=[one.pk, other.pk])
        .values_list("enterprise")
        .annotate(count=Count("pk"))
        .order_by()
    )
    former: dict[int, list[str]] = defaultdict(list)
    for key, name in EnterpriseName.objects.filter(enterprise__in=[one.pk, other.pk]).values_list("enterprise", "name"):
        former[key].append(name)

    def said(it: Enterprise) -> list[str]:
        return [
            it.name, it.credit_code, _("; ").join(former[it.pk]), it.unit.title, it.park.title if it.park else "",
            class_words(it.class_code),
            money_words(it.capital_fen) if it.capital_fen is not None else it.capital_text,
            day(it.established_on) if it.established_on else "", it.address, str(counts.get(it.pk, 0)),
        ]  # fmt: skip

    labels = [
        _("Registered name"), _("Credit code"), _("Further names"), _("Unit in charge"), _("Park"), _("Industry class"),
        _("Registered capital"), _("Established"), _("Address"), _("Figures recorded"),
    ]  # fmt: skip
    return [
        (label, left, right, left != right) for label, left, right in zip(labels, said(one), said(other), strict=True)
    ]
