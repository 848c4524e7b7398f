"""The supervision office closes a month, which then takes no more values, and opens it again with a reason.

What is closed are the values about the days of the month: nobody records or settles one. Milestones are not closed with
it: that a milestone was reached in August may become known in October, and counts from then on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.models import ClosedMonth, Plan
from zoneworks.plans.services.guards import require_supervision, touch_versions, writer
from zoneworks.plans.services.limits import require_text
from zoneworks.units.models import Unit

Month = tuple[int, int]


@transaction.atomic
def close_month(*, scope: Scope, zone: Unit, about: date, today: date) -> ClosedMonth:
    """Close a month that has ended. `about`: its last day. Closing it twice closes it once."""
    require_supervision(scope, zone)
    if (about + timedelta(days=1)).day != 1:
        raise Refused("not_a_month_end", _("A month is named by its last day, and this is not one."), "about")
    if about >= today:
        raise Refused(
            "month_not_over", _("%(month)s has not ended yet, so it cannot be closed.") % {"month": named(about)}
        )
    standing = standing_closing(zone, about)
    if standing and standing.closed_by_id == scope.user.pk and standing.closed_on == today:
        return standing
    if standing:
        raise closed_before(standing)
    # Whoever records a value takes the versions of the year first, so one of the two sees what the other did.
    touch_versions(zone.pk, about.year)
    try:
        with transaction.atomic():
            closing = ClosedMonth.objects.create(
                zone=zone, about=about, closed_on=today, closed_at=now(), closed_by=writer(scope)
            )
    except IntegrityError as error:
        raise Overtaken("month_closed_already", _("%(month)s is closed already.") % {"month": named(about)}) from error
    record(user=writer(scope), zone=zone, verb="close_month", kind="month", key=f"{about:%Y-%m}")
    return closing


@transaction.atomic
def reopen_month(*, scope: Scope, zone: Unit, about: date, reason: str, today: date) -> ClosedMonth:
    """Let a closed month take values again, saying why."""
    require_supervision(scope, zone)
    require_text(reason, "reason")
    standing = standing_closing(zone, about)
    guarded = ClosedMonth.objects.filter(zone=zone, about=about, reopened_on__isnull=True)
    reopened = guarded.update(reopened_on=today, reopened_by=writer(scope), reason=reason.strip())
    if standing is None or not reopened:
        raise Overtaken("month_not_closed", _("%(month)s is not closed.") % {"month": named(about)})
    touch_versions(zone.pk, about.year)
    record(
        user=writer(scope), zone=zone, verb="reopen_month", kind="month", key=f"{about:%Y-%m}", reason=reason.strip()
    )
    standing.refresh_from_db()
    return standing


def standing_closing(zone: Unit, about: date) -> ClosedMonth | None:
    closings = ClosedMonth.objects.filter(zone=zone, about=about, reopened_on__isnull=True)
    return closings.select_related("closed_by").first()


def closed_before(standing: ClosedMonth) -> Overtaken:
    who = standing.closed_by.title if standing.closed_by else _("Somebody")
    return Overtaken(
        "month_closed_already",
        _("%(person)s closed %(month)s on %(date)s already.")
        % {"person": who, "month": named(standing.about), "date": date_format(standing.closed_on, "DATE_FORMAT")},
    )


def closed_in_year(plan: Plan) -> frozenset[Month]:
    """The closed months of a plan's year, in one statement."""
    closings = ClosedMonth.objects.filter(zone=plan.zone_id, reopened_on__isnull=True, about__year=plan.year)
    return frozenset((day.year, day.month) for day in closings.values_list("about", flat=True))


def refusal_of_month(closed: Collection[Month], day: date, field: str | None = "about") -> Refused | None:
    if (day.year, day.month) not in closed:
        return None
    return Refused(
        "month_closed",
        _("%(month)s is closed and takes no more values. The supervision office can reopen it.")
        % {"month": named(day)},
        field,
    )


def require_open_months(plan: Plan, days: Iterable[date]) -> None:
    """Refuse what is about a closed month, naming the first of them."""
    closed = closed_in_year(plan)
    for day in sorted(set(days)):
        refusal = refusal_of_month(closed, day, None)
        if refusal:
            raise refusal


def named(day: date) -> str:
    return date_format(day, "YEAR_MONTH_FORMAT")
