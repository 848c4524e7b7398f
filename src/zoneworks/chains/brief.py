"""The brief on a gap, one page: what is missing, why it matters, whom to win and why, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zonekit.chains.gaps import NodeJudgement
from zonekit.chains.model import Node
from zonekit.documents.blocks import Align, Block, Column, Document, Paragraph, Table, words
from zoneworks.chains.brief_room import fits_one_page
from zoneworks.chains.choices import ChainRoleKind, MarkKind
from zoneworks.chains.judging import Judgement, judgement_of
from zoneworks.chains.models import Gap
from zoneworks.chains.naming import node_title, node_titles
from zoneworks.chains.queries import roles_of
from zoneworks.chains.sentences import Told, closings_told, kept_reasons, reasons_told
from zoneworks.chains.sentences_targets import part_sentence
from zoneworks.chains.targets import TargetRow, Targets, targets_of
from zoneworks.chains.weights import weights_of
from zoneworks.chains.words import joined, region_words, said, sentences, share, status_word
from zoneworks.documents.composing import day, language


@dataclass(frozen=True, slots=True)
class Extent:
    """How many are told: enterprises, parts of a rank for each, reasons of the gap, customers by name."""

    shown: int = 3
    parts: int = 2
    reasons: int = 2
    customers: int = 2


# As much as stands on one page, the fullest that does; the workbook of the gap has all.
FULLEST, *SHORTER = (
    Extent(), Extent(customers=1), Extent(parts=1, customers=1), Extent(shown=2, reasons=1, customers=1),
    Extent(shown=2, parts=1, reasons=1, customers=1), Extent(shown=1, parts=1, reasons=1, customers=0),
)  # fmt: skip


def brief_title(gap: Gap) -> str:
    return _("Target brief: %(node)s") % {"node": node_title(gap, node_titles([gap]))}


class Brief:
    """As known on a day."""

    def __init__(self, gap: Gap, as_of: date) -> None:
        self.gap, self.as_of = gap, as_of
        self.extent = FULLEST
        self.node = node_title(gap, node_titles([gap]))
        self.judgement: Judgement | None = judgement_of(gap.chain, as_of)
        self.targets: Targets = targets_of(gap, as_of)

    @property
    def judged(self) -> NodeJudgement | None:
        return self.judgement.by_code.get(self.gap.node_code) if self.judgement else None

    @property
    def told(self) -> list[Told]:
        judged = self.judged
        return reasons_told(judged) if judged and judged.is_gap else kept_reasons(self.gap.reasons)

    def document(self) -> Document:
        """The fullest of one page; where not even the shortest would be, that one."""
        self.extent = FULLEST
        document = self.written()
        for shorter in SHORTER:
            if fits_one_page(document):
                break
            self.extent = shorter
            document = self.written()
        return document

    def written(self) -> Document:
        blocks: list[Block] = [self.matters(), *self.whom()]
        chain = self.gap.chain
        return Document(
            title=brief_title(self.gap),
            language=language(),
            blocks=tuple(blocks),
            subtitle=_("%(zone)s, state on %(day)s") % {"zone": self.signer(), "day": day(self.as_of)},
            lists_figures=False,
            notice=self.notice(),
            facts={"zone": chain.zone.title, "chain": self.chain_title},
        )

    @property
    def chain_title(self) -> str:
        return said(self.judgement.chain.name) if self.judgement else self.gap.chain.title

    def notice(self) -> str:
        """What rests on knowledge nobody confirmed yet, and on enterprises that are made up, is said on the page."""
        parts = []
        if self.judgement and self.judgement.version.is_to_be_confirmed:
            parts.append(_("The chain is to be confirmed by experts."))
        if any(row.pool.is_fictitious for row in self.chosen):
            parts.append(_("Target enterprises are fictitious."))
        return sentences(parts)

    def matters(self) -> Table:
        """What there is to know, label and words: in the small type of tables all of it stands on one page."""
        steps = [f"{number}. {step}" for number, step in enumerate(self.steps(), start=1)]
        rows = (
            (_("The gap"), self.summary()),
            (_("Why"), sentences([one.sentence for one in self.told[: self.extent.reasons]])),
            (_("Why it matters"), self.weight()),
            (_("Next steps"), sentences(steps)),
        )
        columns = (Column(pgettext("of a brief", "Matter"), 1.0), Column(pgettext("of a brief", "Content"), 6.0))
        return Table(columns, tuple((words(label), words(text)) for label, text in rows), name=_("The gap"))

    # --- what is said ------------------------------------------------------------------------------------------------

    def summary(self) -> str:
        gap, judged = self.gap, self.judged
        status = judged.status.value if judged and judged.is_gap else gap.status
        known = {
            "chain": self.chain_title, "node": self.node, "status": status_word(status).lower(),
            "since": day(gap.opened_on),
        }  # fmt: skip
        first = _("“%(node)s” of the chain “%(chain)s” is %(status)s; a gap since %(since)s.")
        first %= known
        closing = closings_told(judged.closing) if judged else []
        if not closing:
            return first
        return sentences([first, _("To close it takes: %(what)s.") % {"what": joined(closing)}])

    def weight(self) -> str:
        weight = weights_of(self.judgement).get(self.gap.node_code)
        first = weight.words if weight else ""
        customers = self.customers()
        if not customers:
            return first
        told = self.extent.customers
        named = {"nodes": joined(customers[:told]), "count": len(customers)}
        if not told:
            bought = ngettext("%(count)s node here buys from it.", "%(count)s nodes here buy from it.", len(customers))
            return sentences([first, bought % named])
        if len(customers) > told:
            return sentences([first, _("%(count)s nodes here buy from it, among them %(nodes)s.") % named])
        return sentences([first, _("Nodes here that buy from it: %(nodes)s.") % named])

    def customers(self) -> list[str]:
        if self.judgement is None or self.gap.node_code not in self.judgement.by_code:
            return []
        chain = self.judgement.chain
        return [said(chain.node(code).name) for code in chain.customers_of(self.gap.node_code)]

    @property
    def chosen(self) -> list[TargetRow]:
        """Those shortlisted, else the first of the list; never one that was set aside."""
        rows = [row for row in self.targets.rows if not (row.mark and row.mark.kind == MarkKind.SET_ASIDE)]
        shortlisted = [row for row in rows if row.mark]
        return (shortlisted or rows)[: self.extent.shown]

    def whom(self) -> Iterator[Block]:
        if not self.chosen:
            yield Paragraph(words(_("The pool holds no enterprise that fits; a larger pool has to be imported.")))
            return
        columns = (
            Column(_("Rank"), 0.9, Align.CENTRE),
            Column(_("Enterprise"), 3.4),
            Column(_("What speaks for it, with its share of the rank"), 5.7),
        )
        rows = tuple(
            tuple(words(text) for text in (str(row.rank), self.named(row), self.reasons_of(row))) for row in self.chosen
        )
        yield Table(columns, rows, caption=_("Whom to win"), name=_("Target enterprises"))

    def named(self, row: TargetRow) -> str:
        region = region_words(row.pool.region)
        return f"{row.pool.title} · {region}" if region else row.pool.title

    @property
    def known_node(self) -> Node | None:
        if self.judgement is None or self.gap.node_code not in self.judgement.by_code:
            return None
        return self.judgement.chain.node(self.gap.node_code)

    def reasons_of(self, row: TargetRow) -> str:
        """What is known and weighs most, each with its share of the rank."""
        best = sorted(row.parts, key=lambda part: (not part.is_known, -part.share))[: self.extent.parts]
        node = self.known_node
        colon = _(": ")
        return sentences([f"{share(one.share)}{colon}{part_sentence(one, node, is_short=True)}" for one in best])

    def steps(self) -> Iterator[str]:
        gap = self.gap
        if gap.unit is None:
            yield _("Give the gap to a unit, with a date.")
        elif gap.due is not None:
            yield _("%(unit)s closes the gap by %(due)s.") % {"unit": gap.unit.title, "due": day(gap.due)}
        if any(row.mark for row in self.chosen):
            yield _("Visit those shortlisted, together with their customers here.")
        else:
            yield _("Shortlist whom to visit, set aside who will not come.")
        yield _("Once one delivers, confirm its placement: that closes the gap.")

    def signer(self) -> str:
        """The lead department, else the chain office, else the zone."""
        held = {role.kind: role.holder for role in reversed(list(roles_of(self.gap.chain, self.as_of)))}
        found = held.get(ChainRoleKind.LEAD_DEPARTMENT) or held.get(ChainRoleKind.OFFICE)
        return found or self.gap.chain.zone.title
