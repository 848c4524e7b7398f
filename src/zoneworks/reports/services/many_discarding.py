"""Drafts nobody needs: begun by mistake, never submitted, without evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.plans.services.guards import writer
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, ReportEvidence, ReportStep, ReportTurn, ReportValue
from zoneworks.reports.services.guards import overtaken_among
from zoneworks.reports.services.places import places_of
from zoneworks.units.models import Unit


@transaction.atomic
def discard_reports(*, scope: Scope, zone: Unit, reports: Sequence[tuple[int, int]], today: date) -> int:
    """Take away drafts as (key, revision seen), all or none, as if nobody had begun them; says how many."""
    seen = dict(reports)
    found = Report.objects.select_for_update(of=("self",)).select_related("zone", "item__plan__zone")
    standing = found.filter(zone=zone).in_bulk(list(seen))
    late = [
        key for key in seen
        if key not in standing or standing[key].state != ReportState.DRAFT or standing[key].revision != seen[key]
    ]  # fmt: skip
    if late:
        raise overtaken_among(late)[late[0]]
    for place in places_of(scope, [(report.item, report.about) for report in standing.values()], today):
        if isinstance(place, Refused):
            raise place
    require_nothing_hangs_on(list(standing))
    origins = sorted(report.item_id for report in standing.values())
    ReportValue.objects.filter(report__in=seen).delete()
    ReportStep.objects.filter(report__in=seen).delete()
    gone = Report.objects.filter(pk__in=seen, state=ReportState.DRAFT).delete()[0]
    record(
        user=writer(scope), zone=zone, verb="discard_reports", kind="reports", key=f"{today:%Y-%m-%d}", count=gone,
        reports=sorted(seen), items=origins,
    )  # fmt: skip
    return gone


def require_nothing_hangs_on(keys: Sequence[int]) -> None:
    """What was once submitted has a history, and evidence was handed in: neither goes."""
    if ReportTurn.objects.filter(report__in=keys).exists() or ReportEvidence.objects.filter(report__in=keys).exists():
        raise Refused(
            "report_has_history", _("A report with evidence or a history is not taken away. Change it on its page.")
        )
