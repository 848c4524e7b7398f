"""What the list of conferences and the page of one conference show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.answers.conferences import Turnout, conferences_of_zone, turnout_of
from zoneworks.answers.models import Attendance, Conference
from zoneworks.plans.models import Plan
from zoneworks.plans.pages.plan import named_levels, plan_label, rows_by_level
from zoneworks.plans.queries import plans_of_zone
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb, FigureCell
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Post, Unit
from zoneworks.units.queries import posts_of_zone, units_of_zone

CONFERENCES_ON_A_PAGE = 50
NOT_INVITED = (UnitKind.AUTHORITY, UnitKind.ZONE, UnitKind.OUTSIDE)


@dataclass(frozen=True)
class ConferenceLine:
    """A conference in the list with the counts of the plan it deployed."""

    conference: Conference
    levels: tuple[tuple[str, int], ...]
    came: int


def page_of_conferences(request: HttpRequest, zone: Unit) -> Page[Conference]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return Paginator(conferences_of_zone(scope, zone), CONFERENCES_ON_A_PAGE).get_page(request.GET.get("page"))


def conference_lines(conferences: Sequence[Conference]) -> list[ConferenceLine]:
    plans = list({one.plan.pk: one.plan for one in conferences if one.plan}.values())
    counts = rows_by_level(plans)
    came = Attendance.objects.filter(conference__in=conferences, has_attended=True).order_by()
    by_conference = dict(came.values_list("conference_id").annotate(count=Count("pk")))
    return [
        ConferenceLine(
            one, named_levels(one.plan, counts[one.plan.pk]) if one.plan else (), by_conference.get(one.pk, 0)
        )
        for one in conferences
    ]


def attendance_of(conference: Conference) -> list[Attendance]:
    return list(conference.attendance.select_related("unit", "post"))


def conference_figures(
    request: HttpRequest, conference: Conference, turnout: Turnout, decisions: int
) -> list[FigureCell]:
    """The plan's counts at every level, then who came."""
    cells = []
    if conference.plan:
        board = address(request, "plans:board", plan=conference.plan.pk)
        levels = named_levels(conference.plan, rows_by_level([conference.plan])[conference.plan.pk])
        cells = [FigureCell(name, count, url=board) for name, count in levels]
    invited = _("of %(count)d invited")
    came = "#attendance"
    cells.append(
        FigureCell(_("Units that came"), turnout.units_came, url=came, note=invited % {"count": turnout.units_invited})
    )
    cells.append(
        FigureCell(_("Posts that came"), turnout.posts_came, url=came, note=invited % {"count": turnout.posts_invited})
    )
    cells.append(FigureCell(_("People who came"), turnout.people, url=came))
    cells.append(FigureCell(_("Decisions"), decisions, url="#decisions"))
    return cells


def conference_facts(request: HttpRequest, conference: Conference) -> list[tuple[object, object]]:
    plan = conference.plan
    facts: list[tuple[object, object]] = [
        (_("Held on"), date_format(conference.held_on, "DATE_FORMAT")),
        (pgettext("conference", "Place"), conference.place_shown),
        (_("Plan it deployed"), plan_link(request, plan) if plan else _("None: its draft was discarded.")),
    ]
    if plan:
        facts.append((_("Document number"), plan.document_no_shown))
        facts.append((_("Date of issue"), date_format(plan.issued_on, "DATE_FORMAT") if plan.issued_on else ""))
    if conference.sources:
        links = format_html_join(
            "", '<div><a href="{0}" rel="noreferrer">{0}</a></div>', ((one,) for one in conference.sources)
        )
        facts.append((_("Sources"), links))
    return facts


def plan_link(request: HttpRequest, plan: Plan) -> str:
    return format_html(
        '<a href="{}">{}</a><div class="quiet">{}</div>',
        address(request, "plans:plan", plan.pk),
        plan.title_shown,
        plan_label(plan),
    )


def conference_trail(request: HttpRequest, conference: Conference | None = None, *further: Crumb) -> list[Crumb]:
    trail = [Crumb(_("Conferences"), address(request, "answers:conferences"))]
    if conference:
        trail.append(Crumb(conference.title_shown, address(request, "answers:conference", conference.pk)))
    trail.extend(further)
    trail[-1] = Crumb(trail[-1].label)
    return trail


def plan_choices(scope: Scope, zone: Unit) -> list[Plan]:
    """Versions a conference may deploy, the newest first."""
    return list(plans_of_zone(scope, zone)[:CONFERENCES_ON_A_PAGE])


def units_to_invite(zone: Unit) -> list[Unit]:
    return list(units_of_zone(zone).exclude(kind__in=NOT_INVITED).order_by("position", "path"))


def subjects_of(zone: Unit, rows: Sequence[Attendance]) -> list[Unit | Post]:
    """Everybody who can be ticked: posts and units of today, and those on the list who are no more."""
    posts, units = list(posts_of_zone(zone)), units_to_invite(zone)
    posts += [row.post for row in rows if row.post and row.post not in posts]
    units += [row.unit for row in rows if row.unit and row.unit not in units]
    return [*posts, *units]


@dataclass(frozen=True)
class Meeting:
    """The parts of a conference as its page shows them."""

    attendance: list[Attendance]
    turnout: Turnout

    @property
    def posts(self) -> list[Attendance]:
        return [row for row in self.attendance if row.post_id]

    @property
    def units(self) -> list[Attendance]:
        return [row for row in self.attendance if row.unit_id]


def meeting_of(conference: Conference) -> Meeting:
    rows = attendance_of(conference)
    return Meeting(rows, turnout_of(rows))
