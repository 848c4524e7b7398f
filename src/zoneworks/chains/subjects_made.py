"""What was taken along of a chain or a gap, and enterprises of the pool, as the record speaks of them.

No order is ever about one of these: they are found by their key alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, SubjectKind, register
from zoneworks.chains.models import PoolEnterprise
from zoneworks.chains.queries import chains_readable
from zoneworks.chains.subjects import ChainSubject, GapSubject, numbers_in
from zoneworks.units.models import Unit


@dataclass(frozen=True)
class MadeOf:
    """A file made of a chain or of a gap, by the key of that."""

    code: str
    label: str | Promise
    whole: SubjectKind

    def find(self, scope: Scope, keys: Iterable[str]) -> Mapping[str, Subject]:
        return {key: replace(one, kind=self.code) for key, one in self.whole.find(scope, keys).items()}

    def zone_of(self, key: str) -> Unit | None:
        return self.whole.zone_of(key)

    def search(self, scope: Scope, zone: Unit, words: str) -> Iterable[Subject]:
        return []


class PoolSubject:
    """Known to whoever opens any chain of the zone: its lists name them."""

    code = "pool_enterprise"
    label = gettext_lazy("Target enterprise")

    def find(self, scope: Scope, keys: Iterable[str]) -> Mapping[str, Subject]:
        zones = [zone for zone in scope.zones if chains_readable(scope, zone).exists()]
        found = PoolEnterprise.objects.filter(zone__in=zones, pk__in=numbers_in(keys))
        return {str(one.pk): Subject(self.code, str(one.pk), one.title, "") for one in found}

    def zone_of(self, key: str) -> Unit | None:
        one = PoolEnterprise.objects.filter(pk__in=numbers_in([key])).select_related("zone").first()
        return one.zone if one else None

    def search(self, scope: Scope, zone: Unit, words: str) -> Iterable[Subject]:
        return []


for made in (
    MadeOf("chain_map", pgettext_lazy("subject", "Table of a chain's nodes"), ChainSubject()),
    MadeOf("chain_roster", pgettext_lazy("subject", "List of a chain's enterprises"), ChainSubject()),
    MadeOf("chain_gaps", pgettext_lazy("subject", "List of a chain's gaps"), ChainSubject()),
    MadeOf("chain_version", pgettext_lazy("subject", "Workbook of a chain"), ChainSubject()),
    MadeOf("gap_targets", pgettext_lazy("subject", "Target list of a gap"), GapSubject()),
):
    register(made)
register(PoolSubject())
