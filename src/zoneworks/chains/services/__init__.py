"""Writing chains: versions, who works on them, which enterprises stand where, gaps and what is won for them.

Each verb is keyword-only, runs in one transaction, takes the scope of the person who writes, tells the audit record,
and raises `zoneworks.common.errors.Refused` (or `Overtaken`, when a colleague was first) with a sentence.
"""

from zoneworks.chains.services.artefacts import ArtefactFields, add_artefact_file, set_artefact
from zoneworks.chains.services.blocking import lift_blockage, record_blockage
from zoneworks.chains.services.gaps import find_gaps, note_gap, sync_chain, take_gap
from zoneworks.chains.services.leaving_out import leave_out, put_back
from zoneworks.chains.services.placing import (
    PlacementFields,
    change_placement,
    confirm_placements,
    end_placement,
    place_enterprise,
    reject_placements,
)
from zoneworks.chains.services.pool_rows import PoolRow
from zoneworks.chains.services.pooling import import_pool, mark_target
from zoneworks.chains.services.proposing import Proposed, ask_for_proposals, propose_placements
from zoneworks.chains.services.roles import Holder, end_role, give_role
from zoneworks.chains.services.syncing import Synced
from zoneworks.chains.services.versions import (
    create_chain,
    discard_version,
    draw_up,
    load_shipped_chains,
    put_in_force,
)

__all__ = [
    "ArtefactFields",
    "Holder",
    "PlacementFields",
    "PoolRow",
    "Proposed",
    "Synced",
    "add_artefact_file",
    "ask_for_proposals",
    "change_placement",
    "confirm_placements",
    "create_chain",
    "discard_version",
    "draw_up",
    "end_placement",
    "end_role",
    "find_gaps",
    "give_role",
    "import_pool",
    "leave_out",
    "lift_blockage",
    "load_shipped_chains",
    "mark_target",
    "note_gap",
    "place_enterprise",
    "propose_placements",
    "put_back",
    "put_in_force",
    "record_blockage",
    "reject_placements",
    "set_artefact",
    "sync_chain",
    "take_gap",
]
