"""What the events of enterprises speak of by its key: people, units, figures, other enterprises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.audit.models import Event
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import enterprises_readable
from zoneworks.units.models import Unit

PEOPLE, UNITS, FIRMS = ("reader", "before", "after"), ("unit", "park"), ("gone", "other", "enterprises")
Details = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """By key. `opened`: which of the enterprises the reader of the history may open."""

    people: Mapping[int, User]
    units: Mapping[int, Unit]
    firms: Mapping[int, Enterprise]
    facts: Mapping[int, EnterpriseFact]
    opened: frozenset[int]

    def person(self, key: Any) -> str:
        known = self.people.get(key) if isinstance(key, int) else None
        return known.title if known else _("somebody whose account is gone")

    def unit(self, key: Any) -> str:
        known = self.units.get(key) if isinstance(key, int) else None
        return known.title if known else ""

    def firm(self, key: Any) -> str:
        """Name and code; what the reader may not open has neither."""
        known = self.firms.get(key) if isinstance(key, int) else None
        if known is None or known.pk not in self.opened:
            return _("an enterprise you may not open")
        if not known.credit_code:
            return pgettext("history", "“%(name)s”") % {"name": known.title}
        return pgettext("history", "“%(name)s” (%(code)s)") % {"name": known.title, "code": known.credit_code}


def names_in(scope: Scope | None, events: Sequence[Event]) -> Names:
    """In at most six statements, however many events there are."""
    details = [event.details for event in events]
    firms = {one.pk: one for one in found(Enterprise, keys_in(details, FIRMS))}
    return Names(
        people={one.pk: one for one in found(User, keys_in(details, PEOPLE))},
        units={one.pk: one for one in found(Unit, keys_in(details, UNITS))},
        firms=firms,
        facts={one.pk: one for one in found(EnterpriseFact, keys_in(details, ("fact",)))},
        opened=opened_among(scope, {event.zone_id for event in events}, firms.values()),
    )


def found(model: Any, keys: set[int]) -> Iterable[Any]:
    return model.objects.filter(pk__in=keys) if keys else ()


def keys_in(details: Iterable[Details], names: Sequence[str]) -> set[int]:
    """Keys under these names, one, several, or before and after a change."""
    keys: set[int] = set()
    for one in details:
        changes = one.get("changes")
        for place in (one, changes if isinstance(changes, dict) else {}):
            for name in names:
                value = place.get(name)
                several = value if isinstance(value, list) else [value]
                keys.update(key for key in several if isinstance(key, int) and not isinstance(key, bool))
    return keys


def opened_among(scope: Scope | None, zones: set[int | None], firms: Iterable[Enterprise]) -> frozenset[int]:
    """Those the reader may open; a merged one like what it stands for."""
    roots = {one.pk: one.merged_into_id or one.pk for one in firms}
    if scope is None or not roots:
        return frozenset()
    opened: set[int] = set()
    for zone in (zone for zone in scope.zones if zone.pk in zones):
        readable = enterprises_readable(scope, zone).filter(pk__in=set(roots.values())).order_by()
        opened.update(readable.values_list("pk", flat=True))
    return frozenset(key for key, root in roots.items() if root in opened)
