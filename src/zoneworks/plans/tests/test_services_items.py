"""Rows of a draft: adding, changing, arranging, removing, and who answers for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans import services
from zoneworks.plans.choices import Duty, IndicatorKind
from zoneworks.plans.models import Indicator, Item, ItemUnit, Plan
from zoneworks.plans.services import NewIndicator, NewItem
from zoneworks.plans.tests.worlds import (
    World,
    battlefields,
    cumulative,
    leaf,
    make_plan,
    table_of,
)


def tree(plan: Plan) -> list[tuple[str, str, int, bool]]:
    return list(Item.objects.filter(plan=plan).order_by("path").values_list("path", "name", "level", "is_leaf"))


def test_a_table_becomes_a_tree_in_its_order(draft: Plan) -> None:
    assert tree(draft) == [
        ("0001", "高质量发展", 1, False),
        ("00010001", "项目1", 2, False),
        ("000100010001", "子项目1.1", 3, True),
        ("000100010002", "子项目1.2", 3, True),
        ("00010002", "项目2", 2, False),
        ("000100020001", "子项目2.1", 3, True),
        ("000100020002", "子项目2.2", 3, True),
    ]


def test_a_row_is_placed_before_its_sibling_and_the_others_move_on(draft: Plan, world: World) -> None:
    second = leaf(draft, "1.01.2")
    item = services.add_item(
        scope=world.scope("supervision"), plan=draft, parent=second.parent, before=second, name="新增"
    )

    assert item.path == "000100010002"
    assert [name for path, name, _level, _leaf in tree(draft) if path.startswith("00010001")] == [
        "项目1", "子项目1.1", "新增", "子项目1.2",
    ]  # fmt: skip


def test_a_row_below_a_childless_heading_makes_it_a_heading(draft: Plan, world: World) -> None:
    scope = world.scope("supervision")
    heading = services.add_item(scope=scope, plan=draft, name="党的建设")
    assert heading.is_leaf
    services.add_item(scope=scope, plan=draft, parent=heading, name="党建项目")

    heading.refresh_from_db()
    assert not heading.is_leaf


def test_indicators_stay_on_the_lowest_rows(draft: Plan, world: World) -> None:
    scope = world.scope("supervision")
    with pytest.raises(Refused) as refused:
        services.add_item(scope=scope, plan=draft, parent=leaf(draft), name="更细")
    assert refused.value.code == "parent_has_targets"

    fields = {"name": "数", "unit": "个", "kind": IndicatorKind.CUMULATIVE, "target": Decimal(1)}
    with pytest.raises(Refused) as refused:
        services.propose_indicator(scope=scope, item=leaf(draft).parent, **fields)
    assert refused.value.code == "item_not_leaf"
    with pytest.raises(Refused) as refused:
        services.add_milestone(scope=scope, item=leaf(draft).parent, text="开工")
    assert refused.value.code == "item_not_leaf"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " ", "goal": ""}, "text_missing"),
        ({"name": "子" * 501}, "text_too_long"),
        ({"name": "子", "weight": Decimal("-1")}, "weight_unfit"),
        ({"name": "子", "weight": Decimal("NaN")}, "weight_unfit"),
        ({"name": "子", "weight": Decimal("0.0001")}, "weight_unfit"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(draft: Plan, world: World, fields: dict, code: str) -> None:
    scope = world.scope("supervision")
    for attempt in (
        lambda: services.add_item(scope=scope, plan=draft, **fields),
        lambda: services.change_item(scope=scope, item=leaf(draft), **{"goal": "", **fields}),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == code


def test_a_goal_alone_names_a_row(draft: Plan, world: World) -> None:
    item = services.add_item(scope=world.scope("supervision"), plan=draft, goal="盘活存量土地400亩")

    assert item.title == "盘活存量土地400亩"


def test_a_fifth_level_is_refused(world: World) -> None:
    scope = world.scope("supervision")
    plan = services.create_plan(scope=scope, zone=world.zone, year=2023, title="计划")
    chain = [NewItem({"name": "1"})] + [NewItem({"name": str(n)}, above=n - 2) for n in (2, 3, 4, 5)]

    with pytest.raises(Refused) as refused:
        services.add_items(scope=scope, plan=plan, items=chain)

    assert refused.value.code == "too_deep"
    assert not Item.objects.filter(plan=plan).exists()


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ({"indicators": [cumulative("签约数", 3), cumulative("签约数", 4)]}, "indicator_name_twice"),
        ({"indicators": [NewIndicator({"name": "", "unit": "个", "kind": "cumulative"})]}, "text_missing"),
        ({"indicators": [NewIndicator({"name": "数", "unit": "个", "kind": "other"})]}, "word_unknown"),
        (
            {"indicators": [NewIndicator({"name": "数", "unit": "个", "kind": "rate"}, is_confirmed=True)]},
            "indicator_without_target",
        ),
        (
            {"indicators": [cumulative("数", 4, schedule=[(date(2023, 3, 31), Decimal(1))] * 2)]},
            "schedule_day_twice",
        ),
        ({"indicators": [cumulative("数", 10**12)]}, "number_too_great"),
        ({"milestones": [{"text": ""}]}, "text_missing"),
        ({"parent": 10**9}, "parent_unknown"),
    ],
)
def test_one_unsound_row_stops_the_table_and_nothing_is_written(
    draft: Plan, world: World, new: dict, code: str
) -> None:
    rows = Item.objects.count()

    with pytest.raises(Refused) as refused:
        services.add_items(
            scope=world.scope("supervision"),
            plan=draft,
            items=[NewItem({"name": "好"}), NewItem({"name": "坏"}, **new)],
        )

    assert refused.value.code == code
    assert Item.objects.count() == rows


def test_units_and_posts_of_another_zone_are_refused(draft: Plan, world: World) -> None:
    scope, item = world.scope("supervision"), leaf(draft)
    foreign_post = services_post(world)
    with pytest.raises(Refused) as refused:
        services.set_duties(scope=scope, item=item, duties=[(Duty.RESPONSIBLE, world.other_unit)])
    assert refused.value.code == "unit_of_another_zone"
    with pytest.raises(Refused) as refused:
        services.set_leaders(scope=scope, item=item, posts=[foreign_post])
    assert refused.value.code == "post_of_another_zone"


def services_post(world: World):
    from zoneworks.units.services import create_post

    return create_post(zone=world.other_zone, code="X", name="书记")


def test_adding_twice_as_many_rows_takes_as_many_statements(world: World) -> None:
    scope = world.scope("supervision")
    counts = []
    for projects in (3, 6):  # within one batch of what SQLite takes in a statement
        plan = services.create_plan(scope=scope, zone=world.zone, year=2023, title="计划")
        items = table_of(world, projects=projects)
        with CaptureQueriesContext(connection) as queries:
            services.add_items(scope=scope, plan=plan, items=items)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_change_is_told_with_before_and_after(draft: Plan, world: World) -> None:
    item = leaf(draft)
    services.change_item(
        scope=world.scope("supervision"),
        item=item,
        seen=item.revision,
        weight=Decimal("50"),
        deadline=date(2023, 6, 30),
    )

    item.refresh_from_db()
    assert (item.weight, item.deadline) == (50, date(2023, 6, 30))
    event = Event.objects.get(verb="change_item", subject_kind="item", subject_id=str(item.pk))
    assert event.details["changes"] == {"weight": [None, "50"], "deadline": ["2023-12-31", "2023-06-30"]}


def test_every_change_below_a_row_overtakes_a_colleague_who_has_the_row_open(draft: Plan, world: World) -> None:
    scope, item = world.scope("supervision"), leaf(draft)
    tags = battlefields(world)
    one = Indicator.objects.filter(item=item).first()
    milestone = item.milestones.first()
    changes = [
        lambda seen: services.change_item(scope=scope, item=item, seen=seen, name=f"名称{seen}"),
        lambda seen: services.set_duties(scope=scope, item=item, seen=seen, duties=[(Duty.LEAD, world.science)]),
        lambda seen: services.set_leaders(scope=scope, item=item, seen=seen, posts=[world.deputy]),
        lambda seen: services.set_tags(scope=scope, item=item, seen=seen, tags=tags),
        lambda seen: services.set_nodes(scope=scope, item=item, seen=seen, nodes=[]),
        lambda seen: services.change_indicator(scope=scope, indicator=one, seen=seen, target=Decimal(7)),
        lambda seen: services.set_schedule(scope=scope, indicator=one, seen=seen, schedule=[]),
        lambda seen: services.change_milestone(scope=scope, milestone=milestone, seen=seen, text="新节点"),
        lambda seen: services.add_milestone(scope=scope, item=item, seen=seen, text="再一个"),
        lambda seen: services.remove_milestone(scope=scope, milestone=milestone, seen=seen),
    ]
    for change in changes:
        item.refresh_from_db()
        seen = item.revision
        change(seen)
        with pytest.raises(Overtaken):
            services.change_item(scope=scope, item=item, seen=seen, name="晚了")
        with pytest.raises(Overtaken):
            services.remove_item(scope=scope, item=item, seen=seen)


def test_an_issued_plan_keeps_what_it_says(plan: Plan, world: World) -> None:
    scope, item = world.scope("supervision"), leaf(plan)
    one = Indicator.objects.filter(item=item).first()
    milestone = item.milestones.first()
    for attempt in (
        lambda: services.add_item(scope=scope, plan=plan, name="新"),
        lambda: services.change_item(scope=scope, item=item, name="新"),
        lambda: services.remove_item(scope=scope, item=item),
        lambda: services.remove_items(scope=scope, plan=plan, items=[item]),
        lambda: services.arrange_items(scope=scope, plan=plan, order=[item.pk]),
        lambda: services.set_nodes(scope=scope, item=item, nodes=[]),
        lambda: services.add_milestone(scope=scope, item=item, text="新"),
        lambda: services.change_milestone(scope=scope, milestone=milestone, text="新"),
        lambda: services.remove_milestone(scope=scope, milestone=milestone),
        lambda: services.change_indicator(scope=scope, indicator=one, target=Decimal(1)),
        lambda: services.set_schedule(scope=scope, indicator=one, schedule=[]),
        lambda: services.reject_indicator(scope=scope, indicator=one),
        lambda: services.change_plan(scope=scope, plan=plan, title="新"),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code in {"plan_issued", "indicator_in_force"}
    item.refresh_from_db()
    assert item.name == "子项目1.1"


def test_duties_leaders_and_tags_may_change_after_issue(plan: Plan, world: World) -> None:
    scope, item, tags = world.scope("supervision"), leaf(plan), battlefields(world)
    services.set_duties(
        scope=scope,
        item=item,
        duties=[(Duty.LEAD, world.science), (Duty.RESPONSIBLE, world.investment), (Duty.LEAD, world.science)],
    )
    services.set_leaders(scope=scope, item=item, posts=[world.deputy, world.chief, world.deputy])
    services.set_tags(scope=scope, item=item, tags=tags[:1])

    duties = ItemUnit.objects.filter(item=item).values_list("duty", "unit", "position")
    assert sorted(duties) == [("lead", world.science.pk, 0), ("responsible", world.investment.pk, 0)]
    assert list(item.leaders.values_list("post__code", flat=True)) == ["R2", "R1"]
    assert list(item.tags.all()) == tags[:1]
    verbs = Event.objects.filter(subject_kind="item", subject_id=str(item.pk)).values_list("verb", flat=True)
    assert {"set_duties", "set_leaders", "set_tags"} <= set(verbs)


def test_setting_the_same_duties_again_is_not_told(plan: Plan, world: World) -> None:
    scope, item = world.scope("supervision"), leaf(plan)
    duties = [(Duty.COOPERATING, world.science), (Duty.RESPONSIBLE, world.investment)]
    services.set_duties(scope=scope, item=item, duties=duties)

    assert not Event.objects.filter(verb="set_duties").exists()


def test_a_removed_row_leaves_no_gap_and_an_empty_heading_is_a_leaf(draft: Plan, world: World) -> None:
    scope = world.scope("supervision")
    services.remove_item(scope=scope, item=leaf(draft, "1.01.1"))
    assert leaf(draft, "1.01.2").path == "000100010001"
    parent = leaf(draft, "1.01.2").parent
    services.remove_items(scope=scope, plan=draft, items=[leaf(draft, "1.01.2")])

    parent.refresh_from_db()
    assert parent.is_leaf


def test_removing_takes_no_rows_of_another_plan(draft: Plan, world: World) -> None:
    other = make_plan(world, is_issued=False)
    services.remove_items(scope=world.scope("supervision"), plan=draft, items=[leaf(other)])

    assert leaf(other).name == "子项目1.1"


def test_rows_are_arranged_as_the_table_has_them(draft: Plan, world: World) -> None:
    first, second = leaf(draft, "1.01.1"), leaf(draft, "1.01.2")
    services.arrange_items(scope=world.scope("supervision"), plan=draft, order=[second.pk, first.pk])

    assert [row[1] for row in tree(draft)[2:4]] == ["子项目1.2", "子项目1.1"]


@pytest.mark.parametrize(
    "persona", ["administrator", "leader", "officer", "cooperating", "outsider", "outside_supervision", "nobody"]
)
def test_nobody_but_the_supervision_office_writes_below_a_plan(draft: Plan, world: World, persona: str) -> None:
    scope, item = world.scope(persona), leaf(draft)
    one = Indicator.objects.filter(item=item).first()
    for attempt in (
        lambda: services.add_item(scope=scope, plan=draft, name="新"),
        lambda: services.change_item(scope=scope, item=item, name="新"),
        lambda: services.remove_item(scope=scope, item=item),
        lambda: services.set_duties(scope=scope, item=item, duties=[]),
        lambda: services.set_leaders(scope=scope, item=item, posts=[]),
        lambda: services.set_tags(scope=scope, item=item, tags=[]),
        lambda: services.set_nodes(scope=scope, item=item, nodes=[]),
        lambda: services.confirm_indicators(scope=scope, plan=draft, indicators=[one.pk]),
        lambda: services.reject_indicator(scope=scope, indicator=one),
        lambda: services.change_indicator(scope=scope, indicator=one, target=Decimal(1)),
        lambda: services.set_schedule(scope=scope, indicator=one, schedule=[]),
        lambda: services.add_milestone(scope=scope, item=item, text="新"),
        lambda: services.arrange_items(scope=scope, plan=draft, order=[]),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "not_yours"
