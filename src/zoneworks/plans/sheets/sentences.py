"""Sentences for what the comparison of a table with the plan finds, and the words for its fields."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: Final[dict[str, Promise]] = {
    "plan_year_missing": _("The table names no year. Give it below and read the table again."),
    "plan_is_issued": _("“%(plan)s” has been issued. Begin a new version of it and import the changed table there."),
    "plan_is_closed": _("“%(plan)s” is closed and takes no more changes."),
    "unit_unknown": _("The unit “%(name)s” is not known. Say above what it means."),
    "unit_ambiguous": _("“%(name)s” is the name of several units. Say above which is meant."),
    "unit_name_too_long": _("“%(name)s” is too long for the name of a unit (%(limit)s characters). Correct the cell."),
    "post_unknown": _("The post “%(name)s” is not known. Say above what it means."),
    "post_name_too_long": _("“%(name)s” is too long for the name of a post (%(limit)s characters). Correct the cell."),
    "name_too_long": _("“%(value)s” has %(characters)s characters; a name has at most %(limit)s. Shorten it."),
    "text_cut": _("“%(value)s” was cut to %(limit)s characters."),
    "figure_unfit": _("The figure %(value)s of “%(name)s” is too great or too fine to be kept. Correct it."),
    "weight_unfit": _("The weight %(value)s does not fit and stays empty. Give 0 or more, with up to three decimals."),
    "items_not_in_table": _("%(items)s items of the plan are not in this table and stay as they are: %(names)s."),
    "table_differs": _(
        "No row of this table is in “%(plan)s”, so all of them would stand beside its %(items)s items. "
        "Is it the right year?"
    ),
    "translation_found": _("The table says in English what “%(plan)s” says in Chinese; it fills in the English texts."),
    "translation_unclear": _(
        "The table is in English and “%(plan)s” in Chinese, but their rows do not correspond one to one, so it is "
        "taken as a table of its own."
    ),
    "level_names_many": _("The table names %(count)s levels; a plan has at most four."),
}

FIELD_WORDS: Final[dict[str, Promise]] = {
    "title": _("Title"),
    "title_en": _("Title in English"),
    "document_no": _("Document number"),
    "document_no_en": _("Document number in English"),
    "issued_on": _("Issued on"),
    "year": _("Year"),
    "level_names": _("Names of the levels"),
    "order": _("Order of the rows"),
    "path": _("Headings"),
    "no": _("Number"),
    "name": pgettext_lazy("of a row", "Name"),
    "name_en": _("Name in English"),
    "headings_en": _("Headings in English"),
    "goal": _("Goal"),
    "goal_en": _("Goal in English"),
    "weight": _("Weight"),
    "deadline": _("Deadline"),
    "leaders": _("Lead leader"),
    "lead": _("Lead unit"),
    "responsible": _("Responsible unit"),
    "cooperating": _("Cooperating unit"),
    "node": _("Quarter node"),
    "node_en": _("Quarter node in English"),
    "milestone": _("Milestone"),
    "milestone_en": _("Milestone in English"),
    "indicator": _("Proposed indicator"),
    "indicator_en": _("Indicator in English"),
    "target": _("Annual target"),
    "schedule": _("Scheduled values"),
}

TOPIC_WORDS: Final[dict[str, Promise]] = {"unit": _("Unit"), "post": _("Post")}
