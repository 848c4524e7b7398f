"""Decimal arithmetic of scores: half up at stated places, shares that add up exactly, one text for one number."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import cache, lru_cache

# Far more digits than any figure has: a quotient that is rounded afterwards is never decided by its last digit.
ARITHMETIC = Context(prec=80, rounding=ROUND_HALF_UP)
ZERO, ONE = Decimal(0), Decimal(1)
RATIO_PLACES = 6
LARGEST = Decimal("1e12")
# A quotient of endless digits may stand a hair beside the half it is; within this many places it is taken for it.
SNAP = Decimal("1e-30")


@cache
def step_of(places: int) -> Decimal:
    """The smallest step at the places."""
    return Decimal(1).scaleb(-places)


def half_up(value: Decimal, places: int) -> Decimal:
    """Rounded to places, a half away from zero; never a negative zero.

    >>> half_up(Decimal("2.345"), 2), half_up(Decimal("-0.125"), 2), half_up(Decimal("-0.001"), 2)
    (Decimal('2.35'), Decimal('-0.13'), Decimal('0.00'))
    """
    snapped = value.quantize(SNAP, context=ARITHMETIC)
    rounded = snapped.quantize(step_of(places), context=ARITHMETIC)
    return rounded if rounded else abs(rounded)


# Bounds of lines repeat: most of them are rounded once. Equal numbers round to the same number.
rounded_bound = lru_cache(4096)(half_up)


def allot(total: Decimal, weights: Sequence[Decimal], places: int) -> list[Decimal]:
    """The total shared out by weight at the places, adding up to it exactly.

    Everybody gets the share cut to the places; what is left goes, one smallest step each, to the largest remainders, of
    equal remainders to the first. Weights that are all zero count as equal.

    >>> [str(part) for part in allot(Decimal(60), [Decimal(1)] * 7, 2)]
    ['8.58', '8.57', '8.57', '8.57', '8.57', '8.57', '8.57']
    """
    if not weights:
        return []
    whole = sum(weights, ZERO)
    if not whole:
        weights, whole = [ONE] * len(weights), Decimal(len(weights))
    step = step_of(places)
    exact = [ARITHMETIC.divide(total * weight, whole) for weight in weights]
    cut = [share.quantize(step, rounding=ROUND_DOWN, context=ARITHMETIC) for share in exact]
    left = int((total - sum(cut, ZERO)) / step)
    order = sorted(range(len(weights)), key=lambda i: (cut[i] - exact[i], i))
    for i in order[:left]:
        cut[i] += step
    return cut


def plain(value: Decimal) -> str:
    """A number as text, without exponent and without trailing zeros: equal numbers have equal texts.

    >>> plain(Decimal("20.50")), plain(Decimal("1E+2")), plain(Decimal("-0.0"))
    ('20.5', '100', '0')
    """
    text = str(value)
    if "E" in text:
        text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def ratio_text(value: Decimal) -> str:
    """A quotient for the eye; the exact figures stand beside it."""
    return plain(value.quantize(step_of(RATIO_PLACES), context=ARITHMETIC))


def number(value: object) -> Decimal | None:
    """The number of a text, an int or a Decimal within what is scored; None for anything else, floats included.

    >>> number("2.50"), number(3), number(0.1), number("NaN"), number(True)
    (Decimal('2.50'), Decimal('3'), None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        read = Decimal(value)
    except InvalidOperation:
        return None
    return read if read.is_finite() and abs(read) <= LARGEST else None


def clamp(value: Decimal, least: Decimal | None, most: Decimal | None) -> Decimal:
    if least is not None and value < least:
        return least
    return most if most is not None and value > most else value
