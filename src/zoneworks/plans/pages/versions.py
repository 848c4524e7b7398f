"""What the page of the difference between two versions shows, and a row's way through the versions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.plans import month_end
from zoneworks.plans.board import build_board
from zoneworks.plans.messages import day
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.pages.plan import plan_label, plan_trail
from zoneworks.plans.queries import plans_readable
from zoneworks.plans.queries_versions import Compared, RowVersion, row_versions, versions_of
from zoneworks.plans.version_words import ADJUSTED, CHANGED, IN, KINDS, OUT, Entry, Teller
from zoneworks.ui.addresses import address
from zoneworks.ui.figures import figure_text, share_text
from zoneworks.ui.parts import Crumb, FigureCell, Tab

ENTRIES_ON_A_PAGE = 40
ADJUSTED_ALONE = "adjusted"
TONES = {IN: "green", OUT: "red", CHANGED: "action"}


@dataclass(frozen=True)
class Shown:
    """A row that differs, under its heading; `opens_group`: the first one there on this page."""

    entry: Entry
    tone: str
    url: str
    opens_group: bool


class DifferencePage:
    """`kind`: which of the rows are shown, "" for all; `unit`: those some unit answers for."""

    def __init__(self, request: HttpRequest, compared: Compared) -> None:
        self.request, self.compared = request, compared
        self.before, self.after = compared.before, compared.after
        self.teller = Teller(compared)
        asked = request.GET.get("kind", "")
        self.kind = asked if asked in {*KINDS, ADJUSTED_ALONE} else ""
        self.unit = request.GET.get("unit", "")

    @cached_property
    def entries(self) -> list[Entry]:
        return self.teller.entries()

    @cached_property
    def of_unit(self) -> list[Entry]:
        if not self.unit:
            return self.entries
        units = set(self.teller.directory.units_under(self.unit))
        return [entry for entry in self.entries if units.intersection(entry.units)]

    @property
    def wanted(self) -> list[Entry]:
        return [entry for entry in self.of_unit if self.is_wanted(entry)]

    def is_wanted(self, entry: Entry) -> bool:
        if self.kind == ADJUSTED_ALONE:
            return entry.is_adjusted
        return self.kind in ("", entry.kind)

    @cached_property
    def page(self) -> Page[Entry]:
        return Paginator(self.wanted, ENTRIES_ON_A_PAGE).get_page(self.request.GET.get("page"))

    @cached_property
    def rows(self) -> list[Shown]:
        shown: list[Shown] = []
        group = None
        for entry in self.page:
            url = address(self.request, "plans:item", entry.item)
            shown.append(Shown(entry, TONES[entry.kind], url, entry.group != group))
            group = entry.group
        return shown

    @cached_property
    def figures(self) -> list[FigureCell]:
        found = self.compared.found
        cells = [
            FigureCell(KINDS[IN], len(found.moved_in), url=self.narrowed(IN)),
            FigureCell(KINDS[OUT], len(found.moved_out), url=self.narrowed(OUT)),
            FigureCell(KINDS[CHANGED], len(found.changed), url=self.narrowed(CHANGED)),
            FigureCell(_("Amounts adjusted"), len(found.adjusted), url=self.narrowed(ADJUSTED_ALONE)),
        ]
        levels = zip(found.counts_before, found.counts_after, strict=True)
        for level, (before, after) in enumerate(levels, start=1):
            name = self.after.level_name(level) or _("Level %(level)s") % {"level": level}
            cells.append(FigureCell(name, after, note=_("%(count)s before") % {"count": figure_text(before)}))
        return cells

    def narrowed(self, kind: str) -> str:
        return address(self.request, "plans:difference", self.after.pk, self.before.pk, kind=kind)

    @property
    def tabs(self) -> list[Tab]:
        counted = Counter(entry.kind for entry in self.of_unit)
        adjusted = sum(entry.is_adjusted for entry in self.of_unit)
        here = (self.after.pk, self.before.pk)
        kept = {"unit": self.unit} if self.unit else {}
        everything = address(self.request, "plans:difference", *here, **kept)
        found = [Tab(pgettext("rows that differ", "All"), everything, not self.kind, len(self.of_unit))]
        for kind, word in (*KINDS.items(), (ADJUSTED_ALONE, ADJUSTED)):
            url = address(self.request, "plans:difference", *here, kind=kind, **kept)
            count = adjusted if kind == ADJUSTED_ALONE else counted[kind]
            found.append(Tab(word, url, self.kind == kind, count))
        return found

    @property
    def units(self) -> list[tuple[str, str]]:
        """Units that answer for a row that differs."""
        answering = {unit for entry in self.entries for unit in entry.units}
        known = self.teller.directory.units
        return [(known[key].code, known[key].title) for key in known if key in answering]

    @property
    def trail(self) -> list[Crumb]:
        return plan_trail(self.request, self.after, Crumb(_("Difference")))

    @property
    def others(self) -> list[Tab]:
        """The same version against each of the others."""
        scope = self.request.scope  # type: ignore[attr-defined]
        return [
            Tab(
                plan_label(plan), address(self.request, "plans:difference", self.after.pk, plan.pk), plan == self.before
            )
            for plan in versions_of(scope, self.after)
            if plan != self.after
        ]


@dataclass(frozen=True)
class VersionOfRow:
    """One version in which a row stands, or no longer does. `against`: what that version changed of the plan."""

    plan: Plan
    label: str
    url: str
    is_here: bool
    words: str
    reason: str
    against: str


def versions_of_row(request: HttpRequest, item: Item) -> list[VersionOfRow]:
    """The row through the versions of its year, where there is more than one."""
    scope = request.scope  # type: ignore[attr-defined]
    found = row_versions(scope, item)
    if len(found) < 2:
        return []
    shown = []
    before: RowVersion | None = None
    for one in found:
        shown.append(
            VersionOfRow(
                plan=one.plan,
                label=plan_label(one.plan),
                url=address(request, "plans:item", one.item.pk) if one.item else "",
                is_here=one.plan.pk == item.plan_id,
                words=happened(before, one),
                reason=one.reason,
                against=address(request, "plans:difference", one.plan.pk, before.plan.pk) if before else "",
            )
        )
        before = one
    return shown


def happened(before: RowVersion | None, now: RowVersion) -> str:
    """What became of the row with this version."""
    if before is None:
        return _("In the plan") if now.item else _("Not in the plan yet")
    if now.item and not before.item:
        return str(KINDS[IN])
    if before.item and not now.item:
        return str(KINDS[OUT])
    if not now.item:
        return _("Not in the plan")
    return _("Goes on")


@dataclass(frozen=True)
class OtherYear:
    """The row of another year that goes on in this one, or in which this one goes on; with what became of it."""

    words: str
    title: str
    url: str
    light: str
    outcome: str


def other_years(request: HttpRequest, item: Item) -> list[OtherYear]:
    """Where the row was carried over from, and where it was carried over to, as far as the person may open them."""
    scope = request.scope  # type: ignore[attr-defined]
    as_of: date = request.as_of  # type: ignore[attr-defined]
    readable = Item.objects.filter(plan__in=plans_readable(scope)).select_related("plan__zone")
    found = []
    if item.carried_from_id:
        for row in readable.filter(pk=item.carried_from_id):
            found.append(year_of_row(request, row, min(as_of, month_end(row.plan.year, 12)), _("Carried over from")))
    first = item.origin_id or item.pk
    later = readable.filter(Q(carried_from=first) | Q(carried_from__origin=first), origin__isnull=True)
    for row in later.order_by("plan__year", "plan__version")[:1]:
        found.append(
            OtherYear(in_year(_("Goes on in"), row), row.title, address(request, "plans:item", row.pk), "", "")
        )
    return found


def in_year(words: str, row: Item) -> str:
    return f"{words} {row.plan.year}"


def year_of_row(request: HttpRequest, row: Item, as_of: date, words: str) -> OtherYear:
    """The row of the year before with its light and progress at the end of that year, or by now."""
    scope = request.scope  # type: ignore[attr-defined]
    shown = build_board(scope, row.plan, as_of).row(row.pk)
    url = address(request, "plans:item", row.pk)
    outcome = ""
    if shown:
        outcome = _("%(share)s by %(date)s") % {"share": share_text(shown.progress), "date": day(as_of)}
    return OtherYear(in_year(words, row), row.title, url, shown.lights.overall if shown else "", outcome)
