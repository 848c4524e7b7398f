"""Lists of enterprises and of their figures, as something that can be imported."""

from zoneworks.enterprises.sheets.facts_kind import FactsKind
from zoneworks.enterprises.sheets.register_kind import RegisterKind
from zoneworks.imports.kinds import register

register(RegisterKind())
register(FactsKind())
