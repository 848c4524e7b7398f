"""Who is about to cross: enterprises whose scale somebody has to look at, the most pressing first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.registry.scale import ScaleStanding
from zonekit.registry.scale_rules import OutlookRule, ScaleRule, scale_rules
from zoneworks.accounts.access import Scope
from zoneworks.common.text import in_language
from zoneworks.enterprises.choices import FactKind
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries_scale import MOST_LOOKED_AT, scale_candidates, scale_standings
from zoneworks.enterprises.words import OUTLOOK_TONES, OUTLOOKS, class_name, day, shown_value
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, FigureCell
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone

ON_A_PAGE = 50
ORDER = list(OUTLOOKS)


@dataclass(frozen=True)
class Line:
    enterprise: Enterprise
    url: str
    class_name: str
    outlook: str
    tone: str
    threshold: Decimal | None
    revenue: Decimal | None
    year: int | None
    cumulative: Decimal | None
    month: int | None
    projected: Decimal | None
    method: str
    standard: str


class ScalePage:
    def __init__(self, request: HttpRequest, zone: Unit, number: int = 1) -> None:
        self.request, self.zone, self.number = request, zone, number
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        asked = request.GET.get("outlook", "")
        self.outlook = asked if asked in OUTLOOKS else ""

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Enterprises"), address(self.request, "enterprises:register")), Crumb(_("Scale warnings"))]

    @cached_property
    def units(self) -> list[Unit]:
        return [unit for unit in units_of_zone(self.zone) if unit.kind not in (UnitKind.PARK, UnitKind.OUTSIDE)]

    @property
    def unit_choices(self) -> list[tuple[str, str]]:
        return [(unit.code, unit.title) for unit in self.units]

    @property
    def outlook_choices(self) -> list[tuple[str, str]]:
        return [(code, str(words)) for code, words in OUTLOOKS.items()]

    @cached_property
    def candidates(self) -> list[Enterprise]:
        unit = next((unit for unit in self.units if unit.code == self.request.GET.get("unit")), None)
        return list(scale_candidates(self.scope, self.zone, self.as_of, unit)[: MOST_LOOKED_AT + 1])

    @property
    def is_capped(self) -> bool:
        return len(self.candidates) > MOST_LOOKED_AT

    @cached_property
    def found(self) -> list[tuple[Enterprise, ScaleStanding]]:
        """Those with an outlook, the most pressing first, and of these the nearest to the threshold."""
        judged = scale_standings(self.candidates[:MOST_LOOKED_AT], self.as_of)
        return sorted((one for one in judged if one[1].outlook), key=self.pressing)

    @staticmethod
    def pressing(one: tuple[Enterprise, ScaleStanding]) -> tuple[int, float, int]:
        standing = one[1]
        threshold = standing.threshold_fen or 1
        reached = standing.projected_fen if standing.projected_fen is not None else standing.figures.revenue_fen or 0
        return ORDER.index(standing.outlook), abs(reached / threshold - 1), one[0].pk

    @cached_property
    def page(self) -> Page:
        shown = [one for one in self.found if not self.outlook or one[1].outlook == self.outlook]
        return Paginator(shown, ON_A_PAGE).get_page(self.number)

    @property
    def lines(self) -> list[Line]:
        return [self.line(enterprise, standing) for enterprise, standing in self.page.object_list]

    def line(self, enterprise: Enterprise, standing: ScaleStanding) -> Line:
        figures, rule = standing.figures, self.rules.get(standing.rule_id)
        return Line(
            enterprise=enterprise,
            url=address(self.request, "enterprises:enterprise", enterprise.pk) + "#scale",
            class_name=class_name(enterprise.class_code),
            outlook=str(OUTLOOKS[standing.outlook]),
            tone=OUTLOOK_TONES[standing.outlook],
            threshold=shown_value(FactKind.REVENUE, standing.threshold_fen),
            revenue=shown_value(FactKind.REVENUE, figures.revenue_fen),
            year=figures.year,
            cumulative=shown_value(FactKind.REVENUE, figures.cumulative_fen),
            month=figures.month,
            projected=shown_value(FactKind.REVENUE, standing.projected_fen),
            method=_("by last year's season") if figures.method == "seasonal" else _("as if all months were alike"),
            standard=in_language(rule.name.zh, rule.name.en) if rule else "",
        )

    @cached_property
    def rules(self) -> dict[str, ScaleRule]:
        return {rule.id: rule for rule in scale_rules(self.as_of).rules}

    @property
    def outlook_rule(self) -> OutlookRule:
        return scale_rules(self.as_of).outlook

    @property
    def rule_words(self) -> str:
        rule = self.outlook_rule
        return in_language(f"{rule.name.zh}：{rule.note.zh}", f"{rule.name.en}: {rule.note.en}")

    @property
    def sources(self) -> list[tuple[str, str, str]]:
        """Each standard with its source: name, who published it when, address."""
        return [
            (
                in_language(rule.name.zh, rule.name.en),
                f"{in_language(rule.publisher.zh, rule.publisher.en)} · {day(rule.published_on)}",
                rule.addresses[0],
            )
            for rule in self.rules.values()
        ]

    @property
    def figures(self) -> list[FigureCell]:
        counts: Counter[str] = Counter(standing.outlook for _enterprise, standing in self.found)
        return [
            FigureCell(
                words, counts.get(code, 0), pgettext("unit", "enterprises"), is_current=code == self.outlook,
                url=address(
                    self.request, "enterprises:scale", outlook=None if code == self.outlook else code,
                    unit=self.request.GET.get("unit") or None,
                ),
            )
            for code, words in OUTLOOKS.items()
        ]  # fmt: skip
