"""Conferences for the tests."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from zoneworks.answers.models import Conference
from zoneworks.answers.services import NewAgendaItem, NewAttendance, NewDecision, create_conference
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import World

HELD_ON = date(2023, 2, 13)
numbers = count()


def hold(world: World, plan: Plan, persona: str = "supervision", /, **fields: Any) -> Conference:
    """Three of four units and one of two posts came; twelve people."""
    given: dict[str, Any] = {
        "submission": f"conference-{next(numbers)}",
        "plan": plan,
        "title": "2023年高质量发展工作会",
        "title_en": "High-quality development work conference 2023",
        "held_on": HELD_ON,
        "place": "大会议室",
        "place_en": "Main hall",
        "note": "议程为示例。",
        "note_en": "The agenda is illustrative.",
        "sources": ["https://example.org/news"],
        "agenda": [NewAgendaItem("宣读任务分解表", "Reading of the breakdown"), NewAgendaItem("签订责任书")],
        "attendance": attendance_of(world),
        "decisions": [
            NewDecision("各单位制定作战方案", "Each unit draws up a plan of action", None, date(2023, 3, 15)),
            NewDecision("每月调度", "Monthly review", world.investment),
        ],
        **fields,
    }
    return create_conference(scope=world.scope(persona), zone=world.zone, **given)


def attendance_of(world: World) -> list[NewAttendance]:
    return [
        NewAttendance(post=world.chief, has_attended=True),
        NewAttendance(post=world.deputy, note="出差", note_en="away"),
        NewAttendance(unit=world.investment, has_attended=True, people=8),
        NewAttendance(unit=world.science, has_attended=True, people=2),
        NewAttendance(unit=world.supervision_office, is_invited=False, has_attended=True),
        NewAttendance(unit=world.section),
    ]
