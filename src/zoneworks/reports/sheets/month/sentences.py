"""Sentences and words for the sheet of the month."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: Final[dict[str, Promise]] = {
    "month_header_not_found": _("No header of monthly reports was found. Download the sheet of the month anew."),
    "month_not_named": _("The sheet does not name its month. Write it above the table, for instance: Month: 2023-09."),
    "month_without_plan": _("No plan has been issued for %(year)s, so its months take no reports."),
    "month_row_unknown": _("%(key)s is not in the plan. Download the sheet anew, or clear the cell."),
    "month_row_twice": _("This row is given twice, first at %(first)s. Keep one of them."),
    "month_day_unreadable": _("“%(value)s” is not a day. Write it like 2023-09-28."),
    "month_light_unreadable": _("“%(value)s” is not a light. Write green, yellow or red."),
    "month_note_without_day": _("The note of a milestone is kept with the day on which it was reached. Give the day."),
    "month_refused": _("%(sentence)s"),
    "month_not_open": _("%(sentence)s What the sheet says differs and cannot be taken."),
    "month_asked": _("%(sentence)s Tick the row if it is right."),
    "month_lacking": _("%(sentence)s"),
}

FIELD_WORDS: Final[dict[str, Promise]] = {
    "progress": pgettext_lazy("monthly report", "Progress"),
    "problems": _("Problems"),
    "next_steps": _("Next steps"),
    "own_light": _("Own assessment"),
    "value": _("Actual value"),
    "numerator": _("Numerator"),
    "denominator": _("Denominator"),
    "done_on": _("Reached on"),
    "note": _("Note"),
}
COLUMN_WORDS: Final[dict[str, Promise]] = {
    **FIELD_WORDS,
    "key": _("Key"),
    "item_code": _("Code"),
    "item": _("Sub-project"),
    "kind": pgettext_lazy("of a row of a sheet", "Kind"),
    "name": pgettext_lazy("of an indicator or milestone", "Name"),
    "unit": _("Unit of measure"),
}
