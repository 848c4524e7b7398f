"""What the issues of the two lists say, and what their fields are called."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIELD_WORDS: Final[dict[str, Promise]] = {
    "name": pgettext_lazy("enterprise", "Name"),
    "name_en": pgettext_lazy("enterprise", "Name in English"),
    "credit_code": _("Credit code"),
    "former_names": _("Former names"),
    "class_code": _("Industry class"),
    "unit_id": _("Unit in charge"),
    "park_id": pgettext_lazy("enterprise", "Park"),
    "state": pgettext_lazy("enterprise", "State"),
    "legal_form": _("Legal form"),
    "capital_fen": _("Registered capital"),
    "capital_text": _("Registered capital as stated"),
    "established_on": _("Established on"),
    "scope": _("Business scope"),
    "address": pgettext_lazy("enterprise", "Address"),
    "home_region": _("Home region"),
    "basis": pgettext_lazy("enterprise", "Basis"),
}

# Of both lists: which enterprise a row speaks of.
ROW_SENTENCES: Final[dict[str, Promise]] = {
    "code_length": _("“%(value)s” is no unified social credit code: it must have 18 characters."),
    "code_character": _("“%(value)s” has a character that no unified social credit code has (I, O, S, V, Z ...)."),
    "code_character:suggestion": _(
        "“%(value)s” has a letter that no unified social credit code has. Is it %(suggestion)s?"
    ),
    "code_check_digit": _("The check digit of “%(value)s” is wrong: a character was mistyped. Compare it."),
    "code_as_number": _("“%(value)s” was stored as a number and has lost digits. Format the column as text."),
    "name_ambiguous": _("Several enterprises have this name; give the credit code."),
}

SENTENCES: Final[dict[str, Promise]] = {
    "enterprise_header_missing": _(
        "No header of a list of enterprises was found. Give the columns names such as “Credit code” and “Name”."
    ),
    "name_missing": _("The row has no name of an enterprise."),
    "enterprise_name_too_long": _("The name has %(characters)s characters; at most %(limit)s can be kept."),
    "row_repeated": _("This enterprise stands already in row %(row)s; only that row is kept."),
    "code_of_another_name": _(
        "The code %(code)s stands in row %(row)s with another name, “%(name)s”. Keep one row and put the other name "
        "into a column “Former names”."
    ),
    "name_like_another": _("The name differs from that of row %(row)s by place or legal form alone. Is it the same?"),
    "class_as_number": _("The class %(value)s has lost its first zero; it was read as %(read)s."),
    "class_unknown": _("“%(value)s” is no class of GB/T 4754-2017; the enterprise is kept without a class."),
    "class_of_2011": _("%(value)s is a class of the 2011 edition; it was taken over as %(read)s of 2017."),
    "class_of_2011_open": _(
        "%(value)s is a class of the 2011 edition that became several in 2017: %(classes)s. The enterprise is kept "
        "without a class; state one of these."
    ),
    "capital_unreadable": _("The registered capital “%(value)s” cannot be read; it is kept as text."),
    "capital_negative": _("The registered capital “%(value)s” is negative; it is kept as text."),
    "capital_absurd": _("The registered capital “%(value)s” is more than any enterprise has; it is kept as text."),
    "day_unreadable": _("“%(value)s” is no day; it was left out."),
    "day_impossible": _("“%(value)s” is a day that does not exist; it was left out."),
    "state_unknown": _("“%(value)s” is no known state; the enterprise is kept as in business."),
    "text_shortened": _("The text has %(characters)s characters; the first %(limit)s were kept."),
    "unit_not_of_zone": _("No unit of the zone is called “%(value)s”."),
    "not_yours": _("This enterprise is kept by a unit for which you do not write."),
    "unit_not_yours": _("The unit in charge is none for which you write."),
    "unit_not_named": _("No unit in charge is named."),
    "merged_into_another": _("It has been merged into “%(name)s”, which stays as it is."),
}

FIGURE_SENTENCES: Final[dict[str, Promise]] = {
    "figure_header_missing": _(
        "No column of figures was found. Give the columns names such as “Year”, “Output value (10,000 yuan)”, “Staff”."
    ),
    "enterprise_unknown": _("The zone keeps no enterprise “%(value)s” for which you write."),
    "period_missing": _("The row names no year."),
    "period_unreadable": _("“%(value)s” names no year or month."),
    "period_ahead": _("The period %(value)s has not begun."),
    "figure_no_number": _("“%(value)s” is no number; it was left out."),
    "value_too_great": _("“%(value)s” has more digits than can be kept; it was left out."),
    "unit_of_figures_unknown": _("“%(value)s” is no known unit; the column was left out."),
    "unit_assumed": _("The column names no unit; %(unit)s was taken."),
    "figure_said_twice": _("The same figure stands already in row %(row)s; that one is kept."),
    "figure_odd": _("The figure raises doubts (%(doubts)s). It is kept and waits for a person to confirm it."),
}
