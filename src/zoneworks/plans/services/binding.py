"""The supervision office says where an indicator's figure comes from: a register, or the unit's report.

That is not part of what the plan promises, so it may be said of a plan in force; the values so far stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.measures.kinds import MeasureKind, kind_or_none
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Indicator
from zoneworks.plans.services.feeding import feed_indicators
from zoneworks.plans.services.guards import claim_item, claim_plan, require_supervision
from zoneworks.plans.services.journal import note_item


@transaction.atomic
def bind_indicator(
    *, scope: Scope, indicator: Indicator, register: str, args: Mapping[str, str], seen: int | None, today: date
) -> Indicator:
    """Let a register feed the indicator from now on, "" for the unit's report. `seen`: revision of the row seen."""
    item = indicator.item
    require_supervision(scope, item.plan.zone)
    kind = known_measure(register)
    given = {name: value for name, value in args.items() if value} if kind else {}
    if kind:
        require_words(kind, given, indicator)
    indicator.refresh_from_db()
    if (indicator.register, indicator.register_args) == (register, given):
        return indicator
    claim_plan(item.plan, PlanState.DRAFT, PlanState.ISSUED)
    claim_item(item, seen=seen)
    before = (indicator.register, indicator.register_args)
    guarded = Indicator.objects.filter(pk=indicator.pk, register=before[0])
    if not guarded.update(register=register, register_args=given):
        raise Overtaken("indicator_overtaken", _("A colleague has just changed where this figure comes from."))
    note_item(scope, item, "bind_indicator", indicator=indicator.name, register=register, arguments=given)
    indicator.refresh_from_db()
    if kind and item.plan.state == PlanState.ISSUED:
        feed_indicators(zone=item.plan.zone, today=today, codes=[register])
    return indicator


def known_measure(register: str) -> MeasureKind | None:
    kind = kind_or_none(register) if register else None
    if register and kind is None:
        raise Refused("register_unknown", _("There is no register “%(code)s”.") % {"code": register[:80]}, "register")
    return kind


def require_words(kind: MeasureKind, args: Mapping[str, str], indicator: Indicator) -> None:
    """Every argument is one the measure has, with a value it offers."""
    zone = indicator.item.plan.zone
    offered = {argument.code: argument for argument in kind.arguments}
    for name, value in args.items():
        argument = offered.get(name)
        choices = argument.choices(zone) if argument and argument.choices else None
        if argument is None or (choices is not None and value not in {code for code, _word in choices}):
            raise Refused(
                "register_argument_unknown",
                _("“%(register)s” does not know “%(value)s”.") % {"register": kind.label, "value": value[:80]},
                f"arg-{name}",
            )
