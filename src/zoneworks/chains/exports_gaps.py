"""Gaps as a workbook."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zonekit.documents.blocks import Column
from zoneworks.chains.exports import Row, weight_cells, weight_columns, workbook
from zoneworks.chains.pages.gaps import GapLine, GapsPage
from zoneworks.chains.weights import Weight
from zoneworks.chains.words import sentences


def gaps_workbook(page: GapsPage) -> tuple[str, bytes]:
    title = _("%(chain)s: gaps") % {"chain": page.title}
    return title, workbook(
        page,
        title,
        _("Gaps"),
        gaps_columns(),
        [gaps_row(line, page.weights.get(line.gap.node_code)) for line in page.every_line],
    )


def gaps_columns() -> tuple[Column, ...]:
    return (
        Column(_("Node"), 2.2),
        Column(_("Status"), 0.9),
        *weight_columns(),
        Column(_("Why"), 5.0),
        Column(_("Responsible unit"), 1.8),
        Column(_("Due"), 1.1),
        Column(_("Open since"), 1.1),
        Column(_("Ended"), 1.1),
        Column(_("Note"), 3.0),
    )


def gaps_row(line: GapLine, weight: Weight | None) -> Row:
    gap = line.gap
    return (
        line.title, line.status_word, *weight_cells(weight), sentences([one.sentence for one in line.told]),
        gap.unit.title if gap.unit else "", gap.due.isoformat() if gap.due else "", gap.opened_on.isoformat(),
        gap.closed_on.isoformat() if gap.closed_on else "", gap.note,
    )  # fmt: skip
