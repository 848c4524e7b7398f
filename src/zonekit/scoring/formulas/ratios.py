"""Done against due: what proportional, target, mixed, load and item lines have in common."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from zonekit.scoring.fields import Choice, Number
from zonekit.scoring.numbers import ARITHMETIC, ONE, ZERO, plain, ratio_text

DIRECTION = Choice(("higher", "lower"), "higher")
CAP = Number("1", is_positive=True)
NOTHING_DUE = Choice(("full", "zero"), "full")


class Ratio(NamedTuple):
    """`share` of the points (capped), the figures it comes from and its notes."""

    share: Decimal
    figures: dict[str, str]
    notes: tuple[str, ...]


def ratio(
    actual: Decimal, due: Decimal | None, *, cap: Decimal | None, nothing_due: str = "full", lower: bool = False
) -> Ratio:
    """actual / due within 0 and the cap; with `lower`, due / actual.

    Where nothing is due, or due is not known, the rule decides: full or zero. Less than nothing done counts as nothing.

    >>> ratio(Decimal(9), Decimal(10), cap=Decimal(1)).share
    Decimal('0.9')
    >>> ratio(Decimal(12), Decimal(10), cap=Decimal(1)).notes
    ('capped',)
    >>> ratio(Decimal(0), Decimal(0), cap=Decimal(1)).notes
    ('nothing_due',)
    """
    figures = {"actual": plain(actual), "scheduled": "" if due is None else plain(due)}
    if cap is not None:
        figures["cap"] = plain(cap)
    if due is None or (due <= 0 and not lower):
        share = ONE if nothing_due == "full" else ZERO
        return Ratio(share, figures, ("nothing_due",))
    above, below = (due, actual) if lower else (actual, due)
    if below <= 0:
        return Ratio(ONE if cap is None else cap, figures, ("capped",))
    share = ARITHMETIC.divide(above, below)
    figures["ratio"] = ratio_text(share)
    if share < 0:
        return Ratio(ZERO, figures, ("below_zero",))
    if cap is not None and share > cap:
        return Ratio(cap, figures, ("capped",))
    return Ratio(share, figures, ())
