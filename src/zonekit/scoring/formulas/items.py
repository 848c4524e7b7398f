"""One line per plan item: the rule's points shared out by item weight, times progress / scheduled progress, capped.

The recommended default of this product: item score = weight x min(cap, actual / scheduled), nothing for an item that
was reported falsely.
"""

from __future__ import annotations

from decimal import Decimal

from zonekit.scoring.formulas.faces import Case, CaseByCase, Outcome
from zonekit.scoring.formulas.ratios import CAP, NOTHING_DUE, ratio
from zonekit.scoring.inputs import ItemFigure
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ZERO, allot, plain


class Items(CaseByCase):
    """Shares are rounded so that they add up to the points: a unit that does everything gets all of them.

    An item of which nothing was reported counts as nothing done.
    """

    code = "items"
    fields = {"cap": CAP, "nothing_due": NOTHING_DUE}

    def is_missing(self, rule: Rule, case: Case) -> bool:
        return not case.items

    def bounds(self, rule: Rule) -> tuple[Decimal, Decimal]:
        return ZERO, rule.points * rule.params["cap"]

    def lines(self, rule: Rule, case: Case) -> tuple[Outcome, ...]:
        items = sorted(case.items, key=lambda item: item.key)
        shares = allot(case.share, [item.weight for item in items], case.places)
        return tuple(self.item(rule, item, share) for item, share in zip(items, shares, strict=True))

    def item(self, rule: Rule, item: ItemFigure, share: Decimal) -> Outcome:
        params = rule.params
        made = ratio(
            item.actual if item.actual is not None else ZERO,
            item.scheduled,
            cap=params["cap"],
            nothing_due=params["nothing_due"],
        )
        points, notes, evidence = share * made.share, made.notes, item.evidence
        if item.actual is None and "nothing_due" not in notes:
            notes = (*notes, "no_data")
        if item.zeroed_by:
            points, notes, evidence = ZERO, ("zeroed_false_report",), (*evidence, *item.zeroed_by)
        return Outcome(
            points=points,
            most=share * params["cap"],
            what=item.key,
            weight=share,
            figures={**made.figures, "item_weight": plain(item.weight)},
            notes=notes,
            evidence=tuple(sorted(set(evidence))),
        )
