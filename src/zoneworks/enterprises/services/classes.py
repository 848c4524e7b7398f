"""Industry classes: appended with how they came about; what the register or a person said stands before proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zonekit.registry.industry import find_industry
from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.bulk import insert_rows, update_rows
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.enterprises.choices import AssignedBy
from zoneworks.enterprises.comparing import STRENGTH
from zoneworks.enterprises.models import Enterprise, EnterpriseClass
from zoneworks.enterprises.queries import enterprises_readable, units_in_charge
from zoneworks.enterprises.rows import StatedClass
from zoneworks.enterprises.services.guards import claim, note, require_may_write, writer
from zoneworks.enterprises.services.saving import class_columns
from zoneworks.units.models import Unit

AT_ONCE = 2_000


@transaction.atomic
def assign_class(
    *, scope: Scope, enterprise: Enterprise, industry: StatedClass, today: date, seen: int | None = None
) -> EnterpriseClass:
    """Give a class. A proposal is kept but does not overrule what the register or a person said."""
    require_may_write(scope, enterprise)
    require_class(industry.code)
    last = EnterpriseClass.objects.filter(enterprise=enterprise).order_by("-pk").first()
    if last and (last.class_code, last.assigned_by) == (industry.code, str(industry.by)):
        return last
    stands = STRENGTH[industry.by] >= STRENGTH[enterprise.class_by]
    before = enterprise.class_code
    claim(enterprise, seen=seen, **({"class_code": industry.code, "class_by": industry.by} if stands else {}))
    by = writer(scope)
    insert_rows(EnterpriseClass, [class_columns(enterprise.pk, industry, today, by.pk if by else None)])
    note(scope, enterprise, "assign_class", before=before, after=industry.code, assigned_by=str(industry.by))
    return EnterpriseClass.objects.filter(enterprise=enterprise).order_by("-pk")[0]


def confirm_class(
    *, scope: Scope, enterprise: Enterprise, class_code: str, today: date, seen: int | None = None
) -> EnterpriseClass:
    """A person says which class it is: one that was proposed, or another."""
    return assign_class(
        scope=scope, enterprise=enterprise, industry=StatedClass(class_code, AssignedBy.PERSON), today=today, seen=seen
    )


def require_class(code: str) -> None:
    place = find_industry(code)
    if place is None or not code.isdigit():
        raise Refused(
            "class_unknown", _("“%(code)s” is no class of GB/T 4754-2017.") % {"code": code[:20]}, "class_code"
        )


@transaction.atomic
def assign_classes(
    *, scope: Scope, zone: Unit, classes: Mapping[int, StatedClass] | Iterable[tuple[int, StatedClass]], today: date
) -> int:
    """Proposals of the engine for many enterprises; says for how many the standing class changed.

    Those that may not be written, that stand no longer, or whose last class is the same are passed over.
    """
    wanted = dict(classes)
    for code in {industry.code for industry in wanted.values()}:
        require_class(code)
    kept = assignable(scope, zone, list(wanted))
    last = last_classes(list(kept))
    by = writer(scope)
    fresh = [key for key in kept if last.get(key) != (wanted[key].code, str(wanted[key].by))]
    insert_rows(
        EnterpriseClass, (class_columns(key, wanted[key], today, by.pk if by else None) for key in fresh)
    )  # fmt: skip
    stronger = [key for key in fresh if STRENGTH[wanted[key].by] >= STRENGTH[kept[key][1]]]
    rows = [(key, kept[key][0], (wanted[key].code, str(wanted[key].by))) for key in stronger]
    if update_rows(Enterprise, ("class_code", "class_by"), rows) != len(rows):
        raise Overtaken(
            "enterprises_overtaken",
            _("A colleague changed one of these enterprises meanwhile. Repeat it to see what is there now."),
        )
    if fresh:
        record(
            user=by, zone=zone, verb="assign_classes", kind="enterprises", key=zone.pk, count=len(fresh),
            changed=len(rows),
        )  # fmt: skip
    return len(rows)


def assignable(scope: Scope, zone: Unit, keys: list[int]) -> dict[int, tuple[int, str]]:
    """Of the enterprises those the person writes: key -> revision and how the class came about."""
    units = set(units_in_charge(scope, zone).values_list("pk", flat=True))
    found: dict[int, tuple[int, str]] = {}
    for start in range(0, len(keys), AT_ONCE):
        part = enterprises_readable(scope, zone).filter(pk__in=keys[start : start + AT_ONCE])
        for key, unit, revision, by in part.values_list("pk", "unit_id", "revision", "class_by"):
            if unit in units:
                found[key] = (revision, by)
    return found


def last_classes(keys: list[int]) -> dict[int, tuple[str, str]]:
    last: dict[int, tuple[str, str]] = {}
    for start in range(0, len(keys), AT_ONCE):
        said = EnterpriseClass.objects.filter(enterprise__in=keys[start : start + AT_ONCE]).order_by("pk")
        for key, code, by in said.values_list("enterprise_id", "class_code", "assigned_by"):
            last[key] = (code, by)
    return last
