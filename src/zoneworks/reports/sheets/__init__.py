"""What can be imported into monthly reports: the sheet of a unit's month."""

from zoneworks.imports.kinds import register
from zoneworks.reports.sheets.month.kind import MonthKind

register(MonthKind())
