"""What a person can do with an order now: one form for each step, the likely ones first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zonekit.supervision import OrderState as Standing
from zonekit.supervision import StepKind
from zoneworks.supervision.forms import (
    AskForm,
    AssignForm,
    GrantForm,
    HoldForm,
    ReasonForm,
    ReportForm,
    ReturnForm,
    StepForm,
    WordsForm,
)
from zoneworks.supervision.queries import OrderDetail
from zoneworks.supervision.words import consequence_words, day


@dataclass(frozen=True)
class Action:
    """A step as a form. `is_open`: what this state waits for stands open, the rest is folded away."""

    kind: StepKind
    title: Promise | str
    button: Promise | str
    form: type[StepForm]
    tone: str = ""
    note: Promise | str = ""

    @property
    def slug(self) -> str:
        return self.kind.value.replace("_", "-")


RETURN_IT = pgettext_lazy("order", "Return it")
ACTIONS: Mapping[StepKind, Action] = {
    action.kind: action
    for action in (
        Action(
            StepKind.ASSIGN, _("Assign the order"), pgettext_lazy("order", "Assign"), AssignForm, "primary",
            _("The unit, those that help and the leader are told; the clock runs from today."),
        ),
        Action(
            StepKind.ACCEPT, _("Accept the order"), pgettext_lazy("order", "Accept"), WordsForm, "primary",
            _("The unit has received it."),
        ),
        Action(StepKind.START, _("Take it in hand"), _("Take it in hand"), WordsForm, "", _("How it will be done.")),
        Action(
            StepKind.REPORT, _("Report back"), _("Report back"), ReportForm, "primary",
            _("The supervision office verifies it, or returns it."),
        ),
        Action(StepKind.GRANT_EXTENSION, _("Grant the extension"), _("Grant it"), GrantForm, "primary"),
        Action(StepKind.REFUSE_EXTENSION, _("Refuse the extension"), _("Refuse it"), ReasonForm, "danger"),
        Action(
            StepKind.VERIFY, _("Verify the report"), _("Found true"), WordsForm, "primary",
            _("Facts clear, problem solved, conclusion right: then it can be closed."),
        ),
        Action(StepKind.RETURN, RETURN_IT, RETURN_IT, ReturnForm, "danger"),
        Action(StepKind.HOLD, _("Record what was carried out"), _("Record it"), HoldForm, "primary"),
        Action(StepKind.CLOSE, _("Close the order"), pgettext_lazy("order", "Close"), WordsForm, "primary"),
        Action(StepKind.RESUME, _("Resume the order"), pgettext_lazy("order", "Resume"), WordsForm, "primary"),
        Action(
            StepKind.ASK_EXTENSION, _("Ask for an extension"), _("Ask for it"), AskForm, "",
            _("On the due day at the latest; the supervision office decides."),
        ),
        Action(StepKind.URGE, _("Urge the unit"), pgettext_lazy("order", "Urge"), WordsForm, "", _("Once a day.")),
        Action(
            StepKind.SUSPEND, _("Suspend the order"), pgettext_lazy("order", "Suspend"), ReasonForm, "",
            _("The clock stands still until it is resumed."),
        ),
        Action(
            StepKind.STRIKE_OFF, _("Strike the order off"), _("Strike it off"), ReasonForm, "danger",
            _("It ends here, and leaves the list."),
        ),
    )
}  # fmt: skip
# What comes next in the life of an order stands open.
EXPECTED = frozenset({
    StepKind.ASSIGN, StepKind.ACCEPT, StepKind.REPORT, StepKind.GRANT_EXTENSION, StepKind.VERIFY, StepKind.HOLD,
    StepKind.CLOSE, StepKind.RESUME,
})  # fmt: skip
SLUGS = {action.slug: kind for kind, action in ACTIONS.items()}


@dataclass(frozen=True)
class Offer:
    action: Action
    form: StepForm
    is_open: bool


def offers(detail: OrderDetail, bound: tuple[StepKind, StepForm] | None = None) -> list[Offer]:
    """In the order of the table above; a form that was refused stands as it was sent."""
    found = []
    for kind, action in ACTIONS.items():
        is_bound = bound is not None and bound[0] == kind
        if kind in detail.may or is_bound:
            form = bound[1] if bound is not None and is_bound else form_for(action, detail)
            found.append(Offer(action, form, is_bound or kind in EXPECTED))
    return found


def form_for(action: Action, detail: OrderDetail, *data: Any) -> StepForm:
    """Filled with what is known; with `data`, as it was sent."""
    known: dict[str, Any] = {"seen": detail.seen}
    if action.kind == StepKind.ASSIGN:
        known["limit_days"] = detail.state.limit_days
    if action.kind == StepKind.GRANT_EXTENSION:
        known["due"] = detail.state.asked_due
    more: dict[str, Any] = {"owed": owed_choices(detail.state)} if action.form is HoldForm else {}
    return action.form(*data, initial=known, auto_id=f"{action.slug}-%s", **more)


def owed_choices(state: Standing) -> list[tuple[str, str]]:
    return [(one.id, f"{consequence_words(one.consequence.value)} ({day(one.on)})") for one in state.owed]
