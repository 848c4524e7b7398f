"""What messages of the rhythm open: a person's own desk, where all that is owed stands together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, register
from zoneworks.units.models import Unit

DESK = "desk"


class DeskSubject:
    """Its key is the code of the zone."""

    code = DESK
    label = _("My desk")

    def find(self, scope: Scope, keys: Iterable[str]) -> Mapping[str, Subject]:
        known = {zone.code for zone in scope.zones}
        url = reverse("desk:home")
        return {key: Subject(DESK, key, str(self.label), f"{url}?zone={key}") for key in keys if key in known}

    def zone_of(self, key: str) -> Unit | None:
        return Unit.objects.filter(code=key).first()

    def search(self, scope: Scope, zone: Unit, words: str) -> Iterable[Subject]:
        """No order is about a desk."""
        return ()


register(DeskSubject())
