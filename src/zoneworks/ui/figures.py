"""Figures as people read them: thousands separators, no empty decimals, the unit beside the number."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

NONE = "–"


def figure_text(value: object, digits: int | None = None) -> str:
    """A number with separators and no trailing zeros; nothing is a dash, text stays as it is.

    >>> figure_text(Decimal("1234567.500")), figure_text(None), figure_text(3.14159, 2), figure_text(1000000)
    ('1,234,567.5', '–', '3.14', '1,000,000')
    """
    if value is None or value == "":
        return NONE
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return NONE
    if digits is not None:
        number = number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{number:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def share_text(value: float | Decimal | None, digits: int = 1) -> str:
    """A share of one in percent.

    >>> share_text(0.62), share_text(None), share_text(1)
    ('62%', '–', '100%')
    """
    return NONE if value is None else f"{figure_text(Decimal(str(value)) * 100, digits)}%"


def points_text(value: float | Decimal | None, digits: int = 1) -> str:
    """A difference of shares in percentage points, with its sign."""
    if value is None:
        return NONE
    text = figure_text(Decimal(str(value)) * 100, digits)
    signed = text if text.startswith("-") or text == "0" else f"+{text}"
    return _("%(gap)s pp") % {"gap": signed}


def figure(
    value: object, unit: object = "", href: str = "", digits: int | None = None, title: object = ""
) -> SafeString:
    """Number and unit; with an address, a link to what makes the number up."""
    text = figure_text(value, digits)
    beside = format_html('<span class="figure-unit">{}</span>', unit) if unit and text != NONE else ""
    hover = format_html(' title="{}"', title) if title else ""
    if href:
        return format_html('<a class="figure" href="{}"{}>{}{}</a>', href, hover, text, beside)
    return format_html('<span class="figure"{}>{}{}</span>', hover, text, beside)


def _within(share: float | Decimal) -> float:
    return min(max(float(share), 0.0), 1.0)


def progress(
    actual: float | Decimal | None,
    schedule: float | Decimal | None = None,
    light: str = "",
    words: bool = True,
    wide: bool = False,
) -> SafeString:
    """A bar of the actual share with a tick where the schedule stands; both are shares of one."""
    width = 240 if wide else 96
    said = _("Actual %(actual)s, schedule %(schedule)s") % {
        "actual": share_text(actual),
        "schedule": share_text(schedule),
    }
    bar = format_html(
        '<rect class="progress-actual{}" y="3" width="{}" height="8" rx="1"/>',
        f" is-{light}" if light else "",
        f"{_within(actual or 0) * width:.1f}",
    )
    tick: SafeString | str = ""
    if schedule is not None:
        tick = format_html(
            '<rect class="progress-tick" x="{}" width="2" height="14"/>', f"{_within(schedule) * (width - 2):.1f}"
        )
    beside = format_html('<span class="progress-words">{}</span>', share_text(actual)) if words else ""
    return format_html(
        '<span class="progress{0}" title="{1}">'
        '<svg class="progress-bar" viewBox="0 0 {2} 14" role="img" aria-label="{1}">'
        '<rect class="progress-track" y="3" width="{2}" height="8" rx="1"/>{3}{4}</svg>{5}</span>',
        " is-wide" if wide else "",
        said,
        str(width),
        bar if actual is not None else "",
        tick,
        beside,
    )
