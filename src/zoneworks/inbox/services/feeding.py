"""Feeds of deadlines that a calendar program reads without signing in."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.inbox.models import Feed
from zoneworks.inbox.queries import may_feed_unit
from zoneworks.units.models import Unit

MOST_FEEDS = 10


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def offered_key(scope: Scope) -> str:
    """A key for a feed that is not made yet, sealed for the person: it travels in the form, so that a form sent twice
    makes one feed."""
    return signer(scope).sign(secrets.token_urlsafe(32))


def signer(scope: Scope) -> Signer:
    return Signer(salt=f"inbox.feed.{scope.user.pk}")


@transaction.atomic
def make_feed(*, scope: Scope, zone: Unit, unit: Unit | None, language: str, offered: str) -> tuple[Feed, str]:
    """The feed and its key. Kept is the key's digest alone. `unit` None: the person's own deadlines."""
    try:
        key = signer(scope).unsign(offered)
    except BadSignature as error:
        sentence = _("This form is not from here. Load the page again and repeat.")
        raise Refused("form_unknown", sentence) from error
    if zone.pk not in scope.zone_ids or (unit is not None and not may_feed_unit(scope, zone, unit)):
        raise Refused("unit_not_yours", _("Choose a unit you work for."), "unit")
    if language not in dict(settings.LANGUAGES):
        raise Refused("language_unknown", _("Choose one of the languages."), "language")
    found = Feed.objects.filter(key_digest=digest_of(key), user=scope.user).first()
    if found:
        return found, key
    if Feed.objects.filter(user=scope.user, revoked_at__isnull=True).count() >= MOST_FEEDS:
        sentence = _("You have %(count)s calendar feeds already. Revoke one that you no longer use.")
        raise Refused("feeds_too_many", sentence % {"count": MOST_FEEDS})
    feed = Feed.objects.create(
        user=scope.user, zone=zone, unit=unit, key_digest=digest_of(key), language=language, made_at=now()
    )
    record(user=scope.user, zone=zone, verb="make-feed", kind="feed", key=feed.pk, unit=unit.code if unit else "")
    return feed, key


@transaction.atomic
def revoke_feed(*, scope: Scope, feed: Feed) -> None:
    """From now on its address leads nowhere."""
    if not Feed.objects.filter(pk=feed.pk, user=scope.user, revoked_at__isnull=True).update(revoked_at=now()):
        raise Overtaken("feed_revoked", _("The feed is revoked already."))
    record(user=scope.user, zone=feed.zone, verb="revoke-feed", kind="feed", key=feed.pk)
