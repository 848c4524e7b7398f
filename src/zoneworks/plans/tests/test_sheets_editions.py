"""The issued plan of 2/44/95 as workbook, document, English edition and export: one plan, read four ways."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zoneworks.common.errors import Refused
from zoneworks.plans.exports import export_plan_xlsx
from zoneworks.plans.models import Indicator, Item, Milestone, Plan
from zoneworks.plans.tests.tables import accept, accepted, changes, codes, counts, previewed, undone
from zoneworks.plans.tests.test_services_tables import everything
from zoneworks.plans.tests.worlds import World
from zoneworks.units.choices import UnitKind
from zoneworks.units.services import create_post, create_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(shared_data: Path, world: World) -> Path:
    """The issued files; the zone knows their units and posts."""
    files = shared_data / "plan_2023"
    for unit in json.loads((files / "units.json").read_text())["units"][1:]:
        if not world.zone.children.filter(name=unit["name_zh"]).exists():
            create_unit(
                kind=UnitKind.DEPARTMENT,
                code=unit["code"],
                name=unit["name_zh"],
                name_en=unit["name_en"],
                parent=world.zone,
            )
    for role in json.loads((files / "roles.json").read_text())["roles"]:
        if not world.zone.posts.filter(name=role["name_zh"]).exists():
            create_post(zone=world.zone, code=role["code"], name=role["name_zh"], name_en=role["name_en"])
    return files


def issued(folder: Path, name: str = "任务分解表_2023.xlsx") -> bytes:
    return (folder / name).read_bytes()


@pytest.fixture
def imported(world: World, folder: Path) -> Plan:
    accepted(world, issued(folder), "任务分解表_2023.xlsx")
    return Plan.objects.get()


def test_the_workbook_becomes_2_44_and_95(imported: Plan) -> None:
    assert [Item.objects.filter(plan=imported, level=level).count() for level in (1, 2, 3)] == [2, 44, 95]
    assert (imported.document_no, imported.issued_on.isoformat()) == ("武开示例〔2023〕1号", "2023-02-28")
    assert Milestone.objects.count() == 113


def test_proposed_indicators_are_those_of_the_plan(imported: Plan, folder: Path) -> None:
    plan = json.loads((folder / "plan.json").read_text())
    leaves = [
        leaf for category in plan["categories"] for project in category["projects"] for leaf in project["sub_projects"]
    ]
    known = {(leaf["name_zh"], indicator["name_zh"]) for leaf in leaves for indicator in leaf["indicators"]}
    proposed = set(Indicator.objects.values_list("item__name", "name"))
    assert known <= proposed
    assert len(proposed - known) <= 2


@pytest.mark.parametrize("name", ["任务分解表_2023.xlsx", "任务分解表_2023.docx"])
def test_workbook_and_document_say_the_same(world: World, imported: Plan, folder: Path, name: str) -> None:
    assert counts(previewed(world, issued(folder, name), name)) == {"same": 96}


def test_the_english_edition_fills_in_the_english_texts_and_nothing_else(
    world: World, imported: Plan, folder: Path
) -> None:
    before = everything(imported)
    english = issued(folder, "task_breakdown_2023.en.xlsx")
    batch = previewed(world, english, "en.xlsx")
    assert (counts(batch), codes(batch)) == ({"update": 96}, ["translation_found"])
    assert changes(batch, 1)["name_en"] == (None, "Quality projects signed")
    accept(world, batch)
    item = Item.objects.get(name="优质项目签约落户")
    assert item.name_en == "Quality projects signed"
    assert item.parent.name_en == "Headline targets of investment attraction"
    assert item.nodes.first().text_en.startswith("Quality projects signed: 48")
    assert Plan.objects.get().title_en.startswith("Wuqing Development Zone")
    assert counts(previewed(world, english, "en.xlsx")) == {"same": 96}
    assert counts(previewed(world, issued(folder), "zh.xlsx")) == {"same": 96}
    undone(world, batch)
    assert everything(imported) == before


def test_an_english_table_that_does_not_correspond_is_a_table_of_its_own(
    world: World, imported: Plan, folder: Path
) -> None:
    other = "No.,Task,Responsible unit,Deadline\n1,Build a road,Finance Department,2023-06-30\n"
    batch = previewed(world, other.encode(), "other.csv", year=2023)
    assert "translation_unclear" in codes(batch)
    assert counts(batch)["create"] == 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_exported_changes_nothing_when_it_comes_back(
    world: World, imported: Plan, folder: Path, language: str
) -> None:
    accepted(world, issued(folder, "task_breakdown_2023.en.xlsx"), "en.xlsx")
    plan = Plan.objects.get()
    before = everything(plan)
    batch = previewed(world, export_plan_xlsx(world.scope("supervision"), plan, language), "export.xlsx")
    assert counts(batch) == {"same": 96}
    with pytest.raises(Refused):
        accept(world, batch)
    assert everything(plan) == before


def test_comparing_asks_the_database_the_same_number_of_times_however_long_the_table(
    world: World, imported: Plan, folder: Path
) -> None:
    def queries(data: bytes) -> int:
        with CaptureQueriesContext(connection) as captured:
            previewed(world, data, "x.xlsx", year=2023)
        return len([query for query in captured if not query["sql"].startswith("INSERT")])

    short = "序号,重点工作,责任单位\n1,建成厂房2万平方米,经济发展部\n2,引进企业3家,经济发展部\n".encode()
    assert queries(issued(folder)) == queries(short)
