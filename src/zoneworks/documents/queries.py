"""Reading editions and productions: what kinds the person may read in which of their zones decides everything."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from zoneworks.accounts.access import Scope
from zoneworks.documents.choices import ProductionState
from zoneworks.documents.kinds import DocumentKind, all_kinds
from zoneworks.documents.models import Edition, Production
from zoneworks.units.models import Unit


def kinds_read(scope: Scope, zone: Unit) -> tuple[DocumentKind, ...]:
    return tuple(kind for kind in all_kinds() if kind.may_read(scope, zone))


def has_documents(scope: Scope) -> bool:
    """Whether there is any kind of document that the person may read or have made."""
    return any(kind.may_read(scope, zone) or kind.may_make(scope, zone) for zone in scope.zones for kind in all_kinds())


def readable(scope: Scope) -> Q:
    """Editions, or productions, of the kinds the person may read, zone by zone."""
    condition = Q(pk__in=[])
    for zone in scope.zones:
        codes = [kind.code for kind in kinds_read(scope, zone)]
        if codes:
            condition |= Q(zone=zone, kind__in=codes)
    return condition


def makeable(scope: Scope) -> Q:
    condition = Q(pk__in=[])
    for zone in scope.zones:
        codes = [kind.code for kind in all_kinds() if kind.may_make(scope, zone)]
        if codes:
            condition |= Q(zone=zone, kind__in=codes)
    return condition


def visible_editions(scope: Scope) -> QuerySet[Edition]:
    return Edition.objects.filter(readable(scope)).select_related("zone", "frozen_by")


def edition_for(scope: Scope, uid: UUID) -> Edition | None:
    return visible_editions(scope).filter(uid=uid).first()


def editions_of(scope: Scope, zone: Unit, kind: str = "", as_of: date | None = None) -> QuerySet[Edition]:
    """Editions of a zone; with a date, those that were frozen by then."""
    found = visible_editions(scope).filter(zone=zone)
    if as_of is not None:
        found = found.filter(frozen_on__lte=as_of)
    return found.filter(kind=kind) if kind else found


def visible_productions(scope: Scope) -> QuerySet[Production]:
    """One's own as long as one may still read or make such a document, and every file of a readable edition."""
    if not scope.user.is_authenticated:
        return Production.objects.none()
    own = Q(asked_by_id=scope.user.pk) & (readable(scope) | makeable(scope))
    of_editions = Q(edition__isnull=False) & readable(scope)
    return Production.objects.filter(own | of_editions).select_related("zone", "edition__zone", "file", "asked_by")


def production_for(scope: Scope, uid: UUID) -> Production | None:
    return visible_productions(scope).filter(uid=uid).first()


def own_productions(scope: Scope, zone: Unit) -> QuerySet[Production]:
    return visible_productions(scope).filter(zone=zone, asked_by_id=scope.user.pk)


def files_of(edition: Edition) -> dict[tuple[str, str], Production]:
    """The latest ready file of an edition the caller may read, by format and language."""
    done = Production.objects.filter(edition=edition, state=ProductionState.DONE).select_related("file").order_by("pk")
    return {(production.format, production.language): production for production in done}
