"""Entering a conference with everything that is known of it, and changing its facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict, Unpack
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.answers.models import Conference
from zoneworks.answers.services.attendance import NewAttendance, write_attendance
from zoneworks.answers.services.decisions import NewAgendaItem, NewDecision, write_agenda, write_decisions
from zoneworks.answers.services.guards import claim, one_line, require_supervision, require_words, told, unmarked
from zoneworks.common.errors import Refused
from zoneworks.plans.models import Plan
from zoneworks.plans.queries import plan_or_none
from zoneworks.units.models import Unit

LONGEST_NOTE = 2000


class ConferenceFields(TypedDict, total=False):
    plan: Plan | None
    title: str
    title_en: str
    held_on: date
    place: str
    place_en: str
    note: str
    note_en: str
    sources: Sequence[str]


@transaction.atomic
def create_conference(
    *,
    scope: Scope,
    zone: Unit,
    submission: str,
    agenda: Sequence[NewAgendaItem] = (),
    attendance: Sequence[NewAttendance] = (),
    decisions: Sequence[NewDecision] = (),
    **fields: Unpack[ConferenceFields],
) -> Conference:
    """A conference that deploys a version of the plan, with everything known of it. The same submission sent again is
    the same conference."""
    require_supervision(scope, zone)
    cleaned = clean_fields(scope, zone, fields)
    conference, is_new = kept_once(Conference(zone=zone, submission=submission, **cleaned))
    if not is_new:
        require_supervision(scope, conference.zone)
        return conference
    write_agenda(conference, agenda)
    write_attendance(conference, attendance)
    write_decisions(conference, decisions)
    told(scope, conference, "create_conference", title=conference.title, held_on=conference.held_on.isoformat())
    return conference


def kept_once(conference: Conference) -> tuple[Conference, bool]:
    """Save it, or find the one of the same submission."""
    earlier = Conference.objects.select_related("zone").filter(submission=conference.submission).first()
    if earlier:
        return earlier, False
    try:
        with transaction.atomic():
            conference.save(force_insert=True)
    except IntegrityError:
        return Conference.objects.select_related("zone").get(submission=conference.submission), False
    return conference, True


@transaction.atomic
def change_conference(
    *, scope: Scope, conference: Conference, seen: int | None = None, **fields: Unpack[ConferenceFields]
) -> Conference:
    """Change date, place, words or plan. `seen` is the revision the person saw; nothing changed writes nothing."""
    require_supervision(scope, conference.zone)
    present = Conference.objects.select_related("zone", "plan").get(pk=conference.pk)
    known: ConferenceFields = {
        "plan": present.plan, "held_on": present.held_on, "title": present.title, **fields,
    }  # fmt: skip
    cleaned = clean_fields(scope, conference.zone, known)
    changed = {name: value for name, value in cleaned.items() if getattr(present, name) != value}
    if changed:
        claim(present, seen=seen, **changed)
        changes = {name: [as_told(getattr(present, name)), as_told(value)] for name, value in changed.items()}
        told(scope, present, "change_conference", changes=changes)
    conference.refresh_from_db()
    return conference


def as_told(value: Any) -> Any:
    if isinstance(value, Plan):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def clean_fields(scope: Scope, zone: Unit, fields: ConferenceFields) -> dict[str, Any]:
    """The fields as they are kept; refuses what does not fit."""
    cleaned: dict[str, Any] = {"title": "", **fields}
    for name in ("title", "title_en", "place", "place_en"):
        if name in cleaned:
            cleaned[name] = one_line(cleaned[name])
    require_words(Conference, cleaned, "title", "title")
    for name in ("note", "note_en"):
        if name in cleaned:
            cleaned[name] = "\n".join(filter(None, map(one_line, unmarked(cleaned[name]).splitlines())))
            require_short(cleaned[name], name)
    if "sources" in cleaned:
        cleaned["sources"] = clean_sources(cleaned["sources"])
    require_plan(scope, zone, cleaned.get("plan"), cleaned.get("held_on"))
    return cleaned


def require_short(note: str, field: str) -> None:
    if len(note) > LONGEST_NOTE:
        raise Refused(
            "text_too_long",
            _("The note has %(length)d characters; at most %(limit)d fit. Shorten it.")
            % {"length": len(note), "limit": LONGEST_NOTE},
            field,
        )


def clean_sources(addresses: Sequence[str]) -> list[str]:
    """Web addresses alone: they become links on the page."""
    found = [address.strip() for address in addresses if address.strip()]
    for address in found:
        if urlsplit(address).scheme not in {"http", "https"} or len(address) > 400:
            raise Refused(
                "source_unfit",
                _("“%(address)s” is not a web address such as https://example.org/news.") % {"address": address[:80]},
                "sources",
            )
    return found


def require_plan(scope: Scope, zone: Unit, plan: Plan | None, held_on: date | None) -> None:
    """The plan must be one of the zone the writer may open, and the conference fall in its year or the one before."""
    if plan is None:
        raise Refused("plan_missing", _("Choose the plan that the conference deploys."), "plan")
    if plan.zone_id != zone.pk or plan_or_none(scope, plan.pk) is None:
        raise Refused("plan_elsewhere", _("This plan is not one of the zone."), "plan")
    if held_on is None:
        raise Refused("date_missing", _("Say on which day the conference is held."), "held_on")
    if not plan.year - 1 <= held_on.year <= plan.year:
        raise Refused(
            "date_outside_year",
            _("A conference that deploys the plan of %(year)s is held in that year or the year before.")
            % {"year": plan.year},
            "held_on",
        )
