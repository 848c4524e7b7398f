"""What a field can hold, asked before the database would break off with an error nobody can read."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from zoneworks.common.errors import Refused

GREATEST = Decimal(10) ** 11
SMALLEST_STEP = Decimal("0.0001")
WEIGHT_LIMIT = Decimal(10) ** 6
WEIGHT_STEP = Decimal("0.001")


@cache
def text_lengths(model: type[models.Model]) -> dict[str, int]:
    return {
        field.name: field.max_length
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField) and field.max_length and not field.choices
    }


def require_fitting(model: type[models.Model], values: Mapping[str, Any]) -> None:
    """Refuse text that is longer than its column."""
    lengths = text_lengths(model)
    for name, value in values.items():
        if isinstance(value, str) and len(value) > lengths.get(name, len(value)):
            raise Refused(
                "text_too_long",
                _("“%(start)s…” has %(length)d characters; at most %(limit)d fit. Shorten it.")
                % {"start": value[:20], "length": len(value), "limit": lengths[name]},
                name,
            )


def require_text(value: str, field: str) -> None:
    if not value.strip():
        raise Refused("text_missing", _("This text is missing. Write at least one word."), field)


def require_number(value: Decimal, field: str) -> None:
    """Refuse what is no finite number with at most four decimals and eleven digits before them."""
    if not value.is_finite():
        raise Refused("number_not_finite", _("%(value)s is not a number.") % {"value": value}, field)
    if abs(value) >= GREATEST:
        raise Refused(
            "number_too_great",
            _("%(value)s is too great. Give it in a larger unit, such as 100 million yuan.") % {"value": value},
            field,
        )
    if value != value.quantize(SMALLEST_STEP):
        raise Refused(
            "number_too_fine", _("%(value)s has more than four decimals. Round it.") % {"value": value}, field
        )


def require_weight(value: Decimal | None, field: str = "weight") -> None:
    if value is None:
        return
    if not value.is_finite() or value < 0 or value >= WEIGHT_LIMIT or value != value.quantize(WEIGHT_STEP):
        raise Refused(
            "weight_unfit",
            _("The weight %(value)s does not fit: give 0 or more, with at most three decimals.") % {"value": value},
            field,
        )
