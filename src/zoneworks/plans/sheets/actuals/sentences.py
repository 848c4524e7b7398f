"""Sentences and words for sheets of actual values."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Of every sheet with actual values, those of the months too.
VALUE_SENTENCES: Final[dict[str, Promise]] = {
    "value_unreadable": _("“%(value)s” is not a number. Write the number alone, or with its unit."),
    "value_unit_differs": _("%(unit)s cannot be converted into %(own)s, the unit of “%(indicator)s”."),
}

SENTENCES: Final[dict[str, Promise]] = {
    "values_header_not_found": _(
        "No header of values was found. Name the columns, for instance: Item, Indicator, Date, Actual value."
    ),
    "values_none_filled": _("No value is filled in. Fill in the column of actual values and import the sheet again."),
    "values_without_plan": _("There is no plan for this year. Give the year and read the sheet again."),
    "values_before_issue": _("“%(plan)s” takes values once it has been issued."),
    "value_key_unknown": _("The key %(key)s is not in the plan. Export the sheet anew, or clear the cell."),
    "value_item_unknown": _("There is no item “%(item)s” in the plan. Write its name or code as in the plan."),
    "value_indicator_unknown": _("There is no confirmed indicator “%(name)s” here. Write its name as in the plan."),
    "value_indicator_ambiguous": _("“%(name)s” may mean %(count)s indicators. Name the item and the indicator."),
    "value_milestone_unknown": _("There is no milestone “%(name)s” here. Write it as in the plan."),
    "value_milestone_ambiguous": _("“%(name)s” may mean %(count)s milestones. Name the item as well."),
    "value_date_unreadable": _("“%(value)s” is not a date or a period. Write, for instance, 2023-06-30 or June."),
    "value_date_missing": _("The value has no date. Add a column with dates, or name the date above the table."),
    "value_twice": _("The same value is given twice, first at %(first)s. Keep one of the lines."),
    "value_refused": _("%(sentence)s"),
    "value_asked": _("%(sentence)s Tick the row if it is right."),
}

FIELD_WORDS: Final[dict[str, Promise]] = {
    "value": _("Actual value"),
    "done_on": _("Reached on"),
    "key": _("Key"),
    "no": _("Number"),
    "item_code": _("Code"),
    "item": _("Item"),
    "indicator": _("Indicator"),
    "unit": _("Unit"),
    "about": _("Date"),
    "numerator": _("Numerator"),
    "denominator": _("Denominator"),
    "milestone": _("Milestone"),
    "note": _("Note"),
}
COLUMN_WORDS: Final = FIELD_WORDS
