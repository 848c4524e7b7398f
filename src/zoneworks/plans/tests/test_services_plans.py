"""Making, changing, issuing, closing and re-baselining a plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans import queries, services
from zoneworks.plans.choices import PlanState, TagKind
from zoneworks.plans.models import Indicator, Item, Milestone, Plan, ScheduleValue, Tag
from zoneworks.plans.tests.worlds import LEVELS, TODAY, YEAR, World, indicator, leaf, make_plan, say

NOT_SUPERVISION = [
    "administrator", "leader", "officer", "cooperating", "outsider", "outside_supervision", "nobody",
    "province_officer",
]  # fmt: skip


def create(world: World, persona: str = "supervision", **fields: object) -> Plan:
    fields = {"title": "计划", "level_names": LEVELS, **fields}
    return services.create_plan(scope=world.scope(persona), zone=world.zone, year=YEAR, **fields)


def test_a_new_plan_is_a_draft_and_told_in_the_record(world: World) -> None:
    plan = create(world, title="甲开发区2023年任务分解表")

    assert (plan.state, plan.version, plan.revision) == (PlanState.DRAFT, 1, 0)
    event = Event.objects.get(subject_kind="plan", subject_id=str(plan.pk))
    assert (event.verb, event.user, event.zone) == ("create_plan", world.users["supervision"], world.zone)


@pytest.mark.parametrize("persona", NOT_SUPERVISION)
def test_only_the_supervision_office_of_the_zone_makes_plans(world: World, persona: str) -> None:
    with pytest.raises(Refused) as refused:
        create(world, persona)

    assert refused.value.code == "not_yours"
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": "  "}, "text_missing"),
        ({"title": "计" * 201}, "text_too_long"),
        ({"level_names": LEVELS + LEVELS}, "too_many_levels"),
        ({"rule_set": "no-such-rules"}, "rule_set_unknown"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused_with_its_field(world: World, fields: dict, code: str) -> None:
    with pytest.raises(Refused) as refused:
        create(world, **fields)

    assert refused.value.code == code
    assert refused.value.field in fields


def test_a_year_that_is_no_year_is_refused(world: World) -> None:
    with pytest.raises(Refused, match="20230 is not a year"):
        services.create_plan(scope=world.scope("supervision"), zone=world.zone, year=20230, title="计划")


def test_the_second_plan_of_a_year_is_its_next_version(world: World) -> None:
    first, second = create(world), create(world)

    assert (second.version, second.supersedes) == (2, first)


def test_a_head_changed_by_a_colleague_first_is_overtaken(draft: Plan, world: World) -> None:
    scope, seen = world.scope("supervision"), draft.revision
    services.change_plan(scope=scope, plan=draft, seen=seen, title="新标题")

    with pytest.raises(Overtaken):
        services.change_plan(scope=scope, plan=draft, seen=seen, title="另一个标题")

    draft.refresh_from_db()
    assert draft.title == "新标题"
    changes = Event.objects.get(verb="change_plan").details["changes"]
    assert changes == {"title": ["甲开发区2023年重点工作任务分解表", "新标题"]}


def test_a_plan_keeps_a_name_for_each_level_that_has_items(draft: Plan, world: World) -> None:
    with pytest.raises(Refused) as refused:
        services.change_plan(scope=world.scope("supervision"), plan=draft, level_names=LEVELS[:2])

    assert refused.value.code == "levels_in_use"


def test_a_plan_without_items_is_not_issued(world: World) -> None:
    plan = create(world)

    with pytest.raises(Refused) as refused:
        services.issue_plan(scope=world.scope("supervision"), plan=plan, today=TODAY)

    assert refused.value.code == "plan_empty"


@pytest.mark.parametrize("persona", NOT_SUPERVISION)
def test_only_the_supervision_office_issues_and_closes(draft: Plan, world: World, persona: str) -> None:
    for verb in (
        lambda: services.issue_plan(scope=world.scope(persona), plan=draft, today=TODAY),
        lambda: services.close_plan(scope=world.scope(persona), plan=draft),
        lambda: services.discard_draft(scope=world.scope(persona), plan=draft),
        lambda: services.draft_next_version(scope=world.scope(persona), plan=draft),
    ):
        with pytest.raises(Refused) as refused:
            verb()
        assert refused.value.code == "not_yours"


def test_a_plan_is_issued_once_and_closed_once(draft: Plan, world: World) -> None:
    scope = world.scope("supervision")
    twin = Plan.objects.get(pk=draft.pk)
    services.issue_plan(scope=scope, plan=draft, today=TODAY)

    with pytest.raises(Refused) as refused:
        services.issue_plan(scope=scope, plan=twin, today=TODAY)
    assert refused.value.code == "plan_issued"

    services.close_plan(scope=scope, plan=draft)
    with pytest.raises(Refused) as refused:
        services.close_plan(scope=scope, plan=twin)
    assert refused.value.code == "plan_closed"
    assert draft.issued_on == TODAY


def test_an_issued_plan_is_not_discarded_and_a_draft_is_with_all_below(world: World) -> None:
    scope = world.scope("supervision")
    draft = make_plan(world, is_issued=False)
    services.discard_draft(scope=scope, plan=draft)
    assert not Item.objects.exists()

    issued = make_plan(world)
    with pytest.raises(Refused) as refused:
        services.discard_draft(scope=scope, plan=issued)
    assert refused.value.code == "plan_issued"


def test_a_next_version_carries_everything_over_and_remembers_where_it_came_from(plan: Plan, world: World) -> None:
    copy = services.draft_next_version(scope=world.scope("supervision"), plan=plan)

    assert (copy.version, copy.state, copy.supersedes) == (2, PlanState.DRAFT, plan)
    assert copy.uid != plan.uid
    for model, below in [
        (Item, "plan"),
        (Indicator, "item__plan"),
        (Milestone, "item__plan"),
        (ScheduleValue, "indicator__item__plan"),
    ]:
        assert model.objects.filter(**{below: copy}).count() == model.objects.filter(**{below: plan}).count() > 0
    one, other = leaf(plan), leaf(copy)
    assert (other.origin, other.parent.plan, other.path) == (one, copy, one.path)
    assert indicator(copy).facts_id == indicator(plan).pk
    assert set(other.duties.values_list("unit", "duty")) == set(one.duties.values_list("unit", "duty"))
    assert list(other.leaders.values_list("post", flat=True)) == list(one.leaders.values_list("post", flat=True))
    assert list(other.nodes.values_list("text", flat=True)) == list(one.nodes.values_list("text", flat=True))


def test_a_third_version_still_keeps_facts_under_the_first(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    second = services.issue_plan(
        scope=scope, plan=services.draft_next_version(scope=scope, plan=plan), today=date(2023, 7, 1)
    )
    third = services.draft_next_version(scope=scope, plan=second)

    assert indicator(third).facts_id == indicator(plan).pk


def test_issuing_a_next_version_closes_the_one_before_and_facts_go_on(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    say(world, "supervision", indicator(plan), date(2023, 6, 30), 40)
    copy = services.draft_next_version(scope=scope, plan=plan)
    services.change_indicator(scope=scope, indicator=indicator(copy), target=Decimal(80))
    services.issue_plan(scope=scope, plan=copy, today=date(2023, 7, 1))

    plan.refresh_from_db()
    assert plan.state == PlanState.CLOSED
    assert indicator(plan).target == 100
    before = plan.revision
    fact = say(world, "supervision", indicator(copy), date(2023, 9, 30), 70)
    assert fact.indicator == indicator(plan)
    plan.refresh_from_db()
    assert plan.revision == before + 1


def test_a_next_version_never_reaches_back_whatever_date_its_document_bears(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    copy = services.draft_next_version(scope=scope, plan=plan)
    services.change_plan(scope=scope, plan=copy, issued_on=date(2023, 2, 28))
    services.issue_plan(scope=scope, plan=copy, today=date(2023, 10, 8))

    copy.refresh_from_db()
    assert (copy.issued_on, copy.in_force_from) == (date(2023, 2, 28), date(2023, 10, 8))
    shown = [queries.current_plan(scope, world.zone, as_of=day) for day in (date(2023, 10, 7), date(2023, 10, 8))]
    assert shown == [plan, copy]


def test_there_is_one_draft_of_a_next_version_at_a_time(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    draft = services.draft_next_version(scope=scope, plan=plan)

    with pytest.raises(Refused) as refused:
        services.draft_next_version(scope=scope, plan=plan)
    assert refused.value.code == "draft_exists"
    with pytest.raises(Refused) as refused:
        services.draft_next_version(scope=scope, plan=draft)
    assert refused.value.code == "plan_draft"


def test_a_tag_made_twice_is_one_tag_with_the_newer_name(world: World) -> None:
    scope = world.scope("supervision")
    for name in ("招商", "招商引资"):
        services.create_tag(scope=scope, zone=world.zone, kind=TagKind.BATTLEFIELD, code="investment", name=name)

    assert list(Tag.objects.values_list("name", flat=True)) == ["招商引资"]
