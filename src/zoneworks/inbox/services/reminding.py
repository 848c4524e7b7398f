"""Telling people of days that come near, each of them once; a day that was moved is told anew."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.inbox.deadlines import Deadline, Wanted, deadlines
from zoneworks.inbox.message_kinds import DEADLINE
from zoneworks.inbox.queries import people_of_zone
from zoneworks.inbox.services.telling import Telling, tell_each
from zoneworks.units.models import Unit


def remind_of_deadlines(*, zone: Unit, on: date, until: date) -> int:
    """Tell everybody in the zone of what is due from `on` to `until` and not done; says how many were told now.

    Person by person, each in a transaction of its own: nobody waits for all.
    """
    return sum(remind(user, zone, on, until) for user in people_of_zone(zone))


@transaction.atomic
def remind(user: User, zone: Unit, on: date, until: date) -> int:
    scope = Scope(user)
    told: dict[str, dict[str, str]] = {}
    found: list[Deadline] = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            found = [one for one in deadlines(Wanted(scope, zone, on, until, on)) if is_to_tell(one)]
            told[language] = {one.uid: sentence(one) for one in found}
    tellings = [
        Telling(user.pk, told["zh-hans"].get(one.uid, ""), told["en"][one.uid], once_of(one), one.subject)
        for one in found
    ]
    return tell_each(zone=zone, kind=DEADLINE, on=on, tellings=tellings)


def is_to_tell(one: Deadline) -> bool:
    return one.is_reminded and not one.is_done


def sentence(one: Deadline) -> str:
    """As it stands in a message, in the active language."""
    return _("Due on %(day)s: %(title)s") % {"day": date_format(one.day, "DATE_FORMAT"), "title": one.title}


def once_of(one: Deadline) -> str:
    """Short whatever the app calls it."""
    return f"deadline-{sha256(one.uid.encode()).hexdigest()[:40]}-{one.day.isoformat()}"
