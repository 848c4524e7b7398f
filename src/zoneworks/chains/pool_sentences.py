"""Sentences for what is odd in a pool of enterprises elsewhere. Knows no model."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: Final[dict[str, Promise]] = {
    "enterprise_without_name": _("The row has neither a name nor a credit code, so no enterprise is known by it."),
    "pool_empty": _("The pool has no firms."),
    "pool_sheet_missing": _("The file has no table. Name its columns, for instance: Name, Industry class, Region."),
    "pool_firm_twice": _("“%(value)s” stands in the pool already, at %(first)s; the row is passed over."),
    "pool_too_many": _("The table has %(count)s rows; at most %(most)s are taken. Import it in parts."),
    "pool_text_too_long": _("“%(value)s” has %(characters)s characters and was cut to %(most)s."),
    "degrees_out_of_range": _("%(value)s is no degree of longitude or latitude; the firm counts without a place."),
    "figure_unreadable": _("“%(value)s” is no amount; the enterprise counts without it."),
    "figure_negative": _("The amount %(value)s is negative; the enterprise counts without it."),
    "figure_absurd": _("The amount %(value)s is more than any enterprise makes in a year; it is left out."),
    "code_length": _("The credit code %(value)s does not have 18 characters."),
    "code_character": _("The credit code %(value)s holds a character that credit codes do not have."),
    "code_check_digit": _("The check digit of the credit code %(value)s is wrong."),
    "code_as_number": _("The credit code %(value)s is a number that has lost its end. Format the column as text."),
    "day_unreadable": _("“%(value)s” is no day. Write it as 2023-01-31."),
    "day_impossible": _("“%(value)s” is no day of the calendar; it is left out."),
}

FIELD_WORDS: Final[dict[str, Promise]] = {
    "name": pgettext_lazy("of a node", "Name"),
    "name_en": _("Name in English"),
    "credit_code": _("Unified social credit code"),
    "class_code": _("Industry class"),
    "products": pgettext_lazy("of a firm", "Products"),
    "scope": _("Business scope"),
    "region": _("Region"),
    "longitude": _("Longitude"),
    "latitude": _("Latitude"),
    "capital": _("Registered capital (10,000 yuan)"),
    "revenue": _("Revenue (10,000 yuan)"),
    "staff": pgettext_lazy("of a firm", "Staff"),
    "established_on": _("Established on"),
    "is_listed": pgettext_lazy("of a firm", "Listed"),
    "source": pgettext_lazy("of a figure", "Source"),
}
