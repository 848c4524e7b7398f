"""Addresses of orders, with the date and zone of the page one is on."""

from __future__ import annotations

from django.http import HttpRequest

from zoneworks.supervision.models import Order
from zoneworks.ui.addresses import address


def order_address(request: HttpRequest, order: Order) -> str:
    return address(request, "supervision:order", order.pk)


def board_address(request: HttpRequest, **filters: object) -> str:
    return address(request, "supervision:board", **filters)
