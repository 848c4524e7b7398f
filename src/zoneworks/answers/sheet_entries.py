"""One entry of the answer sheet for each leaf: promise, target, fact, milestones, evidence, light, a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.documents.blocks import Entry, Field, Run, Words, words
from zoneworks.answers.queries import Leaf, YearState, fact_days
from zoneworks.answers.queries_reports import Proof
from zoneworks.answers.sheet_causes import bare
from zoneworks.answers.sheet_figures import gap_run
from zoneworks.documents.composing import Ledger, day, light_run, month, points, said
from zoneworks.plans.board_rows import Diamond, Figure
from zoneworks.plans.messages import listed
from zoneworks.ui.figures import figure_text, share_text

SHORT = 12  # digits of a SHA-256 that people compare by eye; the whole stands in the record


class EntryMaker:
    """Makes entries and keeps the figures and records they name."""

    def __init__(self, state: YearState, ledger: Ledger) -> None:
        self.state, self.ledger = state, ledger
        self.facts = fact_days(state)

    def entry(self, leaf: Leaf) -> Entry:
        row = leaf.row
        fields = (
            Field(_("Promise"), tuple(self.promise(leaf))),
            Field(_("Annual target"), tuple(target_words(figure) for figure in row.figures)),
            Field(_("Fact"), tuple(self.fact(leaf))),
            Field(_("Milestones"), tuple(step_words(step, self.state.as_of) for step in row.diamonds)),
            Field(_("Evidence"), tuple(self.evidence(leaf))),
            Field(pgettext("why a light is as it is", "Because"), (words(self.state.headline(leaf)),)),
        )
        return Entry(
            key=leaf.key,
            title=row.title,
            label=row.label,
            group=pgettext("between headings of a path", " / ").join(heading.title for heading in leaf.headings),
            fields=tuple(field for field in fields if field.lines),
            light=light_run(leaf.light),
            address=leaf.address,
        )

    def promise(self, leaf: Leaf) -> Iterator[Words]:
        row = leaf.row
        yield words(row.goal or row.title)
        duties = [
            (_("Lead leader: %(who)s"), row.leaders),
            (_("Lead unit: %(who)s"), row.lead),
            (_("Responsible unit: %(who)s"), row.responsible),
        ]
        said_of = [text % {"who": listed(str(one) for one in who)} for text, who in duties if who]
        if row.deadline_text or row.deadline:
            when = day(row.deadline) if row.deadline else row.deadline_text
            said_of.append(_("Deadline: %(when)s") % {"when": when})
        if said_of:
            yield words(pgettext("between statements in a line", "; ").join(said_of))

    def fact(self, leaf: Leaf) -> Iterator[Words]:
        for figure in leaf.row.figures:
            yield self.indicator(leaf, figure)
        if leaf.row.progress is not None and leaf.row.scheduled is not None:
            yield said(
                _("Progress %(progress)s, schedule %(scheduled)s, gap %(gap)s"),
                progress=share_text(leaf.row.progress),
                scheduled=share_text(leaf.row.scheduled),
                gap=gap_run(self.ledger, leaf),
            )

    def indicator(self, leaf: Leaf, figure: Figure) -> Words:
        """Actual, schedule and target always in this order."""
        if figure.value is None or figure.about is None:
            missing = _("%(name)s: not reported; schedule %(scheduled)s, target %(target)s (%(unit)s)")
            return words(missing % amounts(figure))
        share = ""
        if figure.numerator is not None and figure.denominator is not None:
            share = _(" (%(numerator)s of %(denominator)s)") % {
                "numerator": figure_text(figure.numerator), "denominator": figure_text(figure.denominator),
            }  # fmt: skip
        sentence = _(
            "%(name)s on %(about)s: actual %(value)s%(share)s, schedule %(scheduled)s, target %(target)s (%(unit)s), "
            "gap %(gap)s"
        )
        met = _(" — target met") if figure in leaf.met else ""
        filled = said(sentence, **amounts(figure), about=day(figure.about), value=self.value(leaf, figure), share=share)
        return words(*filled, met)

    def value(self, leaf: Leaf, figure: Figure) -> Run:
        """The confirmed value; it opens to the fact that stated it."""
        fact, recorded, confirmed = self.facts[figure.indicator]
        label = _("%(name)s on %(about)s, reported %(recorded)s, confirmed %(confirmed)s") % {
            "name": figure.name,
            "about": day(figure.about or recorded),
            "recorded": day(recorded),
            "confirmed": day(confirmed),
        }
        address = f"{reverse('plans:facts', args=[leaf.row.item])}?report=v{fact}"
        record = self.ledger.record(f"fact-{fact}", label, address)
        made = self.ledger.figure(
            f"value-{figure.indicator}",
            figure.name,
            [(record, figure.value or 0.0)],
            unit=figure.unit,
            decimals=4,
            where=leaf.name,
        )
        return self.ledger.run(made, figure_text(figure.value))

    def evidence(self, leaf: Leaf) -> Iterator[Words]:
        return (self.proof(proof) for proof in self.state.reports.proofs.get(leaf.origin, ()))

    def proof(self, proof: Proof) -> Words:
        key = self.ledger.record(f"file-{proof.key}", proof.caption, sha256=proof.sha256)
        sentence = _("%(caption)s (report for %(month)s, SHA-256 %(digest)s…)")
        digest = proof.sha256[:SHORT]
        return said(sentence, caption=Run(proof.caption, record=key), month=month(proof.about), digest=digest)


def amounts(figure: Figure) -> dict[str, str]:
    return {
        "name": figure.name,
        "unit": figure.unit,
        "scheduled": figure_text(round(figure.scheduled, 2)),
        "target": figure_text(figure.target),
        "gap": points(figure.gap),
    }


def target_words(figure: Figure) -> Words:
    return words(_("%(name)s: %(target)s (%(unit)s)") % amounts(figure))


def step_words(step: Diamond, as_of: date) -> Words:
    named = {"milestone": bare(step.text), "due": day(step.due)}
    if step.done:
        return words(_("%(milestone)s: due %(due)s, reached %(done)s") % {**named, "done": day(step.done)})
    if step.state == "overdue":
        late = (as_of - step.due).days
        return words(_("%(milestone)s: due %(due)s, overdue for %(days)s days") % {**named, "days": late})
    return words(_("%(milestone)s: due %(due)s, not due yet") % named)
