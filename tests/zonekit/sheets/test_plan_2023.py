"""The illustrative plan gives 2 / 44 / 95 in every form it is issued in."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from zonekit.sheets.drafts import ItemDraft, PlanSheet
from zonekit.sheets.readers import read_source
from zonekit.sheets.recognition import read_plan
from zonekit.values.issues import NOWHERE

FILES = {"xlsx": "任务分解表_2023.xlsx", "docx": "任务分解表_2023.docx", "en": "task_breakdown_2023.en.xlsx"}


@pytest.fixture(scope="module")
def plans(shared_data: Path) -> dict[str, PlanSheet]:
    folder = shared_data / "plan_2023"
    return {form: read_plan(read_source((folder / name).read_bytes(), name)) for form, name in FILES.items()}


@pytest.fixture(scope="module")
def master(shared_data: Path) -> list[dict]:
    plan = json.loads((shared_data / "plan_2023" / "plan.json").read_text(encoding="utf-8"))
    projects = [project for category in plan["categories"] for project in category["projects"]]
    return [sub_project for project in projects for sub_project in project["sub_projects"]]


def without_places(item: ItemDraft) -> ItemDraft:
    return replace(
        item,
        where=NOWHERE,
        cells={},
        milestones=tuple(replace(milestone, where=NOWHERE) for milestone in item.milestones),
        proposals=tuple(replace(proposal, where=NOWHERE) for proposal in item.proposals),
    )


@pytest.mark.parametrize("form", FILES)
def test_every_form_counts_2_44_95(form: str, plans: dict[str, PlanSheet]) -> None:
    assert plans[form].counts == {"category": 2, "project": 44, "sub_project": 95}
    assert plans[form].levels == ("category", "project", "sub_project")
    assert plans[form].issues == ()


def test_workbook_and_document_agree_item_by_item(plans: dict[str, PlanSheet]) -> None:
    pairs = zip(plans["xlsx"].items, plans["docx"].items, strict=True)
    differing = [(a.no, a.text) for a, b in pairs if without_places(a) != without_places(b)]
    assert differing == []


@pytest.mark.parametrize(("form", "language"), [("xlsx", "zh"), ("docx", "zh"), ("en", "en")])
def test_every_field_is_the_one_of_the_master(
    form: str, language: str, plans: dict[str, PlanSheet], master: list[dict]
) -> None:
    for item, source in zip(plans[form].items, master, strict=True):
        assert item.no == str(source["seq"])
        assert item.path == (source[f"category_{language}"], source[f"project_{language}"])
        assert (item.name, item.text) == (source[f"name_{language}"], source[f"goal_{language}"])
        assert item.responsible == (source[f"responsible_{language}"],)
        assert list(item.cooperating) == source[f"cooperating_{language}"]
        assert item.leaders == (source[f"lead_{language}"],)
        assert item.deadline is not None
        assert item.deadline.isoformat() == source["deadline"]


def test_quarter_columns_become_milestones_at_the_ends_of_quarters(plans: dict[str, PlanSheet]) -> None:
    item = plans["xlsx"].items[0]
    assert [milestone.raw for milestone in item.milestones] == ["一季度节点", "二季度节点", "三季度节点", "四季度节点"]
    dues = [milestone.due.isoformat() for milestone in item.milestones if milestone.due]
    assert dues == ["2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31"]
    assert item.milestones[0].where.cell == "F4"


def test_the_table_says_who_it_is(plans: dict[str, PlanSheet]) -> None:
    sheet = plans["xlsx"]
    assert sheet.title == "武清开发区2023年高质量发展重点工作任务分解表（演示示例）"
    assert sheet.document_no == "武开示例〔2023〕1号"
    assert sheet.issued_on is not None
    assert sheet.issued_on.isoformat() == "2023-02-28"
    assert sheet.year == 2023
    assert sheet.level_names == ("类别", "重点项目", "子项目")
    assert plans["en"].document_no == "Wuqing DZ (illustrative) [2023] No. 1"
    assert plans["en"].issued_on == sheet.issued_on


def test_english_targets_have_the_base_values_of_the_chinese(plans: dict[str, PlanSheet]) -> None:
    differing = []
    for chinese, english in zip(plans["xlsx"].items, plans["en"].items, strict=True):
        values = [sorted(target.base_value for target in item.targets) for item in (chinese, english)]
        if values[0] != values[1]:
            differing.append((chinese.no, *values))
    assert differing == []


def test_every_item_with_figures_proposes_indicators_with_a_schedule(plans: dict[str, PlanSheet]) -> None:
    items = [item for item in plans["xlsx"].items if item.targets]
    assert len(items) > 85
    assert [item.no for item in items if not any(proposal.schedule for proposal in item.proposals)] == []


def test_proposals_can_be_left_out(shared_data: Path) -> None:
    path = shared_data / "plan_2023" / FILES["xlsx"]
    sheet = read_plan(read_source(path.read_bytes(), path.name), propose=False)
    assert len(sheet.items) == 95
    assert all(item.proposals == () for item in sheet.items)
