"""Leading roles and above-scale status, from a day to a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import Deed, record_many
from zoneworks.common.errors import Refused
from zoneworks.enterprises.choices import LeadingRole
from zoneworks.enterprises.models import Enterprise, EnterpriseRole, Listing
from zoneworks.enterprises.queries import enterprises_readable, units_in_charge
from zoneworks.enterprises.services.contents import require_fitting
from zoneworks.enterprises.services.guards import claim, note, require_may_write, writer
from zoneworks.units.models import Unit

AT_ONCE = 2_000


@transaction.atomic
def give_role(*, scope: Scope, enterprise: Enterprise, role: str, since: date, basis: str = "") -> EnterpriseRole:
    """A leading role from a day on; whoever holds it already goes on holding it."""
    require_may_write(scope, enterprise)
    if role not in LeadingRole.values:
        raise Refused("role_unknown", _("“%(role)s” is no leading role.") % {"role": role[:20]}, "role")
    require_fitting(EnterpriseRole, {"basis": basis})
    holding = enterprise.roles.filter(Q(until__isnull=True) | Q(until__gte=since), role=role)
    # Asked before as well: what changes nothing is no change that a colleague's form would have to look at.
    if held := holding.first():
        return held
    claim(enterprise)
    if held := holding.all().first():
        return held
    given = EnterpriseRole.objects.create(enterprise=enterprise, role=role, since=since, basis=basis)
    note(scope, enterprise, "give_role", role=role, since=since, basis=basis)
    return given


@transaction.atomic
def end_role(*, scope: Scope, held: EnterpriseRole, until: date) -> EnterpriseRole:
    """The last day of a role; ending it twice is once."""
    require_may_write(scope, held.enterprise)
    require_not_before(held.since, until)
    lasting = EnterpriseRole.objects.filter(pk=held.pk, until__isnull=True)
    if lasting.exists():
        claim(held.enterprise)
    if lasting.update(until=until):
        note(scope, held.enterprise, "end_role", role=held.role, until=until)
    held.refresh_from_db()
    return held


@transaction.atomic
def list_above_scale(*, scope: Scope, enterprise: Enterprise, since: date, basis: str = "") -> Listing:
    """Entered in the statistics as above scale; whoever is entered already stays."""
    require_may_write(scope, enterprise)
    require_fitting(Listing, {"basis": basis})
    entered = enterprise.listings.filter(Q(until__isnull=True) | Q(until__gte=since))
    if enterprise.is_above_scale and (standing := entered.first()):
        return standing
    claim(enterprise, is_above_scale=True)
    if standing := entered.all().first():
        return standing
    listing = Listing.objects.create(enterprise=enterprise, since=since, basis=basis)
    note(scope, enterprise, "list_above_scale", since=since, basis=basis)
    return listing


@transaction.atomic
def list_many_above_scale(*, scope: Scope, zone: Unit, since: Mapping[int, date], basis: str = "") -> int:
    """The list of a year at once: key of the enterprise -> entered since. Says how many were entered now.

    Those that are entered already, that stand no longer or that may not be written are passed over.
    """
    require_fitting(Listing, {"basis": basis})
    wanted, entered = sorted(since), 0
    units = units_in_charge(scope, zone).values_list("pk", flat=True)
    for start in range(0, len(wanted), AT_ONCE):
        own = enterprises_readable(scope, zone).filter(pk__in=wanted[start : start + AT_ONCE], unit__in=list(units))
        kept = Listing.objects.filter(enterprise__in=own.order_by().values("pk")).order_by()
        rows = kept.values_list("enterprise", "until")
        there = {key for key, until in rows if until is None or until >= since[key]}
        fresh = [key for key in own.order_by("pk").values_list("pk", flat=True) if key not in there]
        Listing.objects.bulk_create(Listing(enterprise_id=key, since=since[key], basis=basis) for key in fresh)
        Enterprise.objects.filter(pk__in=fresh).update(is_above_scale=True, revision=F("revision") + 1)
        deeds = [
            Deed("list_above_scale", "enterprise", key, {"since": str(since[key]), "basis": basis}) for key in fresh
        ]
        record_many(user=writer(scope), zone=zone, deeds=deeds)
        entered += len(fresh)
    return entered


@transaction.atomic
def delist(*, scope: Scope, enterprise: Enterprise, until: date) -> None:
    """Taken out of the statistics with a day; twice is once."""
    require_may_write(scope, enterprise)
    standing = enterprise.listings.filter(until__isnull=True).first()
    if standing is None:
        return
    require_not_before(standing.since, until)
    claim(enterprise, is_above_scale=False)
    if Listing.objects.filter(pk=standing.pk, until__isnull=True).update(until=until):
        note(scope, enterprise, "delist", until=until)


def require_not_before(since: date, until: date) -> None:
    if until < since:
        raise Refused("ends_before_begin", _("It cannot end before it began (%(since)s).") % {"since": since}, "until")
