"""What can be imported into chains: the workbook of a chain, and enterprises elsewhere that may be won."""

from zoneworks.chains import issue_sentences, pool_sentences
from zoneworks.chains.sheets.chain_kind import ChainKind
from zoneworks.chains.sheets.pool_kind import PoolKind
from zoneworks.imports.kinds import register
from zoneworks.imports.messages import declare_sentences

declare_sentences(issue_sentences.SENTENCES)
declare_sentences(pool_sentences.SENTENCES)
register(ChainKind())
register(PoolKind())
