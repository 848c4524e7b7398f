"""A table as issued becomes a draft, changes it field by field, and leaves it as it was when it is taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.models import Indicator, Item, Milestone, Node, Plan
from zoneworks.plans.services import (
    change_indicator,
    change_item,
    change_milestone,
    confirm_indicators,
    draft_next_version,
    issue_plan,
    reject_indicator,
)
from zoneworks.plans.tests.tables import (
    FIRMS,
    MONEY,
    PARTY,
    ROWS,
    SIGN,
    accept,
    accepted,
    actions,
    changes,
    codes,
    counts,
    csv_of,
    previewed,
    undone,
)
from zoneworks.plans.tests.test_services_tables import everything, names
from zoneworks.plans.tests.worlds import World

pytestmark = pytest.mark.django_db

STUDY = "5,党的建设,支部建设,党员教育,举办培训班4期,,,党工委书记,督查室,,全年"


@pytest.fixture
def drafted(world: World) -> Plan:
    """The plan that the table makes."""
    accepted(world)
    return Plan.objects.get()


def test_a_table_becomes_a_draft_with_everything_it_says(world: World, drafted: Plan) -> None:
    assert (drafted.title, drafted.year, drafted.state) == ("甲开发区2023年重点工作任务分解表", 2023, "draft")
    assert [level["zh"] for level in drafted.level_names] == ["类别", "重点项目", "子项目"]
    assert [level["en"] for level in drafted.level_names] == ["Category", "Key project", "Sub-project"]
    assert names(drafted) == [
        "高质量发展", "  招商引资", "    项目签约", "    资金到位", "  科技创新", "    高企培育",
        "党的建设", "  支部建设", "    主题党日",
    ]  # fmt: skip
    item = Item.objects.get(name="项目签约")
    assert (item.no, item.goal, item.deadline) == ("1", "全年签约优质项目200个以上", date(2023, 12, 31))
    assert {(one.duty, one.unit.name) for one in item.duties.all()} == {
        ("responsible", "投资促进部"),
        ("cooperating", "科技创新部"),
    }
    assert [one.post.name for one in item.leaders.all()] == ["党工委书记"]
    assert [(node.due, node.text) for node in item.nodes.all()] == [
        (date(2023, 3, 31), "签约数累计达到48个；3月15日前印发方案"),
        (date(2023, 6, 30), "签约数累计达到100个"),
    ]
    assert [(one.due, one.text) for one in item.milestones.all()] == [(date(2023, 3, 15), "印发方案")]


def test_figures_in_the_goal_and_its_nodes_become_proposed_indicators(world: World, drafted: Plan) -> None:
    assert set(Indicator.objects.values_list("state", flat=True)) == {"proposed"}
    series = Indicator.objects.get(item__name="项目签约", name="签约数")
    assert [(value.due, value.value) for value in series.schedule.all()] == [
        (date(2023, 3, 31), Decimal(48)),
        (date(2023, 6, 30), Decimal(100)),
    ]
    money = Indicator.objects.get(item__name="资金到位")
    assert (money.unit, money.target, money.base_unit, money.factor) == ("亿元", 100, "CNY", 100000000)
    assert money.measure == "amount"


@pytest.mark.parametrize("order", [ROWS, ROWS[::-1], (MONEY, SIGN, PARTY, FIRMS)])
def test_the_same_rows_in_any_order_are_the_same_rows(world: World, drafted: Plan, order) -> None:
    again = previewed(world, order)
    assert set(actions(again)[1:]) == {"same"}


def test_the_same_file_again_changes_nothing(world: World, drafted: Plan) -> None:
    before = everything(drafted)
    again = previewed(world)
    assert counts(again) == {"same": 5}
    with pytest.raises(Refused):
        accept(world, again)
    assert everything(drafted) == before


def test_rows_scattered_over_their_headings_are_gathered_and_then_the_same(world: World) -> None:
    scattered = (SIGN, PARTY, MONEY, FIRMS)
    accepted(world, scattered)
    assert names(Plan.objects.get())[:4] == ["高质量发展", "  招商引资", "    项目签约", "    资金到位"]
    assert counts(previewed(world, scattered)) == {"same": 5}


def test_every_field_that_differs_is_shown_before_and_after_and_written(world: World, drafted: Plan) -> None:
    row = (
        "9,高质量发展,招商引资,项目签约,全年签约优质项目220个以上,签约数累计达到50个；3月15日前印发方案,"
        "签约数累计达到110个,分管副主任,投资促进部,督查室、科技创新部,11月底"
    )
    batch = previewed(world, (row, *ROWS[1:]))
    assert counts(batch) == {"update": 1, "same": 4}
    assert changes(batch, 1) == {
        "no": ("1", "9"),
        "goal": ("全年签约优质项目200个以上", "全年签约优质项目220个以上"),
        "leaders": (["党工委书记"], ["分管副主任"]),
        "cooperating": (["科技创新部"], ["督查室", "科技创新部"]),
        "deadline": ("2023-12-31 (2023年12月底)", "2023-11-30 (11月底)"),
        "node:2023-03-31": ("签约数累计达到48个；3月15日前印发方案", "签约数累计达到50个；3月15日前印发方案"),
        "node:2023-06-30": ("签约数累计达到100个", "签约数累计达到110个"),
        "target:签约优质项目": ("200 个", "220 个"),
        "target:签约数": ("100 个", "110 个"),
        "schedule:签约数": (["2023-03-31: 48", "2023-06-30: 100"], ["2023-03-31: 50", "2023-06-30: 110"]),
    }
    accept(world, batch)
    assert counts(previewed(world, (row, *ROWS[1:]))) == {"same": 5}
    item = Item.objects.get(name="项目签约")
    assert [one.unit.name for one in item.duties.filter(duty="cooperating")] == ["督查室", "科技创新部"]
    assert item.deadline == date(2023, 11, 30)


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        pytest.param((SIGN.replace("200个", "260个"), *ROWS[1:]), {"update": 1, "same": 4}, id="a figure"),
        pytest.param(
            (SIGN, MONEY, FIRMS.replace("科技创新,高企", "人才工作,高企"), PARTY), {"update": 1, "same": 4}, id="moved"
        ),
        pytest.param((*ROWS, STUDY), {"create": 1, "same": 5}, id="new"),
        pytest.param(
            tuple(row.replace("招商引资", "招大引强") for row in ROWS), {"update": 2, "same": 3}, id="renamed heading"
        ),
        pytest.param((PARTY, FIRMS, MONEY, SIGN), {"update": 1, "same": 4}, id="another order"),
        pytest.param(ROWS[:2], {"same": 3}, id="rows missing"),
    ],
)
def test_a_changed_table_is_taken_over_and_taken_back_exactly(world: World, drafted: Plan, rows, change) -> None:
    before = everything(drafted)
    batch = previewed(world, rows)
    assert counts(batch) == change
    if change == {"same": 3}:
        assert codes(batch) == ["items_not_in_table"]
        return
    accept(world, batch)
    assert everything(drafted) != before
    assert set(counts(previewed(world, rows))) == {"same"}
    undone(world, batch)
    assert everything(drafted) == before


def test_a_renamed_heading_stays_the_same_heading(world: World, drafted: Plan) -> None:
    heading = Item.objects.get(name="招商引资")
    change_item(scope=world.scope("supervision"), item=heading, name_en="Investment", code="1.01")
    accepted(world, tuple(row.replace("招商引资", "招大引强") for row in ROWS))
    heading.refresh_from_db()
    assert (heading.name, heading.name_en, heading.code) == ("招大引强", "Investment", "1.01")


def test_rows_the_table_lacks_stay_where_they_are(world: World, drafted: Plan) -> None:
    accepted(world, (MONEY, STUDY))
    assert "    项目签约" in names(drafted)
    assert "    主题党日" in names(drafted)


def test_a_part_of_the_table_is_accepted_and_the_rest_stays_new(world: World) -> None:
    accept(world, previewed(world), positions=[0, 2])
    assert names(Plan.objects.get()) == ["高质量发展", "  招商引资", "    资金到位"]
    assert counts(previewed(world)) == {"create": 3, "same": 2}
    accepted(world)
    assert names(Plan.objects.get())[2:4] == ["    项目签约", "    资金到位"]


def test_undoing_the_table_that_made_the_plan_leaves_nothing_of_it(world: World) -> None:
    undone(world, accepted(world))
    assert (Plan.objects.count(), Item.objects.count(), Node.objects.count()) == (0, 0, 0)
    assert counts(previewed(world)) == {"create": 5}


def test_imports_are_undone_one_after_the_other_back_to_the_start(world: World) -> None:
    first = accepted(world)
    second = accepted(world, (SIGN.replace("200个", "260个"), *ROWS[1:]))
    with pytest.raises(Refused) as refused:
        undone(world, first)
    assert refused.value.code == "rows_changed_since"
    undone(world, second)
    undone(world, first)
    assert Plan.objects.count() == 0


def edit(world: World, plan: Plan) -> None:
    change_item(scope=world.scope("supervision"), item=Item.objects.get(name="资金到位"), goal="引资到位额120亿元")


def confirm(world: World, plan: Plan) -> None:
    keys = Indicator.objects.values_list("pk", flat=True)
    confirm_indicators(scope=world.scope("supervision"), plan=plan, indicators=list(keys))


def issue(world: World, plan: Plan) -> None:
    issue_plan(scope=world.scope("supervision"), plan=plan, today=date(2023, 2, 28))


@pytest.mark.parametrize(
    ("later", "code"), [(edit, "rows_changed_since"), (confirm, "rows_changed_since"), (issue, "plan_issued")]
)
def test_what_people_built_upon_is_not_undone(world: World, later, code: str) -> None:
    batch = accepted(world)
    plan = Plan.objects.get()
    later(world, plan)
    before = everything(plan)
    with pytest.raises(Refused) as refused:
        undone(world, batch)
    assert refused.value.code == code
    assert everything(plan) == before


def test_a_plan_that_changed_after_the_preview_is_not_overwritten(world: World, drafted: Plan) -> None:
    batch = previewed(world, (SIGN.replace("200个", "260个"), *ROWS[1:]))
    edit(world, drafted)
    with pytest.raises(Overtaken):
        accept(world, batch)
    assert Item.objects.get(name="项目签约").goal == "全年签约优质项目200个以上"


def test_a_plan_begun_after_the_preview_is_not_doubled(world: World) -> None:
    first, second = previewed(world), previewed(world)
    accept(world, first)
    with pytest.raises(Overtaken):
        accept(world, second)
    assert Plan.objects.count() == 1


def test_an_issued_plan_takes_only_what_is_the_same(world: World, drafted: Plan) -> None:
    issue(world, drafted)
    assert previewed(world).summary["obstacle"] is None
    batch = previewed(world, (SIGN.replace("200个", "260个"), *ROWS[1:]))
    assert counts(batch) == {"same": 4, "reject": 1}
    assert changes(batch, 1)["goal"] == ("全年签约优质项目200个以上", "全年签约优质项目260个以上")
    with pytest.raises(Refused, match="new version"):
        accept(world, batch)


def test_the_next_version_is_what_the_next_table_changes(world: World, drafted: Plan) -> None:
    issue(world, drafted)
    version = draft_next_version(scope=world.scope("supervision"), plan=Plan.objects.get())
    rows = (SIGN.replace("200个", "260个"), *ROWS[1:])
    assert counts(previewed(world)) == {"same": 5}
    accepted(world, rows)
    assert Item.objects.get(plan=version, name="项目签约").goal.count("260")
    assert Item.objects.get(plan=drafted, name="项目签约").goal.count("200")
    assert counts(previewed(world, rows)) == {"same": 5}


def test_what_a_person_made_of_a_proposal_is_no_news_for_the_same_table(world: World, drafted: Plan) -> None:
    scope = world.scope("supervision")
    confirm(world, drafted)
    firms = Indicator.objects.get(item__name="高企培育")
    change_indicator(scope=scope, indicator=firms, name="高新技术企业净增数", target=Decimal(35))
    reject_indicator(scope=scope, indicator=Indicator.objects.get(item__name="资金到位"))
    change_milestone(scope=scope, milestone=Milestone.objects.get(), text="印发招商方案", due=date(2023, 3, 20))
    assert counts(previewed(world)) == {"same": 5}


def test_a_confirmed_indicator_whose_figure_the_table_changes_is_shown_as_an_update(
    world: World, drafted: Plan
) -> None:
    confirm(world, drafted)
    batch = previewed(world, (*ROWS[:2], FIRMS.replace("30家", "36家"), PARTY))
    [change] = [pair for field, pair in changes(batch, 3).items() if field.startswith("target:")]
    assert change == ("30 家", "36 家")
    accept(world, batch)
    indicator = Indicator.objects.get(item__name="高企培育")
    assert (indicator.target, indicator.state) == (36, "confirmed")


def test_a_unit_written_otherwise_is_converted_before_it_is_compared(world: World, drafted: Plan) -> None:
    batch = previewed(world, (SIGN, MONEY.replace("100亿元", "1000000万元"), FIRMS, PARTY))
    assert set(changes(batch, 2)) == {"goal"}


def test_an_item_without_a_column_of_names_is_known_by_its_goal(world: World) -> None:
    head = "序号,重点工作,责任单位,完成时限"
    rows = ("1,盘活存量土地400亩,投资促进部,全年", "2,激活企业10家,科技创新部,全年")
    data = csv_of(rows, head=head)
    accepted(world, data)
    assert [(item.name, item.goal, item.level) for item in Item.objects.order_by("path")] == [
        ("", "盘活存量土地400亩", 1),
        ("", "激活企业10家", 1),
    ]
    assert counts(previewed(world, data)) == {"same": 3}
    changed = csv_of(("1,盘活存量土地500亩,投资促进部,全年", rows[1]), head=head)
    assert counts(previewed(world, changed)) == {"update": 1, "same": 2}


def test_a_table_without_a_year_asks_for_it(world: World) -> None:
    data = csv_of(title="重点工作任务分解表", rows=[row.replace("2023年", "") for row in ROWS])
    batch = previewed(world, data)
    with pytest.raises(Refused, match="year"):
        accept(world, batch)
    accepted(world, data, year=2024)
    assert Plan.objects.get().year == 2024


def test_another_zone_s_plan_is_never_looked_at(world: World) -> None:
    accepted(world)
    Plan.objects.update(zone=world.other_zone)
    assert counts(previewed(world)) == {"create": 5}


@pytest.mark.parametrize("persona", ["officer", "leader", "administrator", "outsider", "outside_supervision", "nobody"])
def test_only_the_supervision_office_previews_a_plan(world: World, persona: str) -> None:
    from zoneworks.imports.kinds import kind_of

    assert not kind_of("plan").may_import(world.scope(persona), world.zone)
