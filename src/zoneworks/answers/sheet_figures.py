"""The figures of a group of leaves (the whole, a category, a battlefield, a chapter), each with what makes it up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.documents.blocks import Figure, Run, Words, words
from zoneworks.answers.queries import Leaf, YearState
from zoneworks.documents.composing import Ledger, between, in_sequence, light_run, said, share_of
from zoneworks.plans.board_rows import BoardRow
from zoneworks.ui.lights import WORDS

ORDER = ("green", "yellow", "red", "grey")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over some leaves. `targets`: indicators with an annual target; `met`: those that have reached it."""

    leaves: Figure
    lights: dict[str, Figure]
    targets: Figure
    met: Figure
    milestones: Figure
    done: Figure
    overdue: Figure
    evidence: Figure

    @property
    def lagging(self) -> int:
        return int(self.lights["yellow"].value + self.lights["red"].value)


def tally(ledger: Ledger, prefix: str, leaves: Sequence[Leaf], state: YearState, where: str) -> Tally:
    """`where`: what the leaves are together, as the figures name it."""
    proofs = state.reports.proofs

    def count(name: str, label: str, values: Iterable[tuple[Leaf, int]], unit: str = "") -> Figure:
        parts = ((leaf.key, value) for leaf, value in values if value)
        return ledger.figure(f"{prefix}-{name}", label, parts, unit=unit, where=where)

    return Tally(
        leaves=count("leaves", _("Items"), ((leaf, 1) for leaf in leaves)),
        lights={
            light: count(light, str(WORDS[light]), ((leaf, 1) for leaf in leaves if leaf.light == light))
            for light in ORDER
        },
        targets=count("targets", _("Annual targets"), ((leaf, len(leaf.row.figures)) for leaf in leaves)),
        met=count(
            "met",
            _("Annual targets met, of %(total)s") % {"total": sum(len(leaf.row.figures) for leaf in leaves)},
            ((leaf, len(leaf.met)) for leaf in leaves),
        ),
        milestones=count("milestones", _("Milestones"), ((leaf, len(leaf.row.diamonds)) for leaf in leaves)),
        done=count(
            "done",
            _("Milestones reached, of %(total)s") % {"total": sum(len(leaf.row.diamonds) for leaf in leaves)},
            ((leaf, leaf.done) for leaf in leaves),
        ),
        overdue=count("overdue", _("Milestones overdue"), ((leaf, leaf.overdue) for leaf in leaves)),
        evidence=count("evidence", _("Evidence"), ((leaf, len(proofs.get(leaf.origin, ()))) for leaf in leaves)),
    )


def lights_sentence(ledger: Ledger, counted: Tally) -> Words:
    """How many are on which light, with their shares; a light nothing is on is left out."""
    pieces = [light_words(ledger, counted, light) for light in ORDER if counted.lights[light].value]
    return said(
        _("Of %(leaves)s items: %(lights)s."), leaves=ledger.run(counted.leaves), lights=between(pieces, _(", "))
    )


def light_words(ledger: Ledger, counted: Tally, light: str) -> Words:
    figure = counted.lights[light]
    share = share_of(int(figure.value), int(counted.leaves.value))
    return said(_("%(light)s %(count)s (%(share)s)"), light=light_run(light), count=ledger.run(figure), share=share)


def reached_sentences(ledger: Ledger, counted: Tally) -> Words:
    """Targets met and milestones reached, as far as there are any."""
    sentences = []
    if counted.targets.value:
        sentence = _("Annual targets met: %(met)s of %(targets)s.")
        sentences.append(said(sentence, targets=ledger.run(counted.targets), met=ledger.run(counted.met)))
    if counted.milestones.value:
        sentence = _("Milestones reached: %(done)s of %(milestones)s, overdue: %(overdue)s.")
        runs = {"milestones": counted.milestones, "done": counted.done, "overdue": counted.overdue}
        sentences.append(said(sentence, **{name: ledger.run(figure) for name, figure in runs.items()}))
    return in_sequence(sentences)


