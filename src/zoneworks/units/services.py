"""Writing the unit tree and the posts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.common.errors import Refused
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Post, Unit, UnitAlias, ZoneProfile


@transaction.atomic
def create_unit(
    *,
    kind: UnitKind,
    code: str,
    name: str,
    name_en: str = "",
    parent: Unit | None = None,
    aliases: Iterable[str] = (),
    position: int = 0,
) -> Unit:
    if "." in code:
        raise Refused(
            "unit_code_dotted", _("The unit code %(code)s contains a full stop; leave it out.") % {"code": code}, "code"
        )
    path = f"{parent.path}{code}." if parent else f"{code}."
    unit = Unit.objects.create(
        kind=kind, code=code, name=name, name_en=name_en, parent=parent, path=path, position=position
    )
    if kind == UnitKind.ZONE:
        ZoneProfile.objects.create(zone=unit)
    UnitAlias.objects.bulk_create([UnitAlias(unit=unit, name=alias) for alias in dict.fromkeys(aliases) if alias])
    return unit


@transaction.atomic
def create_post(*, zone: Unit, code: str, name: str, name_en: str = "", position: int = 0) -> Post:
    return Post.objects.create(zone=zone, code=code, name=name, name_en=name_en, position=position)
