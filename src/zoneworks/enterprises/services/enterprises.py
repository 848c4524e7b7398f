"""One enterprise at a time: added, changed, renamed."""

from __future__ import annotations

from datetime import date
from typing import Any, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from zonekit.registry.names import normal_name
from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.enterprises.choices import NameKind
from zoneworks.enterprises.models import Enterprise, EnterpriseName
from zoneworks.enterprises.search_index import index_enterprises
from zoneworks.enterprises.services.confidential import name_writer
from zoneworks.enterprises.services.contents import (
    EnterpriseFields,
    clean_code,
    columns_of,
    named,
    require_fitting,
    require_sound,
)
from zoneworks.enterprises.services.guards import (
    claim,
    differences,
    note,
    require_in_zone,
    require_may_write,
    require_unit,
)
from zoneworks.units.models import Unit

SEARCHED = frozenset({"name", "name_en", "credit_code"})


@transaction.atomic
def add_enterprise(
    *, scope: Scope, zone: Unit, name: str, today: date, **fields: Unpack[EnterpriseFields]
) -> Enterprise:
    """A new enterprise of a unit. The same code, or without codes the same name, is refused: it is there already."""
    unit = fields.get("unit")
    require_unit(scope, zone, unit)
    require_in_zone(zone, fields.get("park"), "park")
    values: dict[str, Any] = {
        **columns_of(fields),
        **named(name),
        "credit_code": clean_code(fields.get("credit_code", "")),
    }
    require_sound(values)
    require_new(zone, values)
    enterprise = Enterprise(zone=zone, added_on=today, **values)
    save_once(enterprise)
    index_enterprises([enterprise.pk])
    note(scope, enterprise, "add_enterprise", name=enterprise.name, credit_code=enterprise.credit_code, unit=unit)
    name_writer(scope, enterprise)
    return enterprise


def require_new(zone: Unit, values: dict[str, Any]) -> None:
    """Two without a code and of one name are one; whoever has codes is told apart by them."""
    if values["credit_code"]:
        return
    same = Enterprise.objects.filter(zone=zone, merged_into__isnull=True, name_key=values["name_key"])
    if same.exists():
        raise Refused(
            "name_taken",
            _("An enterprise of this name is kept already. Give the credit code if this is another one."),
            "name",
        )


def save_once(enterprise: Enterprise) -> None:
    try:
        with transaction.atomic():
            enterprise.save()
    except IntegrityError as error:
        raise code_taken(enterprise.credit_code) from error


def code_taken(code: str) -> Refused:
    return Refused("code_taken", _("The credit code %(code)s is kept already.") % {"code": code}, "credit_code")


@transaction.atomic
def change_enterprise(
    *, scope: Scope, enterprise: Enterprise, seen: int | None = None, **fields: Unpack[EnterpriseFields]
) -> Enterprise:
    """Change what is said of it, not its name. What is sent and already so changes nothing."""
    require_may_write(scope, enterprise)
    values = columns_of(fields)
    if "credit_code" in values:
        values["credit_code"] = clean_code(values["credit_code"])
    if "unit" in values and values["unit"] != enterprise.unit:
        require_unit(scope, enterprise.zone, values["unit"])
    require_in_zone(enterprise.zone, values.get("park"), "park")
    days = {name: getattr(enterprise, name) for name in ("established_on", "left_on")}
    require_sound({**days, **values})
    changed = differences(enterprise, values)
    if not changed:
        return enterprise
    try:
        with transaction.atomic():
            claim(enterprise, seen=seen, **{name: values[name] for name in changed})
    except IntegrityError as error:
        raise code_taken(values.get("credit_code", "")) from error
    if SEARCHED & changed.keys():
        index_enterprises([enterprise.pk])
    note(scope, enterprise, "change_enterprise", changes=changed)
    name_writer(scope, enterprise)
    return enterprise


@transaction.atomic
def rename_enterprise(
    *, scope: Scope, enterprise: Enterprise, name: str, on: date, seen: int | None = None
) -> Enterprise:
    """A new registered name; the one borne until now is kept among the former ones, and still found."""
    require_may_write(scope, enterprise)
    values = named(name)
    require_fitting(Enterprise, values)
    if values["name"] == enterprise.name:
        return enterprise
    before, before_key = enterprise.name, enterprise.name_key
    claim(enterprise, seen=seen, **values)
    if before_key != enterprise.name_key:
        EnterpriseName.objects.update_or_create(
            enterprise=enterprise, name_key=before_key, defaults={"kind": NameKind.FORMER, "name": before, "until": on}
        )
    EnterpriseName.objects.filter(enterprise=enterprise, name_key=enterprise.name_key).delete()
    index_enterprises([enterprise.pk])
    note(scope, enterprise, "rename_enterprise", before=before, after=enterprise.name)
    return enterprise


@transaction.atomic
def add_name(
    *, scope: Scope, enterprise: Enterprise, kind: str, name: str, until: date | None = None
) -> EnterpriseName:
    """A further name: a former one, a short one, one in another language. The same name is kept once."""
    require_may_write(scope, enterprise)
    bare = " ".join(name.split())
    key = normal_name(bare)
    if not key or kind not in NameKind.values:
        raise Refused("name_missing", _("The name is missing. Write the registered name."), "name")
    require_fitting(EnterpriseName, {"name": bare})
    known, is_new = EnterpriseName.objects.get_or_create(
        enterprise=enterprise, name_key=key[:300], defaults={"kind": kind, "name": bare, "until": until}
    )
    if is_new:
        claim(enterprise)
        index_enterprises([enterprise.pk])
        note(scope, enterprise, "add_name", name=bare, name_kind=kind)
    return known
