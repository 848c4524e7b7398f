"""Reading imports: only those the person may make themselves; for everybody else they do not exist."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from zoneworks.accounts.access import Scope
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import AnyKind, imports_anything, kinds_for
from zoneworks.imports.models import Batch, Row
from zoneworks.units.models import Unit

HEAVY = ("issues", "undo")


def importing_zones(scope: Scope) -> tuple[Unit, ...]:
    """Zones of the person in which they may import something."""
    return tuple(zone for zone in scope.zones if imports_anything(scope, zone))


def has_imports(scope: Scope) -> bool:
    return bool(importing_zones(scope))


def kinds_in(scope: Scope, zone: Unit) -> tuple[AnyKind, ...]:
    return kinds_for(scope, zone)


def visible_batches(scope: Scope) -> QuerySet[Batch]:
    """Imports of the kinds the person may make: all of a zone's for its supervision office, else their own."""
    condition = Q(pk__in=[])
    for zone in importing_zones(scope):
        codes = [kind.code for kind in kinds_for(scope, zone)]
        of_zone = Q(upload__zone=zone, kind__in=codes)
        condition |= of_zone if scope.is_supervising(zone) else of_zone & Q(created_by_id=scope.user.pk)
    return Batch.objects.filter(condition).select_related("upload__zone", "created_by", "settled_by")


def list_of_batches(scope: Scope) -> QuerySet[Batch]:
    return visible_batches(scope).defer(*HEAVY)


def batch_for(scope: Scope, pk: UUID) -> Batch:
    """One import; raises Batch.DoesNotExist when the person may not see it."""
    return visible_batches(scope).defer(*HEAVY).get(pk=pk)


def rows_of(batch: Batch, *, action: str = "", issue: str = "", words: str = "") -> QuerySet[Row]:
    """Rows of a preview the caller may see, filtered by action, by an issue code and by words of the label."""
    rows = batch.rows.all()
    if action in Action.values:
        rows = rows.filter(action=action)
    if issue:
        rows = rows.filter(issue_codes__contains=f" {issue} ")
    if words:
        rows = rows.filter(label__icontains=words)
    return rows


def has_writable(batch: Batch) -> bool:
    """Whether there is anything that could be ticked."""
    return batch.rows.filter(action__in=[Action.CREATE, Action.UPDATE]).exists()


def chosen_counts(batch: Batch) -> tuple[int, int]:
    """How many rows are ticked, and how many with what the sheet says of itself."""
    chosen = batch.rows.filter(is_chosen=True, action__in=[Action.CREATE, Action.UPDATE])
    found = chosen.aggregate(every=Count("pk"), rows=Count("pk", filter=Q(position__gt=0)))
    return found["rows"], found["every"]
