"""Who may do what with an order, what its texts can hold, and who came first."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.common.plain import plain
from zoneworks.supervision.choices import StepKind
from zoneworks.supervision.models import Order, OrderStep
from zoneworks.supervision.words import TAKEN, day, number_of
from zoneworks.units.models import Unit

LONGEST = 5000
LONGEST_RAW = 40 * LONGEST
LONGEST_LINE = 300


def writer(scope: Scope) -> User | None:
    """The person to whom a write is ascribed."""
    return scope.user if scope.user.is_authenticated else None


def require_office(scope: Scope, zone: Unit) -> None:
    if not is_office(scope, zone):
        raise Refused(
            "not_yours", _("Only the supervision office of %(zone)s does this with an order.") % {"zone": zone.title}
        )


def is_office(scope: Scope, zone: Unit) -> bool:
    return scope.is_supervising(zone)


def require_undertaking(scope: Scope, order: Order) -> None:
    if not is_undertaking(scope, order):
        raise Refused(
            "not_yours",
            _("Only %(unit)s, which undertakes the order, does this with it.") % {"unit": order.unit.title},
        )


def is_undertaking(scope: Scope, order: Order) -> bool:
    """Whether the person works for the unit that undertakes the order, or for one above it."""
    return order.zone_id in scope.zone_ids and scope.works_for([order.unit.path])


def plain_words(text: str, field: str, *, is_needed: bool = False) -> str:
    """What was typed, as plain paragraphs; refused where it is too long, or missing where it is needed."""
    cleaned = plain(text) if len(text) <= LONGEST_RAW else text
    if len(cleaned) > LONGEST:
        raise Refused(
            "words_too_long",
            _("This text has %(length)d characters; at most %(limit)d fit. Shorten it, or hand the rest in as a file.")
            % {"length": len(cleaned), "limit": LONGEST},
            field,
        )
    if is_needed and not cleaned:
        raise Refused("text_missing", _("This text is missing. Write at least one word."), field)
    return cleaned


def plain_line(text: str, field: str, *, is_needed: bool = False) -> str:
    """The same for one line."""
    cleaned = plain_words(text, field, is_needed=is_needed).replace("\n", " ")
    if len(cleaned) > LONGEST_LINE:
        raise Refused(
            "text_too_long",
            _("“%(start)s…” has %(length)d characters; at most %(limit)d fit. Shorten it.")
            % {"start": cleaned[:20], "length": len(cleaned), "limit": LONGEST_LINE},
            field,
        )
    return cleaned


def overtaken(order: Order) -> Overtaken:
    return overtaken_among([order])[order.pk]


def overtaken_among(orders: Iterable[Order]) -> dict[int, Overtaken]:
    """For each of the orders, as it stands now, who was first; one statement."""
    orders = list(orders)
    last: dict[int, OrderStep] = {}
    for step in OrderStep.objects.filter(order__in=orders).select_related("by").order_by("order", "no"):
        last[step.order_id] = step
    return {order.pk: Overtaken("order_overtaken", who_was_first(order, last[order.pk])) for order in orders}


def who_was_first(order: Order, step: OrderStep) -> str:
    known = {"number": number_of(order), "step": TAKEN[StepKind(step.kind)], "when": day(step.on)}
    if step.by is None:
        sentence = _("The rules moved order %(number)s on (%(step)s, %(when)s). Load it again and look once more.")
        return sentence % known
    sentence = _("%(person)s was first with order %(number)s (%(step)s, %(when)s). Load it again and look once more.")
    return sentence % {**known, "person": step.by.title}
