"""Urging everything that is owed with one press: each thing at most once a day, each person told once of all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.common.text import followed
from zoneworks.inbox.queries import holders_of, people_of_units
from zoneworks.inbox.services import Telling, tell_each
from zoneworks.plans.models import Item
from zoneworks.plans.services.guards import require_supervision
from zoneworks.reports import services as reports
from zoneworks.reports.pages.words import month_words
from zoneworks.rhythm.message_kinds import URGED
from zoneworks.rhythm.owed import MonthOwed, OrderOwed, UnitOwed, owed_in
from zoneworks.rhythm.subjects import DESK
from zoneworks.supervision.models import OrderUnit
from zoneworks.supervision.services import urge_orders
from zoneworks.supervision.words import left_words, number_of
from zoneworks.units.models import Unit

LONGEST_WORDS = 300
NAMED = 12  # things in one message; the desk shows all


@dataclass(frozen=True)
class Urged:
    """How many reports and orders were urged now, and how many people were told."""

    reports: int
    orders: int
    people: int


@transaction.atomic
def urge_owed(*, scope: Scope, zone: Unit, chosen: Collection[str], today: date, words: str = "") -> Urged:
    """Urge what was chosen of what is owed today (`key` of MonthOwed and OrderOwed); what is no longer owed, or was
    urged today, is left out."""
    require_supervision(scope, zone)
    Unit.objects.select_for_update(no_key=True).get(pk=zone.pk)  # who presses at the same moment sees what was urged
    line = " ".join(words.split())
    if len(line) > LONGEST_WORDS:
        sentence = _("Write at most %(limit)d characters.") % {"limit": LONGEST_WORDS}
        raise Refused("words_too_long", sentence, "words")
    owed = fresh_of(owed_in(scope, zone, today), set(chosen), today)
    months = [month for unit in owed for month in unit.months]
    orders = [order for unit in owed for order in unit.orders]
    urged = urge_months(scope, zone, months, today, line)
    keys = [one.order.pk for one in orders]
    outcome = urge_orders(scope=scope, zone=zone, orders=keys, today=today, words=line, is_told=False) if keys else None
    taken = {step.order_id for step in outcome.done} if outcome else set()
    told = tell_people(zone, [left_with(unit, taken) for unit in owed], today, line, scope)
    return Urged(urged, len(taken), told)


def fresh_of(owed: Iterable[UnitOwed], chosen: Collection[str], today: date) -> list[UnitOwed]:
    found = []
    for unit in owed:
        months = [one for one in unit.months if one.key in chosen and one.urged_on != today]
        orders = [one for one in unit.orders if one.key in chosen and one.urged_on != today]
        if months or orders:
            found.append(UnitOwed(unit.unit, months, orders))
    return found


def left_with(unit: UnitOwed, taken: Collection[int]) -> UnitOwed:
    """An order that a colleague moved on meanwhile was not urged, and is not told."""
    return UnitOwed(unit.unit, unit.months, [one for one in unit.orders if one.order.pk in taken])


def urge_months(scope: Scope, zone: Unit, months: Sequence[MonthOwed], today: date, words: str) -> int:
    count = 0
    for about in sorted({one.about for one in months}):
        firsts = {first for one in months if one.about == about for first in one.items}
        items = Item.objects.filter(pk__in=firsts)
        count += reports.urge(
            scope=scope, zone=zone, about=about, items=items, words=words, today=today, is_told=False
        )  # fmt: skip
    return count


# --- one message for each person -------------------------------------------------------------------------------------


def tell_people(zone: Unit, owed: Sequence[UnitOwed], today: date, words: str, scope: Scope) -> int:
    """Officers of the units hear of all their units owe, helpers and leaders of the orders they have to do with."""
    by_person: dict[int, dict[str, MonthOwed | OrderOwed]] = {}
    for unit in owed:
        everything: list[MonthOwed | OrderOwed] = [*unit.months, *unit.orders]
        for user in people_of_units([unit.unit]):
            by_person.setdefault(user.pk, {}).update({one.key: one for one in everything})
    for person, one in concerned_by_orders(owed):
        by_person.setdefault(person, {})[one.key] = one
    by_person.pop(scope.user.pk, None)
    tellings = [telling_of(user, things, today, words, zone) for user, things in by_person.items() if things]
    return tell_each(zone=zone, kind=URGED, on=today, tellings=tellings)


def concerned_by_orders(owed: Sequence[UnitOwed]) -> Iterable[tuple[int, OrderOwed]]:
    orders = {one.order.pk: one for unit in owed for one in unit.orders}
    helping: dict[int, list[Unit]] = {}
    for row in OrderUnit.objects.filter(order__in=orders).select_related("unit"):
        helping.setdefault(row.order_id, []).append(row.unit)
    for key, one in orders.items():
        if key in helping:
            yield from ((user.pk, one) for user in people_of_units(helping[key]))
        if one.order.leader:
            yield from ((user.pk, one) for user in holders_of([one.order.leader]))


def telling_of(
    user: int, things: Mapping[str, MonthOwed | OrderOwed], today: date, words: str, zone: Unit
) -> Telling:  # fmt: skip
    told = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            told[language] = message_words(list(things.values()), words)
    what = sha256(" ".join(sorted(things)).encode()).hexdigest()[:32]
    return Telling(user, told["zh-hans"], told["en"], f"urged-{today.isoformat()}-{what}", (DESK, zone.code))


def message_words(things: Sequence[MonthOwed | OrderOwed], words: str) -> str:
    lines = [thing_words(one) for one in things[:NAMED]]
    more = len(things) - NAMED
    if more > 0:
        lines.append(ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more})
    listed = pgettext("between statements in a line", "; ").join(lines)
    sentence = _("The supervision office urges: %(things)s.") % {"things": listed}
    return followed(sentence, words)


def thing_words(one: MonthOwed | OrderOwed) -> str:
    if isinstance(one, MonthOwed):
        told = {"unit": one.unit.title, "month": month_words(one.about), "count": len(one.items)}
        sentence = ngettext(
            "%(unit)s: %(count)d report for %(month)s missing",
            "%(unit)s: %(count)d reports for %(month)s missing",
            len(one.items),
        )
        return sentence % told
    named = {"number": number_of(one.order), "title": one.order.title_shown, "left": left_words(one.left)}
    return _("%(number)s “%(title)s”, %(left)s") % named
