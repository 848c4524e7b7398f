"""Whom to win for a gap: the ranked list with what each rank is made of, and what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.chains import Node
from zoneworks.chains.choices import MarkKind
from zoneworks.chains.models import Gap, LeftOut
from zoneworks.chains.sentences_targets import change_sentence, part_sentence, part_word
from zoneworks.chains.targets import MOST, TargetRow, Targets, left_out_of, targets_of
from zoneworks.chains.words import region_words, said, share
from zoneworks.ui.parts import Tab

if TYPE_CHECKING:
    from zoneworks.chains.pages.gap import GapPage

ROWS = 10
MOST_SHOWN = 100
SHOWS = ("", MarkKind.SHORTLISTED.value, MarkKind.SET_ASIDE.value)


@dataclass(frozen=True)
class PartLine:
    word: str
    value: float
    share: float
    sentence: str

    @property
    def share_text(self) -> str:
        return share(self.share)


@dataclass(frozen=True)
class TargetLine:
    row: TargetRow
    parts: list[PartLine]
    changes: list[str]
    token: str

    @property
    def title(self) -> str:
        return self.row.pool.title

    @property
    def region(self) -> str:
        return region_words(self.row.pool.region)

    @property
    def mark_kind(self) -> str:
        return self.row.mark.kind if self.row.mark else ""

    @property
    def mark_word(self) -> str:
        return self.row.mark.get_kind_display() if self.row.mark else ""

    @property
    def strongest(self) -> str:
        """The two parts that make most of the rank, in words."""
        best = sorted(self.parts, key=lambda part: -part.share)[:2]
        return " · ".join(f"{part.word} {part.share_text}" for part in best)


@dataclass(frozen=True)
class LeftLine:
    left: LeftOut
    region: str


def target_line(row: TargetRow, node: Node | None = None) -> TargetLine:
    parts = [PartLine(part_word(one.code), one.value, one.share, part_sentence(one, node)) for one in row.parts]
    return TargetLine(row, parts, [change_sentence(one) for one in row.would_change], uuid4().hex)


class TargetList:
    """`limit`: how many of the ranked are asked for; the page shows ten at a time."""

    def __init__(self, page: GapPage, gap: Gap, limit: int = MOST_SHOWN) -> None:
        self.page_around, self.gap, self.limit = page, gap, limit
        asked = page.request.GET.get("marked", "")
        self.marked = asked if asked in SHOWS else ""

    @cached_property
    def found(self) -> Targets:
        return targets_of(self.gap, self.page_around.as_of, max(self.limit, MOST))

    @property
    def rows(self) -> list[TargetRow]:
        if not self.marked:
            return list(self.found.rows)
        return [row for row in self.found.rows if row.mark and row.mark.kind == self.marked]

    @cached_property
    def page(self) -> Page[TargetRow]:
        return Paginator(self.rows, ROWS).get_page(self.page_around.request.GET.get("page"))

    @cached_property
    def lines(self) -> list[TargetLine]:
        return [target_line(row, self.node) for row in self.page]

    @property
    def node(self) -> Node | None:
        return self.page_around.nodes.get(self.gap.node_code)

    @cached_property
    def left_out(self) -> list[LeftLine]:
        """Those that would fit, had nobody left them out of the pool."""
        left = left_out_of(self.gap, self.page_around.as_of, self.found)
        return [LeftLine(one, region_words(one.enterprise.region)) for one in left]

    @property
    def tabs(self) -> list[Tab]:
        marks = [row.mark.kind for row in self.found.rows if row.mark]
        words = {
            "": pgettext("target enterprises", "All"),
            MarkKind.SHORTLISTED.value: str(MarkKind.SHORTLISTED.label),
            MarkKind.SET_ASIDE.value: str(MarkKind.SET_ASIDE.label),
        }
        return [
            Tab(
                word, self.page_around.link("gap", self.gap.pk, marked=mark), self.marked == mark,
                marks.count(mark) if mark else len(self.found.rows),
            )
            for mark, word in words.items()
        ]  # fmt: skip

    @property
    def rules_words(self) -> str:
        return said(self.found.rules.name)

    @property
    def is_to_be_confirmed(self) -> bool:
        return self.found.rules.to_be_confirmed

    @property
    def workbook_url(self) -> str:
        return self.page_around.link("targets-workbook", self.gap.pk, marked=self.marked)

    @property
    def nothing(self) -> tuple[str, str]:
        """Why the list is empty: what it is called, and what to do."""
        if self.left_out and not self.found.rows:
            return _("Every enterprise that fits was left out of the pool"), _(
                "Put one of them back, or import a larger pool."
            )
        if not self.found.pooled:
            return _("The pool of target enterprises is empty"), _(
                "Import a pool of enterprises elsewhere that the zone may win."
            )
        if self.marked:
            return _("None marked so yet"), _("Shortlist or set aside enterprises of the list.")
        return _("No enterprise of the pool fits this node"), _(
            "Import a larger pool, or look at the node's classes and products."
        )
