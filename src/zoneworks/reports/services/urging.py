"""The supervision office reminds units of reports they owe."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.plans.models import Item
from zoneworks.plans.services.closed_months import named
from zoneworks.plans.services.guards import require_supervision, writer
from zoneworks.plans.services.limits import require_fitting
from zoneworks.plans.services.reporting import plan_in_force
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, Urging
from zoneworks.reports.months import is_owed_month, version_of_month, versions_of
from zoneworks.reports.services.places import require_month
from zoneworks.reports.telling import tell_urged
from zoneworks.reports.words import plain_text
from zoneworks.units.models import Unit


@transaction.atomic
def urge(
    *, scope: Scope, zone: Unit, about: date, items: Iterable[Item], words: str = "", today: date, is_told: bool = True
) -> int:
    """Urge the reports of items that are owed and not submitted, each at most once a day; says how many were.

    Officers of the units are told, unless whoever calls tells them of it together with other things.
    """
    require_supervision(scope, zone)
    words = plain_text(words, "words").replace("\n", " ")
    require_fitting(Urging, {"words": words})
    require_month(plan_in_force(zone.pk, about.year), about, today)
    if about >= today:
        raise Refused(
            "month_not_over", _("%(month)s has not ended yet; nobody owes its report.") % {"month": named(about)}
        )
    owed = owed_among(zone, about, {item.origin_id or item.pk for item in items})
    urged_today = Urging.objects.filter(item__in=owed, about=about, on=today)
    fresh = owed - set(urged_today.values_list("item_id", flat=True))
    at, by = now(), writer(scope)
    Urging.objects.bulk_create(
        [Urging(zone=zone, item_id=item, about=about, on=today, at=at, by=by, words=words) for item in sorted(fresh)],
        ignore_conflicts=True,
    )
    if fresh:
        record(
            user=by, zone=zone, verb="urge", kind="month", key=f"{about:%Y-%m}", count=len(fresh), items=sorted(fresh)
        )  # fmt: skip
        if is_told:
            tell_urged(zone, about, fresh, words, today, by)
    return len(fresh)


def owed_among(zone: Unit, about: date, origins: set[int]) -> set[int]:
    """Of the rows those that owe a report for the month and have not submitted it."""
    versions = versions_of(zone, about.year)
    version = version_of_month(versions, about)
    if version is None or not is_owed_month(versions, about):
        return set()
    leaves = Item.objects.filter(plan=version, is_leaf=True).values_list("pk", "origin_id")
    in_hand = Report.objects.filter(zone=zone, about=about).filter(
        state__in=(ReportState.SUBMITTED, ReportState.CONFIRMED)
    )
    return {origin or key for key, origin in leaves} & origins - set(in_hand.values_list("item_id", flat=True))
