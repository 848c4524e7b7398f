"""What can be imported into monthly reports: the sheet of a unit's month."""

from zoneworks.imports.kinds import register
from zoneworks.imports.messages import declare_sentences
from zoneworks.reports.sheets.month.kind import MonthKind
from zoneworks.reports.sheets.month.sentences import SENTENCES

declare_sentences(SENTENCES)
register(MonthKind())
