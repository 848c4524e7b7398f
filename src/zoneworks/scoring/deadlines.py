"""The last day for appeals to scores: for the officers of the units, and for the supervision office."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from zoneworks.accounts.choices import RoleKind
from zoneworks.inbox.deadlines import Deadline, Wanted, register
from zoneworks.inbox.links import local
from zoneworks.scoring.choices import PublicationState
from zoneworks.scoring.models import Publication
from zoneworks.scoring.periods import period_named

KIND = "appeals"


def appeals(wanted: Wanted) -> Iterator[Deadline]:
    """In one statement."""
    scope, zone = wanted.scope, wanted.zone
    if not (scope.is_supervising(zone) or scope.holds([RoleKind.OFFICER], zone)):
        return
    found = Publication.objects.filter(zone=zone, zone__in=scope.zone_ids, state=PublicationState.PUBLISHED)
    for one in found.filter(objections_until__range=(wanted.since, wanted.until)).defer("data"):
        title = _("Last day for appeals to the scores of %(period)s")
        yield Deadline(
            uid=f"appeals-{one.pk}",
            day=one.objections_until,
            title=title % {"period": period_named(one.period).title},
            url=local(reverse("scoring:publication", args=[one.pk])),
            kind=KIND,
            is_done=one.objections_until < wanted.today,
        )


register("scoring", appeals)
