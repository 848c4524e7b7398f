"""One gap: what it is today and was found to be, whose it is, what blocks it, its history, and whom to win for it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from zoneworks.chains.blocks import BRIEF
from zoneworks.chains.choices import GapState
from zoneworks.chains.figure_words import figure_pairs
from zoneworks.chains.forms import BlockageForm, NoteForm, TakeForm
from zoneworks.chains.models import Blockage, Gap
from zoneworks.chains.naming import node_titles
from zoneworks.chains.pages.frame import ChainFrame
from zoneworks.chains.pages.gaps import GapLine, gap_line
from zoneworks.chains.pages.targets import TargetList
from zoneworks.chains.queries_evidence import as_known, blockages_of, noted_since, proposals_of, with_names
from zoneworks.chains.sentences import Told, closings_told, kept_reasons
from zoneworks.chains.words import day, joined, sentences
from zoneworks.documents.asking import Asking, asking_for
from zoneworks.enterprises.models import Enterprise
from zoneworks.ui.parts import Crumb, Happening
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone


class GapPage(ChainFrame):
    section = "gaps"

    def __init__(self, request: HttpRequest, gap: Gap, *, sent: QueryDict | None = None, form: str = "") -> None:
        super().__init__(request, gap.chain)
        self.gap, self.sent, self.sent_form = as_known(gap, self.as_of), sent, form

    @property
    def trail(self) -> list[Crumb]:
        chain = super().trail
        return [*chain[:-1], Crumb(self.title, self.here("map")), Crumb(_("Gaps"), self.here("gaps")), Crumb(self.node)]

    @cached_property
    def line(self) -> GapLine:
        return gap_line(self, self.gap, node_titles([self.gap]))

    @property
    def node(self) -> str:
        return self.line.title

    @property
    def is_open(self) -> bool:
        """On the day looked at."""
        gap = self.gap
        return gap.opened_on <= self.as_of and (gap.closed_on is None or gap.closed_on > self.as_of)

    @property
    def may_work(self) -> bool:
        return self.may_write and self.gap.state == GapState.OPEN

    @property
    def found(self) -> list[Told]:
        """What was found when the gap was opened, where it is not what is found now."""
        kept = kept_reasons(self.gap.reasons)
        return kept if [one.sentence for one in kept] != [one.sentence for one in self.line.told] else []

    @property
    def now_status(self) -> str:
        """What the node is on the day looked at, where the gap is no longer open."""
        judged = self.judged(self.gap.node_code)
        return judged.status.value if judged is not None and not self.is_open else ""

    # --- the way to close it -----------------------------------------------------------------------------------------

    @property
    def place_url(self) -> str:
        return self.here("place", node=self.gap.node_code)

    @cached_property
    def proposed(self) -> int:
        """Placements on the node that wait for a person."""
        return proposals_of(self.chain).filter(node_code=self.gap.node_code).count()

    @property
    def proposals_url(self) -> str:
        return self.here("placements", node=self.gap.node_code)

    @property
    def closing(self) -> list[str]:
        judged = self.judged(self.gap.node_code)
        return closings_told(judged.closing) if judged is not None else []

    @property
    def figures(self) -> list[tuple[str, str]]:
        judged = self.judged(self.gap.node_code)
        return figure_pairs(judged.figures) if judged is not None else []

    @property
    def facts(self) -> list[tuple[str, Any]]:
        gap = self.gap
        return [
            (_("Responsible unit"), gap.unit.title if gap.unit else _("nobody yet")),
            (_("To be closed by"), day(gap.due)),
            (_("Open since"), day(gap.opened_on)),
            *([(_("Ended"), day(gap.closed_on))] if gap.closed_on else []),
            (_("Customers here"), self.customers),
        ]

    @property
    def customers(self) -> str:
        """Nodes downstream that buy from this one."""
        if self.judgement is None:
            return ""
        return joined([self.node_name(code) for code in self.judgement.chain.customers_of(self.gap.node_code)])

    @cached_property
    def blockages(self) -> list[Blockage]:
        return [one for one in blockages_of(self.chain, self.as_of) if one.node_code == self.gap.node_code]

    @cached_property
    def happenings(self) -> list[Happening]:
        gap = self.gap
        found = [Happening(gap.opened_on, _("Gap found"), detail=self.found_words)]
        if gap.taken_on and gap.unit:
            found.append(Happening(gap.taken_on, _("Given to %(unit)s") % {"unit": gap.unit.title}))
        if gap.state == GapState.CLOSED and gap.closed_on:
            found.append(Happening(gap.closed_on, _("Closed by a placement"), detail=self.closed_by))
        if gap.state == GapState.LAPSED and gap.closed_on:
            found.append(Happening(gap.closed_on, _("Lapsed: cured by something else than a placement")))
        return [one for one in reversed(found) if not isinstance(one.when, str)]

    @property
    def closed_by(self) -> str:
        """The enterprise that closed it; nothing where the person may not know it."""
        if self.gap.closed_by is None:
            return ""
        [placement] = with_names(self.scope, self.zone, [self.gap.closed_by])
        enterprise: Enterprise | None = placement.enterprise_shown  # type: ignore[attr-defined]
        return enterprise.title if enterprise is not None else ""

    @property
    def note(self) -> str:
        """What was noted by the day; what stood there before a later note is in the record."""
        if self.is_history and noted_since(self.gap, self.as_of):
            return ""
        return self.gap.note

    @property
    def found_words(self) -> str:
        return sentences([one.sentence for one in kept_reasons(self.gap.reasons)[:1]])

    # --- forms -------------------------------------------------------------------------------------------------------

    @cached_property
    def units(self) -> list[Unit]:
        return list(units_of_zone(self.zone))

    @cached_property
    def take_form(self) -> TakeForm:
        gap = self.gap
        initial = {"unit": gap.unit.code if gap.unit else "", "due": gap.due, "seen": gap.revision}
        return TakeForm(self.data_of("take"), units=self.units, initial=initial)

    @cached_property
    def note_form(self) -> NoteForm:
        return NoteForm(self.data_of("note"), initial={"note": self.gap.note, "seen": self.gap.revision})

    @cached_property
    def block_form(self) -> BlockageForm:
        return BlockageForm(self.data_of("block"), initial={"since": self.today})

    def data_of(self, name: str) -> QueryDict | None:
        return self.sent if self.sent_form == name else None

    # --- whom to win -------------------------------------------------------------------------------------------------

    @cached_property
    def targets(self) -> TargetList:
        return TargetList(self, self.gap)

    @property
    def brief(self) -> Asking | None:
        """Nobody is to be won for a gap that is closed."""
        if not self.is_open:
            return None
        return asking_for(self.request, BRIEF, {"gap": self.gap.pk, "as_of": self.as_of.isoformat()})