# --- progress --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pace:
    """Progress and schedule in percent of the year's work, the gap in percentage points."""

    progress: Figure
    scheduled: Figure
    gap: Figure


Weighed = tuple[str, str, float, float | None, float | None]  # keys of progress and schedule, weight, both as shares


def pace(ledger: Ledger, prefix: str, weighed: Sequence[Weighed], where: str) -> Pace | None:
    """Weighted means over what can be measured; None where nothing can. Each part is what it adds to the mean."""
    counted = [one for one in weighed if one[3] is not None and one[4] is not None]
    if not counted:
        return None
    total = sum(one[2] for one in counted)
    shares = [one[2] / total if total > 0 else 1 / len(counted) for one in counted]
    adding = [(one, share * 100) for one, share in zip(counted, shares, strict=True)]
    progress = ledger.figure(
        f"{prefix}-progress", pgettext("column", "Progress"), [(one[0], part * (one[3] or 0)) for one, part in adding],
        unit="%", decimals=1, where=where,
    )  # fmt: skip
    scheduled = ledger.figure(
        f"{prefix}-scheduled", pgettext("column", "Schedule"), [(one[1], part * (one[4] or 0)) for one, part in adding],
        unit="%", decimals=1, where=where,
    )  # fmt: skip
    parts = [(progress.key, progress.value), (scheduled.key, -scheduled.value)]
    gap = ledger.figure(
        f"{prefix}-gap", pgettext("column", "Gap"), parts, unit=_("percentage points"), decimals=1, where=where
    )
    return Pace(progress, scheduled, gap)


def pace_of_leaves(ledger: Ledger, prefix: str, leaves: Sequence[Leaf], where: str) -> Pace | None:
    """Of leaves from all over the plan: by their weight in the whole of it."""
    weighed = [(leaf.key, leaf.key, leaf.share, leaf.row.progress, leaf.row.scheduled) for leaf in leaves]
    return pace(ledger, prefix, weighed, where)


def paces_of_headings(ledger: Ledger, state: YearState) -> dict[int | None, Pace | None]:
    """By the item, None for the whole: each from the rows directly below it, as the board rolls them up."""
    found: dict[int | None, Pace | None] = {}
    for row in reversed(state.headings):
        found[row.item] = pace(ledger, heading_key(row), weighed_below(state, row.item, found), row.title)
    found[None] = pace(ledger, "all", weighed_below(state, None, found), whole_plan())
    return found


def weighed_below(state: YearState, above: int | None, paces: dict[int | None, Pace | None]) -> list[Weighed]:
    weight = state.assessment.plan.tree.weight
    weighed: list[Weighed] = []
    for row in state.children.get(above, ()):
        own = float(weight[row.place])
        if row.is_leaf:
            key = state.leaf_of[row.item].key
            weighed.append((key, key, own, row.progress, row.scheduled))
        elif known := paces[row.item]:
            values = [float(figure.value) / 100 for figure in (known.progress, known.scheduled)]
            weighed.append((known.progress.key, known.scheduled.key, own, values[0], values[1]))
    return weighed


def whole_plan() -> str:
    return _("Whole plan")


def heading_key(row: BoardRow) -> str:
    return f"heading-{row.item}"


def pace_sentence(ledger: Ledger, known: Pace | None) -> Words:
    if known is None:
        return words(_("Nothing in it can be measured yet."))
    return said(
        _("Weighted progress is %(progress)s against %(scheduled)s scheduled, a gap of %(gap)s."),
        progress=ledger.run(known.progress), scheduled=ledger.run(known.scheduled), gap=ledger.points(known.gap),
    )  # fmt: skip


def gap_run(ledger: Ledger, leaf: Leaf, *, in_cell: bool = False) -> Run:
    """The gap of a leaf; it opens to its entry or record."""
    if leaf.row.gap is None:
        return Run("–")
    figure = ledger.figure(
        f"gap-{leaf.key}", pgettext("column", "Gap"), [(leaf.key, leaf.row.gap)],
        unit=_("percentage points"), decimals=1, where=leaf.name,
    )  # fmt: skip
    return ledger.points(figure, in_cell=in_cell)
