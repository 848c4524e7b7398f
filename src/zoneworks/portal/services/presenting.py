"""The key facts on the home page: each says where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.portal.models import PortalHome
from zoneworks.portal.services.entering import is_reviewing
from zoneworks.units.models import Unit


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    unit: str
    source: str


@transaction.atomic
def show_facts(*, scope: Scope, zone: Unit, facts: Sequence[Fact], facts_en: Sequence[Fact]) -> None:
    """Put these facts, and no others, on the zone's home pages; released at once, so only those who review may."""
    if not is_reviewing(scope, zone):
        raise Refused("not_reviewing", _("Only the supervision office and the leaders release articles."))
    shown = {"zh-hans": facts, "en": facts_en}
    if any(not fact.source.strip() for told in shown.values() for fact in told):
        raise Refused("source_missing", _("Each key fact says where it comes from."), "facts")
    for home in PortalHome.objects.select_for_update(of=("self",)).filter(zone=zone).select_related("locale"):
        page: PortalHome = home.get_latest_revision_as_object()
        page.facts = [("fact", asdict(fact)) for fact in shown[home.locale.language_code]]
        page.save_revision(user=scope.user, log_action=True).publish(user=scope.user, skip_permission_checks=True)
        record(user=scope.user, zone=zone, verb="show_facts", kind="portal_home", key=home.pk, facts=len(page.facts))
