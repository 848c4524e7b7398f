"""Samples of a month's reports, drawn so that anybody can draw them again."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from zonekit.values.sampling import draw_sample as drawn_from
from zonekit.values.sampling import population_digest, size_of_share
from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.plans.services.guards import writer
from zoneworks.plans.services.limits import require_fitting, require_text
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report
from zoneworks.reports.words import plain_text
from zoneworks.units.models import Unit
from zoneworks.verification.models import Draw
from zoneworks.verification.services.guards import require_ended, require_office


@transaction.atomic
def draw_sample(
    *, scope: Scope, zone: Unit, about: date, seed: str, today: date, size: int | None = None, share: int | None = None
) -> Draw:
    """Draw from the confirmed reports of a month: `size` of them, or a `share` in basis points, parts counted up.

    The same seed, size and population are the same draw, which is given back.
    """
    require_office(scope, zone)
    require_ended(about, today)
    seed = plain_text(seed, "seed").replace("\n", " ")
    require_text(seed, "seed")
    require_fitting(Draw, {"seed": seed})
    population = population_of(zone, about, today)
    wanted = size_asked(len(population), size, share)
    digest = population_digest(population, wanted, seed)
    fields = {
        "size": wanted, "population": population, "drawn": list(drawn_from(population, wanted, seed)), "on": today,
        "at": now(), "by": writer(scope),
    }  # fmt: skip
    try:
        with transaction.atomic():
            draw, is_news = Draw.objects.get_or_create(
                zone=zone, about=about, seed=seed, digest=digest, defaults=fields
            )
    except IntegrityError:  # the same form came twice at the same moment
        draw, is_news = Draw.objects.get(zone=zone, about=about, seed=seed, digest=digest), False
    if is_news:
        record(
            user=writer(scope), zone=zone, verb="draw_sample", kind="month", key=f"{about:%Y-%m}", seed=seed,
            size=wanted, population=len(population), digest=digest, drawn=draw.drawn,
        )  # fmt: skip
    return draw


def population_of(zone: Unit, about: date, today: date) -> list[str]:
    """Keys of the reports that were confirmed by the day, in ascending order."""
    confirmed = Report.objects.filter(zone=zone, about=about, state=ReportState.CONFIRMED, settled_on__lte=today)
    return [str(key) for key in confirmed.order_by("pk").values_list("pk", flat=True)]


def size_asked(population: int, size: int | None, share: int | None) -> int:
    """At least one, at most all."""
    if not population:
        raise Refused("nothing_to_draw", _("No report of this month is confirmed yet; there is nothing to draw from."))
    if (size is None) == (share is None):
        raise Refused("size_missing", _("Say how many reports are drawn, or which share of them."), "size")
    if share is not None:
        if not 0 < share <= 10_000:
            raise Refused("share_unfit", _("The share is more than 0 and at most 100%."), "share")
        return size_of_share(population, share)
    assert size is not None
    if not 0 < size <= population:
        raise Refused(
            "size_unfit",
            _("%(population)d reports are confirmed; draw from 1 to %(population)d of them.")
            % {"population": population},
            "size",
        )
    return size
