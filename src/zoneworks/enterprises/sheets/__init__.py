"""Lists of enterprises and of their figures, as something that can be imported."""

from zoneworks.enterprises.sheets.doubt_words import said
from zoneworks.enterprises.sheets.facts_kind import FactsKind
from zoneworks.enterprises.sheets.register_kind import RegisterKind
from zoneworks.enterprises.sheets.sentences import SENTENCES
from zoneworks.imports.kinds import register
from zoneworks.imports.messages import SPECIAL, declare_sentences

register(RegisterKind())
register(FactsKind())
declare_sentences(SENTENCES)
SPECIAL["doubts"] = said
