"""The words for the parts of a chain that an import compares."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIELD_WORDS: Final[dict[str, Promise]] = {
    "name": pgettext_lazy("of a node", "Name"),
    "name_en": _("Name in English"),
    "segment": _("Segment"),
    "tier": _("Tier"),
    "classes": _("Industry classes"),
    "products": _("Product words"),
    "products_en": _("Product words in English"),
    "is_key": _("Key node"),
    "input_rate": _("Inputs per output"),
    "capacity_unit": _("Unit of capacity"),
    "weight": _("Share of the customer's inputs"),
    "order": _("Order of the nodes"),
    "is_confirmed": _("Confirmed by experts"),
    "version": _("Version"),
    "note": _("Note"),
    "note_en": _("Note in English"),
    "removed": pgettext_lazy("in a new version of a chain", "Left out"),
}
