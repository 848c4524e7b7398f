"""What can be imported into plans: the table as issued, and sheets of actual values."""

from zoneworks.imports.kinds import register
from zoneworks.imports.messages import declare_sentences
from zoneworks.plans.sheets.actuals import sentences as actuals_sentences
from zoneworks.plans.sheets.actuals.kind import ActualsKind
from zoneworks.plans.sheets.plan_kind import PlanKind
from zoneworks.plans.sheets.sentences import SENTENCES

declare_sentences(SENTENCES)
declare_sentences(actuals_sentences.SENTENCES)
register(PlanKind())
register(ActualsKind())
