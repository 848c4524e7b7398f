"""Writing orders: all that changes an order comes through here, from pages, commands and the rules of the ladder.

Each verb is keyword-only, runs in one transaction, tells the audit record and those concerned, and raises
`zoneworks.common.errors.Refused` (or `Overtaken`, when a colleague was first) with a sentence. `seen` is the revision
of the order the person saw; the same `submission` is taken once.
"""

from zoneworks.supervision.entries import Move, OrderDraft, Outcome
from zoneworks.supervision.services.by_rule import (
    FiledByRule,
    demand_consequence_by_rule,
    file_by_rule,
    raise_by_rule,
)
from zoneworks.supervision.services.deciding import (
    close_order,
    grant_extension,
    hold_consequence,
    refuse_extension,
    resume_order,
    return_order,
    strike_off_order,
    suspend_order,
    verify_order,
)
from zoneworks.supervision.services.filing import file_orders
from zoneworks.supervision.services.handling import accept_order, ask_extension, report_order, start_order
from zoneworks.supervision.services.many import assign_orders, urge_orders
from zoneworks.supervision.services.redirecting import redirect_order

__all__ = [
    "FiledByRule",
    "Move",
    "OrderDraft",
    "Outcome",
    "accept_order",
    "ask_extension",
    "assign_orders",
    "close_order",
    "demand_consequence_by_rule",
    "file_by_rule",
    "file_orders",
    "grant_extension",
    "hold_consequence",
    "raise_by_rule",
    "redirect_order",
    "refuse_extension",
    "report_order",
    "resume_order",
    "return_order",
    "start_order",
    "strike_off_order",
    "suspend_order",
    "urge_orders",
    "verify_order",
]
