"""Days by which gaps are to be closed and artefacts to be there, for the units that owe them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from zoneworks.chains.choices import ArtefactState, GapState
from zoneworks.chains.models import Artefact, Gap
from zoneworks.chains.naming import gap_titles, node_titles
from zoneworks.chains.queries import chains_readable
from zoneworks.inbox.deadlines import Deadline, Wanted, register
from zoneworks.inbox.links import local
from zoneworks.units.models import Unit
from zoneworks.units.queries import under


def due_gaps(wanted: Wanted) -> Iterable[Deadline]:
    gaps = Gap.objects.filter(
        owing(wanted), state=GapState.OPEN, due__range=(wanted.since, wanted.until), chain__zone=wanted.zone
    )
    found = list(gaps.select_related("chain").order_by("due", "pk"))
    names = node_titles(found) if found else {}
    for gap in found:
        assert gap.due is not None  # asked for by its range
        title = _("Gap to be closed: %(gap)s") % {"gap": gap_titles(gap, names)}
        url = local(reverse("chains:gap", args=[gap.pk]))
        yield Deadline(f"gap-{gap.pk}", gap.due, title, url, "gap", subject=("gap", str(gap.pk)))


def due_artefacts(wanted: Wanted) -> Iterator[Deadline]:
    waiting = Artefact.objects.filter(
        owing(wanted), due__range=(wanted.since, wanted.until),
        chain__in=chains_readable(wanted.scope, wanted.zone),
    ).exclude(state=ArtefactState.IN_FORCE)  # fmt: skip
    for artefact in waiting.select_related("chain").order_by("due", "pk"):
        assert artefact.due is not None  # asked for by its range
        title = _("%(chain)s: %(artefact)s due") % {"chain": artefact.chain.title, "artefact": str(artefact)}
        url = local(reverse("chains:bench", args=[artefact.chain_id]))
        yield Deadline(f"artefact-{artefact.pk}", artefact.due, title, url, "artefact")


def owing(wanted: Wanted) -> Q:
    """Of the units asked for, else of those whose work the person does."""
    units = under(wanted.units) if wanted.units is not None else wanted.scope.units_worked_for()
    return Q(unit__in=Unit.objects.filter(units))


register("chain-gaps", due_gaps)
register("chain-artefacts", due_artefacts)
