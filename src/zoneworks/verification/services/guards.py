"""Who may state something, in which month, and whether the form was sent before."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.services.closed_months import named
from zoneworks.plans.services.limits import require_text
from zoneworks.reports.months import month_end
from zoneworks.reports.words import plain_text
from zoneworks.units.models import Unit
from zoneworks.verification.models import Check, Ruling

Statement = TypeVar("Statement", Ruling, Check)
LONGEST_SUBMISSION = 80


def require_office(scope: Scope, zone: Unit) -> None:
    if not scope.is_supervising(zone):
        raise Refused(
            "not_yours",
            _("Only the supervision office of %(zone)s rules on lights and checks evidence.") % {"zone": zone.title},
        )


def require_ended(about: date, today: date) -> None:
    if about != month_end(about):
        raise Refused("month_unknown", _("A month is named by its last day."), "month")
    if about >= today:
        raise Refused("month_not_over", _("%(month)s has not ended yet.") % {"month": named(about)}, "month")


def reason_of(text: str) -> str:
    """Plain text of a reason that must be there."""
    reason = plain_text(text, "reason")
    require_text(reason, "reason")
    return reason


def sent_before(model: type[Statement], submission: str, scope: Scope, **same: Any) -> Statement | None:
    """What the same form stated when it came the first time; a form of something else is nobody's."""
    if not 0 < len(submission) <= LONGEST_SUBMISSION:
        raise Refused("form_unknown", _("This form is out of date. Load the page again."))
    found = model.objects.filter(submission=submission).first()
    if found is None:
        return None
    if found.by_id != scope.user.pk or any(getattr(found, name) != value for name, value in same.items()):
        raise Overtaken("form_used", _("This form was used for something else. Load the page again."))
    return found


def append(model: type[Statement], fields: dict[str, Any]) -> tuple[Statement, bool]:
    """Write the statement; False where the same form was faster by a moment."""
    try:
        with transaction.atomic():
            return model.objects.create(**fields), True
    except IntegrityError:
        found = model.objects.filter(submission=fields["submission"]).first()
        if found is None:
            raise
        return found, False
