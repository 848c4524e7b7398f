"""The address of the sheet of a month: who gets it, who must never know of it, and where it is offered."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from zoneworks.audit.models import Event
from zoneworks.plans.models import Plan
from zoneworks.plans.services import close_month
from zoneworks.plans.tests.worlds import TODAY, World
from zoneworks.reports.exports_month import COLUMNS
from zoneworks.reports.sheets.month.reading import meaning_of
from zoneworks.reports.tests.reporting import SEPTEMBER
from zoneworks.reports.tests.sheets import accept, previewed, sheet
from zoneworks.reports.tests.test_sheet_month import filled
from zoneworks.units.models import Unit, ZoneProfile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today_is_fixed(world: World) -> None:
    ZoneProfile.objects.filter(zone=world.zone).update(fixed_today=TODAY)


def entered(world: World, persona: str) -> Client:
    client = Client()
    client.force_login(world.users[persona], backend="django.contrib.auth.backends.ModelBackend")
    return client


def path(unit: Unit, month: str = "2023-09") -> str:
    return f"/en/reports/{month}/unit/{unit.pk}/month.xlsx"


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("officer", 200), ("supervision", 200), ("section_officer", 404), ("cooperating", 404), ("leader", 404),
        ("administrator", 404), ("outsider", 404), ("outside_supervision", 404), ("nobody", 404),
    ],
)  # fmt: skip
def test_only_those_who_report_for_the_unit_get_its_sheet(plan: Plan, world: World, persona: str, status: int) -> None:
    response = entered(world, persona).get(path(world.investment))

    assert response.status_code == status
    assert Event.objects.filter(verb="export").count() == (status == 200)


def test_a_stranger_is_asked_to_sign_in(plan: Plan, world: World) -> None:
    response = Client().get(path(world.investment))

    assert response.status_code in {302, 404}
    assert b"xl/" not in response.content


@pytest.mark.parametrize("month", ["2023-11", "2022-09", "2023-13"])
def test_a_month_that_takes_no_reports_has_no_sheet(plan: Plan, world: World, month: str) -> None:
    assert entered(world, "officer").get(path(world.investment, month)).status_code == 404


def test_a_unit_of_another_zone_has_no_sheet_here(plan: Plan, world: World) -> None:
    assert entered(world, "supervision").get(path(world.other_unit)).status_code == 404


def test_the_page_of_the_month_offers_the_sheet_to_those_who_report(plan: Plan, world: World) -> None:
    page = "/en/reports/?month=2023-09"
    assert path(world.investment) in entered(world, "officer").get(page).content.decode()
    assert "month.xlsx" not in entered(world, "leader").get(page).content.decode()
    assert "month.xlsx" not in entered(world, "supervision").get(page).content.decode()
    assert path(world.section) in entered(world, "supervision").get(f"{page}&unit=A-INV-1").content.decode()
    close_month(scope=world.scope("supervision"), zone=world.zone, about=SEPTEMBER, today=TODAY)
    assert "month.xlsx" not in entered(world, "officer").get(page).content.decode()


def test_after_accepting_the_way_leads_to_the_month_where_drafts_are_submitted(plan: Plan, world: World) -> None:
    client = entered(world, "officer")
    batch = previewed(world, sheet(plan, world.investment, filled(plan)))
    batch = accept(world, batch)
    shown = client.get(f"/en/imports/{batch.pk}/").content.decode()
    assert "/en/reports/?month=2023-09" in shown
    month = client.get("/en/reports/?month=2023-09").content.decode()
    assert "Submit my draft" in month
    assert entered(world, "outsider").get(f"/en/imports/{batch.pk}/").status_code == 404


def test_every_head_is_read_back() -> None:
    for column in COLUMNS:
        with translation.override("zh-hans"):
            assert {meaning_of(head) for head in (column.head, column.chinese, column.english)} == {column.code}
