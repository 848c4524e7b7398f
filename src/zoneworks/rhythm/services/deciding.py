"""What a weekly dispatch decides, and that it was done."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.common.plain import plain
from zoneworks.documents.kinds import in_both_languages
from zoneworks.inbox.queries import people_of_units
from zoneworks.inbox.services import tell
from zoneworks.plans.services.guards import require_supervision, writer
from zoneworks.rhythm.calendar import is_dispatch_day
from zoneworks.rhythm.message_kinds import DECIDED
from zoneworks.rhythm.models import Decision
from zoneworks.units.models import Unit

LONGEST = 1000


@transaction.atomic
def record_decision(
    *, scope: Scope, zone: Unit, on: date, words: str, unit: Unit, due: date | None, submission: str, today: date
) -> Decision:
    """Write down what the dispatch of a day asks of a unit; its people are told. The same form is taken once."""
    require_supervision(scope, zone)
    known = Decision.objects.filter(submission=submission, zone=zone).first()
    if known:
        return known
    text = " ".join(plain(words).split())
    if not text or len(text) > LONGEST:
        sentence = _("Write what is to be done, in 1 to %(limit)d characters.") % {"limit": LONGEST}
        raise Refused("words_needed", sentence, "words")
    require_day(on, due, today)
    if not (unit.is_active and unit.path.startswith(zone.path)):
        raise Refused("unit_unknown", _("Choose a unit of the zone."), "unit")
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                zone=zone, on=on, words=text, unit=unit, due=due, at=now(), by=writer(scope), submission=submission
            )
    except IntegrityError:  # the same form came twice at one moment
        return Decision.objects.get(submission=submission, zone=zone)
    record(user=writer(scope), zone=zone, verb="decide", kind="dispatch", key=decision.pk, on=on.isoformat())
    chinese, english = in_both_languages(lambda: told_words(decision))
    tell(
        people=people_of_units([unit]), zone=zone, kind=DECIDED, zh=chinese, en=english, once=f"decision-{decision.pk}",
        on=today, but=writer(scope),
    )  # fmt: skip
    return decision


def require_day(on: date, due: date | None, today: date) -> None:
    if not is_dispatch_day(on) or on > today:
        sentence = _("Decisions are written down on a day of dispatch that has come.")
        raise Refused("no_dispatch_day", sentence, "on")
    if due is not None and due < on:
        sentence = _("It cannot be due before the dispatch that decided it, on %(day)s.")
        raise Refused("due_before_dispatch", sentence % {"day": date_format(on, "DATE_FORMAT")}, "due")


def told_words(decision: Decision) -> str:
    told = {
        "day": date_format(decision.on, "DATE_FORMAT"), "unit": decision.unit.title, "words": decision.words,
        "due": date_format(decision.due, "DATE_FORMAT") if decision.due else "–",
    }  # fmt: skip
    return _("Weekly dispatch of %(day)s, %(unit)s: %(words)s Due: %(due)s.") % told


@transaction.atomic
def finish_decision(*, scope: Scope, decision: Decision, outcome: str, today: date) -> Decision:
    """It was done, or is no longer needed: `outcome` says which. It is not carried any further."""
    require_supervision(scope, decision.zone)
    text = " ".join(plain(outcome).split())
    if len(text) > LONGEST:
        sentence = _("Write at most %(limit)d characters.") % {"limit": LONGEST}
        raise Refused("words_too_long", sentence, "outcome")
    if not Decision.objects.filter(pk=decision.pk, done_on__isnull=True).update(done_on=today, outcome=text):
        raise Overtaken("decision_done", _("A colleague has ticked this off already."))
    record(user=writer(scope), zone=decision.zone, verb="finish", kind="dispatch", key=decision.pk)
    decision.refresh_from_db()
    return decision
