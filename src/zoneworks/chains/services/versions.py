"""Chains and their versions: drawn up as a draft, put in force from a day on, never changed afterwards."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from zonekit import chains as engine
from zonekit.values.texts import Text
from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.chains.bridge import digest_of, english_of, link_rows, node_rows
from zoneworks.chains.choices import VersionState
from zoneworks.chains.models import Chain, ChainVersion, Link, Node
from zoneworks.chains.queries import draft_of, version_on
from zoneworks.chains.services.guards import claim_chain, require_office, writer
from zoneworks.chains.services.laying_out import keep_layouts
from zoneworks.chains.services.syncing import sync_gaps
from zoneworks.common.errors import Refused
from zoneworks.units.models import Unit

EDITORS = Text(
    "本软件编者整理，待产业链专家确认", "Drawn up by the editors of this software, to be confirmed by experts"
)


@transaction.atomic
def create_chain(*, scope: Scope, zone: Unit, content: engine.Chain, today: date, source: Text) -> Chain:
    """A chain with its first version as a draft; the code again is the chain that has it."""
    require_office(scope, zone)
    chain, is_new = Chain.objects.get_or_create(
        zone=zone, code=content.code,
        defaults={
            "name": content.name.zh, "name_en": english_of(content.name),
            "position": (Chain.objects.filter(zone=zone).aggregate(last=Max("position"))["last"] or 0) + 1,
        },
    )  # fmt: skip
    if is_new:
        record(user=writer(scope), zone=zone, verb="create_chain", kind="industry_chain", key=chain.pk, name=chain.name)
        draw_up(scope=scope, chain=chain, content=content, today=today, source=source)
    return chain


@transaction.atomic
def draw_up(*, scope: Scope, chain: Chain, content: engine.Chain, today: date, source: Text) -> ChainVersion:
    """The content as a draft in place of any earlier draft; the content that stands or is drafted is given back."""
    claim_chain(scope, chain)
    digest, standing, draft = digest_of(content), version_on(chain, today), draft_of(chain)
    for known in (draft, standing):
        if known is not None and known.digest == digest:
            return known
    if draft is not None:
        draft.delete()
    last = ChainVersion.objects.filter(chain=chain).aggregate(last=Max("number"))["last"] or 0
    version = ChainVersion.objects.create(
        chain=chain, number=last + 1, label=content.version[:60], name=content.name.zh,
        name_en=english_of(content.name), source=source.zh[:300], source_en=english_of(source)[:300],
        is_to_be_confirmed=not content.is_confirmed,
        note=content.note.zh if content.note else "", note_en=english_of(content.note) if content.note else "",
        digest=digest, made_on=today, made_by=writer(scope),
    )  # fmt: skip
    nodes = Node.objects.bulk_create(node_rows(version, content))
    Link.objects.bulk_create(link_rows(version, content, nodes))
    keep_layouts(version, content)
    record(
        user=writer(scope), zone=chain.zone, verb="draw_up_chain", kind="industry_chain", key=chain.pk,
        number=version.number, sha256=digest,
    )  # fmt: skip
    return version


@transaction.atomic
def put_in_force(*, scope: Scope, version: ChainVersion, today: date, from_day: date | None = None) -> ChainVersion:
    """Let a draft stand from a day on, today at the earliest; doing it twice is once."""
    chain, begins = version.chain, from_day or today
    claim_chain(scope, chain)
    if begins < today:
        raise Refused("in_force_before_today", _("A version stands from today on at the earliest."), "from_day")
    waiting = ChainVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT)
    if not waiting.update(state=VersionState.IN_FORCE, in_force_from=begins):
        stands = ChainVersion.objects.filter(pk=version.pk).first()
        if stands is None:
            raise Refused("draft_gone", _("This draft was replaced or discarded meanwhile. Load the page again."))
        return stands
    version.refresh_from_db()
    record(
        user=writer(scope), zone=chain.zone, verb="put_chain_in_force", kind="industry_chain", key=chain.pk,
        number=version.number, in_force_from=begins.isoformat(),
    )  # fmt: skip
    if begins == today:
        Chain.objects.filter(pk=chain.pk).update(name=version.name, name_en=version.name_en)
        chain.refresh_from_db(fields=["name", "name_en"])
        sync_gaps(chain, today)
    return version


@transaction.atomic
def discard_version(*, scope: Scope, version: ChainVersion) -> None:
    """Put a draft away; doing it twice is once. What stands or stood is not put away."""
    claim_chain(scope, version.chain)
    if ChainVersion.objects.filter(pk=version.pk, state=VersionState.IN_FORCE).exists():
        raise Refused("version_in_force", _("A version in force stays; a later one takes its place."))
    gone, _kinds = ChainVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT).delete()
    if gone:
        record(
            user=writer(scope), zone=version.chain.zone, verb="discard_chain_draft", kind="industry_chain",
            key=version.chain_id, number=version.number,
        )  # fmt: skip


@transaction.atomic
def load_shipped_chains(
    *, scope: Scope, zone: Unit, today: date, codes: Collection[str] | None = None
) -> list[Chain]:  # fmt: skip
    """The curated chains, in force from today; a chain of the same code that the zone has is left as it is."""
    require_office(scope, zone)
    loaded = []
    for content in engine.shipped_chains():
        if codes is None or content.code in codes:
            chain = create_chain(scope=scope, zone=zone, content=content, today=today, source=EDITORS)
            draft = draft_of(chain)
            if draft is not None and version_on(chain, today) is None:
                put_in_force(scope=scope, version=draft, today=today)
            loaded.append(chain)
    return loaded
