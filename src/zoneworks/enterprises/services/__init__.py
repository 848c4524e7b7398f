"""Writing enterprises: each verb is one transaction, guarded, checked and on record."""

from zoneworks.enterprises.rows import EnterpriseRow, StatedClass
from zoneworks.enterprises.services.classes import assign_class, assign_classes, confirm_class
from zoneworks.enterprises.services.confidential import name_reader, name_readers, remove_reader, set_confidential
from zoneworks.enterprises.services.contents import EnterpriseFields
from zoneworks.enterprises.services.distinguishing import take_answer_back, tell_apart
from zoneworks.enterprises.services.enterprises import (
    add_enterprise,
    add_name,
    change_enterprise,
    rename_enterprise,
)
from zoneworks.enterprises.services.facts import (
    FactEntry,
    Recorded,
    confirm_facts,
    record_facts,
    reject_facts,
    withdraw_fact,
)
from zoneworks.enterprises.services.merging import merge_enterprises, undo_merge
from zoneworks.enterprises.services.saving import Saved, save_enterprises
from zoneworks.enterprises.services.standing import (
    delist,
    end_role,
    give_role,
    list_above_scale,
    list_many_above_scale,
)

__all__ = [
    "EnterpriseFields",
    "EnterpriseRow",
    "FactEntry",
    "Recorded",
    "Saved",
    "StatedClass",
    "add_enterprise",
    "add_name",
    "assign_class",
    "assign_classes",
    "change_enterprise",
    "confirm_class",
    "confirm_facts",
    "delist",
    "end_role",
    "give_role",
    "list_above_scale",
    "list_many_above_scale",
    "merge_enterprises",
    "name_reader",
    "name_readers",
    "record_facts",
    "reject_facts",
    "remove_reader",
    "rename_enterprise",
    "save_enterprises",
    "set_confidential",
    "take_answer_back",
    "tell_apart",
    "undo_merge",
    "withdraw_fact",
]
