"""The kinds of document this app can produce: the notice of an order, and the urging notice of a unit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zonekit.documents.blocks import Document
from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.common.errors import Refused
from zoneworks.documents.choices import Format
from zoneworks.documents.kinds import Arguments, Tell, in_both_languages, register
from zoneworks.supervision import notices
from zoneworks.supervision.board import Board, Filters
from zoneworks.supervision.bridge import calendar
from zoneworks.supervision.models import Order
from zoneworks.supervision.queries import OrderDetail, order_detail, order_or_none
from zoneworks.supervision.words import day, left_words, number_of
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of, units_of_zone

NOTICE, URGING = "order_notice", "order_urging"
CONCERNED = (RoleKind.OFFICER, RoleKind.SUPERVISION, RoleKind.LEADER)
MOST_ORDERS = 200


def day_asked(zone: Unit, given: object) -> date:
    """The day named, today where none is; never one that has not come."""
    today = profile_of(zone).today
    if given in (None, ""):
        return today
    try:
        when = date.fromisoformat(str(given))
    except ValueError as error:
        sentence = _("“%(text)s” is not a date such as 2023-06-30.") % {"text": str(given)[:40]}
        raise Refused("date_unreadable", sentence, "as_of") from error
    if when > today:
        sentence = _("%(day)s has not come yet; today is %(today)s.") % {"day": day(when), "today": day(today)}
        raise Refused("date_in_future", sentence, "as_of")
    return when


def as_file_name(title: str) -> str:
    return " ".join("".join(" " if letter in '\\/:*?"<>|' else letter for letter in title).split())[:120]


class PaperKind(ABC):
    """What the two have in common: working papers, made anew each time, by those concerned with orders."""

    formats = (Format.DOCX, Format.PDF)
    is_frozen = False

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids and scope.holds(CONCERNED, zone)

    def may_read(self, scope: Scope, zone: Unit) -> bool:
        """No editions of them are kept."""
        return False

    def as_of(self, arguments: Arguments) -> date:
        return date.fromisoformat(arguments["as_of"])

    @abstractmethod
    def title(self, zone: Unit, arguments: Arguments) -> str:
        """In the active language."""

    def titles(self, zone: Unit, arguments: Arguments) -> tuple[str, str]:
        return in_both_languages(lambda: self.title(zone, arguments))

    def file_name(self, zone: Unit, arguments: Arguments) -> str:
        return as_file_name(f"{self.title(zone, arguments)} {arguments['as_of']}")


class NoticeKind(PaperKind):
    """Arguments: order (its key), as_of. Whoever may read the order may have its notice."""

    code = NOTICE
    mark_code = "SN"
    label = gettext_lazy("Supervision notice")

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        as_of = day_asked(zone, arguments.get("as_of"))
        detail = detail_asked(scope, zone, arguments, as_of)
        return {"order": detail.order.pk, "as_of": as_of.isoformat()}

    def title(self, zone: Unit, arguments: Arguments) -> str:
        order = Order.objects.filter(zone=zone, pk=arguments["order"]).first()
        if order is None:
            raise Http404("no such order")
        return f"{number_of(order)} {order.title_shown}"

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        as_of = self.as_of(arguments)
        made = notices.notice_of(scope, detail_asked(scope, zone, arguments, as_of))
        tell(1, 1)
        return made

    def address_of(self, arguments: Arguments) -> str:
        key = arguments.get("order")
        return reverse("supervision:order", args=[key]) if isinstance(key, int) and key > 0 else ""


def detail_asked(scope: Scope, zone: Unit, arguments: Arguments, as_of: date) -> OrderDetail:
    """The order as it stood; Http404 for one the person may not open, and before it was filed."""
    text = str(arguments.get("order", ""))
    order = order_or_none(scope, int(text)) if text.isascii() and text.isdecimal() and len(text) <= 15 else None
    detail = order_detail(scope, order, as_of, is_history=True) if order and order.zone_id == zone.pk else None
    if detail is None:
        raise Http404("no such order")
    return detail


class UrgingKind(PaperKind):
    """Arguments: unit (its code), as_of. The orders the unit owes a report on, for the supervision office."""

    code = URGING
    mark_code = "SU"
    label = gettext_lazy("Supervision urging notice")

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids and scope.is_supervising(zone)

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        unit = unit_asked(zone, arguments)
        return {"unit": unit.code, "as_of": day_asked(zone, arguments.get("as_of")).isoformat()}

    def title(self, zone: Unit, arguments: Arguments) -> str:
        return _("Supervision urging notice: %(unit)s") % {"unit": unit_asked(zone, arguments).title}

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        unit, as_of = unit_asked(zone, arguments), self.as_of(arguments)
        board = Board(scope, zone, Filters(), as_of, is_history=as_of < profile_of(zone).today)
        owed = board.standing.filter(board.running, unit=unit).order_by("now_due", "number")
        orders = list(owed[:MOST_ORDERS])
        left = [left_words(calendar().between(as_of, order.now_due)) for order in orders]
        made = notices.urging_notice(zone, unit, orders, left, as_of)
        tell(1, 1)
        return made

    def address_of(self, arguments: Arguments) -> str:
        return f"{reverse('supervision:board')}?{urlencode({'unit': arguments.get('unit', '')})}"


def unit_asked(zone: Unit, arguments: Arguments) -> Unit:
    unit = units_of_zone(zone).filter(code=str(arguments.get("unit", ""))).first()
    if unit is None:
        raise Http404("no such unit")
    return unit


for kind in (NoticeKind(), UrgingKind()):
    register(kind)
