"""When digests go out: on working days, from an hour on, for each zone's own day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from zoneworks.accounts.models import User
from zoneworks.accounts.tests.worlds import World
from zoneworks.inbox import periodic
from zoneworks.inbox.tests.conftest import ON
from zoneworks.units.models import ZoneProfile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("hour", "day", "is_sent"),
    [
        (6, date(2023, 10, 9), False),
        (7, date(2023, 10, 9), True),
        (9, date(2023, 10, 8), True),  # a Sunday that is worked
        (9, date(2023, 10, 6), False),  # a Friday off
        (9, date(2023, 10, 14), False),
    ],
)
def test_a_digest_goes_out_on_working_days_from_its_hour_on(
    world: World, drill: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, hour: int, day: date, is_sent: bool
) -> None:
    settings.ZONEWORKS_SENDS_MAIL, settings.ZONEWORKS_DIGEST_HOUR = True, 7
    ZoneProfile.objects.filter(zone=world.zone).update(fixed_today=day)
    User.objects.filter(username="officer").update(email="officer@zone.example")
    monkeypatch.setattr(periodic, "now", lambda: datetime(2023, 10, 9, hour, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
    drill("officer")
    assert date(2023, 10, 8) == ON
    assert periodic.remind_and_send() == (1 if is_sent else 0)
    assert len(mail.outbox) == (1 if is_sent else 0)
