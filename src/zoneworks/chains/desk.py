"""What chains put on the desk: the chains the person leads, and the gaps that the person's units are to close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.doorways import zone_or_404
from zoneworks.chains.choices import ChainRoleKind, GapState
from zoneworks.chains.models import ChainRole, Gap
from zoneworks.chains.naming import gap_titles, node_titles
from zoneworks.chains.queries import standing_roles
from zoneworks.desk.sections import Section, register
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import FigureCell
from zoneworks.units.models import Unit

SHOWN = 8
COUNTS = ("opened", "late", "unowned", "closed")
LEADING = (ChainRoleKind.CHIEF_LEADER, ChainRoleKind.LEADER)


@dataclass(frozen=True)
class Line:
    gap: Gap
    title: str
    url: str
    is_late: bool


def own_gaps(request: HttpRequest) -> dict[str, Any] | None:
    """Open gaps of the person's units, those due first; nothing where there never was one."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    zone, today = zone_or_404(request), request.today  # type: ignore[attr-defined]
    if not scope.holds([RoleKind.OFFICER], zone):
        return None
    units = Unit.objects.filter(scope.units_worked_for())
    gaps = Gap.objects.filter(chain__zone=zone, state=GapState.OPEN, unit__in=units).select_related("chain")
    found = list(gaps.order_by("due", "-importance_bp", "pk")[: SHOWN + 1])
    if not found:
        return None
    names = node_titles(found)
    lines = [line_of(request, gap, gap_titles(gap, names), today) for gap in found[:SHOWN]]
    is_late = any(line.is_late for line in lines)
    count = len(found) if len(found) <= SHOWN else gaps.count()
    return {
        "title": _("Chain gaps my units are to close"), "count": count, "lines": lines,
        "more": count - len(lines), "all_url": address(request, "chains:list"),
        "figures": [FigureCell(_("Chain gaps"), count, url="#chain-gaps", light="red" if is_late else "")],
    }  # fmt: skip


def line_of(request: HttpRequest, gap: Gap, title: str, today: date) -> Line:
    return Line(gap, title, address(request, "chains:gap", gap.pk), gap.due is not None and gap.due < today)


@dataclass(frozen=True)
class Led:
    """A chain that the person leads, with its gaps on the day."""

    title: str
    role: str
    url: str
    gaps_url: str
    opened: int
    late: int
    unowned: int
    closed: int


def led_chains(request: HttpRequest) -> dict[str, Any] | None:
    """The chains whose leader or chief leader the person is; two statements, however many."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    zone, today = zone_or_404(request), request.today  # type: ignore[attr-defined]
    posts = [grant.post_id for grant in scope.grants if grant.post_id]
    if not posts:
        return None
    held = ChainRole.objects.filter(standing_roles(today), chain__zone=zone, kind__in=LEADING, post__in=posts)
    roles = {role.chain_id: role for role in held.select_related("chain").order_by("-kind", "chain__code")}
    if not roles:
        return None
    counts = gap_counts(list(roles), today)
    lines = [led(request, role, counts.get(role.chain_id, {})) for role in roles.values()]
    late = sum(line.late for line in lines)
    return {
        "title": _("Chains I lead"), "count": len(lines), "lines": lines,
        "figures": [FigureCell(_("Gaps overdue"), late, url="#chains-led", light="red" if late else "")],
    }  # fmt: skip


def gap_counts(chains: list[int], today: date) -> dict[int, dict[str, int]]:
    """By chain, each by its name in COUNTS."""
    is_open, this_year = Q(state=GapState.OPEN), date(today.year, 1, 1)
    counted = (
        Gap.objects.filter(chain__in=chains)
        .order_by()
        .values("chain")
        .annotate(
            opened=Count("pk", filter=is_open),
            late=Count("pk", filter=is_open & Q(due__lt=today)),
            unowned=Count("pk", filter=is_open & Q(unit__isnull=True)),
            closed=Count("pk", filter=Q(state=GapState.CLOSED, closed_on__gte=this_year)),
        )
    )
    return {row[0]: dict(zip(COUNTS, row[1:], strict=True)) for row in counted.values_list("chain", *COUNTS)}


def led(request: HttpRequest, role: ChainRole, counts: Mapping[str, int]) -> Led:
    return Led(
        title=role.chain.title, role=role.get_kind_display(), url=address(request, "chains:bench", role.chain_id),
        gaps_url=address(request, "chains:gaps", role.chain_id),
        **{name: counts.get(name, 0) for name in COUNTS},
    )  # fmt: skip


register(Section("chains-gaps", 28, "chains/desk/gaps.html", own_gaps))
register(Section("chains-led", 27, "chains/desk/led.html", led_chains))
