"""Reading conferences: whoever may read the plan a conference deployed may read the conference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from zoneworks.accounts.access import Scope
from zoneworks.answers.models import Attendance, Conference
from zoneworks.plans.models import Plan
from zoneworks.plans.queries import plans_readable
from zoneworks.units.models import Unit


def conferences_readable(scope: Scope) -> QuerySet[Conference]:
    """Newest first. A conference without a plan, or with a draft, is for those who make or lead plans."""
    drafting = [zone.pk for zone in scope.zones if scope.sees_all_working_records(zone)]
    is_readable = Q(plan__in=plans_readable(scope)) | Q(plan__isnull=True, zone__in=drafting)
    found = Conference.objects.filter(is_readable, zone__in=scope.zone_ids)
    return found.select_related("zone", "plan")


def conferences_of_zone(scope: Scope, zone: Unit) -> QuerySet[Conference]:
    return conferences_readable(scope).filter(zone=zone)


def conference_or_none(scope: Scope, key: int) -> Conference | None:
    return conferences_readable(scope).filter(pk=key).first()


def conference_of_plan(scope: Scope, plan: Plan) -> Conference | None:
    """The latest conference that deployed this version."""
    return conferences_readable(scope).filter(plan=plan).first()


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many units, posts and people: invited, and came."""

    units_invited: int
    units_came: int
    posts_invited: int
    posts_came: int
    people: int


def turnout_of(rows: Iterable[Attendance]) -> Turnout:
    """Counted once per row; who came without being invited counts among those who came."""
    rows = list(rows)
    units = [row for row in rows if row.unit_id]
    posts = [row for row in rows if row.post_id]
    return Turnout(
        units_invited=sum(row.is_invited for row in units),
        units_came=sum(row.has_attended for row in units),
        posts_invited=sum(row.is_invited for row in posts),
        posts_came=sum(row.has_attended for row in posts),
        people=sum(row.people for row in rows),
    )
