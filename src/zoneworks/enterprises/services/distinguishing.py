"""Two records that look like one are two enterprises: said once, kept with who and when, and taken back.

While the answer stands the pair is not proposed, and neither the two nor what they were merged with can be merged:
whoever knows better takes the answer back first, so that nobody's answer is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.enterprises.distinct import Distinct
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import kin_of
from zoneworks.enterprises.queries_distinct import answers_between
from zoneworks.enterprises.services.contents import require_fitting
from zoneworks.enterprises.services.guards import note, require_may_write, writer


@transaction.atomic
def tell_apart(*, scope: Scope, one: Enterprise, other: Enterprise, today: date, reason: str = "") -> Distinct:
    """They are two enterprises. Said twice, the first answer stands with its reason."""
    require_may_write(scope, one)
    require_may_write(scope, other)
    if one.pk == other.pk:
        raise Refused("apart_from_itself", _("An enterprise cannot be told apart from itself."))
    if one.zone_id != other.zone_id:
        raise Refused("apart_across_zones", _("The two are kept by different zones."))
    said = " ".join(reason.split())
    require_fitting(Distinct, {"reason": said})
    first, second = sorted((one, other), key=lambda enterprise: enterprise.pk)
    hold([first, second])
    known = Distinct.objects.filter(first=first, second=second, withdrawn_on__isnull=True).first()
    return known or keep(scope, first, second, today, said)


def keep(scope: Scope, first: Enterprise, second: Enterprise, today: date, reason: str) -> Distinct:
    answer = Distinct.objects.create(
        first=first, second=second, reason=reason, decided_on=today, decided_by=writer(scope)
    )
    for enterprise, beside in ((first, second), (second, first)):
        note(scope, enterprise, "tell_apart", other=beside.pk, name=beside.name, reason=reason)
    return answer


@transaction.atomic
def take_answer_back(*, scope: Scope, answer: Distinct, today: date) -> Distinct:
    """They may be one after all: the pair is proposed again. Taking back twice is once."""
    for enterprise in (answer.first, answer.second):
        require_may_write(scope, enterprise.merged_into or enterprise)
    standing = Distinct.objects.filter(pk=answer.pk, withdrawn_on__isnull=True)
    if standing.update(withdrawn_on=today, withdrawn_by=writer(scope)):
        for enterprise, beside in ((answer.first, answer.second), (answer.second, answer.first)):
            note(scope, enterprise, "take_answer_back", other=beside.pk, name=beside.name)
    answer.refresh_from_db()
    return answer


def hold(enterprises: Iterable[Enterprise]) -> None:
    """Whoever merges one of them meanwhile waits, or came first. Nothing is said of the enterprises themselves.

    In the order given, which is that of merges, so that nobody waits for each other.
    """
    for enterprise in enterprises:
        standing = Enterprise.objects.filter(pk=enterprise.pk, merged_into__isnull=True)
        if not standing.update(revision=F("revision")):
            raise Overtaken(
                "enterprise_merged",
                _("“%(enterprise)s” has been merged into another enterprise.") % {"enterprise": enterprise.title},
            )


def require_not_told_apart(kept: Enterprise, gone: Enterprise) -> None:
    answer = answers_between(kin_of(kept), kin_of(gone)).select_related("first", "second", "decided_by").first()
    if answer is None:
        return
    raise Refused(
        "told_apart",
        _("“%(one)s” and “%(other)s” were said to be two enterprises on %(day)s. Take that answer back first.")
        % {
            "one": answer.first.title, "other": answer.second.title,
            "day": date_format(answer.decided_on, "DATE_FORMAT"),
        },
    )  # fmt: skip
