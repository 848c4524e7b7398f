"""Writing enterprises: each verb is one transaction, guarded, checked and on record."""

from zoneworks.enterprises.rows import EnterpriseRow, StatedClass
from zoneworks.enterprises.services.contents import EnterpriseFields
from zoneworks.enterprises.services.enterprises import (
    add_enterprise,
    add_name,
    change_enterprise,
    name_readers,
    rename_enterprise,
)
from zoneworks.enterprises.services.saving import Saved, save_enterprises

__all__ = [
    "EnterpriseFields",
    "EnterpriseRow",
    "Saved",
    "StatedClass",
    "add_enterprise",
    "add_name",
    "change_enterprise",
    "name_readers",
    "rename_enterprise",
    "save_enterprises",
]
