"""What the pages of the two lights show: all leaves of a month, and one leaf with the reasons of each voice."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.documents.asking import Asking, asking_for
from zoneworks.plans.board_filters import BoardFilters
from zoneworks.reports.months import last_month, month_end, month_named, previous_month
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, FigureCell, Words
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone
from zoneworks.verification.addresses import lights_address
from zoneworks.verification.queries_lights import (
    DISAGREEMENTS,
    OWN,
    RULING,
    SILENT,
    LightsOfMonth,
    LightsRow,
    TwoLights,
    lights_of,
)
from zoneworks.verification.words import DISAGREEMENT_WORDS, month_words

ROWS_ON_A_PAGE = 50
ANY, RULED = "any", "ruled"
SHOWN = ("", ANY, *DISAGREEMENTS, RULED)


class LightsPage:
    """The month asked for, or the last one that ended; `show` and `unit` narrow the rows."""

    def __init__(self, request: HttpRequest, zone: Unit) -> None:
        self.request, self.zone = request, zone
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        self.about = month_named(request.GET.get("month", "")) or last_month(self.as_of)
        asked = request.GET.get("show", "")
        self.show = asked if asked in SHOWN else ""

    @property
    def month(self) -> str:
        return month_words(self.about)

    @property
    def month_text(self) -> str:
        return f"{self.about:%Y-%m}"

    @cached_property
    def lights(self) -> LightsOfMonth | None:
        filters = BoardFilters(unit=self.request.GET.get("unit", "")[:80], text=self.request.GET.get("text", "")[:80])
        return lights_of(self.scope, self.zone, self.about, self.as_of, filters)

    @property
    def may_rule(self) -> bool:
        return self.scope.is_supervising(self.zone) and not self.is_history and self.about < self.as_of

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Two lights"), address(self.request, "verification:lights")), Crumb(self.month)]

    @property
    def has_begun(self) -> bool:
        return self.about.replace(day=1) <= self.as_of

    # --- figures and filters -----------------------------------------------------------------------------------------

    @cached_property
    def figures(self) -> list[FigureCell]:
        """Each count leads to its rows; a row may disagree in more than one way."""
        if self.lights is None:
            return []
        named: list[tuple[Words, str, str, str]] = [
            (_("Sub-projects"), "", "all", ""),
            (_("Disagreements"), ANY, ANY, "yellow"),
            (DISAGREEMENT_WORDS[OWN], OWN, OWN, ""),
            (DISAGREEMENT_WORDS[RULING], RULING, RULING, ""),
            (DISAGREEMENT_WORDS[SILENT], SILENT, SILENT, ""),
            (_("With a ruling"), RULED, RULED, ""),
        ]
        counts = self.lights.counts
        return [
            FigureCell(
                label, counts[key], url=self.link(show), light=light if counts[key] else "",
                is_current=self.show == show,
            )
            for label, show, key, light in named
        ]  # fmt: skip

    def link(self, show: str, about: date | None = None) -> str:
        kept = {name: self.request.GET.get(name) for name in ("unit", "text")}
        return lights_address(self.request, about or self.about, show=show, **kept)

    @property
    def before(self) -> str:
        return self.link(self.show, previous_month(self.about))

    @property
    def after(self) -> str:
        after = month_end(self.about + timedelta(days=1))
        return self.link(self.show, after) if after.replace(day=1) <= self.as_of else ""

    @property
    def workbook_url(self) -> str:
        kept = {name: self.request.GET.get(name) for name in ("unit", "text")}
        return address(self.request, "verification:lights-workbook", month=self.month_text, show=self.show, **kept)

    @cached_property
    def asking(self) -> Asking | None:
        arguments = {"month": self.month_text, "as_of": self.as_of.isoformat()}
        return asking_for(self.request, "light_disagreements", arguments)

    @property
    def show_choices(self) -> list[tuple[str, str]]:
        chosen = [(ANY, _("Disagreements only")), *((kind, str(DISAGREEMENT_WORDS[kind])) for kind in DISAGREEMENTS)]
        return [*chosen, (RULED, _("With a ruling"))]

    @cached_property
    def unit_choices(self) -> list[tuple[str, str]]:
        units = sorted(units_of_zone(self.zone), key=lambda unit: unit.path)
        return [(unit.code, unit.title) for unit in units if unit.pk != self.zone.pk]

    # --- rows --------------------------------------------------------------------------------------------------------

    @cached_property
    def chosen(self) -> list[tuple[int, TwoLights]]:
        return self.lights.chosen(self.show) if self.lights else []

    @cached_property
    def page(self) -> Page[tuple[int, TwoLights]]:
        return Paginator(self.chosen, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page", "1"))

    @cached_property
    def rows(self) -> list[LightsRow]:
        return self.lights.rows(list(self.page)) if self.lights else []

    @property
    def all_rows(self) -> list[LightsRow]:
        return self.lights.rows(self.chosen) if self.lights else []

    @property
    def title(self) -> str:
        return _("Two lights of %(month)s") % {"month": self.month}

    @property
    def shown_words(self) -> str:
        """What the rows are narrowed to."""
        return dict(self.show_choices).get(self.show, pgettext("rows", "All"))
