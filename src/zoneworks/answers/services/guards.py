"""Who writes conferences, who came first, and what words may be kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.answers.models import Conference
from zoneworks.audit.services import record
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.common.plain import MARKUP, without_markup
from zoneworks.plans.services.limits import require_fitting, require_text
from zoneworks.units.models import Post, Unit

MOST_ROWS = 300


def require_supervision(scope: Scope, zone: Unit) -> None:
    if not scope.is_supervising(zone):
        raise Refused(
            "not_yours", _("Only the supervision office of %(zone)s keeps its conferences.") % {"zone": zone.title}
        )


def writer(scope: Scope) -> User | None:
    """The person to whom a write is ascribed."""
    return scope.user if scope.user.is_authenticated else None


def claim(conference: Conference, *, seen: int | None, **changes: Any) -> None:
    """Take the revision forward if the conference still is as the writer saw it."""
    guarded = Conference.objects.filter(pk=conference.pk)
    if seen is not None:
        guarded = guarded.filter(revision=seen)
    if not guarded.update(revision=F("revision") + 1, **changes):
        raise Overtaken(
            "conference_overtaken",
            _("A colleague changed “%(conference)s” while you were at it. Load it again and repeat your change.")
            % {"conference": conference.title_shown},
        )


def told(scope: Scope, conference: Conference, verb: str, **details: Any) -> None:
    record(user=writer(scope), zone=conference.zone, verb=verb, kind="conference", key=conference.pk, **details)


def one_line(text: str) -> str:
    """The words without markup, line ends, tabs and characters nobody can see: a paste from a word processor has them.

    >>> one_line("  <b>A</b>\\u200b\\tB\\n<style>p {}</style>")
    'A B'
    """
    text = unmarked(text)
    kept = (sign if unicodedata.category(sign) not in {"Cc", "Cf", "Co", "Cs"} else visible(sign) for sign in text)
    return " ".join("".join(kept).split())


def unmarked(text: str) -> str:
    """What a browser would show of it, in lines; what is no markup stays as it is."""
    return without_markup(text) if MARKUP.search(text) else text


def visible(sign: str) -> str:
    return " " if sign.isspace() else ""


def require_words(model: type[models.Model], values: Mapping[str, Any], named: str, field: str) -> None:
    """`named` must have words and every text must fit its column; whatever is wrong is told at `field`."""
    try:
        require_text(values[named], field)
        require_fitting(model, values)
    except Refused as refused:
        raise Refused(refused.code, str(refused), field) from refused


def require_few(count: int, field: str) -> None:
    if count > MOST_ROWS:
        raise Refused(
            "too_many_rows",
            _("%(count)d rows are too many; at most %(limit)d fit.") % {"count": count, "limit": MOST_ROWS},
            field,
        )


def require_unit_of(zone: Unit, unit: Unit | None, field: str) -> None:
    if unit is not None and not unit.path.startswith(zone.path):
        raise Refused("unit_elsewhere", _("“%(unit)s” is not a unit of this zone.") % {"unit": unit.title}, field)


def require_post_of(zone: Unit, post: Post | None, field: str) -> None:
    if post is not None and post.zone_id != zone.pk:
        raise Refused("post_elsewhere", _("“%(post)s” is not a post of this zone.") % {"post": post.title}, field)
