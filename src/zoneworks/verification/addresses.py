"""Addresses of the pages of this app."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from zoneworks.ui.addresses import address


def lights_address(request: HttpRequest, about: date, **query: object) -> str:
    """Two lights of a month; `show` and `unit` narrow them."""
    return address(request, "verification:lights", month=f"{about:%Y-%m}", **query)


def item_address(request: HttpRequest, item: int, about: date) -> str:
    """The lights of one row for a month, with their reasons."""
    return address(request, "verification:item", item, month=f"{about:%Y-%m}")


def month_address(request: HttpRequest, about: date, **query: object) -> str:
    """The verification of a month; `show` narrows it."""
    return address(request, "verification:month", month=f"{about:%Y-%m}", **query)


def report_address(request: HttpRequest, report: int) -> str:
    return address(request, "verification:report", report)


def sample_address(request: HttpRequest, draw: int) -> str:
    return address(request, "verification:sample", draw)
