"""Why a step is not taken, in a sentence that names the days and says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zonekit.supervision import OrderFault
from zoneworks.common.errors import Refused
from zoneworks.supervision.choices import OrderState, StepKind
from zoneworks.supervision.models import Order
from zoneworks.supervision.words import consequence_words, day, number_of, rung_words, state_words

# By code: the sentence, and the field of a form it belongs to.
SENTENCES: dict[str, tuple[Promise, str | None]] = {
    "order_closed": (gettext_lazy("Order %(number)s has ended (%(state)s on %(closed_on)s). File a new order."), None),
    "order_suspended": (
        gettext_lazy("Order %(number)s is suspended. Resume it first; then “%(step)s” is possible again."), None,
    ),
    "already_suspended": (gettext_lazy("Order %(number)s is suspended already."), None),
    "not_suspended": (gettext_lazy("Order %(number)s is not suspended; its clock runs."), None),
    "step_not_allowed": (
        gettext_lazy("Order %(number)s is “%(state)s”; “%(step)s” is not possible then. Look at what comes next."),
        None,
    ),
    "extension_too_late": (
        gettext_lazy(
            "Order %(number)s was due on %(due)s and today is %(on)s. An extension is asked for on the due day at the "
            "latest; report back what has been done, and why it is late."
        ),
        "due",
    ),
    "extension_asked_already": (
        gettext_lazy("An extension to %(asked_due)s has been asked for and waits for the supervision office."), "due",
    ),
    "no_extension_asked": (
        gettext_lazy("No extension of order %(number)s waits to be decided. Load the page again."), None,
    ),
    "extension_undecided": (
        gettext_lazy("The extension of order %(number)s to %(asked_due)s has to be decided first."), None,
    ),
    "extension_not_later": (
        gettext_lazy("%(asked)s is no extension: the order is due on %(due)s, today is %(on)s. Name a later day."),
        "due",
    ),
    "not_a_working_day": (
        gettext_lazy("%(asked)s is not worked. Take %(before)s or %(after)s."), "due",
    ),
    "day_unreadable": (gettext_lazy("“%(value)s” is not a date such as 2023-06-30."), "due"),
    "day_missing": (gettext_lazy("Name the day until which the order is extended."), "due"),
    "rung_highest": (gettext_lazy("Order %(number)s stands on the highest rung."), None),
    "rung_skipped": (
        gettext_lazy("Order %(number)s is a “%(standing_rung)s”; the next is the rung above, none is left out."), None,
    ),
    "rung_not_expired": (
        gettext_lazy("Order %(number)s has not expired: due on %(due)s, to be raised from %(first)s, today is %(on)s."),
        None,
    ),
    "urged_already": (gettext_lazy("Order %(number)s was urged on %(on)s already; once a day is enough."), None),
    "consequence_not_held": (
        gettext_lazy("“%(consequence)s” was demanded on order %(number)s. Carry it out and record it, then close."),
        None,
    ),
    "consequence_not_demanded": (
        gettext_lazy("Nothing of the kind was demanded on order %(number)s. Load the page again."), None,
    ),
    "consequence_held_already": (
        gettext_lazy("This was carried out and recorded on %(held_on)s already."), None,
    ),
    "consequence_demanded_already": (gettext_lazy("This was demanded on order %(number)s already."), None),
    "limit_not_positive": (gettext_lazy("A limit has at least one working day."), "limit_days"),
    "day_before_last_step": (
        gettext_lazy("The last step on order %(number)s is of %(last_on)s; a step of %(on)s cannot follow it."), None,
    ),
    "reason_missing": (gettext_lazy("Say in a sentence why."), "reason"),
}  # fmt: skip
UNFORESEEN = gettext_lazy("Order %(number)s does not take this step; it is “%(state)s”. Load the page again.")


def refusal_of(order: Order, fault: OrderFault) -> Refused:
    sentence, field = SENTENCES.get(fault.code, (UNFORESEEN, None))
    known = {"number": number_of(order), "state": state_words(order.state)}
    return Refused(fault.code, str(sentence) % {**known, **figures_shown(fault.figures)}, field)


def figures_shown(figures: Mapping[str, Any]) -> dict[str, str]:
    """Figures of a fault as people read them."""
    found = {name: shown(name, value) for name, value in figures.items()}
    if "standing" in figures:
        found["standing_rung"] = rung_words(int(figures["standing"]))
    return found


def shown(name: str, value: Any) -> str:
    if name == "state" and value in OrderState.values:
        return state_words(value)
    if name == "step" and value in StepKind.values:
        return str(StepKind(value).label)
    if name == "consequence":
        return consequence_words(str(value))
    try:
        return day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value) if value != "" else "–"
