"""What a chain has to show: map, lists, policy, fund, space, platform, team, year plan; its state and its files."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.chains.choices import ArtefactKind, ArtefactState
from zoneworks.chains.models import Artefact, ArtefactFile, Chain
from zoneworks.chains.services.guards import claim_chain, overtaken, writer
from zoneworks.common.errors import Refused
from zoneworks.files.services import keep_file
from zoneworks.units.models import Unit

LONGEST_TITLE, LONGEST_NOTE = 200, 2000


@dataclass(frozen=True, slots=True)
class ArtefactFields:
    state: ArtefactState
    title: str = ""
    title_en: str = ""
    note: str = ""
    due: date | None = None
    valid_until: date | None = None


@transaction.atomic
def set_artefact(
    *, scope: Scope, chain: Chain, kind: ArtefactKind, fields: ArtefactFields, today: date, unit: Unit | None = None,
    seen: int | None = None,
) -> Artefact:  # fmt: skip
    """Say how an artefact stands; the same again changes nothing."""
    claim_chain(scope, chain)
    require_fit(chain, fields, unit)
    artefact, _is_new = Artefact.objects.get_or_create(chain=chain, kind=kind)
    values: dict[str, Any] = {**asdict(fields), "unit": unit}
    if all(getattr(artefact, name) == value for name, value in values.items()):
        return artefact
    guarded = Artefact.objects.filter(pk=artefact.pk)
    if seen is not None:
        guarded = guarded.filter(revision=seen)
    if not guarded.update(**values, changed_on=today, revision=F("revision") + 1):
        raise overtaken(chain.title)
    artefact.refresh_from_db()
    record(
        user=writer(scope), zone=chain.zone, verb="set_artefact", kind="industry_chain", key=chain.pk, what=str(kind),
        state=str(fields.state),
    )  # fmt: skip
    return artefact


@transaction.atomic
def add_artefact_file(
    *, scope: Scope, chain: Chain, kind: ArtefactKind, name: str, data: bytes | UploadedFile, today: date
) -> ArtefactFile:  # fmt: skip
    """Keep a document of an artefact; the same file again is the one that is there."""
    claim_chain(scope, chain)
    kept = keep_file(scope=scope, zone=chain.zone, name=name, data=data)
    artefact, _is_new = Artefact.objects.get_or_create(chain=chain, kind=kind)
    added, is_new = ArtefactFile.objects.get_or_create(artefact=artefact, file=kept, defaults={"added_on": today})
    if is_new:
        Artefact.objects.filter(pk=artefact.pk).update(changed_on=today, revision=F("revision") + 1)
        record(
            user=writer(scope), zone=chain.zone, verb="add_artefact_file", kind="industry_chain", key=chain.pk,
            what=str(kind), filename=kept.name,
        )  # fmt: skip
    return added


def require_fit(chain: Chain, fields: ArtefactFields, unit: Unit | None) -> None:
    if max(len(fields.title), len(fields.title_en)) > LONGEST_TITLE:
        raise Refused(
            "title_too_long", _("A title has at most %(most)s characters.") % {"most": LONGEST_TITLE}, "title"
        )
    if len(fields.note) > LONGEST_NOTE:
        raise Refused("note_too_long", _("A note has at most %(most)s characters.") % {"most": LONGEST_NOTE}, "note")
    if unit is not None and not unit.path.startswith(chain.zone.path):
        raise Refused("unit_not_of_zone", _("Choose a unit of the zone."), "unit")
