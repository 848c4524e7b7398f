"""Sentences for what the recognition of plan tables finds. Knows no model: commands speak them too.

A key "code:param" is the sentence for when that parameter is given.
"""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TABLE_SENTENCES: Final[dict[str, Promise]] = {
    "header_not_found": _(
        "No header of a plan was found. Give the columns names such as No., Task, Responsible unit, Deadline."
    ),
    "nothing_recognised": _(
        "Neither a table nor an outline of tasks was found. A table needs a header row; an outline needs numbered "
        "lines with a responsible unit."
    ),
    "second_table": _("A further table begins here; its %(items)s items are read too."),
    "text_missing": _("The row has no task. Write it, or delete the row."),
    "target_without_text": _("The target %(value)s has no task beside it. Write what it is the target of."),
    "level_too_deep": _(
        "The table has %(levels)s levels, a plan at most four; the innermost headings of %(items)s items were joined."
    ),
    "number_duplicate": _(
        "The number %(no)s stands twice, first at %(first)s. Numbers are labels, so both rows are kept."
    ),
    "number_missing": _("The number %(no)s is missing before this row. Check that no row was lost."),
    "unit_missing": _("No lead or responsible unit is named for “%(text)s”."),
    "unit_missing:items": _("The table names no lead or responsible unit for any of its %(items)s items."),
    "deadline_unreadable": _("“%(value)s” says no date; the deadline stays empty. Write, for instance, 2023-06-30."),
    "date_impossible": _("“%(value)s” is a date that does not exist. Correct it."),
    "year_missing": _("“%(value)s” names no year, and neither does the table. Give the year."),
    "area_chosen": _("The column “%(area)s” was taken as the zone's own."),
    "area_choice_needed": _("It is not clear which column is the zone's own: %(areas)s. Choose one."),
    "area_unknown": _("There is no column “%(area)s”. The columns are: %(areas)s."),
}
