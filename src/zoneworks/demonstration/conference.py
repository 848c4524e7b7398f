"""The demonstration's conference: what is published about it, and the rest marked as illustrative."""

from __future__ import annotations

from datetime import date

from zoneworks.accounts.access import Scope
from zoneworks.answers.models import Conference
from zoneworks.answers.services import NewAgendaItem, NewAttendance, NewDecision, create_conference
from zoneworks.demonstration.files import read
from zoneworks.plans.models import Plan
from zoneworks.units.models import Unit


def hold_conference(scope: Scope, plan: Plan, units: dict[str, Unit]) -> Conference:
    told = read("conference.json")
    about = told["conference"]
    return create_conference(
        scope=scope,
        zone=plan.zone,
        submission="demonstration-conference",
        plan=plan,
        title=about["title_zh"],
        title_en=about["title_en"],
        held_on=date.fromisoformat(about["held_on"]),
        place=about["place_zh"],
        place_en=about["place_en"],
        note=about["note_zh"],
        note_en=about["note_en"],
        sources=about["sources"],
        agenda=[NewAgendaItem(row["zh"], row["en"]) for row in told["agenda"]],
        attendance=attendance(plan.zone, units),
        decisions=[
            NewDecision(
                row["zh"],
                row["en"],
                units.get(row["unit"]) if row["unit"] else None,
                date.fromisoformat(row["due"]) if row["due"] else None,
            )
            for row in told["decisions"]
        ],
    )


def attendance(zone: Unit, units: dict[str, Unit]) -> list[NewAttendance]:
    """All posts, then the units of the kinds that were called, each with as many people as the file says."""
    called = read("conference.json")["attendance"]
    posts = [NewAttendance(post=post, has_attended=True) for post in zone.posts.all()]
    bodies = [unit for unit in units.values() if unit.kind in called["kinds"]]
    notes = called["notes"]
    return posts + [
        NewAttendance(
            unit=unit,
            has_attended=True,
            people=called["people_per_unit"],
            note=notes.get(unit.code, {}).get("zh", ""),
            note_en=notes.get(unit.code, {}).get("en", ""),
        )
        for unit in sorted(bodies, key=lambda unit: unit.position)
    ]
