"""A row's year as a strip of months, each opening the page as of its end, and how long its light has lasted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zonekit.plans import month_end
from zoneworks.plans.board import BoardRow
from zoneworks.plans.messages import day
from zoneworks.ui.addresses import address
from zoneworks.ui.lights import WORDS


@dataclass(frozen=True)
class MonthCell:
    """`light`: None where the month has not ended, or the row was not in the plan. `words` say what the link opens, or
    why there is none."""

    name: str
    light: str | None
    is_now: bool
    url: str
    words: str


def month_cells(request: HttpRequest, row: BoardRow, year: int, as_of: date) -> list[MonthCell]:
    written = pgettext("a month alone, as a date format", "M")
    present = as_of.month if as_of.year == year else 0
    cells = []
    reached = as_of if as_of.year == year else month_end(year, 12) if as_of.year > year else None
    for month, (light, item) in enumerate(zip(row.months, row.judged_items, strict=True), start=1):
        end = month_end(year, month)
        url = address(request, "plans:item", item, as_of=end.isoformat()) if light else ""
        if light:
            words = _("%(light)s; open the row as of %(day)s") % {"light": WORDS[light], "day": day(end)}
        else:
            words = _("not in the plan then") if reached and end <= reached else _("not ended yet")
        cells.append(MonthCell(date_format(end, written), light, month == present, url, words))
    return cells


def run_words(row: BoardRow) -> str:
    """How long the light has lasted, from the second month on."""
    if row.run < 2:
        return ""
    words = {
        "yellow": ngettext("yellow for %(count)d month", "yellow for %(count)d months running", row.run),
        "red": ngettext("red for %(count)d month", "red for %(count)d months running", row.run),
    }
    return words[row.lights.overall] % {"count": row.run}
