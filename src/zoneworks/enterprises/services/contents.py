"""What an enterprise is described by: the shape of what services take, and what of it can be kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from django.db import models
from django.utils.translation import gettext as _

from zonekit.registry.codes import read_credit_code
from zonekit.registry.names import initials, normal_name
from zoneworks.common.errors import Refused
from zoneworks.enterprises.choices import EnterpriseState
from zoneworks.enterprises.models import Enterprise
from zoneworks.units.models import Unit

GREATEST_FEN = 10**16
FIRST_DAY = date(1800, 1, 1)


class EnterpriseFields(TypedDict, total=False):
    """What add_enterprise and change_enterprise take beside the name; `business_scope` is what it may do."""

    unit: Unit
    park: Unit | None
    credit_code: str
    name_en: str
    state: str
    legal_form: str
    capital_fen: int | None
    capital_text: str
    established_on: date | None
    left_on: date | None
    business_scope: str
    address: str
    home_region: str
    is_confidential: bool
    is_fictitious: bool
    basis: str
    basis_en: str


def columns_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields by the names of their columns: what people call scope is another thing to a service."""
    return {"scope" if name == "business_scope" else name: value for name, value in fields.items()}


def clean_code(value: str) -> str:
    """A credit code as it is kept; blank where none is known. Raises Refused for one that does not check."""
    if not value.strip():
        return ""
    reading = read_credit_code(value)
    if reading.code:
        return reading.code
    if reading.problem == "code_missing":
        return ""
    raise Refused(reading.problem, code_sentence(reading.problem, value, reading.suggestion), "credit_code")


def code_sentence(problem: str, value: str, suggestion: str | None) -> str:
    sentences = {
        "code_length": _("“%(value)s” is no unified social credit code: it must have 18 characters."),
        "code_character": _("“%(value)s” has a character that no unified social credit code has (I, O, S, V, Z ...)."),
        "code_check_digit": _("The check digit of “%(value)s” is wrong: a character was mistyped. Compare it."),
        "code_as_number": _("“%(value)s” was stored as a number and has lost digits. Enter the code as text."),
    }  # fmt: skip
    sentence = sentences[problem] % {"value": value[:40]}
    return f"{sentence} {_('Is it %(code)s?') % {'code': suggestion}}" if suggestion else sentence


def named(name: str) -> dict[str, str]:
    """The columns that follow from a name."""
    bare = " ".join(name.split())
    if not bare:
        raise Refused("name_missing", _("The name is missing. Write the registered name."), "name")
    key = normal_name(bare)
    if not any(sign.isalnum() for sign in key):
        raise Refused("name_missing", _("“%(name)s” is no name. Write the registered name.") % {"name": bare}, "name")
    return {"name": bare, "name_key": key[:200], "initials": initials(bare)[:200]}


def require_sound(values: Mapping[str, Any]) -> None:
    """Refuse what no column can hold or no enterprise can be."""
    require_fitting(Enterprise, values)
    state = values.get("state")
    if state is not None and state not in EnterpriseState.values:
        raise Refused("state_unknown", _("“%(state)s” is no state of an enterprise.") % {"state": state}, "state")
    capital = values.get("capital_fen")
    if capital is not None and not 0 <= capital <= GREATEST_FEN:
        raise Refused("capital_unfit", _("The capital cannot be negative or above 100 trillion yuan."), "capital_fen")
    for name in ("established_on", "left_on"):
        day = values.get(name)
        if day is not None and day < FIRST_DAY:
            raise Refused("day_unfit", _("%(day)s lies before 1800.") % {"day": day}, name)
    begun, left = values.get("established_on"), values.get("left_on")
    if begun and left and left < begun:
        raise Refused("left_before_established", _("It cannot have left before it was established."), "left_on")


def require_fitting(model: type[models.Model], values: Mapping[str, Any]) -> None:
    for column in model._meta.concrete_fields:
        value = values.get(column.name)
        limit = getattr(column, "max_length", None)
        if isinstance(value, str) and limit and len(value) > limit:
            raise Refused(
                "text_too_long",
                _("“%(start)s…” has %(length)d characters; at most %(limit)d fit. Shorten it.")
                % {"start": value[:20], "length": len(value), "limit": limit},
                column.name,
            )
