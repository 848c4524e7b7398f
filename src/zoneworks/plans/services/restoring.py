"""Taking back what `write_table` wrote: exactly what was before, or nothing and a sentence why not."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import CharField, F, ProtectedError, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Actual, Item, MilestoneFact, Plan
from zoneworks.plans.services.guards import claim_plan, require_supervision, writer
from zoneworks.plans.services.snapshots import digest_of_places, put_back, replace_rows, restore_places

Json = dict[str, Any]
Renewed = dict[int, tuple[int, int]]
NOT_PUT_BACK = ("id", "revision", "state", "version", "supersedes_id", "zone_id", "uid")


@transaction.atomic
def restore_table(*, scope: Scope, plan: Plan, undo: Json) -> Renewed:
    """Put back what was before a table was written. Refused when rows were changed or facts recorded since.

    Returns for each row put back its revision of before and its revision now: both say the same, which lets an
    earlier table be taken back after this one.
    """
    require_supervision(scope, plan.zone)
    claim_plan(plan, PlanState.DRAFT)
    require_untouched(undo)
    if digest_of_places(plan) != undo["places_after"]:
        raise Refused(
            "rows_moved_since",
            _("Rows of “%(plan)s” were added, moved or removed after this import, so it cannot be undone.")
            % {"plan": plan.title_shown},
        )
    try:
        take_out(plan, undo)
    except ProtectedError as error:
        raise facts_refusal() from error
    record(user=writer(scope), zone=plan.zone, verb="restore_table", kind="plan", key=plan.pk)
    before = {row["id"]: row["revision"] for part in ("rows", "headings") for row in undo[part].get("items", ())}
    now = Item.objects.filter(pk__in=before).values_list("pk", "revision")
    return {key: (before[key], revision) for key, revision in now}


def renewed_undo(undo: Json, renewed: Renewed) -> Json:
    """The record of an earlier table after a later one was taken back."""
    revisions = {
        key: renewed[int(key)][1] if renewed.get(int(key), (None, 0))[0] == revision else revision
        for key, revision in undo["revisions"].items()
    }
    return {**undo, "revisions": revisions}


def require_untouched(undo: Json) -> None:
    """Nobody has changed a row since, and nothing has been recorded of it."""
    after = {int(key): revision for key, revision in undo["revisions"].items()}
    standing = dict(Item.objects.filter(pk__in=after).values_list("pk", "revision"))
    changed = [key for key, revision in after.items() if standing.get(key) != revision]
    if changed:
        titles = [item.title for item in Item.objects.filter(pk__in=changed[:3])]
        raise Refused(
            "rows_changed_since",
            ngettext(
                "%(count)d row was changed after this import (%(rows)s), so it cannot be undone.",
                "%(count)d rows were changed after this import (%(rows)s), so it cannot be undone.",
                len(changed),
            )
            % {"count": len(changed), "rows": _("; ").join(titles) or _("removed")},
        )
    created = undo["created"]
    if (
        Actual.objects.filter(indicator__item__in=created).exists()
        or MilestoneFact.objects.filter(milestone__item__in=created).exists()
    ):
        raise facts_refusal()


def facts_refusal() -> Refused:
    return Refused(
        "facts_since", _("Values or milestones were recorded on rows of this import, so it cannot be undone.")
    )


def take_out(plan: Plan, undo: Json) -> None:
    """New rows give up their places first, so that what moved below them is not taken along when they go."""
    created = Item.objects.filter(pk__in=undo["created"])
    created.update(parent=None, path=Concat(Value("!"), F("path"), output_field=CharField()))
    revive_headings(undo["removed"])
    restore_places(plan, undo["places"])
    created.delete()
    put_back(undo["headings"], with_parts=False)
    put_back(undo["rows"])
    Item.objects.filter(pk__in=[int(key) for key in undo["revisions"]]).update(revision=F("revision") + 1)
    if undo["head"]:
        head = {name: value for name, value in undo["head"].items() if name not in NOT_PUT_BACK}
        Plan.objects.filter(pk=plan.pk).update(**head)


def revive_headings(removed: Json) -> None:
    """Headings that had lost their last row, made anew under their former keys, outermost first."""
    rows = [{**row, "path": f"~{row['path']}"} for row in removed.get("items", ())]
    for level in sorted({row["level"] for row in rows}):
        replace_rows(Item, Item.objects.none(), [row for row in rows if row["level"] == level])
    put_back({**removed, "items": rows} if rows else {})
