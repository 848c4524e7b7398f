"""What is seen leaves as a workbook that the import reads, and taking it in again changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from zoneworks.audit.models import Event
from zoneworks.enterprises.choices import AssignedBy
from zoneworks.enterprises.exports import COLUMNS, export_register
from zoneworks.enterprises.models import Enterprise, EnterpriseClass, EnterpriseName
from zoneworks.enterprises.reading.headers import ENTERPRISE_HEADERS
from zoneworks.enterprises.rows import StatedClass
from zoneworks.enterprises.services import assign_class, rename_enterprise
from zoneworks.enterprises.tests.worlds import TODAY, World, make_enterprise
from zoneworks.imports.services import receive_file, start_reading
from zoneworks.units.models import ZoneProfile

Enter = Callable[[str], Client]


@pytest.fixture
def several(world: World) -> list[Enterprise]:
    ZoneProfile.objects.update_or_create(zone=world.zone, defaults={"fixed_today": TODAY})
    scope = world.scope("supervision")
    made = [
        make_enterprise(
            world, 1, capital_fen=123_456_700, established_on=date(2009, 5, 20), business_scope="=轴承；制造"
        ),
        make_enterprise(world, 2, capital_text="200万美元", name_en="Example Motors", home_region="北京", park=None),
        make_enterprise(
            world, 3, unit=world.science, credit_code="", state="suspended", address="示例路8号", basis="网站"
        ),
    ]
    for one, by in ((made[0], AssignedBy.PERSON), (made[1], AssignedBy.PROPOSED)):
        assign_class(scope=scope, enterprise=one, industry=StatedClass("3451", by), today=TODAY)
    made[0].refresh_from_db()
    rename_enterprise(scope=scope, enterprise=made[0], name="甲开发区示例改名有限公司", on=TODAY)
    return made


def state() -> tuple[list[object], int, int]:
    rows = list(Enterprise.objects.order_by("pk").values_list())
    return rows, EnterpriseName.objects.count(), EnterpriseClass.objects.count()


def known_words() -> set[str]:
    return {alias for aliases in ENTERPRISE_HEADERS.values() for alias in aliases.split()}


@pytest.mark.parametrize("place", [0, 1])
def test_every_header_is_one_the_import_knows(place: int) -> None:
    for column in COLUMNS:
        bare = str(column[place]).split("（")[0].split("(")[0]
        assert "".join(bare.split()).casefold() in known_words(), bare


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_taking_in_again_what_left_changes_nothing(world: World, several: list[Enterprise], language: str) -> None:
    scope, before = world.scope("supervision"), state()
    with translation.override(language):
        data = export_register(Enterprise.objects.order_by("pk"))
    upload = receive_file(scope=scope, zone=world.zone, filename="list.xlsx", file=ContentFile(data, "list.xlsx"))
    batch = start_reading(scope=scope, upload=upload, kind="enterprises", options={})
    batch.refresh_from_db()
    assert batch.summary["actions"] == {"create": 0, "update": 0, "same": 3, "reject": 0}
    assert not [issue for issue in batch.issues if issue.get("severity") == "error"]
    assert state() == before


def test_the_workbook_holds_what_the_list_shows_and_is_on_record(several: list[Enterprise], enter: Enter) -> None:
    answer = enter("officer").get(reverse("enterprises:workbook"), {"q": "改名"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == ["甲开发区示例改名有限公司"]
    assert rows[1][10] == pytest.approx(123.4567)
    assert rows[1][12] == "=轴承；制造"
    assert Event.objects.filter(verb="export", subject_kind="enterprises").count() == 1


def test_the_workbook_holds_only_what_one_may_open(several: list[Enterprise], enter: Enter) -> None:
    data = enter("officer").get(reverse("enterprises:workbook")).content
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    assert [row[6] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Investment", "Investment"]
