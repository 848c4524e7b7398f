"""The page of the record: who reads it, what the filters leave, what it says of things the reader may not see."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from zoneworks.accounts.tests.visits import visitor
from zoneworks.audit.models import Event
from zoneworks.audit.sealing import seal_all
from zoneworks.audit.services import Deed, record, record_many
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, World, leaf, make_plan, make_world

PAGE, EXPORT = "/en/audit/", "/en/audit/export/"
READERS = {"administrator", "supervision"}
Enter = Callable[[str], Client]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world)


@pytest.fixture
def enter(world: World) -> Enter:
    return lambda persona: visitor(world, persona)


def shown(client: Client, **asked: Any) -> list[Any]:
    answer = client.get(PAGE, asked)
    assert answer.status_code == 200
    return answer.context["page"].lines


@pytest.mark.parametrize("address", [PAGE, EXPORT])
@pytest.mark.parametrize("persona", [*INSIDERS, "province_officer", "nobody"])
def test_the_record_is_read_by_the_supervision_office_and_the_administrator(
    enter: Enter, address: str, persona: str
) -> None:
    assert enter(persona).get(address).status_code == (200 if persona in READERS else 404)


@pytest.mark.parametrize("persona", STRANGERS)
@pytest.mark.parametrize("address", [PAGE, EXPORT])
def test_an_outsider_reads_nothing_of_ours(plan: Plan, enter: Enter, address: str, persona: str) -> None:
    client = enter(persona)
    assert client.get(address, {"zone": "A"}).status_code == 404
    if client.get(address).status_code == 200:  # the supervision office of the other zone, about its own
        lines = shown(client)
        assert {Event.objects.get(pk=line.pk).zone.code for line in lines} <= {"B"}
        assert not shown(client, kind="plan", key=str(plan.pk))


def test_the_navigation_leads_its_readers_there(enter: Enter) -> None:
    for persona in INSIDERS:
        is_named = f'href="{PAGE}"' in enter(persona).get("/en/desk/").content.decode()
        assert is_named is (persona in READERS), persona


def test_comings_and_goings_are_for_the_administrator_alone(world: World, enter: Enter) -> None:
    enter("leader")
    assert "Signed in" in {line.what for line in shown(enter("administrator"))}
    assert "Signed in" not in {line.what for line in shown(enter("supervision"))}
    assert shown(enter("supervision"), verb="sign_in") == []


def test_filters_leave_what_was_asked_for(plan: Plan, world: World, enter: Enter) -> None:
    client, officer = enter("administrator"), world.users["officer"]
    record(user=officer, zone=world.zone, verb="save_report", kind="report", key=5)
    assert [line.what for line in shown(client, person=str(officer.pk))] == ["Monthly report saved"]
    assert {line.what for line in shown(client, verb="issue_plan")} == {"Plan issued"}
    assert {line.kind for line in shown(client, kind="plan")} == {"Plan"}
    assert {line.what for line in shown(client, kind="report", key="5")} == {"Monthly report saved"}
    assert {line.who for line in shown(client, person="nobody")} == {""}
    for nonsense in (
        {"person": "x"},
        {"person": "9" * 40},
        {"since": "soon"},
        {"until": "9999-12-31"},
        {"before": "-1"},
    ):
        assert shown(client, **nonsense)


def test_days_are_those_of_the_zone_and_both_ends_count(world: World, enter: Enter) -> None:
    client = enter("administrator")
    for hour, day in ((15, 1), (16, 1), (15, 2), (16, 2)):  # 16:00 in Greenwich is midnight in China
        at = datetime(2023, 6, day, hour, 30, tzinfo=UTC)
        Event.objects.create(at=at, zone=world.zone, verb="urge", subject_kind="reports", subject_id=f"{day}-{hour}")
    assert {line.title for line in shown(client, since="2023-06-02", until="2023-06-02")} == {"1-16", "2-15"}
    assert {line.title for line in shown(client, verb="urge", as_of="2023-06-01")} == {"1-15"}


def test_pages_follow_one_another_without_gap_or_overlap(world: World, enter: Enter) -> None:
    """Many events at the same moment, as an import writes them."""
    record_many(
        user=world.users["supervision"], zone=world.zone, deeds=[Deed("set_tags", "item", key) for key in range(130)]
    )
    client, met, asked = enter("administrator"), [], PAGE + "?verb=set_tags"
    while asked:
        page = client.get(asked).context["page"]
        met += [line.title for line in page.lines]
        asked = page.older
    assert met == [str(key) for key in reversed(range(130))]


def test_the_page_takes_the_same_statements_however_much_happened(
    plan: Plan, world: World, enter: Enter, django_assert_max_num_queries: Any
) -> None:
    client = enter("supervision")
    keys = [leaf(plan, f"1.0{project}.{number}").pk for project in (1, 2) for number in (1, 2)]
    deeds = [Deed("change_item", "item", key) for key in keys * 30]
    record_many(user=world.users["supervision"], zone=world.zone, deeds=deeds)
    seal_all()
    client.get(PAGE)
    with django_assert_max_num_queries(22):
        client.get(PAGE)


def test_a_thing_is_linked_and_told_of_only_where_the_reader_may_see_it(plan: Plan, world: World, enter: Enter) -> None:
    record(user=world.users["officer"], zone=world.zone, verb="save_report", kind="report", key=5, progress="secret")
    item = leaf(plan)
    record(
        user=world.users["supervision"], zone=world.zone, verb="change_item", kind="item", key=item.pk, reason="told"
    )
    for persona, is_told in (("supervision", True), ("administrator", False)):
        client = enter(persona)
        [report] = shown(client, kind="report")
        assert ("secret" in report.details) is is_told
        [row] = shown(client, kind="item")
        assert (row.url, row.details) == (f"/en/plans/items/{item.pk}/", "Reason: told")
        assert "Sub-project 1.1" in row.title


def test_what_somebody_typed_is_shown_as_text(world: World, enter: Enter) -> None:
    record(user=None, zone=world.zone, verb="urge", kind="<i>", key="<b>x</b>", reason="<script>alert(1)</script>")
    content = enter("supervision").get(PAGE).content.decode()
    assert "<script>alert" not in content
    assert "<b>x</b>" not in content


def test_the_head_of_the_chain_stands_on_the_page(world: World, enter: Enter) -> None:
    client = enter("supervision")
    seal_all()
    answer = client.get(PAGE)
    assert str(answer.context["page"].head) in answer.content.decode()


def test_a_chain_found_broken_is_said_on_the_page(world: World, enter: Enter) -> None:
    record(
        user=None, zone=None, verb="check_chain", kind="chain", key=1, head="", is_intact=False, fault="link_changed",
        position=4711, event=12,
    )  # fmt: skip
    told = "Broken at position 4711: the link does not follow from event 12 and the link before it."
    assert told in enter("administrator").get(PAGE).content.decode()


def test_the_workbook_holds_what_is_seen_and_is_itself_on_record(plan: Plan, world: World, enter: Enter) -> None:
    client = enter("supervision")
    record(user=None, zone=world.zone, verb="urge", kind="reports", key="=1+1", reason="@SUM(A1)")
    seal_all()
    seen = shown(client)
    answer = client.get(EXPORT)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0].startswith("Head of the chain: ")
    assert [int(row[0]) for row in rows[3:]] == [line.pk for line in seen]
    assert rows[3][5:] == ["=1+1", "Reason: @SUM(A1)"]
    event = Event.objects.latest("pk")
    assert (event.verb, event.subject_kind, event.user) == ("export", "audit", world.users["supervision"])
    filtered = client.get(EXPORT, {"verb": "issue_plan"}).content
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(filtered)).get_sheet_by_index(0).to_python()) == 4


def test_a_workbook_that_cannot_hold_everything_says_how_far_back_it_goes(
    world: World, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zoneworks.audit.exports.MOST", 7)
    monkeypatch.setattr("zoneworks.audit.exports.AT_ONCE", 3)
    record_many(user=None, zone=world.zone, deeds=[Deed("urge", "reports", key) for key in range(9)])
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(enter("supervision").get(EXPORT).content))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert "The newest 7 events only" in rows[1][0]
    assert [row[5] for row in rows[3:]] == ["8", "7", "6", "5", "4", "3", "2"]


def test_a_failed_sign_in_names_the_account_and_nothing_that_was_typed(world: World, enter: Enter) -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.9", headers={"User-Agent": "Old browser"})
    stranger.post("/en/accounts/sign-in/", {"username": "officer", "password": "tried-secret"})
    stranger.post("/en/accounts/sign-in/", {"username": "my-password-by-mistake", "password": "x"})
    named, unknown = Event.objects.filter(verb="sign_in_failed").order_by("pk")
    assert (named.user, named.subject_id, named.zone) == (None, str(world.users["officer"].pk), world.zone)
    assert named.details == {"address": "203.0.113.9", "browser": "Old browser"}
    assert (unknown.zone, unknown.subject_id) == (None, "")
    assert "mistake" not in str(list(Event.objects.values()))
    assert "tried-secret" not in str(list(Event.objects.values()))


def test_whoever_tries_on_and_on_fills_no_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zoneworks.audit.hearing.FAILURES_KEPT", 3)
    stranger = Client(REMOTE_ADDR="203.0.113.10")
    for number in range(6):
        stranger.post("/en/accounts/sign-in/", {"username": "officer", "password": f"guess-{number}"})
    assert Event.objects.filter(verb="sign_in_failed").count() == 3


def test_signing_in_and_out_is_on_record(world: World) -> None:
    user = world.users["leader"]
    user.set_password("a-long-enough-secret")
    user.save()
    client = Client(REMOTE_ADDR="203.0.113.11")
    client.post("/en/accounts/sign-in/", {"username": "leader", "password": "a-long-enough-secret"})
    client.post("/en/accounts/sign-out/")
    events = Event.objects.filter(verb__in=["sign_in", "sign_out"], user=user).order_by("pk")
    assert [(event.verb, event.zone, event.details["address"]) for event in events] == [
        ("sign_in", world.zone, "203.0.113.11"), ("sign_out", world.zone, "203.0.113.11"),
    ]  # fmt: skip


def test_what_happens_to_accounts_is_on_record_under_the_administrators_name(world: World, enter: Enter) -> None:
    client = enter("administrator")
    typed = {"username": "fresh", "display_name": "新人", "kind": "officer", "unit": world.section.pk}
    client.post("/en/accounts/organisation/people/new/", typed)
    told = Event.objects.filter(user=world.users["administrator"], subject_kind="person").exclude(verb="sign_in")
    assert [event.verb for event in told.order_by("pk")] == ["create_account", "admit_person", "grant_role"]
    granted = told.get(verb="grant_role")
    assert granted.details == {"role": "officer", "unit_code": "A-INV-1", "post": ""}
    person = granted.subject_id
    role = world.users["administrator"].__class__.objects.get(pk=person).roles_held.get()
    client.post(f"/en/accounts/organisation/people/{person}/revoke/{role.pk}/")
    assert told.filter(verb="revoke_role", subject_id=person, zone=world.zone).count() == 1


def test_no_page_is_an_event(plan: Plan, enter: Enter) -> None:
    client = enter("supervision")
    before = Event.objects.count()
    for address in (PAGE, "/en/desk/", f"/en/plans/{plan.pk}/"):
        assert client.get(address).status_code == 200
    assert Event.objects.count() == before


def test_an_event_far_in_the_past_is_reached_by_its_day(world: World, enter: Enter) -> None:
    at = datetime(2020, 1, 1, tzinfo=UTC)
    for days in range(3):
        Event.objects.create(
            at=at + timedelta(days=days), zone=world.zone, verb="urge", subject_kind="reports", subject_id=str(days)
        )
    assert [line.title for line in shown(enter("administrator"), until="2020-01-02")] == ["1", "0"]
