"""What the pages of verification show: a month's reports with their findings, one report, a sample."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.documents.asking import Asking, asking_for
from zoneworks.plans.models import Item
from zoneworks.reports.months import last_month, month_end, month_named, previous_month
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, FigureCell
from zoneworks.units.models import Unit
from zoneworks.verification.addresses import month_address, report_address, sample_address
from zoneworks.verification.choices import Finding
from zoneworks.verification.forms import DrawForm
from zoneworks.verification.models import Draw
from zoneworks.verification.queries_checks import (
    BARE,
    CHOICES,
    OPEN,
    SAMPLED,
    Checked,
    EvidenceOfMonth,
    is_reproduced,
    proposed_seed,
)
from zoneworks.verification.words import TONES, finding_words, month_words

ROWS_ON_A_PAGE = 50
LIGHTS = {OPEN: "grey", Finding.INSUFFICIENT.value: "yellow", Finding.FALSE.value: "red"}


@dataclass(frozen=True)
class RowShown:
    """One report of the table. `part`: how many of its files were looked at, where not all were."""

    row: Checked
    item: Item | None
    url: str
    units: str
    words: str
    tone: str
    part: str


@dataclass(frozen=True)
class DrawShown:
    draw: Draw
    url: str
    done: int
    size: int


class MonthPage:
    """The month asked for, or the last one that ended; `show` narrows the rows. `form`: a draw that was refused."""

    def __init__(self, request: HttpRequest, zone: Unit, form: DrawForm | None = None) -> None:
        self.request, self.zone = request, zone
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        self.about = month_named(request.GET.get("month", "")) or last_month(self.as_of)
        asked = request.GET.get("show", "")
        self.show = asked if asked in CHOICES else ""
        self.given = form

    @cached_property
    def evidence(self) -> EvidenceOfMonth:
        return EvidenceOfMonth(self.scope, self.zone, self.about, self.as_of)

    # --- head --------------------------------------------------------------------------------------------------------

    @property
    def month(self) -> str:
        return month_words(self.about)

    @property
    def month_text(self) -> str:
        return f"{self.about:%Y-%m}"

    @property
    def trail(self) -> list[Crumb]:
        return [
            Crumb(pgettext("evidence", "Verification"), address(self.request, "verification:month")),
            Crumb(self.month),
        ]

    @property
    def before(self) -> str:
        return month_address(self.request, previous_month(self.about), show=self.show)

    @property
    def after(self) -> str:
        after = month_end(self.about + timedelta(days=1))
        return month_address(self.request, after, show=self.show) if after.replace(day=1) <= self.as_of else ""

    @cached_property
    def figures(self) -> list[FigureCell]:
        counts = self.evidence.counts
        files = _("%(count)d files") % {"count": counts["files"]}
        cells = [
            FigureCell(_("Confirmed reports"), counts["all"], note=files, url=self.link(""), is_current=not self.show)
        ]
        for show, label in self.show_choices:
            light = LIGHTS.get(show, "") if counts[show] else ""
            cells.append(
                FigureCell(label, counts[show], url=self.link(show), light=light, is_current=self.show == show)
            )
        return cells

    def link(self, show: str) -> str:
        return month_address(self.request, self.about, show=show)

    @cached_property
    def asking(self) -> Asking | None:
        arguments = {"month": self.month_text, "as_of": self.as_of.isoformat()}
        return asking_for(self.request, "verification_record", arguments)

    @property
    def show_choices(self) -> list[tuple[str, str]]:
        found = [(OPEN, pgettext("verification", "To be checked"))]
        found += [(finding.value, str(finding.label)) for finding in Finding]
        return [*found, (BARE, _("Without a file")), (SAMPLED, _("In a sample"))]

    # --- rows --------------------------------------------------------------------------------------------------------

    @cached_property
    def page(self) -> Page[Checked]:
        return Paginator(self.evidence.chosen(self.show), ROWS_ON_A_PAGE).get_page(self.request.GET.get("page", "1"))

    @cached_property
    def rows(self) -> list[RowShown]:
        return rows_shown(self.request, self.evidence, list(self.page))

    # --- samples -----------------------------------------------------------------------------------------------------

    @property
    def sees_draws(self) -> bool:
        return self.scope.sees_all_working_records(self.zone)

    @cached_property
    def draws(self) -> list[DrawShown]:
        found = self.evidence.draws if self.sees_draws else []
        return [
            DrawShown(draw, sample_address(self.request, draw.pk), *self.evidence.progress_of(draw)) for draw in found
        ]

    @property
    def may_draw(self) -> bool:
        may = self.scope.is_supervising(self.zone) and not self.is_history and self.about < self.as_of
        return may and bool(self.evidence.reports)

    @cached_property
    def form(self) -> DrawForm:
        seed = proposed_seed(self.zone, self.about, self.as_of)
        return self.given or DrawForm(initial={"seed": seed, "share": "20"})


def rows_shown(request: HttpRequest, evidence: EvidenceOfMonth, rows: list[Checked]) -> list[RowShown]:
    units = evidence.units_of(rows)
    return [
        RowShown(
            row=row,
            item=evidence.items.get(row.item),
            url=report_address(request, row.report),
            units=" · ".join(unit.title for unit in units.get(row.item, ())),
            words=finding_words(row.finding),
            tone=TONES[row.finding],
            part=part_words(row),
        )
        for row in rows
    ]


def part_words(row: Checked) -> str:
    if row.is_done or not row.checked_files:
        return ""
    return _("%(done)d of %(count)d files checked") % {"done": row.checked_files, "count": len(row.files)}


class SamplePage:
    """A sample with its reports in the order drawn, and whether drawing again gives the same."""

    def __init__(self, request: HttpRequest, draw: Draw) -> None:
        self.request, self.draw = request, draw
        self.evidence = EvidenceOfMonth(request.scope, draw.zone, draw.about, request.as_of)  # type: ignore[attr-defined]

    @property
    def month(self) -> str:
        return month_words(self.draw.about)

    @property
    def trail(self) -> list[Crumb]:
        head = Crumb(pgettext("evidence", "Verification"), month_address(self.request, self.draw.about))
        return [
            head,
            Crumb(self.month, month_address(self.request, self.draw.about)),
            Crumb(pgettext("drawn", "Sample")),
        ]

    @cached_property
    def is_reproduced(self) -> bool:
        return is_reproduced(self.draw)

    @cached_property
    def rows(self) -> list[RowShown]:
        by_key = {str(row.report): row for row in self.evidence.rows}
        return rows_shown(self.request, self.evidence, [by_key[key] for key in self.draw.drawn if key in by_key])

    @cached_property
    def figures(self) -> list[FigureCell]:
        done, size = self.evidence.progress_of(self.draw)
        share = _("of %(count)d confirmed reports") % {"count": len(self.draw.population)}
        found = [FigureCell(pgettext("sample", "Drawn"), size, note=share)]
        found.append(FigureCell(pgettext("verification", "Checked"), done))
        for finding in Finding:
            count = sum(one.row.finding == finding for one in self.rows)
            found.append(FigureCell(str(finding.label), count, light=LIGHTS.get(finding.value, "") if count else ""))
        return found

    @property
    def facts(self) -> list[tuple[str, object]]:
        draw = self.draw
        who = draw.by.title if draw.by else "–"
        return [
            (_("Seed"), draw.seed),
            (_("Population"), _("%(count)d confirmed reports") % {"count": len(draw.population)}),
            (_("Drawn by"), f"{who} · {date_format(draw.on, 'DATE_FORMAT')}"),
            (_("Digest (SHA-256)"), draw.digest),
        ]

    @property
    def population(self) -> str:
        return " ".join(self.draw.population)
