"""Addresses of the pages of reports."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from zoneworks.plans.models import Item
from zoneworks.ui.addresses import address


def report_address(request: HttpRequest, item: Item, about: date) -> str:
    return address(request, "reports:report", item.pk, about)


def month_address(request: HttpRequest, about: date, **query: object) -> str:
    """The page of a month, narrowed by `state` and `unit` (its code)."""
    return address(request, "reports:month", month=f"{about:%Y-%m}", **query)
