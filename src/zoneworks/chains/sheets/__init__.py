"""What can be imported into chains: the workbook of a chain, and enterprises elsewhere that may be won."""

from zoneworks.chains.issue_sentences import SENTENCES
from zoneworks.chains.sheets.chain_kind import ChainKind
from zoneworks.imports.kinds import register
from zoneworks.imports.messages import declare_sentences

declare_sentences(SENTENCES)
register(ChainKind())
