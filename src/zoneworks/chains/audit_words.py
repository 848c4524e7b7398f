"""What the record's events about chains are called."""

from django.utils.translation import pgettext_lazy

from zoneworks.audit import telling
from zoneworks.audit.words import register
from zoneworks.chains.audit_sentences import tell

register(
    verbs={
        "create_chain": pgettext_lazy("record", "Industry chain set up"),
        "draw_up_chain": pgettext_lazy("record", "Version of a chain drafted"),
        "put_chain_in_force": pgettext_lazy("record", "Version of a chain put in force"),
        "discard_chain_draft": pgettext_lazy("record", "Draft of a chain discarded"),
        "give_chain_role": pgettext_lazy("record", "Role on a chain given"),
        "end_chain_role": pgettext_lazy("record", "Role on a chain ended"),
        "propose_placements": pgettext_lazy("record", "Placements proposed"),
        "place_enterprise": pgettext_lazy("record", "Enterprise placed on a node"),
        "confirm_placement": pgettext_lazy("record", "Placement confirmed"),
        "reject_placement": pgettext_lazy("record", "Placement rejected"),
        "change_placement": pgettext_lazy("record", "Placement changed"),
        "end_placement": pgettext_lazy("record", "Placement ended"),
        "record_blockage": pgettext_lazy("record", "Blockage recorded"),
        "lift_blockage": pgettext_lazy("record", "Blockage lifted"),
        "keep_gaps": pgettext_lazy("record", "Gaps kept from now on"),
        "open_gap": pgettext_lazy("record", "Gap opened"),
        "close_gap": pgettext_lazy("record", "Gap closed"),
        "lapse_gap": pgettext_lazy("record", "Gap lapsed"),
        "take_gap": pgettext_lazy("record", "Gap given to a unit"),
        "note_gap": pgettext_lazy("record", "Gap noted on"),
        "set_artefact": pgettext_lazy("record", "Artefact of a chain changed"),
        "add_artefact_file": pgettext_lazy("record", "File added to an artefact"),
        "import_pool": pgettext_lazy("record", "Pool of target enterprises imported"),
        "leave_out_of_pool": pgettext_lazy("record", "Target enterprise left out of the pool"),
        "put_back_into_pool": pgettext_lazy("record", "Target enterprise put back into the pool"),
        "mark_target": pgettext_lazy("record", "Target enterprise marked"),
    },
    fields={
        "chain": pgettext_lazy("detail of the record", "Industry chain"),
        "node": pgettext_lazy("detail of the record", "Node"),
        "enterprise": pgettext_lazy("detail of the record", "Enterprise"),
        "status": pgettext_lazy("detail of the record", "Status"),
        "holder": pgettext_lazy("detail of the record", "Held by"),
    },
)
for kind in ("industry_chain", "gap", "enterprise", "pool_enterprise"):
    telling.register(kind, "chains", tell)
