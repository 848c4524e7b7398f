"""Leading roles and above-scale status, from a day to a day."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.enterprises.choices import LeadingRole
from zoneworks.enterprises.models import Enterprise, EnterpriseRole, Listing
from zoneworks.enterprises.services.contents import require_fitting
from zoneworks.enterprises.services.guards import claim, note, require_may_write


@transaction.atomic
def give_role(*, scope: Scope, enterprise: Enterprise, role: str, since: date, basis: str = "") -> EnterpriseRole:
    """A leading role from a day on; whoever holds it already goes on holding it."""
    require_may_write(scope, enterprise)
    if role not in LeadingRole.values:
        raise Refused("role_unknown", _("“%(role)s” is no leading role.") % {"role": role[:20]}, "role")
    require_fitting(EnterpriseRole, {"basis": basis})
    claim(enterprise)
    held = enterprise.roles.filter(Q(until__isnull=True) | Q(until__gte=since), role=role).first()
    if held:
        return held
    given = EnterpriseRole.objects.create(enterprise=enterprise, role=role, since=since, basis=basis)
    note(scope, enterprise, "give_role", role=role, since=since, basis=basis)
    return given


@transaction.atomic
def end_role(*, scope: Scope, held: EnterpriseRole, until: date) -> EnterpriseRole:
    """The last day of a role; ending it twice is once."""
    require_may_write(scope, held.enterprise)
    require_not_before(held.since, until)
    claim(held.enterprise)
    if EnterpriseRole.objects.filter(pk=held.pk, until__isnull=True).update(until=until):
        note(scope, held.enterprise, "end_role", role=held.role, until=until)
    held.refresh_from_db()
    return held


@transaction.atomic
def list_above_scale(*, scope: Scope, enterprise: Enterprise, since: date, basis: str = "") -> Listing:
    """Entered in the statistics as above scale; whoever is entered already stays."""
    require_may_write(scope, enterprise)
    require_fitting(Listing, {"basis": basis})
    claim(enterprise, is_above_scale=True)
    standing = enterprise.listings.filter(Q(until__isnull=True) | Q(until__gte=since)).first()
    if standing:
        return standing
    listing = Listing.objects.create(enterprise=enterprise, since=since, basis=basis)
    note(scope, enterprise, "list_above_scale", since=since, basis=basis)
    return listing


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
