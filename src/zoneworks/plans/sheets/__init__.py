"""What can be imported into plans: the table as issued, and sheets of actual values."""

from zoneworks.imports.kinds import register
from zoneworks.plans.sheets.actuals.kind import ActualsKind
from zoneworks.plans.sheets.plan_kind import PlanKind

register(PlanKind())
register(ActualsKind())
