"""One mail a day to a person, with what they were told and have neither read nor been mailed.

A mail is claimed before it is handed to the server and given back when that fails, so that it goes out later and
nothing in it is lost; two workers at once send one.
"""

from __future__ import annotations

import logging
from datetime import date, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.common.clock import now
from zoneworks.inbox.mails import digest_mail
from zoneworks.inbox.models import Digest, Message
from zoneworks.units.models import Unit

logger = logging.getLogger(__name__)
GIVEN_UP_AFTER = timedelta(hours=1)
REFUSED = (SMTPRecipientsRefused, SMTPDataError)  # for one person; anything else is the server's trouble


def send_digests(*, zone: Unit, on: date) -> int:
    """Mail those in the zone who have something to hear and no mail of the day yet; says how many mails went out.

    Where the mail server does not answer the rest waits for the next run.
    """
    if not settings.ZONEWORKS_SENDS_MAIL:
        return 0
    give_back_lost()
    sent = 0
    for user in list(waiting_for_mail(zone, on)):
        try:
            sent += send_digest(user, on)
        except REFUSED as refused:
            logger.warning("The mail server refused the digest of person %s: %s", user.pk, type(refused).__name__)
        except OSError as failure:
            logger.warning("The mail server cannot be reached (%s); digests wait", type(failure).__name__)
            break
    return sent


def waiting_for_mail(zone: Unit, on: date) -> QuerySet[User]:
    of_person = Message.objects.filter(pending(), user=OuterRef("pk"), zone=zone)
    had = Digest.objects.filter(user=OuterRef("pk"), on=on)
    reachable = User.objects.filter(is_active=True).exclude(email="")
    return reachable.filter(Exists(of_person), ~Exists(had)).order_by("pk")


def pending() -> Q:
    return Q(is_in_digest=True, digested_on__isnull=True, read_at__isnull=True)


def send_digest(user: User, on: date) -> int:
    """0 where a colleague's worker was first or nothing is left to say."""
    scope = Scope(user)
    digest, messages = claim(scope, on)
    if digest is None:
        return 0
    try:
        digest_mail(scope, messages, on).send()
    except BaseException:
        give_back(digest)
        raise
    Digest.objects.filter(pk=digest.pk).update(sent_at=now())
    return 1


@transaction.atomic
def claim(scope: Scope, on: date) -> tuple[Digest | None, list[Message]]:
    digest, is_new = Digest.objects.get_or_create(user=scope.user, on=on, defaults={"at": now(), "count": 0})
    if not is_new:
        return None, []
    mine = Message.objects.filter(pending(), user=scope.user, zone__in=scope.zone_ids)
    messages = list(mine.select_related("zone").order_by("-pk"))
    if not messages:
        digest.delete()
        return None, []
    Message.objects.filter(pk__in=[message.pk for message in messages]).order_by().update(digested_on=on)
    Digest.objects.filter(pk=digest.pk).update(count=len(messages))
    return digest, messages


@transaction.atomic
def give_back(digest: Digest) -> None:
    """As if it had never been claimed."""
    if Digest.objects.filter(pk=digest.pk, sent_at__isnull=True).delete()[0]:
        Message.objects.filter(user=digest.user_id, digested_on=digest.on).order_by().update(digested_on=None)


def give_back_lost() -> None:
    """Mails whose sender ended between claiming and sending: better told twice than never."""
    for digest in Digest.objects.filter(sent_at__isnull=True, at__lt=now() - GIVEN_UP_AFTER):
        give_back(digest)
