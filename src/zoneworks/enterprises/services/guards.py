"""Who may write, and who came first: asked at the start of every write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.audit.services import record
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import may_write, units_in_charge
from zoneworks.units.models import Unit

LONGEST = 400


def writer(scope: Scope) -> User | None:
    """The person to whom a write is ascribed."""
    return scope.user if scope.user.is_authenticated else None


def require_may_write(scope: Scope, enterprise: Enterprise) -> None:
    if not may_write(scope, enterprise):
        raise Refused(
            "not_yours",
            _("Only the unit in charge of “%(enterprise)s” and the supervision office change it.")
            % {"enterprise": enterprise.title},
        )


def require_unit(scope: Scope, zone: Unit, unit: Unit | None) -> None:
    """The unit in charge must be one for which the person may add enterprises."""
    if unit is None or not units_in_charge(scope, zone).filter(pk=unit.pk).exists():
        raise Refused(
            "unit_not_yours", _("Choose a unit for which you may keep enterprises as the unit in charge."), "unit"
        )


def require_in_zone(zone: Unit, unit: Unit | None, field: str) -> None:
    if unit is not None and not unit.path.startswith(zone.path):
        raise Refused("unit_outside", _("“%(unit)s” is not a unit of this zone.") % {"unit": unit.title}, field)


def claim(enterprise: Enterprise, *, seen: int | None = None, **changes: Any) -> None:
    """Take the revision forward if the enterprise stands and still is as the writer saw it, with its changes."""
    guarded = Enterprise.objects.filter(pk=enterprise.pk, merged_into__isnull=True)
    if seen is not None:
        guarded = guarded.filter(revision=seen)
    if not guarded.update(revision=F("revision") + 1, **changes):
        if not Enterprise.objects.filter(pk=enterprise.pk, merged_into__isnull=True).exists():
            raise Overtaken(
                "enterprise_merged",
                _("“%(enterprise)s” has been merged into another enterprise.") % {"enterprise": enterprise.title},
            )
        raise Overtaken(
            "enterprise_overtaken",
            _("A colleague changed “%(enterprise)s” while you were at it. Load it again and repeat your change.")
            % {"enterprise": enterprise.title},
        )
    enterprise.refresh_from_db()


def plain(value: Any) -> Any:
    """A value as the record of who did what keeps it; long texts are cut, the record is no second copy."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[:LONGEST] + "…"
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    return value


def differences(thing: models.Model, fields: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Of the fields those that change: name -> [before, after]."""
    return {
        name: [plain(getattr(thing, name)), plain(value)]
        for name, value in fields.items()
        if getattr(thing, name) != value
    }


def note(scope: Scope, enterprise: Enterprise, verb: str, **details: Any) -> None:
    """Everything that is done to an enterprise is told under it, where its history is read."""
    record(
        user=writer(scope), zone=enterprise.zone, verb=verb, kind="enterprise", key=enterprise.pk, **plain(details)
    )  # fmt: skip
