"""Every address of the two lights and of verification, asked for by everybody who may come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, World, leaf
from zoneworks.reports.models import Report
from zoneworks.verification.models import Check, Draw, Ruling
from zoneworks.verification.tests.voices import confirmed, draw, rule

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]
WORKING = ("leader", "supervision", "officer", "cooperating")
MONTH = "month=2023-09"


@pytest.fixture
def report(plan: Plan, world: World) -> Report:
    """Confirmed, in a sample, with a ruling on its light."""
    report = confirmed(world, plan, own_light="green")
    rule(world, plan, "red")
    draw(world)
    return report


def of_ours(plan: Plan, report: Report) -> dict[str, str]:
    row = leaf(plan).pk
    return {
        "item": f"{reverse('verification:item', args=[row])}?{MONTH}",
        "withdraw": f"{reverse('verification:withdraw', args=[row])}?{MONTH}",
        "sample": reverse("verification:sample", args=[Draw.objects.get().pk]),
        "report": reverse("verification:report", args=[report.pk]),
        "answer": reverse("verification:answer", args=[report.pk]),
    }


def of_zone() -> dict[str, str]:
    return {
        name: f"{reverse(f'verification:{name}')}?zone=A&{MONTH}"
        for name in ("month", "lights", "lights-workbook", "draw")
    }


def sent() -> dict[str, str]:
    return {
        "submission": "sent", "light": "yellow", "reason": "不行", "part": "whole", "finding": "false", "size": "1",
        "seed": "一",
    }  # fmt: skip


def facts() -> tuple[int, int, int]:
    return Ruling.objects.count(), Draw.objects.count(), Check.objects.count()


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_finds_nothing_at_any_address(plan: Plan, report: Report, enter: Enter, persona: str) -> None:
    client, before = enter(persona), facts()
    for name, url in (of_ours(plan, report) | of_zone()).items():
        assert client.get(url).status_code in ({404} if name not in {"withdraw", "answer", "draw"} else {404, 405}), (
            name
        )
        assert client.post(url, sent()).status_code in ({404} if name not in {"sample"} else {404, 405}), name
    assert facts() == before


@pytest.mark.parametrize("persona", INSIDERS)
def test_everybody_in_the_zone_reads_the_lights_and_the_rulings(
    plan: Plan, report: Report, enter: Enter, persona: str
) -> None:
    client = enter(persona)
    for url in (of_zone()["lights"], of_ours(plan, report)["item"]):
        answer = client.get(url)
        assert answer.status_code == 200
        assert "现场核实，进展不符" in answer.content.decode()
    assert client.get(of_zone()["lights-workbook"]).status_code == 200


@pytest.mark.parametrize("persona", INSIDERS)
def test_checks_are_read_by_those_who_work_on_the_row(plan: Plan, report: Report, enter: Enter, persona: str) -> None:
    url = of_ours(plan, report)["report"]
    assert enter(persona).get(url).status_code == (200 if persona in WORKING else 404)


@pytest.mark.parametrize("persona", INSIDERS)
def test_the_month_of_verification_is_for_those_concerned(
    plan: Plan, report: Report, enter: Enter, persona: str
) -> None:
    answer = enter(persona).get(of_zone()["month"])
    assert answer.status_code == (404 if persona == "administrator" else 200)
    assert ("子项目1.1" in answer.content.decode() or "Sub-project 1.1" in answer.content.decode()) == (
        persona in WORKING
    )


@pytest.mark.parametrize("persona", INSIDERS)
def test_samples_are_for_the_office_and_the_leaders(plan: Plan, report: Report, enter: Enter, persona: str) -> None:
    url = of_ours(plan, report)["sample"]
    assert enter(persona).get(url).status_code == (200 if persona in {"leader", "supervision"} else 404)


@pytest.mark.parametrize("persona", [one for one in INSIDERS if one != "supervision"])
def test_only_the_office_rules_draws_and_checks(plan: Plan, report: Report, enter: Enter, persona: str) -> None:
    client, before = enter(persona), facts()
    ours = of_ours(plan, report)
    for url in (ours["item"], ours["withdraw"], ours["report"], of_zone()["draw"]):
        assert client.post(url, sent()).status_code == 404, url
    assert facts() == before


@pytest.mark.parametrize("persona", ["leader", "cooperating", "administrator"])
def test_only_the_unit_that_reports_answers(plan: Plan, report: Report, enter: Enter, persona: str) -> None:
    assert enter(persona).post(of_ours(plan, report)["answer"], {}).status_code == 404


def test_links_to_rule_are_shown_to_the_office_alone(plan: Plan, report: Report, enter: Enter) -> None:
    url = of_ours(plan, report)["item"]
    assert 'name="light"' in enter("supervision").get(url).content.decode()
    assert 'name="light"' not in enter("leader").get(url).content.decode()
    assert 'name="light"' not in enter("supervision").get(f"{url}&as_of=2023-10-07").content.decode()
