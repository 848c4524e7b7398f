"""Freezing a document: its data in both languages, written once, known by its SHA-256."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from zonekit.documents.blocks import Document
from zonekit.documents.canonical import canonical_bytes
from zonekit.documents.output import silent
from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.documents.choices import LANGUAGES, ProductionState
from zoneworks.documents.kinds import DocumentKind, Tell, kind_of
from zoneworks.documents.models import Edition, Production
from zoneworks.documents.services.asking import cleaned_arguments, person
from zoneworks.documents.services.making import build_document
from zoneworks.documents.services.telling import StopAsked
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

TRIES = 20


def nothing_more(_edition: Edition) -> None:
    """Numbering is all."""


def freeze(
    *,
    scope: Scope,
    zone: Unit,
    kind: str,
    arguments: Mapping[str, Any],
    submission: str,
    today: date,
    tell: Tell = silent,
    settle: Callable[[Edition], None] = nothing_more,
) -> Edition:
    """Make an edition of what is known now; the same submission gives the same edition.

    Both languages are built and checked before anything is written, outside the transaction, which only numbers.
    `settle` is called within that transaction: what it raises leaves no edition behind.
    """
    declared = kind_of(kind)
    if not (declared.is_frozen and declared.may_make(scope, zone)):
        raise Refused("not_yours", _("You cannot freeze this document."))
    known = Edition.objects.filter(submission=submission).first()
    if known:
        return same_or_refuse(known, zone, kind)
    cleaned = cleaned_arguments(scope, zone, declared, arguments, today)
    content = canonical_bytes(built_in_both(scope, zone, declared, cleaned, tell))
    as_of = declared.as_of(cleaned)
    title, title_en = declared.titles(zone, cleaned)
    edition = Edition(
        zone=zone, kind=kind, year=int(cleaned.get("year", as_of.year)), as_of=as_of, arguments=cleaned, title=title,
        title_en=title_en, sha256=hashlib.sha256(content).hexdigest(), frozen_at=now(), frozen_on=today,
        frozen_by=person(scope), submission=submission,
    )  # fmt: skip
    place = f"editions/{zone.pk}/{edition.uid.hex}.json.gz"
    edition.data.name = default_storage.save(place, ContentFile(gzip.compress(content, mtime=0)))
    kept = None
    try:
        kept = numbered(edition, settle)
    finally:
        if kept is None or kept.data.name != edition.data.name:
            default_storage.delete(edition.data.name)
    return kept


def freeze_for(production: Production, tell: Tell) -> Edition:
    """The edition that a person asked for; a production that was stopped meanwhile leaves none."""

    def settle(edition: Edition) -> None:
        running = Production.objects.filter(pk=production.pk, state=ProductionState.RUNNING)
        if not running.update(edition=edition):
            raise StopAsked

    if production.asked_by is None:
        raise Refused("nobody_asked", _("Nobody stands for this file; a command makes its files itself."))
    return freeze(
        scope=Scope(production.asked_by), zone=production.zone, kind=production.kind, arguments=production.arguments,
        submission=production.submission, today=profile_of(production.zone).today, tell=tell, settle=settle,
    )  # fmt: skip


def built_in_both(
    scope: Scope, zone: Unit, declared: DocumentKind, arguments: Mapping[str, Any], tell: Tell
) -> dict[str, Document]:
    documents = {}
    for turn, language in enumerate(LANGUAGES):

        def tell_half(done: int, total: int, turn: int = turn) -> None:
            tell(turn * total + done, len(LANGUAGES) * total)

        with translation.override(language):
            documents[language] = build_document(
                scope=scope, zone=zone, kind=declared, arguments=arguments, tell=tell_half
            )
    return documents


def numbered(edition: Edition, settle: Callable[[Edition], None]) -> Edition:
    """Give it the next number of its kind in its zone and year; whoever is overtaken counts again."""
    series = Edition.objects.filter(zone=edition.zone, kind=edition.kind, year=edition.year)
    for _turn in range(TRIES):
        try:
            with transaction.atomic():
                edition.number = (series.aggregate(last=Max("number"))["last"] or 0) + 1
                edition.save(force_insert=True)
                record(
                    user=edition.frozen_by, zone=edition.zone, verb="freeze", kind="edition", key=edition.pk,
                    document=edition.kind, number=edition.number, sha256=edition.sha256,
                    as_of=edition.as_of.isoformat(),
                )  # fmt: skip
                settle(edition)
                return edition
        except IntegrityError:
            edition.pk = None
            twin = Edition.objects.filter(submission=edition.submission).first()
            if twin:
                return same_or_refuse(twin, edition.zone, edition.kind)
    raise Overtaken("overtaken", _("Too many editions are being frozen at once. Try again."))


def same_or_refuse(known: Edition, zone: Unit, kind: str) -> Edition:
    if (known.zone_id, known.kind) != (zone.pk, kind):
        raise Refused("submission_used", _("This form was used for another document. Open it again."))
    return known
