"""The only place that asks what day it is."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def calendar_today() -> date:
    return timezone.localdate()
