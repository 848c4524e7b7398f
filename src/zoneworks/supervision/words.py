"""Numbers, rungs, states and steps of orders in words."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, ngettext, npgettext, pgettext, pgettext_lazy

from zonekit.supervision import load_ladder_rules
from zoneworks.common.text import in_language, is_english
from zoneworks.supervision.choices import OrderState, Rung, StepKind
from zoneworks.supervision.models import Order

NUMBER = "督〔{year}〕{number}号"
# What the steps are called once they are taken.
TAKEN = {
    StepKind.FILE: pgettext_lazy("step taken", "Filed"),
    StepKind.ASSIGN: pgettext_lazy("step taken", "Assigned"),
    StepKind.ACCEPT: pgettext_lazy("step taken", "Accepted"),
    StepKind.START: pgettext_lazy("step taken", "Taken in hand"),
    StepKind.REPORT: pgettext_lazy("step taken", "Reported back"),
    StepKind.RETURN: pgettext_lazy("step taken", "Returned"),
    StepKind.VERIFY: pgettext_lazy("step taken", "Verified"),
    StepKind.CLOSE: pgettext_lazy("step taken", "Closed"),
    StepKind.STRIKE_OFF: pgettext_lazy("step taken", "Struck off"),
    StepKind.URGE: pgettext_lazy("step taken", "Urged"),
    StepKind.ASK_EXTENSION: pgettext_lazy("step taken", "Asked for an extension"),
    StepKind.GRANT_EXTENSION: pgettext_lazy("step taken", "Extension granted"),
    StepKind.REFUSE_EXTENSION: pgettext_lazy("step taken", "Extension refused"),
    StepKind.SUSPEND: pgettext_lazy("step taken", "Suspended"),
    StepKind.RESUME: pgettext_lazy("step taken", "Resumed"),
    StepKind.RAISE: pgettext_lazy("step taken", "Raised"),
    StepKind.DEMAND: pgettext_lazy("step taken", "Consequence demanded"),
    StepKind.HOLD: pgettext_lazy("step taken", "Consequence carried out"),
}
CONSEQUENCES = {
    "interview": gettext_lazy("Interview of the unit's head"),
    "criticism": gettext_lazy("Criticism in a circular"),
    "accountability": gettext_lazy("Accountability inquiry"),
}
STATE_TONES = {
    OrderState.FILED: "",
    OrderState.ASSIGNED: "action",
    OrderState.ACCEPTED: "action",
    OrderState.IN_HAND: "action",
    OrderState.REPORTED: "yellow",
    OrderState.RETURNED: "red",
    OrderState.VERIFIED: "green",
    OrderState.CLOSED: "green",
    OrderState.STRUCK_OFF: "grey",
}


def number_of(order: Order) -> str:
    """The number as it stands on the notice; in English it is the same number, written for readers of English."""
    if is_english():
        return f"No. {order.number} ({order.year})"
    return NUMBER.format(year=order.year, number=order.number)


def state_words(state: str) -> str:
    return str(OrderState(state).label)


def rung_words(rung: int) -> str:
    return str(Rung(rung).label)


def consequence_words(code: str) -> str:
    return str(CONSEQUENCES.get(code, code))


def day(when: date) -> str:
    return date_format(when, "DATE_FORMAT")


def left_words(days: int | None) -> str:
    """Working days that are left, or by which the order is late."""
    if days is None:
        return ""
    if days < 0:
        return ngettext("%(count)d working day overdue", "%(count)d working days overdue", -days) % {"count": -days}
    if days == 0:
        return pgettext("order", "due today")
    return ngettext("%(count)d working day left", "%(count)d working days left", days) % {"count": days}


def times(count: int) -> str:
    """The word behind a count of what was done to an order."""
    return npgettext("how often", "time", "times", count)


def source_words(order: Order) -> str:
    """Where the order comes from: as somebody wrote it, or the name of the rules that filed it."""
    names = (rules.name for rules in load_ladder_rules() if order.rule)
    return next((in_language(name.zh, name.en) for name in names if name.zh == order.source), order.source)


def working_days(count: int) -> str:
    return ngettext("%(count)d working day", "%(count)d working days", count) % {"count": count}


def joined(names: list[str]) -> str:
    return pgettext("between units", "; ").join(names)
