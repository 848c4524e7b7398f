"""Who reads a confidential enterprise, and whom else to name."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries_people import Person, described, people_found, readers_of
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone

SHOWN = 20
LONGEST_WORDS = 80
FOUND = "found"


class ReadersPage:
    def __init__(self, request: HttpRequest, enterprise: Enterprise) -> None:
        self.request, self.enterprise = request, enterprise
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.words = " ".join(request.GET.get("q", "").split())[:LONGEST_WORDS]

    @property
    def is_part(self) -> bool:
        """Only the people found are asked for, while somebody types."""
        return self.request.GET.get("part") == FOUND

    @property
    def trail(self) -> list[Crumb]:
        return [
            Crumb(_("Enterprises"), address(self.request, "enterprises:register")),
            Crumb(self.enterprise.title, address(self.request, "enterprises:enterprise", self.enterprise.pk)),
            Crumb(_("Confidentiality and readers")),
        ]

    @cached_property
    def units(self) -> list[Unit]:
        return [unit for unit in units_of_zone(self.enterprise.zone) if unit.kind != UnitKind.OUTSIDE]

    @property
    def unit_choices(self) -> list[tuple[str, str]]:
        return [(unit.code, unit.title) for unit in self.units if unit.kind not in (UnitKind.ZONE, UnitKind.PARK)]

    @cached_property
    def unit(self) -> Unit | None:
        asked = self.request.GET.get("unit", "")
        return next((unit for unit in self.units if unit.code == asked), None)

    @cached_property
    def readers(self) -> list[Person]:
        return described(self.enterprise.zone, readers_of(self.enterprise))

    @cached_property
    def found(self) -> list[Person]:
        """Whom else one could name; those named already stand above."""
        named = [person.user.pk for person in self.readers]
        found = people_found(self.enterprise.zone, self.words, self.unit).exclude(pk__in=named)
        return described(self.enterprise.zone, found[: SHOWN + 1])

    @property
    def people(self) -> list[Person]:
        return self.found[:SHOWN]

    @property
    def has_more(self) -> bool:
        return len(self.found) > SHOWN

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.unit)

    @property
    def is_self_kept(self) -> bool:
        """Whoever reads by name alone is not taken off by themselves."""
        return not self.scope.sees_all_working_records(self.enterprise.zone)

    def here(self, name: str) -> str:
        """An address of this page that keeps what was looked for."""
        unit = self.unit.code if self.unit else None
        return address(self.request, f"enterprises:{name}", self.enterprise.pk, q=self.words or None, unit=unit)

    @property
    def name_url(self) -> str:
        return self.here("name-reader")

    @property
    def remove_url(self) -> str:
        return self.here("remove-reader")
