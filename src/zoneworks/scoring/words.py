"""Formulas, figures and notes of score lines, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zonekit.scoring import Line
from zonekit.scoring import Rulebook as Book
from zoneworks.scoring.rulebooks import names_of_rules, said
from zoneworks.ui.figures import figure_text

FORMULAS: Mapping[str, Promise] = {
    "proportional": gettext_lazy("Points × done ÷ due, up to the cap"),
    "target": gettext_lazy("All points where the target is met, else none"),
    "rank_steps": gettext_lazy("Points by rank: so much for the first, less for each further one"),
    "efficacy": gettext_lazy("Points × (base + span × (value − least) ÷ (greatest − least)) ÷ 100"),
    "mixed": gettext_lazy("Points × (count share × weight + amount share × weight), up to the cap"),
    "load": gettext_lazy("Points in proportion to the load, × done ÷ due"),
    "bands": gettext_lazy("Points × the share of the band the value falls into"),
    "items": gettext_lazy("Points shared out by the weight of the items, × progress ÷ scheduled progress of each"),
    "marks": gettext_lazy("The mean of the leaders' marks"),
    "base": gettext_lazy("Starting points, less for each case, not below the floor"),
    "counted": gettext_lazy("So much for each case, within the caps"),
    "over_under": gettext_lazy("So much for each step above what was due, less for each step below, within the caps"),
    "ledger": gettext_lazy("What is entered by hand with evidence, within the caps"),
    "cap": gettext_lazy("What the cap takes or gives back"),
}
FIGURES: Mapping[str, Promise] = {
    "actual": pgettext_lazy("score figure", "Actual"),
    "scheduled": pgettext_lazy("score figure", "Due"),
    "cap": pgettext_lazy("score figure", "Cap"),
    "ratio": pgettext_lazy("score figure", "Actual ÷ due"),
    "item_weight": pgettext_lazy("score figure", "Weight"),
    "rank": pgettext_lazy("score figure", "Rank"),
    "units": pgettext_lazy("score figure", "Units compared"),
    "tied": pgettext_lazy("score figure", "With the same figure"),
    "share": pgettext_lazy("score figure", "Share of the points"),
    "coefficient": pgettext_lazy("score figure", "Coefficient"),
    "min": pgettext_lazy("score figure", "Least of all units"),
    "max": pgettext_lazy("score figure", "Greatest of all units"),
    "count": pgettext_lazy("score figure", "Cases"),
    "per": pgettext_lazy("score figure", "Points each"),
    "factor": pgettext_lazy("score figure", "Factor"),
    "start": pgettext_lazy("score figure", "Starting points"),
    "floor": pgettext_lazy("score figure", "Floor"),
    "sum": pgettext_lazy("score figure", "Sum before caps"),
    "events": pgettext_lazy("score figure", "Entries"),
    "marks": pgettext_lazy("score figure", "Marks"),
    "mean": pgettext_lazy("score figure", "Mean mark"),
    "mark_most": pgettext_lazy("score figure", "Highest mark"),
    "neutral_share": pgettext_lazy("score figure", "Share without data"),
    "difference": pgettext_lazy("score figure", "Above or below"),
    "step": pgettext_lazy("score figure", "Step"),
    "free": pgettext_lazy("score figure", "Cases that do not count"),
    "least": pgettext_lazy("score figure", "Least"),
    "most": pgettext_lazy("score figure", "Most"),
    "low": pgettext_lazy("score figure", "Band from"),
    "high": pgettext_lazy("score figure", "Band below"),
    "load": pgettext_lazy("score figure", "Load"),
    "load_of": pgettext_lazy("score figure", "Load it is compared with"),
    "mixed": pgettext_lazy("score figure", "Mixed share"),
    "count_actual": pgettext_lazy("score figure", "Count reached"),
    "count_scheduled": pgettext_lazy("score figure", "Count due"),
    "count_ratio": pgettext_lazy("score figure", "Count share"),
    "amount_actual": pgettext_lazy("score figure", "Amount reached"),
    "amount_scheduled": pgettext_lazy("score figure", "Amount due"),
    "amount_ratio": pgettext_lazy("score figure", "Amount share"),
    "missing_large": pgettext_lazy("score figure", "Large projects missing"),
    "per_missing": pgettext_lazy("score figure", "Points for each missing"),
}
NOTES: Mapping[str, Promise] = {
    "capped": gettext_lazy("capped"),
    "at_floor": gettext_lazy("held at the floor"),
    "below_zero": gettext_lazy("below nought counts as nothing"),
    "nothing_due": gettext_lazy("nothing was due yet"),
    "target_met": gettext_lazy("target met"),
    "target_missed": gettext_lazy("target missed"),
    "tied": gettext_lazy("equal with others: they share the better rank"),
    "all_equal": gettext_lazy("all units are equal"),
    "large_projects_missing": gettext_lazy("large projects are missing"),
    "no_load": gettext_lazy("no load"),
    "no_data": gettext_lazy("no data"),
    "neutral": gettext_lazy("scored with the neutral share"),
    "left_out": gettext_lazy("left out; its points went to the other rules"),
    "zeroed_false_report": gettext_lazy("nothing, because a report about it was found false"),
    "gate_not_met": gettext_lazy("nothing, because the gate was not met"),
}
CONFIDENCES: Mapping[str, Promise] = {
    "official": pgettext_lazy("source", "Official source"),
    "media": pgettext_lazy("source", "Official media"),
    "reprint": pgettext_lazy("source", "Reprint"),
    "product": pgettext_lazy("source", "Default of the product"),
    "zone": pgettext_lazy("source", "The zone's own rule"),
}
SHARE_FIGURES = frozenset({"ratio", "share", "mixed", "neutral_share", "count_ratio", "amount_ratio"})
ITEM_SHARES = frozenset({"actual", "scheduled"})


def points_text(points: Decimal, places: int) -> str:
    """Points with all their places: they are compared by the column.

    >>> points_text(Decimal("7.5"), 2), points_text(Decimal("-0.10"), 2)
    ('7.50', '−0.10')
    """
    text = f"{abs(points):,.{places}f}"
    return f"−{text}" if points < 0 else text


def signed_text(points: Decimal, places: int) -> str:
    return f"+{points_text(points, places)}" if points > 0 else points_text(points, places)


def figures_in_words(line: Line) -> Iterator[tuple[str, str]]:
    """Labels and values of a line's figures in their order; progress of items and shares in percent."""
    for name, value in line.figures.items():
        label = str(FIGURES.get(name, name))
        is_share = name in SHARE_FIGURES or (line.formula == "items" and name in ITEM_SHARES)
        if (value and is_share) or (value and name == "cap"):
            yield label, f"{figure_text(Decimal(value) * 100, 2)}%"
        else:
            yield label, figure_text(value or None)


