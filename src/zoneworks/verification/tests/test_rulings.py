"""The office rules on a light: beside the computed one, with a reason, never instead of it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken
from zoneworks.inbox.models import Message
from zoneworks.plans.bridge import assess_plan, kept_tables
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.services import close_month
from zoneworks.plans.tests.worlds import INSIDERS, TODAY, World, leaf
from zoneworks.reports.tests.reporting import AUGUST, JULY, OCTOBER, SEPTEMBER, refusal
from zoneworks.verification.models import Ruling
from zoneworks.verification.queries import rulings_of
from zoneworks.verification.services import withdraw_ruling
from zoneworks.verification.tests.voices import confirmed, rule, tokens, voices

pytestmark = pytest.mark.django_db


def test_a_ruling_stands_beside_the_computed_light_with_its_reason_and_author(plan: Plan, world: World) -> None:
    confirmed(world, plan, signed=90, share=46, done_on=date(2023, 4, 10))
    rule(world, plan, "red", reason=" 现场核实，进展不符 ")
    found = voices(world, plan)

    assert (found.computed, found.ruling.light, found.ruling.computed) == ("green", "red", "green")
    assert (found.ruling.reason, found.ruling.by) == ("现场核实，进展不符", world.users["supervision"])
    assert found.disagrees == ("ruling", "silent")


def test_a_later_ruling_stands_and_both_stay_on_record(plan: Plan, world: World) -> None:
    rule(world, plan, "red")
    rule(world, plan, "yellow")
    assert voices(world, plan).ruling.light == "yellow"
    assert Ruling.objects.count() == 2


def test_a_withdrawn_ruling_stands_no_more_and_stays_on_record(plan: Plan, world: World) -> None:
    ruling = rule(world, plan, "red")

    def withdraw(submission: str, reason: str = "复核后撤销") -> Ruling:
        scope = world.scope("supervision")
        return withdraw_ruling(scope=scope, ruling=ruling, reason=reason, today=TODAY, submission=submission)

    assert refusal(lambda: withdraw("w-0", " ")).code == "text_missing"
    assert withdraw("w-1") == withdraw("w-1")
    assert voices(world, plan).ruling is None
    assert list(Ruling.objects.order_by("pk").values_list("light", flat=True)) == ["red", ""]
    with pytest.raises(Overtaken):
        withdraw("w-2")


def test_on_an_earlier_day_only_what_was_known_then_stands(plan: Plan, world: World) -> None:
    rule(world, plan, "yellow", about=AUGUST, today=date(2023, 9, 10))
    rule(world, plan, "red", about=AUGUST, today=date(2023, 9, 20))
    on = {
        day: {item: ruling.light for item, ruling in rulings_of(world.zone, day, about=AUGUST).items()}
        for day in (date(2023, 9, 9), date(2023, 9, 10), date(2023, 9, 19), date(2023, 9, 20))
    }
    first = leaf(plan).pk
    assert list(on.values()) == [{}, {first: "yellow"}, {first: "yellow"}, {first: "red"}]


def test_rulings_of_other_months_and_items_are_other_matters(plan: Plan, world: World) -> None:
    rule(world, plan, "red", about=AUGUST)
    assert voices(world, plan).ruling is None
    assert voices(world, plan, "1.01.2", AUGUST).ruling is None
    assert rulings_of(world.zone, TODAY, about=AUGUST, items=[leaf(plan, "1.01.2").pk]) == {}


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"light": "grey"}, "light_unknown", "light"),
        ({"light": ""}, "light_unknown", "light"),
        ({"reason": "  "}, "text_missing", "reason"),
        ({"about": OCTOBER}, "month_not_over", "month"),
        ({"about": date(2023, 9, 29)}, "month_unknown", "month"),
        ({"about": date(2022, 9, 30)}, "row_not_judged", "month"),
        ({"today": SEPTEMBER}, "month_not_over", "month"),
        ({"persona": "officer"}, "not_yours", None),
        ({"persona": "leader"}, "not_yours", None),
        ({"persona": "outside_supervision"}, "not_yours", None),
        ({"submission": "x" * 81}, "form_unknown", None),
    ],
)
def test_what_is_no_ruling_is_refused_with_a_sentence(
    plan: Plan, world: World, given: dict[str, object], code: str, field: str | None
) -> None:
    refused = refusal(lambda: rule(world, plan, **given))
    assert (refused.code, refused.field) == (code, field)
    assert str(refused)
    assert not Ruling.objects.exists()


def test_a_heading_is_not_ruled_on(plan: Plan, world: World) -> None:
    heading = Item.objects.filter(plan=plan, is_leaf=False).first()
    Item.objects.filter(pk=leaf(plan).pk).update(code="x")
    Item.objects.filter(pk=heading.pk).update(code="1.01.1")
    assert refusal(lambda: rule(world, plan)).code == "row_not_judged"


def test_the_same_form_sent_twice_rules_once(plan: Plan, world: World) -> None:
    first = rule(world, plan, "red", submission="once")
    assert rule(world, plan, "red", submission="once") == first
    assert Ruling.objects.count() == 1
    with pytest.raises(Overtaken):
        rule(world, plan, "yellow", submission="once")


def test_a_closed_month_is_ruled_on_like_any_other(plan: Plan, world: World) -> None:
    close_month(scope=world.scope("supervision"), zone=world.zone, about=AUGUST, today=TODAY)
    assert rule(world, plan, "red", about=AUGUST).light == "red"


def test_it_is_on_record_and_the_unit_hears_of_it_in_both_languages(plan: Plan, world: World) -> None:
    ruling = rule(world, plan, "red")
    event = Event.objects.get(verb="rule_light")
    told = Message.objects.filter(kind="light_ruled")

    assert (event.subject_kind, event.subject_id, event.details["light"]) == ("item", str(ruling.item_id), "red")
    assert set(told.values_list("user__username", flat=True)) == {"officer", "leader"}
    message = told.first()
    assert "严重滞后" in message.words
    assert "Far behind" in message.words_en
    assert message.on == TODAY


@pytest.mark.parametrize("persona", INSIDERS)
def test_everybody_in_the_zone_reads_rulings_as_they_read_lights(plan: Plan, world: World, persona: str) -> None:
    rule(world, plan, "red")
    assert voices(world, plan, persona=persona).ruling.light == "red"


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["green", "yellow", "red", ""]), st.sampled_from(["1.01.1", "1.01.2", "1.02.1"]),
        st.sampled_from([JULY, AUGUST, SEPTEMBER]),
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_no_ruling_changes_a_computed_light(plan: Plan, world: World, acts: list[tuple[str, str, date]]) -> None:
    before = assess_plan(plan, TODAY)
    lights = [voices(world, plan, about=about).computed for about in (AUGUST, SEPTEMBER)]
    for light, code, about in acts:
        standing = rulings_of(world.zone, TODAY, about=about).get(leaf(plan, code).pk)
        if light:
            rule(world, plan, light, code, about)
        elif standing:
            withdraw_ruling(
                scope=world.scope("supervision"), ruling=standing, reason="撤销", today=TODAY, submission=next(tokens)
            )
    plan.refresh_from_db()
    kept_tables.cache_clear()
    cache.clear()
    after = assess_plan(plan, TODAY)

    for name in ("start_light", "progress_light", "milestone_light", "overall", "progress", "scheduled", "gap"):
        np.testing.assert_array_equal(getattr(after.items, name), getattr(before.items, name), err_msg=name)
    np.testing.assert_array_equal(after.indicators.light, before.indicators.light)
    np.testing.assert_array_equal(after.milestones.light, before.milestones.light)
    assert [voices(world, plan, about=about).computed for about in (AUGUST, SEPTEMBER)] == lights
    Ruling.objects.all().delete()
