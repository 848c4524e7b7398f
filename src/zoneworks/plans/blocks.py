"""The kind of document this app can produce: the notice by which a plan in force is adjusted, with its annex."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from zonekit.documents.blocks import Document
from zoneworks.accounts.access import Scope
from zoneworks.documents.choices import Format
from zoneworks.documents.kinds import Arguments, Tell, in_both_languages, register
from zoneworks.plans.models import Plan
from zoneworks.plans.notice_document import notice_title, plan_notice
from zoneworks.plans.queries import plan_or_none
from zoneworks.plans.queries_versions import Compared, compared, version_before
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

NOTICE = "plan_notice"
LONGEST_KEY = 15
NOT_IN_NAMES = '\\/:*?"<>|'


def key_of(given: object) -> int:
    text = str(given)
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_KEY:
        raise Http404(text[:40])
    return int(text)


def compared_as_asked(scope: Scope, zone: Unit, arguments: Arguments) -> Compared:
    """The version named against the one named, or the one before it; Http404 for what the person may not open."""
    plan = plan_or_none(scope, key_of(arguments.get("plan")))
    if plan is None or plan.zone_id != zone.pk:
        raise Http404("no such plan")
    if "against" in arguments:
        before = plan_or_none(scope, key_of(arguments["against"]))
    else:
        before = version_before(scope, plan)
    if before is None or before == plan:
        raise Http404("no version to compare with")
    return compared(scope, before, plan)


class NoticeKind:
    """Arguments: plan (its key), against (the version it is held against; the one before if not given). Everybody who
    may open both versions may have it: a draft's by those who make or lead the plan."""

    code = NOTICE
    mark_code = "PN"
    label = gettext_lazy("Adjustment notice")
    formats = (Format.DOCX, Format.PDF)
    is_frozen = False

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids

    def may_read(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        found = compared_as_asked(scope, zone, arguments)
        as_of = found.after.in_force_from or profile_of(zone).today
        return {"plan": found.after.pk, "against": found.before.pk, "as_of": as_of.isoformat()}

    def as_of(self, arguments: Arguments) -> date:
        return date.fromisoformat(arguments["as_of"])

    def titles(self, zone: Unit, arguments: Arguments) -> tuple[str, str]:
        plan = Plan.objects.filter(pk=arguments["plan"]).first()
        if plan is None:
            raise Http404("no such plan")
        return in_both_languages(lambda: notice_title(plan))

    def file_name(self, zone: Unit, arguments: Arguments) -> str:
        plan = Plan.objects.filter(pk=arguments["plan"]).first()
        if plan is None:
            raise Http404("no such plan")
        return "".join(" " if letter in NOT_IN_NAMES else letter for letter in notice_title(plan)).strip()

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        made = plan_notice(compared_as_asked(scope, zone, arguments))
        tell(1, 1)
        return made

    def address_of(self, arguments: Arguments) -> str:
        """The page of the difference; of what was never cleaned there is none."""
        plan, against = arguments.get("plan"), arguments.get("against")
        known = isinstance(plan, int) and isinstance(against, int)
        return reverse("plans:difference", args=[plan, against]) if known else ""


register(NoticeKind())
