"""Asking for a file, stopping it, asking again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from zonekit.documents.canonical import canonical_json
from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.documents.choices import LANGUAGES, OPEN_STATES, Format, ProductionState
from zoneworks.documents.kinds import DocumentKind, kind_of
from zoneworks.documents.models import Edition, Production
from zoneworks.documents.services.removing import fail_silent
from zoneworks.documents.tasks import produce
from zoneworks.units.models import Unit


def ask_for(  # noqa: PLR0913 - what is asked for, by whom, once
    *,
    scope: Scope,
    zone: Unit,
    kind: str,
    arguments: Mapping[str, Any],
    format: str,  # noqa: A002 - the word of the thing
    language: str,
    submission: str,
    today: date,
    edition: Edition | None = None,
) -> Production:
    """Have a file made in the background, of an edition or of what is known now.

    The same submission gives the same production; so does asking for what is open already, or for a file of an
    edition that is ready, since an edition never changes.
    """
    known = Production.objects.filter(submission=submission).first()
    if known:
        return own_or_refuse(scope, known)
    declared = kind_of(kind)
    require_access(scope, zone, declared, edition)
    require_shape(declared, format, language, edition)
    cleaned = cleaned_arguments(scope, zone, declared, arguments, today) if edition is None else edition.arguments
    asked = {
        "zone": zone, "kind": kind, "arguments": cleaned, "edition": edition, "format": format, "language": language,
        "submission": submission, "asked_at": now(), "asked_by": person(scope),
    }  # fmt: skip
    asked["title"], asked["title_en"] = declared.titles(zone, cleaned)
    return once(asked)


def ask_to_freeze(
    *, scope: Scope, zone: Unit, kind: str, arguments: Mapping[str, Any], submission: str, today: date
) -> Production:
    """Have an edition made in the background, with the file of its data; told and stopped like any other work.

    The same submission gives the same production, and it the same edition.
    """
    known = Production.objects.filter(submission=submission).first()
    if known:
        return own_or_refuse(scope, known)
    declared = kind_of(kind)
    if not (declared.is_frozen and declared.may_make(scope, zone)):
        raise Refused("not_yours", _("You cannot freeze this document."))
    cleaned = cleaned_arguments(scope, zone, declared, arguments, today)
    asked = {
        "zone": zone, "kind": kind, "arguments": cleaned, "edition": None, "format": Format.JSON, "is_freezing": True,
        "language": LANGUAGES[0], "submission": submission, "asked_at": now(), "asked_by": person(scope),
    }  # fmt: skip
    asked["title"], asked["title_en"] = declared.titles(zone, cleaned)
    return once(asked)


def once(asked: dict[str, Any]) -> Production:
    """What stands already, else enqueued."""
    asked["fingerprint"] = fingerprint(asked)
    fail_silent(fingerprint=asked["fingerprint"])
    try:
        with transaction.atomic():
            return standing(asked) or enqueued(asked)
    except IntegrityError:
        found = standing(asked) or Production.objects.filter(submission=asked["submission"]).first()
        if found is None:
            raise
        return found


def enqueued(asked: dict[str, Any]) -> Production:
    """The task is written in the same transaction: a worker sees it once, and only if, all of this holds."""
    production = Production.objects.create(**asked)
    record(
        user=production.asked_by, zone=production.zone, verb="ask_for", kind="production", key=production.pk,
        document=production.kind, format=production.format, language=production.language,
        edition=production.edition_id,
    )  # fmt: skip
    produce.enqueue(production.pk)
    return production


def standing(asked: dict[str, Any]) -> Production | None:
    """What the person would get a second time."""
    same = Production.objects.filter(fingerprint=asked["fingerprint"])
    is_open = same.filter(state__in=OPEN_STATES).first()
    if is_open or asked["edition"] is None:
        return is_open
    return same.filter(state=ProductionState.DONE).first()


def fingerprint(asked: Mapping[str, Any]) -> str:
    person = asked["asked_by"]
    edition = asked["edition"]
    named = [
        asked["zone"].pk, asked["kind"], asked["arguments"], edition.pk if edition else None, asked["format"],
        asked["language"], person.pk if person else None, *(["freezing"] if asked.get("is_freezing") else []),
    ]  # fmt: skip
    return hashlib.sha256(canonical_json(named)).hexdigest()


@transaction.atomic
def stop_production(*, scope: Scope, production: Production) -> Production:
    """Stop what waits or runs; the work ends at its next sign of life. Stopping what is stopped changes nothing."""
    own_or_refuse(scope, production)
    stopped = Production.objects.filter(pk=production.pk, state__in=OPEN_STATES).update(
        state=ProductionState.STOPPED, ended_at=now()
    )
    production.refresh_from_db()
    if stopped:
        record(
            user=person(scope), zone=production.zone, verb="stop", kind="production", key=production.pk,
            document=production.kind,
        )  # fmt: skip
    elif production.state == ProductionState.DONE:
        raise Overtaken("is_done", _("The file was ready before it could be stopped."))
    return production


def repeat_production(*, scope: Scope, production: Production, submission: str, today: date) -> Production:
    """Ask anew for what failed, was stopped, or is to be made from what is known now."""
    own_or_refuse(scope, production)
    if production.is_freezing and production.edition is None:
        return ask_to_freeze(
            scope=scope, zone=production.zone, kind=production.kind, arguments=production.arguments,
            submission=submission, today=today,
        )  # fmt: skip
    return ask_for(
        scope=scope, zone=production.zone, kind=production.kind, arguments=production.arguments,
        format=production.format, language=production.language, submission=submission, today=today,
        edition=production.edition,
    )  # fmt: skip


def require_access(scope: Scope, zone: Unit, declared: DocumentKind, edition: Edition | None) -> None:
    is_allowed = declared.may_make(scope, zone) if edition is None else declared.may_read(scope, zone)
    is_whole = edition is None or (edition.zone_id == zone.pk and edition.kind == declared.code)
    if not (is_allowed and is_whole):
        raise Refused("not_yours", _("You cannot have this document made."))


def require_shape(declared: DocumentKind, wanted: str, language: str, edition: Edition | None) -> None:
    """An edition is one document, so there is no archive of it."""
    if wanted not in declared.formats or (edition is not None and wanted == Format.ZIP):
        raise Refused("format_unknown", _("This document is not made in that format."), "format")
    if language not in LANGUAGES:
        raise Refused("language_unknown", _("Documents are made in Chinese and in English."), "language")


def cleaned_arguments(
    scope: Scope, zone: Unit, declared: DocumentKind, arguments: Mapping[str, Any], today: date
) -> dict[str, Any]:
    """Complete and canonical; nobody knows yet what will be known on a later day."""
    cleaned = declared.clean(scope, zone, arguments)
    if declared.as_of(cleaned) > today:
        raise Refused("date_to_come", _("The document is about a day that has not come yet."), "as_of")
    return cleaned


def own_or_refuse(scope: Scope, production: Production) -> Production:
    if production.asked_by_id != (scope.user.pk if scope.user.is_authenticated else None):
        raise Refused("not_yours", _("Somebody else asked for this file."))
    return production


def person(scope: Scope) -> Any:
    return scope.user if scope.user.is_authenticated else None
