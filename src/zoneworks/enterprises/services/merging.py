"""Two records that are one enterprise: the one that goes points at the one that stays, and nothing is moved.

What stands for what follows from the merges that are not undone, so that any of them can be undone at any time, also
where the enterprise that stayed went into a third one later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.enterprises.models import Enterprise, Merge
from zoneworks.enterprises.search_index import drop_entries, index_enterprises
from zoneworks.enterprises.services.distinguishing import keep, require_not_told_apart
from zoneworks.enterprises.services.guards import claim, note, require_may_write, writer


@transaction.atomic
def merge_enterprises(
    *, scope: Scope, kept: Enterprise, gone: Enterprise, today: date, reasons: Iterable[str] = ()
) -> Merge:
    """`gone` is read as `kept` from now on. The same merge sent twice is one."""
    require_may_write(scope, kept)
    known = Merge.objects.filter(kept=kept, gone=gone, undone_on__isnull=True).first()
    if known:
        return known
    require_may_write(scope, gone)
    if kept.pk == gone.pk:
        raise Refused("merge_with_itself", _("An enterprise cannot be merged into itself."))
    if kept.zone_id != gone.zone_id:
        raise Refused("merge_across_zones", _("The two are kept by different zones."))
    # The lower key first, so that two who merge the same pair the other way round do not wait for each other.
    for enterprise in sorted((kept, gone), key=lambda one: one.pk):
        claim(enterprise)
    require_not_told_apart(kept, gone)
    try:
        with transaction.atomic():
            merge = Merge.objects.create(
                kept=kept, gone=gone, reasons=list(reasons), merged_on=today, merged_by=writer(scope)
            )
    except IntegrityError as error:
        raise Overtaken(
            "merged_meanwhile", _("Somebody merged “%(name)s” meanwhile.") % {"name": gone.title}
        ) from error
    settle_roots({kept.pk, gone.pk})
    note(scope, kept, "merge_enterprises", gone=gone.pk, name=gone.name, reasons=merge.reasons)
    kept.refresh_from_db()
    gone.refresh_from_db()
    return merge


@transaction.atomic
def undo_merge(*, scope: Scope, merge: Merge, today: date) -> Merge:
    """Both stand for themselves again, with everything that is theirs; undoing twice is once.

    They are two enterprises then: that is kept as an answer, so that the pair is not proposed again.
    """
    require_may_write(scope, merge.kept.merged_into or merge.kept)
    undone = Merge.objects.filter(pk=merge.pk, undone_on__isnull=True)
    if undone.update(undone_on=today, undone_by=writer(scope)):
        try:
            with transaction.atomic():
                settle_roots({merge.kept_id, merge.gone_id})
        except IntegrityError as error:
            raise Refused(
                "code_taken_since",
                _("“%(name)s” has the credit code of an enterprise that stands now. Correct that code first.")
                % {"name": merge.gone.title},
            ) from error
        note(scope, merge.kept, "undo_merge", gone=merge.gone_id, name=merge.gone.name)
        first, second = sorted((merge.kept, merge.gone), key=lambda one: one.pk)
        keep(scope, first, second, today, "")
    merge.refresh_from_db()
    return merge


def settle_roots(touched: set[int]) -> None:
    """Point everything that hangs together with these at the enterprise it stands for now."""
    related = component(touched)
    into = dict(
        Merge.objects.filter(gone__in=related, undone_on__isnull=True).values_list("gone_id", "kept_id")
    )  # fmt: skip
    roots = {key: root_of(key, into) for key in related}
    for key, root in roots.items():
        Enterprise.objects.filter(pk=key).exclude(
            Q(merged_into__isnull=True) if root == key else Q(merged_into=root)
        ).update(merged_into=None if root == key else root)
    drop_entries(key for key, root in roots.items() if root != key)
    index_enterprises(set(roots.values()))


def component(touched: set[int]) -> set[int]:
    """Everything that ever was merged with these, directly or not: merges undone just now included."""
    known: set[int] = set()
    edge = set(touched)
    while edge:
        known |= edge
        pairs = Merge.objects.filter(Q(kept__in=edge) | Q(gone__in=edge)).values_list("kept_id", "gone_id")
        edge = {key for pair in pairs for key in pair} - known
    return known


def root_of(key: int, into: Mapping[int, int]) -> int:
    seen = {key}
    while key in into:
        key = into[key]
        if key in seen:
            raise Refused("merge_circle", _("These enterprises would be merged into each other in a circle."))
        seen.add(key)
    return key
