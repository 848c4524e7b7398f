"""Indicators: proposed, put right, confirmed, rejected; and the milestones of a draft."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans import services
from zoneworks.plans.choices import IndicatorKind, IndicatorState, MilestoneKind
from zoneworks.plans.models import Indicator, Plan
from zoneworks.plans.tests.worlds import World, indicator, leaf, milestone, quarters

FIELDS = {"name": "新签约数", "unit": "个", "kind": IndicatorKind.CUMULATIVE, "target": Decimal(40)}


def propose(world: World, plan: Plan, schedule: object = (), **fields: object) -> Indicator:
    return services.propose_indicator(
        scope=world.scope("supervision"), item=leaf(plan), schedule=schedule, **{**FIELDS, **fields}
    )


def test_a_proposal_waits_for_somebody_to_confirm_it(plan: Plan, world: World) -> None:
    proposed = propose(world, plan, schedule=quarters(10, 20, 30, 40))
    assert (proposed.state, proposed.position) == (IndicatorState.PROPOSED, 2)
    assert proposed.schedule.count() == 4

    confirmed = services.confirm_indicator(scope=world.scope("supervision"), indicator=proposed)

    assert confirmed.state == IndicatorState.CONFIRMED
    verbs = Event.objects.filter(subject_kind="item", subject_id=str(proposed.item_id)).values_list("verb", flat=True)
    assert list(verbs)[:2] == ["confirm_indicator", "propose_indicator"]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": " "}, "text_missing", "name"),
        ({"unit": ""}, "text_missing", "unit"),
        ({"name": "签约数"}, "indicator_name_taken", "name"),
        ({"target": Decimal("Infinity")}, "number_not_finite", "target"),
        ({"target": Decimal("1.00001")}, "number_too_fine", "target"),
        ({"target": Decimal(10) ** 11}, "number_too_great", "target"),
        ({"factor": Decimal(0)}, "factor_not_positive", "factor"),
        ({"kind": "guess"}, "word_unknown", "kind"),
        ({"direction": "sideways"}, "word_unknown", "direction"),
        ({"schedule": [(date(2023, 3, 31), Decimal(1))] * 2}, "schedule_day_twice", "schedule"),
    ],
)  # fmt: skip
def test_a_proposal_that_does_not_fit_is_refused(
    draft: Plan, world: World, fields: dict, code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        propose(world, draft, **fields)

    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_second_confirmation_is_overtaken_and_changes_nothing(draft: Plan, world: World) -> None:
    proposed = propose(world, draft)
    twin = Indicator.objects.select_related("item__plan__zone").get(pk=proposed.pk)
    services.confirm_indicator(scope=world.scope("supervision"), indicator=proposed)

    with pytest.raises(Overtaken):
        services.confirm_indicator(scope=world.scope("supervision"), indicator=twin)

    assert Event.objects.filter(verb="confirm_indicator").count() == 1


def test_many_are_confirmed_at_once_and_those_of_other_plans_left_alone(draft: Plan, world: World) -> None:
    scope = world.scope("supervision")
    keys = [propose(world, draft, name=f"指标{number}").pk for number in range(3)]
    foreign = propose(world, services_plan(world), name="别的计划").pk

    assert services.confirm_indicators(scope=scope, plan=draft, indicators=[*keys, foreign, 10**9]) == 3
    assert services.confirm_indicators(scope=scope, plan=draft, indicators=keys) == 0
    assert Indicator.objects.get(pk=foreign).state == IndicatorState.PROPOSED
    assert Event.objects.filter(verb="confirm_indicators").count() == 1


def services_plan(world: World) -> Plan:
    from zoneworks.plans.tests.worlds import make_plan

    return make_plan(world, is_issued=False)


def test_without_a_target_nothing_is_confirmed(draft: Plan, world: World) -> None:
    whole, part = propose(world, draft), propose(world, draft, name="无目标", target=None)

    with pytest.raises(Refused) as refused:
        services.confirm_indicators(scope=world.scope("supervision"), plan=draft, indicators=[whole.pk, part.pk])

    assert refused.value.code == "indicator_without_target"
    assert "无目标" in str(refused.value)
    whole.refresh_from_db()
    assert whole.state == IndicatorState.PROPOSED


def test_a_confirmed_indicator_does_not_lose_its_target(draft: Plan, world: World) -> None:
    with pytest.raises(Refused) as refused:
        services.change_indicator(scope=world.scope("supervision"), indicator=indicator(draft), target=None)

    assert refused.value.code == "indicator_without_target"


def test_a_rejected_proposal_may_be_confirmed_after_all(draft: Plan, world: World) -> None:
    scope, proposed = world.scope("supervision"), propose(world, draft)
    services.reject_indicator(scope=scope, indicator=proposed)
    assert proposed.state == IndicatorState.REJECTED
    with pytest.raises(Overtaken):
        services.reject_indicator(scope=scope, indicator=proposed)

    assert services.confirm_indicator(scope=scope, indicator=proposed).state == IndicatorState.CONFIRMED


def test_a_proposal_of_an_issued_plan_may_still_be_put_right(plan: Plan, world: World) -> None:
    scope, proposed = world.scope("supervision"), propose(world, plan)
    services.change_indicator(scope=scope, indicator=proposed, target=Decimal(50))
    services.set_schedule(scope=scope, indicator=proposed, schedule=quarters(5, 10, 30, 50))
    services.confirm_indicator(scope=scope, indicator=proposed)

    with pytest.raises(Refused) as refused:
        services.change_indicator(scope=scope, indicator=proposed, target=Decimal(60))
    assert refused.value.code == "indicator_in_force"


def test_a_renamed_indicator_does_not_take_the_name_of_another(draft: Plan, world: World) -> None:
    with pytest.raises(Refused) as refused:
        services.change_indicator(scope=world.scope("supervision"), indicator=indicator(draft), name="到位率")

    assert refused.value.code == "indicator_name_taken"


def test_a_changed_schedule_is_told_value_by_value(draft: Plan, world: World) -> None:
    services.set_schedule(
        scope=world.scope("supervision"), indicator=indicator(draft), schedule=quarters(20, 50, 75, 100)
    )

    changes = Event.objects.get(verb="set_schedule").details["changes"]["schedule"]
    assert changes[0][0] == "2023-03-31: 25"
    assert changes[1][0] == "2023-03-31: 20"


def test_milestones_of_a_draft_are_added_changed_and_removed(draft: Plan, world: World) -> None:
    scope = world.scope("supervision")
    started = services.add_milestone(
        scope=scope, item=leaf(draft), text="二期开工", kind=MilestoneKind.START, due=date(2023, 5, 1)
    )
    services.change_milestone(scope=scope, milestone=started, due=date(2023, 6, 1), is_fixed_date=True)
    assert (started.position, started.due, started.is_fixed_date) == (2, date(2023, 6, 1), True)
    with pytest.raises(Refused) as refused:
        services.change_milestone(scope=scope, milestone=started, text="  ")
    assert refused.value.code == "text_missing"

    services.remove_milestone(scope=scope, milestone=started)

    assert list(leaf(draft).milestones.values_list("text", flat=True)) == ["发布清单", "年度评价"]
    verbs = Event.objects.filter(subject_kind="item").values_list("verb", flat=True)
    assert list(verbs)[:3] == ["remove_milestone", "change_milestone", "add_milestone"]


def test_every_write_takes_the_plan_one_revision_forward(draft: Plan, world: World) -> None:
    scope = world.scope("supervision")
    writes = [
        lambda: propose(world, draft),
        lambda: services.set_schedule(scope=scope, indicator=indicator(draft), schedule=[]),
        lambda: services.change_milestone(scope=scope, milestone=milestone(draft), text="改"),
        lambda: services.change_item(scope=scope, item=leaf(draft), name="改"),
        lambda: services.add_item(scope=scope, plan=draft, name="加"),
        lambda: services.change_plan(scope=scope, plan=draft, title="改"),
    ]
    for write in writes:
        draft.refresh_from_db()
        before = draft.revision
        write()
        draft.refresh_from_db()
        assert draft.revision == before + 1
