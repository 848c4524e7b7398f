"""Every address of the pages of plans, asked for by everybody who may come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.plans.models import Actual, Plan
from zoneworks.plans.services import draft_next_version, propose_indicator
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, World, indicator, leaf, milestone, say
from zoneworks.plans.tests.worlds import make_plan as made

Enter = Callable[[str], Client]
READ = ("plan", "table-workbook", "actuals-workbook")
MANAGED = ("change", "issue", "close", "next", "discard", "confirm-all")


def addresses(plan: Plan) -> dict[str, str]:
    """Every address that speaks of this plan, by name."""
    row, one, step = leaf(plan), indicator(plan), milestone(plan)
    fact = Actual.objects.filter(indicator=one).last()
    found = {name: reverse(f"plans:{name}", args=[plan.pk]) for name in (*READ, *MANAGED)}
    found |= {name: reverse(f"plans:{name}", args=[plan.pk]) for name in ("indicators", "confirm-indicators")}
    found |= {
        name: reverse(f"plans:{name}", args=[plan.pk, one.pk]) for name in ("change-indicator", "reject-indicator")
    }
    found |= {name: reverse(f"plans:{name}", args=[row.pk]) for name in ("item", "reason", "facts", "confirm-reports")}
    found["record-value"] = reverse("plans:record-value", args=[row.pk, one.pk])
    found["record-milestone"] = reverse("plans:record-milestone", args=[row.pk, step.pk])
    found["return-report"] = reverse("plans:return-report", args=[row.pk, f"v{fact.pk}" if fact else "v1"])
    found |= {
        f"{name} of the plan": f"{reverse(f'plans:{name}')}?plan={plan.pk}"
        for name in ("board", "wall", "board-workbook")
    }
    return found


@pytest.fixture
def told(plan: Plan, world: World) -> Plan:
    """A plan with a report that waits and a proposed indicator."""
    say(world, "officer", indicator(plan), plan.issued_on.replace(month=6, day=30), 40)
    proposal = {"name": "新增企业数", "unit": "家", "kind": "cumulative"}
    propose_indicator(scope=world.scope("supervision"), item=leaf(plan), **proposal)
    return plan


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_finds_nothing_at_any_address(told: Plan, enter: Enter, persona: str) -> None:
    client = enter(persona)

    for name, url in addresses(told).items():
        assert client.get(url).status_code == 404, name
        assert client.post(url, {"report": "v1", "indicator": "1"}).status_code == 404, name
    assert Actual.objects.count() == 1
    told.refresh_from_db()
    assert told.state == "issued"


@pytest.mark.parametrize("persona", STRANGERS)
def test_the_zone_of_a_stranger_is_never_ours(told: Plan, world: World, enter: Enter, persona: str) -> None:
    client = enter(persona)

    for name in ("board", "wall", "board-workbook", "all", "rules"):
        assert client.get(f"{reverse(f'plans:{name}')}?zone={world.zone.code}").status_code == 404
        own = client.get(reverse(f"plans:{name}"))
        assert told.title not in own.content.decode()
        assert own.status_code in ({404} if persona == "nobody" or name == "board-workbook" else {200})


def test_whoever_has_not_signed_in_is_asked_to(told: Plan, client: Client) -> None:
    for name, url in addresses(told).items():
        answer = client.get(url)
        assert answer.status_code == 302, name
        assert "/accounts/sign-in/" in answer["Location"], name
        assert client.post(url).status_code == 302, name


@pytest.mark.parametrize("persona", INSIDERS)
def test_everybody_of_the_zone_reads_the_issued_plan_and_its_files(told: Plan, enter: Enter, persona: str) -> None:
    client, known = enter(persona), addresses(told)

    for name in (*READ, "item", "reason", "facts", *(key for key in known if key.endswith("of the plan"))):
        assert client.get(known[name]).status_code == 200, name
    for name in ("all", "rules"):
        assert client.get(reverse(f"plans:{name}")).status_code == 200


@pytest.mark.parametrize("persona", [*INSIDERS, "province_officer"])
def test_only_the_supervision_office_manages_the_plan(told: Plan, enter: Enter, persona: str) -> None:
    client, known = enter(persona), addresses(told)
    where = "?zone=A" if persona == "province_officer" else ""

    for name in (*MANAGED, "change-indicator", "return-report"):
        status = client.get(known[name] + where).status_code
        assert status in ({200, 302} if persona == "supervision" else {404}), name
    if persona != "supervision":
        for name in (*MANAGED, "change-indicator", "reject-indicator", "confirm-indicators", "confirm-reports"):
            assert client.post(known[name] + where, {"report": "v1"}).status_code == 404, name
    told.refresh_from_db()
    assert told.state == "issued"


@pytest.mark.parametrize("persona", INSIDERS)
def test_proposed_indicators_are_read_by_those_who_make_or_lead_the_plan(
    told: Plan, enter: Enter, persona: str
) -> None:
    status = enter(persona).get(addresses(told)["indicators"]).status_code
    assert status == (200 if persona in {"supervision", "leader"} else 404)


@pytest.mark.parametrize("persona", INSIDERS)
def test_only_the_units_of_a_row_and_the_supervision_office_report_on_it(
    told: Plan, enter: Enter, persona: str
) -> None:
    client, known = enter(persona), addresses(told)
    may_report = persona in {"supervision", "officer"}

    for name in ("record-value", "record-milestone"):
        assert client.post(known[name], {}).status_code == (422 if may_report else 404), name
    offers = "Report a value" in client.get(known["item"]).content.decode()
    assert offers == may_report


@pytest.mark.parametrize("persona", [*INSIDERS, *STRANGERS])
def test_a_draft_does_not_exist_for_those_who_neither_make_nor_lead_it(
    plan: Plan, world: World, enter: Enter, persona: str
) -> None:
    draft = draft_next_version(scope=world.scope("supervision"), plan=plan)
    client, known = enter(persona), addresses(draft)
    may_open = persona in {"supervision", "leader"}

    for name in ("plan", "item", "reason", "facts", "table-workbook", "board of the plan"):
        assert client.get(known[name]).status_code == (200 if may_open else 404), name
    listed = client.get(reverse("plans:all")).content.decode()
    assert (reverse("plans:plan", args=[draft.pk]) in listed) == may_open


def test_a_link_from_outside_is_completed_with_the_zone_it_belongs_to(world: World, enter: Enter) -> None:
    plan, client = made(world), enter("province_officer")
    row = reverse("plans:item", args=[leaf(plan).pk])
    there = client.get(f"{row}?zone=B&as_of=2023-06-30")

    assert there.status_code == 302
    assert client.get(there["Location"]).status_code == 200
    assert "zone=A" in there["Location"]
    assert "as_of=2023-06-30" in there["Location"]
    assert client.post(f"{row}?zone=B").status_code == 404
