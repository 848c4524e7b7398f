"""Points at stake: those of rules that are left out stand with the other rules, and a page says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zonekit.scoring import Rule, ScoreSheet
from zonekit.scoring import Rulebook as Book
from zoneworks.scoring.hand import MARKS
from zoneworks.scoring.rulebooks import said

LEFT_OUT = "left_out"


def stake_of(sheet: ScoreSheet, group: str) -> Decimal:
    return sum((line.weight for line in sheet.lines if line.group == group), Decimal(0))


def stake_words(sheets: Sequence[ScoreSheet], group: str) -> str:
    """One figure where all units have the same at stake, else from the least to the greatest."""
    stakes = [stake_of(sheet, group) for sheet in sheets] or [Decimal(0)]
    low, high = stake_text(min(stakes)), stake_text(max(stakes))
    return low if low == high else f"{low}–{high}"


def stake_text(stake: Decimal) -> str:
    """With the places of scores, which stand beside it, unless it is whole."""
    return points(stake) if stake == stake.to_integral_value() else f"{stake:f}"


def left_out(book: Book, sheets: Sequence[ScoreSheet]) -> Iterator[str]:
    """A sentence for each rule whose points went to others, for all these units or for some."""
    for rule in book.rules:
        count = sum(1 for sheet in sheets if is_left_out(sheet, rule))
        if count:
            yield sentence_of(rule, count, is_all=count == len(sheets))


def is_left_out(sheet: ScoreSheet, rule: Rule) -> bool:
    return any(line.rule == rule.id and LEFT_OUT in line.notes for line in sheet.lines)


def sentence_of(rule: Rule, count: int, *, is_all: bool) -> str:
    told = {"rule": said(rule.name), "points": points(rule.points), "count": count}
    if not is_all:
        return (
            ngettext(
                "Of %(count)d unit nothing is known for “%(rule)s”: there its %(points)s points go to others.",
                "Of %(count)d units nothing is known for “%(rule)s”: there its %(points)s points go to others.",
                count,
            )
            % told
        )
    if rule.formula == MARKS:
        sentence = _(
            "The leaders have given no marks for “%(rule)s”: until they do, its %(points)s points go to the other "
            "rules. The points shown as possible contain them."
        )
    else:
        sentence = _(
            "Nothing is known for “%(rule)s”: its %(points)s points go to the other rules. The points shown as "
            "possible contain them."
        )
    return sentence % told


def points(value: Decimal) -> str:
    """Without places that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
