"""Who else reads an enterprise: upper apps declare here; nothing here looks up.

A declaration gives a condition on enterprises for a person in a zone, or None where it opens none. It never opens a
confidential one: those are read by name only.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from zoneworks.accounts.access import Scope
from zoneworks.units.models import Unit

ReadersRule = Callable[[Scope, Unit], Q | None]
_rules: dict[str, ReadersRule] = {}


def register(code: str, rule: ReadersRule) -> None:
    """Declare a rule; the same code declared again replaces the earlier one."""
    _rules[code] = rule


def declared_grounds(scope: Scope, zone: Unit) -> list[Q]:
    """What the declared rules open to the person, rule by rule."""
    opened = [rule(scope, zone) for rule in _rules.values()]
    return [ground for ground in opened if ground is not None]


def declared_conditions(scope: Scope, zone: Unit) -> Q:
    """Everything the declared rules open to the person, as one condition."""
    condition = Q(pk__in=[])
    for ground in declared_grounds(scope, zone):
        condition |= ground
    return condition
