"""A table is written into a draft at once, and taken back exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core import serializers
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.choices import Duty, IndicatorKind
from zoneworks.plans.models import (
    Indicator,
    Item,
    ItemPost,
    ItemUnit,
    Milestone,
    Node,
    Plan,
    ScheduleValue,
)
from zoneworks.plans.services import NewIndicator, NewItem, NewNode, change_item, issue_plan
from zoneworks.plans.services.restoring import restore_table
from zoneworks.plans.services.tables import RowChange, TableRow, write_table
from zoneworks.plans.tests.worlds import World, cumulative, leaf

pytestmark = pytest.mark.django_db
CATEGORY, FIRST, SECOND = "高质量发展", "项目1", "项目2"


def everything(plan: Plan) -> str:
    """All that a plan says, but for the revisions."""
    rows: list[object] = [Plan.objects.get(pk=plan.pk)]
    for model, path in [
        (Item, "plan"), (Item.tags.through, "item__plan"), (ItemUnit, "item__plan"), (ItemPost, "item__plan"),
        (Node, "item__plan"), (Milestone, "item__plan"), (Indicator, "item__plan"),
        (ScheduleValue, "indicator__item__plan"),
    ]:  # fmt: skip
        rows += list(model.objects.filter(**{path: plan}).order_by("pk"))
    for row in rows:
        if hasattr(row, "revision"):
            row.revision = 0
    return serializers.serialize("json", rows, indent=1)


def names(plan: Plan) -> list[str]:
    return [f"{'  ' * (item.level - 1)}{item.name}" for item in Item.objects.filter(plan=plan).order_by("path")]


def write(world: World, plan: Plan, persona: str = "supervision", **what):
    return write_table(scope=world.scope(persona), plan=plan, **what)


def restore(world: World, plan: Plan, undo) -> None:
    restore_table(scope=world.scope("supervision"), plan=plan, undo=undo)


def new_leaf(key: object, *headings: str, **more) -> TableRow:
    return TableRow(key, headings, NewItem({"name": str(key), "goal": "目标"}, **more))


def test_new_rows_stand_below_their_headings_in_the_order_of_the_table(world: World, draft: Plan) -> None:
    first, last = leaf(draft, "1.01.1").pk, leaf(draft, "1.01.2").pk
    written = write(
        world,
        draft,
        rows=[new_leaf("中间", CATEGORY, FIRST), new_leaf("另立", "党的建设", "支部"), new_leaf("单列")],
        order=["单列", last, "中间", first, "另立"],
    )
    assert names(draft) == [
        "单列",
        CATEGORY,
        "  项目1",
        "    子项目1.2",
        "    中间",
        "    子项目1.1",
        "  项目2",
        "    子项目2.1",
        "    子项目2.2",
        "党的建设",
        "  支部",
        "    另立",
    ]
    assert Item.objects.get(pk=written.created["另立"]).parent.name == "支部"


def whole_change(world: World, draft: Plan) -> RowChange:
    item = leaf(draft)
    first, second = Milestone.objects.filter(item=item)
    target = Indicator.objects.get(item=item, name="签约数")
    return RowChange(
        item.pk,
        fields={"name": "改名", "goal": "改目标", "deadline": date(2023, 11, 30), "weight": Decimal("12.5")},
        headings=(CATEGORY, "新项目"),
        duties=[(Duty.LEAD, world.science)],
        leaders=[world.deputy, world.chief],
        nodes=[NewNode(date(2023, 6, 30), "半年")],
        add_milestones=[{"text": "开工", "due": date(2023, 5, 1)}],
        milestones={first.pk: {"text": "改清单"}},
        remove_milestones=[second.pk],
        propose=[cumulative("外资项目数", 8)],
        indicators={target.pk: {"target": Decimal(120)}},
        schedules={target.pk: [(date(2023, 12, 31), Decimal(120))]},
    )


def test_every_part_of_a_row_changes(world: World, draft: Plan) -> None:
    write(world, draft, changes=[whole_change(world, draft)], head={"title": "新表题"})
    item = Item.objects.get(name="改名")
    assert (item.goal, item.weight, item.parent.name) == ("改目标", Decimal("12.5"), "新项目")
    assert [(duty.duty, duty.unit) for duty in item.duties.all()] == [("lead", world.science)]
    assert [leader.post for leader in item.leaders.all()] == [world.deputy, world.chief]
    assert [node.text for node in item.nodes.all()] == ["半年"]
    assert {milestone.text for milestone in item.milestones.all()} == {"改清单", "开工"}
    assert {(one.name, one.target, one.state) for one in item.indicators.all()} == {
        ("签约数", Decimal(120), "confirmed"),
        ("到位率", Decimal(45), "confirmed"),
        ("外资项目数", Decimal(8), "proposed"),
    }
    assert [value.value for value in item.indicators.get(name="签约数").schedule.all()] == [Decimal(120)]
    assert Plan.objects.get(pk=draft.pk).title == "新表题"


@pytest.mark.parametrize("what", ["new rows", "changes", "both", "all moved", "renamed heading"])
def test_taking_back_leaves_exactly_what_was_before(world: World, draft: Plan, what: str) -> None:
    before = everything(draft)
    order = [leaf(draft, "1.02.2").pk, "新", leaf(draft).pk]
    rows = [new_leaf("新", "党建", nodes=[NewNode(date(2023, 3, 31), "x")], indicators=[cumulative("数", 4)])]
    moved = [RowChange(item.pk, headings=("另起",)) for item in Item.objects.filter(plan=draft, is_leaf=True)]
    writes = {
        "new rows": {"rows": rows, "order": order},
        "changes": {
            "changes": [whole_change(world, draft)],
            "head": {"title": "新表题", "issued_on": date(2023, 3, 1)},
        },
        "both": {"rows": rows, "changes": [whole_change(world, draft)], "order": order},
        "all moved": {"changes": moved, "order": order},
        "renamed heading": {"headings": {leaf(draft).parent_id: {"name": "换名", "name_en": "Renamed"}}},
    }
    undo = write(world, draft, **writes[what]).undo
    assert everything(draft) != before
    restore(world, draft, undo)
    assert everything(draft) == before


def test_a_heading_that_lost_its_last_row_goes_with_it(world: World, draft: Plan) -> None:
    moved = [RowChange(leaf(draft, code).pk, headings=(CATEGORY, SECOND)) for code in ("1.01.1", "1.01.2")]
    write(world, draft, changes=moved)
    assert FIRST not in {item.name for item in Item.objects.filter(plan=draft)}
    assert Item.objects.filter(plan=draft, is_leaf=True).count() == 4


def test_a_plan_that_moved_on_since_the_comparison_is_not_written(world: World, draft: Plan) -> None:
    change_item(scope=world.scope("supervision"), item=leaf(draft), name="同事改的")
    before = everything(draft)
    with pytest.raises(Overtaken):
        write(world, draft, seen=draft.revision, rows=[new_leaf("新")])
    assert everything(draft) == before


@pytest.mark.parametrize("persona", ["officer", "leader", "outsider", "outside_supervision", "nobody"])
def test_nobody_but_the_supervision_office_writes_or_takes_back(world: World, draft: Plan, persona: str) -> None:
    with pytest.raises(Refused):
        write(world, draft, persona, rows=[new_leaf("新")])
    undo = write(world, draft, rows=[new_leaf("新")]).undo
    with pytest.raises(Refused):
        restore_table(scope=world.scope(persona), plan=draft, undo=undo)


def test_an_issued_plan_takes_no_table(world: World, plan: Plan) -> None:
    with pytest.raises(Refused) as refused:
        write(world, plan, rows=[new_leaf("新")])
    assert refused.value.code == "plan_issued"


def change_since(world: World, draft: Plan) -> None:
    change_item(scope=world.scope("supervision"), item=Item.objects.get(name="新"), goal="改过")


def add_since(world: World, draft: Plan) -> None:
    write(world, draft, rows=[new_leaf("后来", "党建")])


def issue_since(world: World, draft: Plan) -> None:
    issue_plan(scope=world.scope("supervision"), plan=draft, today=date(2023, 2, 28))


@pytest.mark.parametrize(
    ("later", "code"),
    [(change_since, "rows_changed_since"), (add_since, "rows_moved_since"), (issue_since, "plan_issued")],
)
def test_what_was_built_upon_is_not_taken_back(world: World, draft: Plan, later, code: str) -> None:
    undo = write(world, draft, rows=[new_leaf("新", "党建")]).undo
    later(world, draft)
    before = everything(draft)
    with pytest.raises(Refused) as refused:
        restore(world, draft, undo)
    assert refused.value.code == code
    assert everything(draft) == before


def test_a_unit_of_another_zone_is_refused_whole(world: World, draft: Plan) -> None:
    before = everything(draft)
    with pytest.raises(Refused) as refused:
        write(
            world,
            draft,
            rows=[new_leaf("新")],
            changes=[RowChange(leaf(draft).pk, duties=[(Duty.LEAD, world.other_unit)])],
        )
    assert refused.value.code == "unit_of_another_zone"
    assert everything(draft) == before


def test_the_number_of_statements_does_not_grow_with_the_rows(world: World, draft: Plan) -> None:
    def statements(count: int, title: str) -> int:
        rows = [
            new_leaf(f"{title}{n}", CATEGORY, f"{title}组{n % 7}", duties=[(Duty.LEAD, world.science)],
                     indicators=[NewIndicator({"name": "数", "unit": "个", "kind": IndicatorKind.CUMULATIVE})])
            for n in range(count)
        ]  # fmt: skip
        plan = Plan.objects.get(pk=draft.pk)
        with CaptureQueriesContext(connection) as captured:
            write_table(scope=world.scope("supervision"), plan=plan, rows=rows, order=[row.key for row in rows])
        return len([query for query in captured if not query["sql"].startswith(("INSERT", "UPDATE"))])

    assert statements(10, "少") == statements(200, "多")
