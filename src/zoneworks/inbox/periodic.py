"""What the background worker does for messages: days that come near are told, then the digests of the day go out."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from zonekit.values.workdays import chinese_calendar
from zoneworks.common.clock import now
from zoneworks.common.periodic import Job, register
from zoneworks.inbox.services import remind_of_deadlines, send_digests
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit

WORKING_DAYS_AHEAD = 5


def remind_and_send() -> int:
    """On working days from the hour of the digest on; says how many mails went out."""
    if timezone.localtime(now()).hour < settings.ZONEWORKS_DIGEST_HOUR:
        return 0
    calendar, sent = chinese_calendar(), 0
    zones = Unit.objects.filter(kind=UnitKind.ZONE, is_active=True, profile__isnull=False).select_related("profile")
    for zone in zones.order_by("path"):
        today = zone.profile.today
        if calendar.is_workday(today):
            remind_of_deadlines(zone=zone, on=today, until=calendar.add(today, WORKING_DAYS_AHEAD))
            sent += send_digests(zone=zone, on=today)
    return sent


register(Job("inbox.digests", 900, remind_and_send))
