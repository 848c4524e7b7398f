"""Who acts when the command line does: the operator of the machine, in one zone, under no person's name."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.common.errors import Refused
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit


class OperatorScope(Scope):
    """May do in one zone what its supervision office may; the record names no person."""

    def __init__(self, zone: Unit) -> None:
        super().__init__(AnonymousUser())  # type: ignore[arg-type]
        self.zone = zone
        self.zones = (zone,)

    def holds(self, kinds: Iterable[RoleKind], zone: Unit) -> bool:
        return RoleKind.SUPERVISION in set(kinds) and zone.pk == self.zone.pk


def zone_named(code: str | None) -> Unit:
    """The zone of the code, or the only one. Raises Refused with the codes to choose from."""
    zones = list(Unit.objects.filter(kind=UnitKind.ZONE, is_active=True).order_by("path"))
    fitting = [zone for zone in zones if code is None or zone.code == code]
    if len(fitting) == 1:
        return fitting[0]
    codes = ", ".join(zone.code for zone in zones)
    if not zones:
        raise Refused("zone_missing", _("There is no zone yet. Make one, or try `zoneworks demo`."))
    if code is None:
        raise Refused("zone_unclear", _("There are several zones: %(codes)s. Name one with --zone.") % {"codes": codes})
    raise Refused(
        "zone_unknown", _("There is no zone %(code)s. The zones are: %(codes)s.") % {"code": code, "codes": codes}
    )
