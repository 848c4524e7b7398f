"""Sentences for what is odd in a pool of enterprises elsewhere. Knows no model."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zoneworks.chains.issue_sentences import CLASS_SENTENCES, ENTERPRISE_SENTENCES, TABLE_SENTENCES
from zoneworks.imports.messages import Wording

# Of what the engine reads, for the command as well:
POOL_SENTENCES: Final[dict[str, Promise]] = {
    "pool_empty": _("The pool has no firms."),
    "pool_firm_twice": _("“%(value)s” stands in the pool already, at %(first)s; the row is passed over."),
    "degrees_out_of_range": _("%(value)s is no degree of longitude or latitude; the firm counts without a place."),
}
# Of what only the zone's own pool keeps:
IMPORT_SENTENCES: Final[dict[str, Promise]] = {
    "pool_sheet_missing": _("The file has no table. Name its columns, for instance: Name, Industry class, Region."),
    "pool_too_many": _("The table has %(count)s rows; at most %(most)s are taken. Import it in parts."),
    "pool_left_out": _("“%(value)s” was left out of the pool on %(day)s (%(reason)s); it stays left out."),
    "pool_text_too_long": _("“%(value)s” has %(characters)s characters and was cut to %(most)s."),
    "day_unreadable": _("“%(value)s” is no day. Write it as 2023-01-31."),
    "day_impossible": _("“%(value)s” is no day of the calendar; it is left out."),
}
POOL_WORDING: Final = Wording.of(
    TABLE_SENTENCES, CLASS_SENTENCES, ENTERPRISE_SENTENCES, POOL_SENTENCES, IMPORT_SENTENCES
)

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
