"""Target enterprises of a gap as a workbook: a line for each, its parts in percent of the rank and in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.chains.targets_model import PartCode
from zonekit.documents.blocks import Column
from zoneworks.chains.exports import Row, in_percent, workbook
from zoneworks.chains.pages.gap import GapPage
from zoneworks.chains.pages.targets import TargetLine, target_line
from zoneworks.chains.sentences_targets import part_word
from zoneworks.chains.words import sentences

MILLION_FEN = 100_000_000


def targets_workbook(page: GapPage) -> tuple[str, bytes]:
    title = _("%(node)s: target enterprises") % {"node": page.node}
    lines = [target_line(row, page.targets.node) for row in page.targets.rows]
    return title, workbook(page, title, _("Target enterprises"), columns(), [row_of(line) for line in lines])


def columns() -> tuple[Column, ...]:
    return (
        Column(_("Rank"), 0.6, is_number=True),
        Column(_("Enterprise"), 2.4),
        Column(_("Unified social credit code"), 1.8),
        Column(_("Industry class"), 0.9),
        Column(_("Region"), 1.2),
        Column(_("Revenue, million yuan"), 1.0, is_number=True),
        Column(_("Score, %"), 0.8, is_number=True),
        *(Column(_("%(part)s, %% of the rank") % {"part": part_word(code)}, 1.0, is_number=True) for code in PartCode),
        Column(_("Why"), 6.0),
        Column(_("What would change the rank"), 5.0),
        Column(pgettext("target enterprise", "Decision"), 1.0),
        Column(pgettext("of a decision", "Reason"), 2.0),
    )


def row_of(line: TargetLine) -> Row:
    pool, mark = line.row.pool, line.row.mark
    return (
        line.row.rank, line.title, pool.credit_code, pool.class_code, line.region,
        None if pool.revenue_fen is None else round(pool.revenue_fen / MILLION_FEN, 2), in_percent(line.row.score),
        *(in_percent(part.share) for part in line.parts),
        sentences([part.sentence for part in line.parts]), sentences(line.changes),
        mark.get_kind_display() if mark else "", mark.reason if mark else "",
    )  # fmt: skip
