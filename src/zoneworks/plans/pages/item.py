"""What the page of one row shows: its light and why, figures, indicators with their curves, milestones, facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

import numpy as np
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zoneworks.common.text import in_language
from zoneworks.plans.board import Board, BoardRow, build_board
from zoneworks.plans.board_rows import Diamond, Figure
from zoneworks.plans.bridge import tables_of
from zoneworks.plans.choices import PlanState
from zoneworks.plans.forms import MilestoneForm, ValueForm
from zoneworks.plans.models import Actual, Indicator, Item, Milestone, MilestoneFact, Plan
from zoneworks.plans.months import judging_versions, version_at
from zoneworks.plans.pages.basis import Source, sources_of
from zoneworks.plans.pages.curve import Drawing, TableRow, description, drawings, table_rows
from zoneworks.plans.pages.entry import MilestoneEntryForm, ValueEntry, day_to_report, statement_words, value_entry
from zoneworks.plans.pages.months import MonthCell, month_cells, run_words
from zoneworks.plans.pages.reason import ReasonPage, title_of
from zoneworks.plans.pages.reports import (
    RETURNED,
    HistoryLine,
    ReportLine,
    history_lines,
    line_of,
    number_of_page,
    state_on,
    waiting_lines,
)
from zoneworks.plans.pages.versions import OtherYear, VersionOfRow, other_years, versions_of_row
from zoneworks.plans.queries import plans_of_zone, same_item_in
from zoneworks.plans.queries_items import IndicatorDetail, ItemDetail, MilestoneDetail
from zoneworks.plans.queries_reports import Reader, Row, last_reports, statements_on
from zoneworks.plans.registers import is_fed, register_words
from zoneworks.ui.addresses import address
from zoneworks.ui.figures import figure_text, points_text, share_text
from zoneworks.ui.parts import Crumb, FigureCell

CHILDREN_ON_A_PAGE = 100
AnyForm = TypeVar("AnyForm", ValueForm, MilestoneForm)


@dataclass(frozen=True)
class CurveShown:
    key: str
    title: str
    description: str
    drawings: tuple[Drawing, Drawing]
    rows: list[TableRow]
    has_waiting: bool


@dataclass(frozen=True)
class IndicatorShown:
    """A line of the table of indicators, and the block with its curve and form below it. `returned`: the last report,
    given back to be corrected. `register`: the name of what feeds it, "" where it is entered by hand."""

    indicator: Indicator
    figure: Figure | None
    share: str
    report_url: str
    curve: CurveShown | None
    entry: ValueEntry | None
    returned: ReportLine | None
    register: str | Promise = ""


@dataclass(frozen=True)
class MilestoneShown:
    """`state`: open, done, overdue, or claimed, which nobody has confirmed."""

    milestone: Milestone
    state: str
    done: date | None
    who: str
    entry: MilestoneEntryForm | None
    returned: ReportLine | None


class ItemPage:
    """One page of a row. `value_form`, `milestone_form`: what was typed and refused, by the key of its subject."""

    def __init__(
        self,
        request: HttpRequest,
        detail: ItemDetail,
        value_form: tuple[int, ValueForm] | None = None,
        milestone_form: tuple[int, MilestoneForm] | None = None,
    ) -> None:
        self.request, self.detail = request, detail
        self.item, self.plan, self.row = detail.item, detail.plan, detail.row
        self.as_of: date = detail.as_of
        self.today: date = request.today  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        self.bound_value, self.bound_milestone = value_form, milestone_form
        self.reader = Reader(self.item, self.as_of, detail.sees_working, self.is_history)
        self.reason = ReasonPage(request, detail)

    # --- who may do what ---------------------------------------------------------------------------------------------

    @property
    def may_report(self) -> bool:
        return self.detail.may_report and not self.is_history

    @property
    def may_settle(self) -> bool:
        return self.detail.may_settle and not self.is_history

    @property
    def is_refused_by_date(self) -> bool:
        """The person could report or settle here, were the page about today."""
        return self.is_history and (self.detail.may_report or self.detail.may_settle)

    # --- head --------------------------------------------------------------------------------------------------------

    @cached_property
    def trail(self) -> list[Crumb]:
        board = address(self.request, "plans:board", plan=self.plan.pk)
        above = [
            Crumb(heading.title, address(self.request, "plans:item", heading.pk)) for heading in self.detail.headings
        ]
        return [Crumb(_("Plan %(year)s") % {"year": self.plan.year}, board), *above, Crumb(title_of(self.item))]

    @cached_property
    def figures(self) -> list[FigureCell]:
        row, counts = self.row, self.row.counts
        cells = [
            FigureCell(_("Actual progress"), share_text(row.progress), light=row.lights.overall),
            FigureCell(_("Scheduled progress"), share_text(row.scheduled)),
            FigureCell(_("Gap"), points_text(row.gap_share)),
        ]
        if not row.is_leaf:
            cells += [
                FigureCell(level.name, level.count, url=address(self.request, "plans:board", plan=self.plan.pk))
                for level in row.below
            ]
        if counts["indicators"]:
            reported = _("of %(total)s") % {"total": figure_text(counts["indicators"])}
            cells.append(FigureCell(_("Indicators reported"), counts["reported"], note=reported))
        if counts["milestones"]:
            due = _("of %(due)s due") % {"due": figure_text(counts["milestones_due"])}
            cells.append(FigureCell(_("Milestones reached"), counts["milestones_done"], note=due))
        return cells

    @cached_property
    def newer(self) -> Item | None:
        """The same row in the version that came after a closed one."""
        if self.plan.state != PlanState.CLOSED:
            return None
        scope = self.request.scope  # type: ignore[attr-defined]
        versions = plans_of_zone(scope, self.plan.zone).filter(year=self.plan.year).exclude(state=PlanState.DRAFT)
        latest: Plan | None = versions.filter(version__gt=self.plan.version).first()
        return same_item_in(latest, self.item) if latest else None

    @cached_property
    def then(self) -> Item | None:
        """The same row in the version that was in force on the day looked at, where that was an earlier one."""
        begins = self.plan.in_force_from
        if begins is None or self.as_of >= begins or self.plan.state == PlanState.DRAFT:
            return None
        versions = [plan for plan in judging_versions(self.plan) if plan.pk != self.plan.pk]
        judge = version_at(versions, self.as_of)
        return same_item_in(judge, self.item) if judge else None

    @cached_property
    def versions(self) -> list[VersionOfRow]:
        return versions_of_row(self.request, self.item)

    @cached_property
    def years(self) -> list[OtherYear]:
        return other_years(self.request, self.item)

    @cached_property
    def months(self) -> list[MonthCell]:
        return month_cells(self.request, self.row, self.plan.year, self.as_of)

    @property
    def run(self) -> str:
        return run_words(self.row)

    @cached_property
    def weight_share(self) -> str:
        """Its share in its heading, by weight."""
        table = tables_of(self.plan).plan
        share = share_text(float(table.tree.weight[table.item_index(self.item.pk)]))
        words = _("%(share)s of its heading") if self.item.parent_id else _("%(share)s of the plan")
        return words % {"share": share}

    @property
    def site(self) -> str:
        return in_language(self.item.site, self.item.site_en)

    @property
    def basis(self) -> str:
        return in_language(self.item.basis, self.item.basis_en)

    @property
    def sources(self) -> list[Source]:
        return sources_of(self.item)

    # --- the rows below ----------------------------------------------------------------------------------------------

    @cached_property
    def board(self) -> Board:
        return build_board(self.request.scope, self.plan, self.as_of)  # type: ignore[attr-defined]

    @cached_property
    def child_page(self) -> Page[int]:
        """Places on the board of the rows directly below."""
        places = np.flatnonzero(self.board.core.parent == self.board.places[self.item.pk])
        return Paginator([int(place) for place in places], CHILDREN_ON_A_PAGE).get_page(self.request.GET.get("rows"))

    @cached_property
    def children(self) -> list[BoardRow]:
        return [self.board.rows.row(place) for place in self.child_page]

    @property
    def has_leaves_below(self) -> bool:
        return any(row.is_leaf for row in self.children)

    # --- indicators and milestones -----------------------------------------------------------------------------------

    @cached_property
    def indicators(self) -> list[IndicatorShown]:
        stated = statements_on(self.reader, day_to_report(self.plan.year, self.today)) if self.may_report else {}
        last = last_reports(self.reader, Actual)
        evidence = {part.indicator: part.evidence for part in self.detail.reason.indicators}
        shown = []
        for one in self.detail.indicators:
            key = one.indicator.pk
            used = evidence.get(key, ())
            report = {"report": f"v{used[0]}"} if used else {}
            shown.append(
                IndicatorShown(
                    indicator=one.indicator,
                    figure=one.figure,
                    share=share_words(one.figure),
                    report_url=address(self.request, "plans:facts", self.item.pk, **report) if used else "",
                    curve=self.curve(one),
                    entry=value_entry(
                        one.indicator, one.figure, one.curve, self.plan, self.today,
                        stated.get(one.indicator.facts_id), bound_for(self.bound_value, key),
                    )
                    if self.may_report and not is_fed(one.indicator)
                    else None,
                    returned=self.returned(last.get(one.indicator.facts_id)),
                    register=register_words(one.indicator) if is_fed(one.indicator) else "",
                )
            )  # fmt: skip
        return shown

    def curve(self, one: IndicatorDetail) -> CurveShown | None:
        if one.curve is None:
            return None
        unit = one.indicator.unit_shown
        return CurveShown(
            key=str(one.indicator.pk),
            title=_("%(indicator)s, %(unit)s") % {"indicator": one.indicator.title, "unit": unit},
            description=description(one.curve, unit, self.as_of),
            drawings=drawings(one.curve, unit, self.plan.year, self.as_of),
            rows=table_rows(one.curve),
            has_waiting=bool(one.curve.waiting),
        )

    @cached_property
    def milestones(self) -> list[MilestoneShown]:
        return [self.milestone(one) for one in self.detail.milestones]

    def milestone(self, one: MilestoneDetail) -> MilestoneShown:
        key = one.milestone.pk
        said = self.standing_steps.get(one.milestone.facts_id)
        known = {"done_on": said.done_on} if said and said.done_on else {}
        form = bound_for(self.bound_milestone, key)
        entry = MilestoneEntryForm(
            form=form or MilestoneForm(key=key, year=self.plan.year, today=self.today, initial=known),
            source=statement_words(said) if said and known and form is None else "",
            may_withdraw=bool(known),
        )
        return MilestoneShown(
            milestone=one.milestone,
            state=state_of(one.diamond, said),
            done=one.diamond.done if one.diamond else said.done_on if said and said.confirmed_on else None,
            who=said.recorded_by.title if said and said.recorded_by else "",
            entry=entry if self.may_report else None,
            returned=self.returned(self.last_steps.get(one.milestone.facts_id)),
        )

    @cached_property
    def last_steps(self) -> dict[int, MilestoneFact]:
        return last_reports(self.reader, MilestoneFact)

    @cached_property
    def standing_steps(self) -> dict[int, MilestoneFact]:
        return last_reports(self.reader, MilestoneFact, is_standing=True)

    def returned(self, last: Actual | MilestoneFact | None) -> ReportLine | None:
        """The last report, where it was given back and nobody has reported anew."""
        return line_of(last, self.as_of) if last and state_on(last, self.as_of) == RETURNED else None

    # --- reports -----------------------------------------------------------------------------------------------------

    @cached_property
    def waiting(self) -> list[ReportLine]:
        return waiting_lines(self.reader)

    @cached_property
    def history(self) -> tuple[Page[Row], list[HistoryLine]]:
        scope = self.request.scope  # type: ignore[attr-defined]
        return history_lines(scope, self.reader, number_of_page(self.request))


def bound_for(bound: tuple[int, AnyForm] | None, key: int) -> AnyForm | None:
    return bound[1] if bound and bound[0] == key else None


def state_of(diamond: Diamond | None, said: MilestoneFact | None) -> str:
    """A milestone without a date is never late; it is open until it is reported."""
    is_claimed = said is not None and said.done_on is not None
    if diamond is None:
        return "open" if not is_claimed else "done" if said and said.confirmed_on else "claimed"
    return "claimed" if diamond.is_claimed and diamond.done is None and is_claimed else diamond.state


def share_words(figure: Figure | None) -> str:
    """What a rate was computed from."""
    if figure is None or figure.numerator is None or figure.denominator is None:
        return ""
    return _("%(numerator)s of %(denominator)s") % {
        "numerator": figure_text(round(figure.numerator, 4)),
        "denominator": figure_text(round(figure.denominator, 4)),
    }