def notes_in_words(line: Line) -> list[str]:
    return [str(NOTES.get(note, note)) for note in line.notes]


class LineNames:
    """What the lines of a sheet are called: rules, deductions, items of the plan, caps."""

    def __init__(self, book: Book, names: Mapping[str, str]) -> None:
        self.book, self.names = book, names
        self.rules = names_of_rules(book)
        self.groups = {group.code: said(group.name) for group in book.groups}

    def name(self, line: Line) -> str:
        if line.formula == "cap":
            return _("Cap of the whole") if line.key == "cap:total" else _("Cap of the group")
        what = line.key.partition("/")[2]
        if line.formula == "items":
            return self.names.get(f"item:{what}", "") or _("Item %(key)s") % {"key": what}
        if what == "floor":
            return _("What the floor gives back")
        if line.key in self.rules and what:
            return self.rules[line.key]
        return self.rules.get(line.rule, line.rule)

    def key_name(self, key: str, lines: Mapping[str, Line]) -> str:
        return self.name(lines[key]) if key in lines else key

    def group(self, code: str) -> str:
        return self.groups.get(code) or _("Whole")


def why_unranked(book: Book, reasons: tuple[str, ...]) -> str:
    """Why a unit has no rank, in a sentence."""
    if not reasons:
        return ""
    if reasons == ("nothing_scored",):
        return _("Nothing is known by which it could be scored.")
    rules = names_of_rules(book)
    named = _(", ").join(rules.get(reason, reason) for reason in reasons)
    return _("Nothing is known for: %(rules)s.") % {"rules": named}
