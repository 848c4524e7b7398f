"""One enterprise: what it is, how its class came about, where it stands, its figures, and what may be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.db.models import Q
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.registry.scale import ScaleStanding
from zonekit.registry.scale_rules import ScaleRule
from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.audit.histories import happenings
from zoneworks.common.text import in_language
from zoneworks.enterprises.bridge import revenues_of, rule_of, standing_of
from zoneworks.enterprises.choices import FactKind, Span
from zoneworks.enterprises.models import (
    Distinct,
    Enterprise,
    EnterpriseClass,
    EnterpriseName,
    EnterpriseRole,
    Listing,
    Merge,
)
from zoneworks.enterprises.pages.series import FactTable, Waiting, pictures, table, waiting_lines
from zoneworks.enterprises.queries import enterprises_readable, kin_of, may_write
from zoneworks.enterprises.queries_distinct import standing_on
from zoneworks.enterprises.queries_facts import StandingFact, open_facts, standing_facts
from zoneworks.enterprises.queries_people import readers_of
from zoneworks.enterprises.words import (
    OUTLOOK_TONES,
    OUTLOOKS,
    STATUSES,
    class_words,
    day,
    money_words,
    shown_value,
    unit_of,
)
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, FigureCell, Happening

STRIP = (FactKind.OUTPUT, FactKind.REVENUE, FactKind.TAX, FactKind.RD, FactKind.STAFF)
CLASSES_SHOWN = 6


@dataclass(frozen=True)
class ClassLine:
    """One time a class was given. `is_standing`: it is the one that counts; others may be chosen instead."""

    given: EnterpriseClass
    words: str
    is_standing: bool
    phrases: tuple[str, ...]
    stated: str


class EnterprisePage:
    def __init__(self, request: HttpRequest, enterprise: Enterprise) -> None:
        self.request, self.enterprise = request, enterprise
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Enterprises"), address(self.request, "enterprises:register")), Crumb(self.enterprise.title)]

    @cached_property
    def may_write(self) -> bool:
        return not self.is_history and may_write(self.scope, self.enterprise)

    @cached_property
    def token(self) -> str:
        return uuid4().hex

    @cached_property
    def kin(self) -> list[int]:
        return kin_of(self.enterprise)

    # --- registration --------------------------------------------------------------------------------------------

    @property
    def facts(self) -> list[tuple[str, object]]:
        one = self.enterprise
        capital = money_words(one.capital_fen) if one.capital_fen is not None else one.capital_text
        return [
            (_("Credit code"), one.credit_code),
            (_("Legal form"), one.legal_form),
            (_("Registered capital"), capital),
            (_("Established"), day(one.established_on) if one.established_on else ""),
            (_("State"), one.get_state_display() + (f" {day(one.left_on)}" if one.left_on else "")),
            (_("Unit in charge"), one.unit.title),
            (_("Park"), one.park.title if one.park else ""),
            (_("Address"), one.address),
            (_("Where the investor comes from"), one.home_region),
        ]

    @cached_property
    def names(self) -> list[EnterpriseName]:
        return list(EnterpriseName.objects.filter(enterprise__in=self.kin).order_by("kind", "pk"))

    @cached_property
    def readers(self) -> list[User]:
        """Who reads it by name, where that counts."""
        return list(readers_of(self.enterprise)) if self.enterprise.is_confidential else []

    # --- class ---------------------------------------------------------------------------------------------------

    @property
    def class_shown(self) -> str:
        return class_words(self.enterprise.class_code)

    @cached_property
    def classes(self) -> list[ClassLine]:
        """What was said of its class, the newest first; one line for each class and way."""
        given = EnterpriseClass.objects.filter(enterprise=self.enterprise, on__lte=self.as_of).select_related("by")
        lines: dict[tuple[str, str], ClassLine] = {}
        for one in given.order_by("-pk")[: CLASSES_SHOWN * 2]:
            stands = (one.class_code, one.assigned_by) == (self.enterprise.class_code, self.enterprise.class_by)
            phrases = tuple(str(phrase.get("text", "")) for phrase in one.phrases if isinstance(phrase, dict))
            stated = _("stated as %(code)s of the %(edition)s edition") % {
                "code": one.stated or one.class_code, "edition": one.edition
            } if one.stated or one.edition != "2017" else ""  # fmt: skip
            line = ClassLine(one, class_words(one.class_code), stands, phrases, stated)
            lines.setdefault((one.class_code, one.assigned_by), line)
        return list(lines.values())[:CLASSES_SHOWN]

    # --- figures -------------------------------------------------------------------------------------------------

    @cached_property
    def standing(self) -> list[StandingFact]:
        return [fact for fact in standing_facts([self.enterprise.pk], self.as_of) if fact.about <= self.as_of]

    @cached_property
    def open_facts(self) -> list[Any]:
        return open_facts([self.enterprise.pk], self.as_of)

    @cached_property
    def figures(self) -> list[FigureCell]:
        """The last year of each kind, with the change from the year before."""
        by_key = {(fact.kind, fact.about.year): fact.value for fact in self.standing if fact.span == Span.YEAR}
        cells = []
        for kind in STRIP:
            years = [year for known, year in by_key if known == kind]
            if not years:
                continue
            year = max(years)
            value, before = by_key[kind, year], by_key.get((kind, year - 1))
            note = self.change_words(value, before) if before else ""
            label = f"{kind.label} {year}"
            cells.append(FigureCell(label, shown_value(kind, value), unit_of(kind), note=note, digits=0))
        return cells

    @staticmethod
    def change_words(value: int, before: int) -> str:
        change = 100 * (value - before) / before if before > 0 else 0
        return _("%(change)s%% from the year before") % {"change": f"{change:+.1f}"}

    @cached_property
    def pictures(self) -> list[SafeString]:
        return pictures(self.standing)

    @cached_property
    def years(self) -> FactTable | None:
        return table(self.standing, self.open_facts, Span.YEAR)

    @cached_property
    def months(self) -> FactTable | None:
        return table(self.standing, self.open_facts, Span.MONTH)

    @cached_property
    def waiting(self) -> list[Waiting]:
        return waiting_lines(self.open_facts)

    # --- scale and roles -----------------------------------------------------------------------------------------

    @cached_property
    def roles(self) -> list[EnterpriseRole]:
        return list(self.enterprise.roles.filter(since__lte=self.as_of).order_by("-since", "-pk"))

    @cached_property
    def listings(self) -> list[Listing]:
        return list(self.enterprise.listings.filter(since__lte=self.as_of).order_by("-since"))

    @cached_property
    def listing(self) -> Listing | None:
        """The one that stands on the day."""
        return next((one for one in self.listings if one.until is None or one.until >= self.as_of), None)

    @cached_property
    def scale(self) -> ScaleStanding:
        revenues = revenues_of(self.standing, self.as_of).get(self.enterprise.pk)
        return standing_of(self.enterprise.class_code, revenues, self.as_of, is_listed=self.listing is not None)

    @cached_property
    def scale_rule(self) -> ScaleRule | None:
        return rule_of(self.enterprise.class_code, self.as_of)

    @property
    def scale_note(self) -> str:
        note = self.scale_rule.note if self.scale_rule else None
        return in_language(note.zh, note.en) if note else ""

    @property
    def scale_words(self) -> str:
        return str(STATUSES[self.scale.status])

    @property
    def outlook(self) -> tuple[str, str] | None:
        """What somebody should look at, and its tone."""
        code = self.scale.outlook
        return (str(OUTLOOKS[code]), OUTLOOK_TONES[code]) if code else None

    @property
    def scale_facts(self) -> list[tuple[str, object]]:
        return scale_facts(self.scale, self.scale_rule)

    # --- doubles and history -------------------------------------------------------------------------------------

    @cached_property
    def doubles(self) -> Sequence[Enterprise]:
        """Others of the same name, or of a name that one of the two bore; not those said to be another enterprise."""
        keys = {self.enterprise.name_key, *(name.name_key for name in self.names)} - {""}
        same = Q(name_key__in=keys) | Q(names__name_key__in=keys)
        others = enterprises_readable(self.scope, self.enterprise.zone).filter(same).exclude(pk=self.enterprise.pk)
        return list(others.exclude(pk__in=self.apart).distinct().order_by("pk")[:5])

    @cached_property
    def apart(self) -> set[int]:
        """Records said not to be this one."""
        either = Q(first=self.enterprise) | Q(second=self.enterprise)
        pairs = Distinct.objects.filter(standing_on(self.as_of), either).values_list("first", "second")
        return {key for pair in pairs for key in pair} - {self.enterprise.pk}

    @cached_property
    def merges(self) -> list[Merge]:
        """Records read as this one; each may be undone."""
        kept = Merge.objects.filter(kept__in=self.kin, undone_on__isnull=True, merged_on__lte=self.as_of)
        return list(kept.select_related("gone", "merged_by"))

    @cached_property
    def history(self) -> list[Happening]:
        until = self.as_of if self.is_history else None
        return happenings("enterprise", self.enterprise.pk, until=until, scope=self.scope)


def scale_facts(standing: ScaleStanding, rule: ScaleRule | None) -> list[tuple[str, object]]:
    """What a standing was computed from, figure by figure, and by whose rule."""
    figures = standing.figures
    found: list[tuple[str, object]] = []
    if rule is not None:
        found.append((_("Standard"), in_language(rule.name.zh, rule.name.en)))
    if standing.threshold_fen is not None:
        found.append((pgettext("scale", "Threshold"), money_words(standing.threshold_fen)))
    if figures.year is not None:
        found.append((_("Revenue of %(year)s") % {"year": figures.year}, money_words(figures.revenue_fen)))
    if figures.month is not None:
        months = {"year": figures.current_year, "month": figures.month}
        found.append((_("Revenue of months 1 to %(month)s, %(year)s") % months, money_words(figures.cumulative_fen)))
    if figures.method == "seasonal":
        before = {"year": (figures.current_year or 0) - 1, "month": figures.month}
        said = _("Revenue of months 1 to %(month)s, %(year)s") % before
        found.append((said, money_words(figures.cumulative_before_fen)))
    if standing.projected_fen is not None:
        how = _("by last year's season") if figures.method == "seasonal" else _("as if all months were alike")
        words = _("%(money)s, %(how)s") % {"money": money_words(standing.projected_fen), "how": how}
        found.append((_("Projected for %(year)s") % {"year": figures.current_year}, words))
    if rule is not None:
        source = in_language(rule.document.zh, rule.document.en)
        publisher = in_language(rule.publisher.zh, rule.publisher.en)
        found.append((_("Source of the rule"), f"{source} · {publisher} · {day(rule.published_on)}"))
    return found
