"""The page of a plan's import: hostile files, notes in the workbook, and everybody who must not see it."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zoneworks.imports.models import Batch
from zoneworks.imports.tests.hostile import FILES, workbook
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.tests.tables import ROWS, csv_of, previewed
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, World, make_plan
from zoneworks.units.models import Unit

pytestmark = pytest.mark.django_db
PAGES = ("batch", "choose", "again", "accept", "discard", "undo", "original", "notes")


@pytest.fixture
def office(world: World) -> Client:
    client = Client()
    client.force_login(world.users["supervision"])
    return client


def send(client: Client, filename: str, data: bytes, **fields: object):
    form = {"kind": "plan", "file": SimpleUploadedFile(filename, data), **fields}
    return client.post(reverse("imports:new"), form, follow=True)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("name", [name for name in FILES if name != "empty"])
def test_a_hostile_file_is_shown_with_what_is_wrong_and_writes_nothing(world: World, office: Client, name: str) -> None:
    make, filename, codes, is_usable = FILES[name]
    response = send(office, filename, make())
    assert response.status_code == 200
    batch = Batch.objects.get()
    found = {group["code"] for group in batch.summary["issue_groups"]}
    assert codes <= found
    assert batch.rows.exists() == is_usable
    assert (Plan.objects.count(), Item.objects.count()) == (0, 0)
    if not is_usable:
        assert "There is no row to show" in text_of(response)
        assert "Nothing to accept" in text_of(response)


def test_an_empty_file_is_refused_beside_its_field(world: World, office: Client) -> None:
    assert "empty" in text_of(send(office, "a.xlsx", b""))
    assert Batch.objects.count() == 0


def test_a_formula_on_the_page_is_text(world: World, office: Client) -> None:
    shown = text_of(send(office, "a.xlsx", FILES["formula"][0]()))
    assert "=cmd|&#x27; /C calc&#x27;!A0" in shown


def test_the_workbook_comes_back_with_notes_in_its_bad_cells(world: World, office: Client) -> None:
    data = workbook((1, "建成厂房", "投资促进部", "2月30日前"), (2, "引进企业", "没有的单位", "全年"))
    send(office, "表.xlsx", data)
    response = office.get(reverse("imports:notes", args=[Batch.objects.get().pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert "does not exist" in sheet["D3"].comment.text
    assert "没有的单位" in sheet["C4"].comment.text
    assert sheet["B3"].comment is None
    assert sheet["B3"].value == "建成厂房"


def test_unknown_names_are_answered_on_the_page_and_the_table_accepted(world: World, office: Client) -> None:
    send(office, "表.xlsx", workbook((1, "建成厂房", "区建设局", "全年"), (2, "引进企业", "投促部", "全年")))
    batch = Batch.objects.get()
    page = reverse("imports:batch", args=[batch.pk])
    assert "2 names are not known here" in text_of(office.get(page))
    near = str(world.investment.pk)
    office.post(reverse("imports:again", args=[batch.pk]), {"answer:unit:投促部": near, "answer:unit:区建设局": "new"})
    batch.refresh_from_db()
    assert batch.summary["actions"]["create"] == 2
    office.post(
        reverse("imports:accept", args=[batch.pk]),
        {"turn": str(batch.turn), "shown": ["0", "1", "2"], "row": ["0", "1", "2"]},
    )
    assert Item.objects.count() == 2
    assert Unit.objects.filter(name="区建设局").exists()
    shown = text_of(office.get(page))
    assert reverse("plans:plan", args=[Plan.objects.get().pk]) in shown


def test_the_head_of_the_table_is_not_counted_among_its_rows(world: World, office: Client) -> None:
    batch = previewed(world)
    shown = text_of(office.get(reverse("imports:batch", args=[batch.pk])))
    assert "Accept 4 rows" in shown
    office.post(reverse("imports:choose", args=[batch.pk]), {"turn": "1", "shown": ["1", "2", "3", "4"]})
    assert "Accept what the table says of itself" in text_of(office.get(reverse("imports:batch", args=[batch.pk])))


def test_an_issued_plan_says_what_to_do_instead(world: World, office: Client) -> None:
    make_plan(world)
    batch = previewed(world)
    shown = text_of(office.get(reverse("imports:batch", args=[batch.pk])))
    assert "This table cannot be accepted as it is" in shown
    assert "Begin a new version" in shown
    assert "Accept 4 rows" not in shown


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "persona", [*STRANGERS, *(name for name in INSIDERS if name != "supervision"), "province_officer"]
)
def test_an_import_of_the_plan_exists_for_the_supervision_office_alone(
    world: World, persona: str, name: str, method: str
) -> None:
    batch = previewed(world)
    client = Client()
    client.force_login(world.users[persona])
    url = reverse(f"imports:{name}", args=[batch.pk])
    response = client.get(url) if method == "get" else client.post(url)
    assert response.status_code == 404
    assert Plan.objects.count() == 0


def test_officers_are_offered_values_alone_and_strangers_nothing(world: World) -> None:
    seen = {}
    for persona in ("officer", "leader", "outside_supervision", "nobody"):
        client = Client()
        client.force_login(world.users[persona])
        response = client.get(reverse("imports:new"), {"zone": "A"})
        seen[persona] = (response.status_code, 'value="plan"' in response.content.decode())
    assert seen == {
        "officer": (200, False), "leader": (404, False), "outside_supervision": (404, False), "nobody": (404, False),
    }  # fmt: skip


def test_an_officer_cannot_send_a_plan_by_naming_its_kind(world: World) -> None:
    client = Client()
    client.force_login(world.users["officer"])
    file = SimpleUploadedFile("a.csv", csv_of(ROWS))
    assert client.post(reverse("imports:new"), {"kind": "plan", "file": file}).status_code == 200
    assert Batch.objects.count() == 0


def test_the_page_asks_the_database_the_same_number_of_times_for_every_table(world: World, office: Client) -> None:
    def queries(rows: int) -> int:
        table = [f"{n},建成厂房{n}万平方米,投资促进部,全年" for n in range(rows)]
        batch = previewed(world, csv_of(table, head="序号,重点工作,责任单位,完成时限"))
        with CaptureQueriesContext(connection) as captured:
            assert office.get(reverse("imports:batch", args=[batch.pk])).status_code == 200
        return len(captured)

    assert queries(3) == queries(120)
