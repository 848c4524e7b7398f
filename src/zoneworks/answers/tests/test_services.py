"""Entering and changing conferences."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from zoneworks.answers import services
from zoneworks.answers.conferences import Turnout, conferences_readable, turnout_of
from zoneworks.answers.models import AgendaItem, Attendance, Conference, Decision
from zoneworks.answers.services import NewAgendaItem, NewAttendance, NewDecision
from zoneworks.answers.tests.meetings import attendance_of, hold
from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.models import Plan
from zoneworks.plans.services import discard_draft
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, World, make_plan

NOT_SUPERVISION = [
    "administrator", "leader", "officer", "cooperating", "outsider", "outside_supervision", "nobody",
    "province_officer",
]  # fmt: skip


def everything(conference: Conference) -> list[Any]:
    return [
        list(model.objects.filter(conference=conference).values()) for model in (AgendaItem, Attendance, Decision)
    ] + [Conference.objects.values().get(pk=conference.pk)]


def test_a_conference_keeps_all_it_was_given_in_order(world: World, plan: Plan) -> None:
    conference = hold(world, plan)

    assert [row.text for row in conference.agenda.all()] == ["宣读任务分解表", "签订责任书"]
    assert [(row.text, row.unit, row.due) for row in conference.decisions.all()] == [
        ("各单位制定作战方案", None, date(2023, 3, 15)),
        ("每月调度", world.investment, None),
    ]
    assert [(row.unit or row.post, row.people) for row in conference.attendance.all()] == [
        (world.chief, 1), (world.deputy, 0), (world.investment, 8), (world.section, 0), (world.science, 2),
        (world.supervision_office, 1),
    ]  # fmt: skip
    event = Event.objects.get(subject_kind="conference", subject_id=str(conference.pk))
    assert (event.verb, event.user, event.zone) == ("create_conference", world.users["supervision"], world.zone)


def test_those_who_came_are_counted_once(conference: Conference) -> None:
    counted = turnout_of(conference.attendance.all())

    assert counted == Turnout(units_invited=3, units_came=3, posts_invited=2, posts_came=1, people=12)


def test_a_conference_sent_twice_is_held_once(world: World, plan: Plan) -> None:
    first = hold(world, plan, submission="form:1")
    again = hold(world, plan, submission="form:1", title="Another")

    assert first == again
    assert Conference.objects.count() == 1
    assert AgendaItem.objects.count() == 2
    assert Event.objects.filter(verb="create_conference").count() == 1


def test_a_submission_of_another_zone_is_not_handed_out(world: World, plan: Plan) -> None:
    hold(world, plan, submission="form:1")
    other = make_plan_elsewhere(world)

    with pytest.raises(Refused) as refused:
        services.create_conference(
            scope=world.scope("outside_supervision"), zone=world.other_zone, submission="form:1", plan=other,
            title="会", held_on=date(2023, 2, 13),
        )  # fmt: skip
    assert refused.value.code == "not_yours"


def make_plan_elsewhere(world: World) -> Plan:
    from zoneworks.plans.services import create_plan

    return create_plan(scope=world.scope("outside_supervision"), zone=world.other_zone, year=2023, title="乙区计划")


@pytest.mark.parametrize("persona", NOT_SUPERVISION)
def test_only_the_supervision_office_of_the_zone_keeps_conferences(
    world: World, plan: Plan, conference: Conference, persona: str
) -> None:
    scope, before = world.scope(persona), everything(conference)
    attempts = [
        lambda: hold(world, plan, persona),
        lambda: services.change_conference(scope=scope, conference=conference, title="X"),
        lambda: services.set_agenda(scope=scope, conference=conference, agenda=[]),
        lambda: services.set_attendance(scope=scope, conference=conference, attendance=[]),
        lambda: services.set_decisions(scope=scope, conference=conference, decisions=[]),
    ]

    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "not_yours"
    assert everything(conference) == before
    assert Conference.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"title": " \u200b "}, "text_missing", "title"),
        ({"title": "会" * 201}, "text_too_long", "title"),
        ({"note": "注" * 2001}, "text_too_long", "note"),
        ({"plan": None}, "plan_missing", "plan"),
        ({"held_on": None}, "date_missing", "held_on"),
        ({"held_on": date(2024, 1, 1)}, "date_outside_year", "held_on"),
        ({"held_on": date(2021, 12, 31)}, "date_outside_year", "held_on"),
        ({"sources": ["javascript:alert(1)"]}, "source_unfit", "sources"),
        ({"agenda": [NewAgendaItem(" ")]}, "text_missing", "agenda"),
        ({"agenda": [NewAgendaItem("议")] * 301}, "too_many_rows", "agenda"),
        ({"decisions": [NewDecision("定" * 501)]}, "text_too_long", "decisions"),
        ({"decisions": [NewDecision("定", due=date(2023, 2, 12))]}, "due_before_conference", "decisions"),
        ({"attendance": [NewAttendance()]}, "attendance_of_whom", "attendance"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(
    world: World, plan: Plan, fields: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        hold(world, plan, **fields)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Conference.objects.exists()


def test_attendance_names_each_unit_and_post_of_the_zone_once(world: World, conference: Conference) -> None:
    unit, post = world.investment, world.chief
    unfit = {
        "attendance_twice": [NewAttendance(unit=unit), NewAttendance(unit=unit, has_attended=True)],
        "attendance_of_whom": [NewAttendance(unit=unit, post=post)],
        "unit_elsewhere": [NewAttendance(unit=world.other_unit)],
        "people_unfit": [NewAttendance(unit=unit, has_attended=True, people=0)],
    }
    before = everything(conference)

    for code, rows in unfit.items():
        with pytest.raises(Refused) as refused:
            services.set_attendance(scope=world.scope("supervision"), conference=conference, attendance=rows)
        assert refused.value.code == code
    assert everything(conference) == before


def test_a_decision_is_given_to_a_unit_of_the_zone(world: World, conference: Conference) -> None:
    with pytest.raises(Refused) as refused:
        services.set_decisions(
            scope=world.scope("supervision"), conference=conference, decisions=[NewDecision("定", "", world.other_unit)]
        )
    assert refused.value.code == "unit_elsewhere"


def test_the_plan_must_be_one_of_the_zone(world: World, plan: Plan) -> None:
    with pytest.raises(Refused) as refused:
        hold(world, make_plan_elsewhere(world))
    assert refused.value.code == "plan_elsewhere"


def test_the_same_again_writes_nothing(world: World, conference: Conference) -> None:
    scope, before = world.scope("supervision"), everything(conference)
    seen = conference.revision - 1  # as a second click would send it

    services.change_conference(scope=scope, conference=conference, seen=seen, title=conference.title)
    services.set_attendance(scope=scope, conference=conference, seen=seen, attendance=attendance_of(world))
    services.set_agenda(
        scope=scope, conference=conference, seen=seen,
        agenda=[NewAgendaItem("宣读任务分解表 ", "Reading of the\tbreakdown"), NewAgendaItem("签订责任书")],
    )  # fmt: skip

    assert everything(conference) == before
    assert Event.objects.filter(subject_kind="conference").count() == 1


def test_two_people_never_overwrite_each_other(world: World, conference: Conference) -> None:
    scope, seen = world.scope("supervision"), conference.revision
    services.set_agenda(scope=scope, conference=conference, agenda=[NewAgendaItem("一")], seen=seen)
    before = everything(conference)
    late = [
        lambda: services.set_agenda(scope=scope, conference=conference, agenda=[NewAgendaItem("二")], seen=seen),
        lambda: services.set_attendance(scope=scope, conference=conference, attendance=[], seen=seen),
        lambda: services.set_decisions(scope=scope, conference=conference, decisions=[], seen=seen),
        lambda: services.change_conference(scope=scope, conference=conference, seen=seen, place="别处"),
    ]

    for attempt in late:
        with pytest.raises(Overtaken), transaction.atomic():
            attempt()
    assert everything(conference) == before


def test_changes_are_told_with_what_was_before(world: World, conference: Conference) -> None:
    services.change_conference(
        scope=world.scope("supervision"), conference=conference, seen=0, place="报告厅", held_on=date(2023, 2, 14)
    )

    event = Event.objects.get(verb="change_conference")
    assert event.details["changes"] == {
        "place": ["大会议室", "报告厅"], "held_on": ["2023-02-13", "2023-02-14"]
    }  # fmt: skip
    conference.refresh_from_db()
    assert (conference.revision, conference.place) == (1, "报告厅")


def test_pasted_words_lose_what_nobody_can_see(world: World, plan: Plan) -> None:
    conference = hold(world, plan, title="\ufeff高质量\u200b发展\r\n工作会", agenda=[NewAgendaItem("一\t二\x0b")])

    assert conference.title == "高质量发展 工作会"
    assert conference.agenda.get().text == "一 二"


@pytest.mark.parametrize("persona", [*INSIDERS, "province_officer", *STRANGERS])
def test_everybody_of_the_zone_reads_the_conferences_of_readable_plans(world: World, plan: Plan, persona: str) -> None:
    issued, drafted = hold(world, plan), hold(world, make_plan(world, is_issued=False))
    orphan = hold(world, make_plan(world, is_issued=False))
    discard_draft(scope=world.scope("supervision"), plan=orphan.plan)
    found = set(conferences_readable(world.scope(persona)))

    if persona in STRANGERS:
        assert found == set()
    elif persona in {"supervision", "leader"}:
        assert found == {issued, drafted, orphan}
    else:
        assert found == {issued}


@pytest.mark.parametrize(
    "fields",
    [
        {"has_attended": True, "people": 0},
        {"has_attended": False, "people": 2},
        {"is_invited": False, "has_attended": False},
    ],
)
def test_the_database_keeps_no_attendance_that_contradicts_itself(
    world: World, conference: Conference, fields: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(conference=conference, position=9, unit=world.zone, **fields)
