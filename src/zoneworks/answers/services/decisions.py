"""The agenda and the decisions of a conference: each set as a whole, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.answers.models import AgendaItem, Conference, Decision
from zoneworks.answers.services.guards import (
    claim,
    one_line,
    require_few,
    require_supervision,
    require_unit_of,
    require_words,
    told,
)
from zoneworks.common.errors import Refused
from zoneworks.units.models import Unit


@dataclass(frozen=True, slots=True)
class NewAgendaItem:
    text: str
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class NewDecision:
    """`unit` answers for it, `due` is the day by which."""

    text: str
    text_en: str = ""
    unit: Unit | None = None
    due: date | None = None


@transaction.atomic
def set_agenda(
    *, scope: Scope, conference: Conference, agenda: Sequence[NewAgendaItem], seen: int | None = None
) -> Conference:
    """Replace the agenda; the same agenda again writes nothing."""
    require_supervision(scope, conference.zone)
    wanted = clean_agenda(agenda)
    present = [NewAgendaItem(row.text, row.text_en) for row in AgendaItem.objects.filter(conference=conference)]
    if wanted != present:
        claim(conference, seen=seen)
        AgendaItem.objects.filter(conference=conference).delete()
        write_agenda(conference, wanted)
        told(scope, conference, "set_agenda", before=len(present), after=len(wanted))
    conference.refresh_from_db()
    return conference


def write_agenda(conference: Conference, agenda: Sequence[NewAgendaItem]) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(conference=conference, position=position, text=row.text, text_en=row.text_en)
        for position, row in enumerate(clean_agenda(agenda), start=1)
    )


def clean_agenda(agenda: Sequence[NewAgendaItem]) -> list[NewAgendaItem]:
    require_few(len(agenda), "agenda")
    rows = [NewAgendaItem(one_line(row.text), one_line(row.text_en)) for row in agenda]
    for row in rows:
        require_words(AgendaItem, {"text": row.text, "text_en": row.text_en}, "text", "agenda")
    return rows


@transaction.atomic
def set_decisions(
    *, scope: Scope, conference: Conference, decisions: Sequence[NewDecision], seen: int | None = None
) -> Conference:
    """Replace the decisions; the same decisions again write nothing."""
    require_supervision(scope, conference.zone)
    wanted = clean_decisions(conference, decisions)
    kept = Decision.objects.filter(conference=conference).select_related("unit")
    present = [NewDecision(row.text, row.text_en, row.unit, row.due) for row in kept]
    if wanted != present:
        claim(conference, seen=seen)
        Decision.objects.filter(conference=conference).delete()
        write_decisions(conference, wanted)
        told(scope, conference, "set_decisions", before=len(present), after=len(wanted))
    conference.refresh_from_db()
    return conference


def write_decisions(conference: Conference, decisions: Sequence[NewDecision]) -> None:
    Decision.objects.bulk_create(
        Decision(
            conference=conference,
            position=position,
            text=row.text,
            text_en=row.text_en,
            unit=row.unit,
            due=row.due,
        )
        for position, row in enumerate(clean_decisions(conference, decisions), start=1)
    )


def clean_decisions(conference: Conference, decisions: Sequence[NewDecision]) -> list[NewDecision]:
    require_few(len(decisions), "decisions")
    rows = [replace(row, text=one_line(row.text), text_en=one_line(row.text_en)) for row in decisions]
    for row in rows:
        require_words(Decision, {"text": row.text, "text_en": row.text_en}, "text", "decisions")
        require_unit_of(conference.zone, row.unit, "decisions")
        if row.due and row.due < conference.held_on:
            raise Refused(
                "due_before_conference",
                _("“%(start)s…” would be due before the conference was held.") % {"start": row.text[:20]},
                "decisions",
            )
    return rows
