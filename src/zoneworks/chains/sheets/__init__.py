"""What can be imported into chains: the workbook of a chain, and enterprises elsewhere that may be won."""

from zoneworks.chains.sheets.chain_kind import ChainKind
from zoneworks.chains.sheets.pool_kind import PoolKind
from zoneworks.imports.kinds import register

register(ChainKind())
register(PoolKind())
