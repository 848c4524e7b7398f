"""Indicators that a register feeds: values come from its records, and nobody types them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from zoneworks.common.errors import Refused
from zoneworks.measures import kinds
from zoneworks.measures.kinds import Argument, Evidence, Measured, MeasureKind, UnknownArgumentError
from zoneworks.plans.models import Actual, Indicator
from zoneworks.plans.registers import fed_value
from zoneworks.plans.services import bind_indicator, close_month, feed_indicators
from zoneworks.plans.tests.worlds import STRANGERS, indicator, say
from zoneworks.units.models import Unit

SIGNED = (date(2023, 1, 20), date(2023, 2, 10), date(2023, 2, 28), date(2023, 4, 3))
TODAY = date(2023, 3, 10)


@pytest.fixture(autouse=True)
def records(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, date]]:
    """A register of things signed: the records are (key, day); each is known from its day."""
    signed = [(str(number), day) for number, day in enumerate(SIGNED, start=1)]

    def count(zone: Unit, arguments: kinds.Arguments, period: kinds.Period, known_on: date) -> Measured:
        known = [(key, day) for key, day in signed if period.first <= day <= min(period.last, known_on)]
        return Measured(
            Decimal(len(known)), "count", evidence=tuple(Evidence("signed", key, day) for key, day in known)
        )

    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(MeasureKind("tests.signed", "Things signed", "count", count, (Argument("chain", "Chain"),)))
    return signed


@pytest.fixture
def bound(plan) -> Indicator:
    found = indicator(plan)
    Indicator.objects.filter(pk=found.pk).update(register="tests.signed")
    return indicator(plan)


def said(bound: Indicator) -> list[tuple[str, int]]:
    facts = Actual.objects.filter(indicator=bound.facts_id).order_by("about", "pk")
    return [(f"{fact.about:%m-%d}", int(fact.value)) for fact in facts]


def test_every_month_end_that_has_come_and_today_get_what_the_register_says(world, bound):
    assert feed_indicators(zone=world.zone, today=TODAY) == 2
    assert said(bound) == [("01-31", 1), ("02-28", 3)]


def test_within_a_month_only_a_change_is_written(world, bound, records):
    feed_indicators(zone=world.zone, today=TODAY)
    records.append(("9", date(2023, 3, 9)))
    assert feed_indicators(zone=world.zone, today=TODAY) == 1
    assert said(bound)[-1] == ("03-10", 4)


def test_asking_again_writes_nothing(world, bound):
    feed_indicators(zone=world.zone, today=TODAY)
    assert feed_indicators(zone=world.zone, today=TODAY) == 0


def test_what_turns_out_later_corrects_an_open_month_and_leaves_what_was_said(world, bound, records):
    feed_indicators(zone=world.zone, today=TODAY)
    del records[1]
    feed_indicators(zone=world.zone, today=TODAY)
    assert said(bound) == [("01-31", 1), ("02-28", 3), ("02-28", 2)]


def test_a_value_goes_back_to_what_it_was_on_the_same_day(world, bound, records):
    feed_indicators(zone=world.zone, today=TODAY)
    gone = records.pop(1)
    feed_indicators(zone=world.zone, today=TODAY)
    records.insert(1, gone)
    feed_indicators(zone=world.zone, today=TODAY)
    assert [value for day, value in said(bound) if day == "02-28"] == [3, 2, 3]


def test_a_closed_month_keeps_what_it_had(world, plan, bound, records):
    feed_indicators(zone=world.zone, today=TODAY)
    close_month(scope=world.scope("supervision"), zone=world.zone, about=date(2023, 2, 28), today=TODAY)
    del records[1]
    feed_indicators(zone=world.zone, today=TODAY)
    assert [value for day, value in said(bound) if day == "02-28"] == [3]


def test_a_fed_value_counts_at_once_and_nobody_is_said_to_have_written_it(world, bound):
    feed_indicators(zone=world.zone, today=TODAY)
    facts = Actual.objects.filter(indicator=bound.facts_id)
    assert {(fact.confirmed_on, fact.recorded_by_id) for fact in facts} == {(TODAY, None)}


def test_only_the_measures_that_may_have_changed_are_asked(world, bound):
    assert feed_indicators(zone=world.zone, today=TODAY, codes=["tests.other"]) == 0
    assert feed_indicators(zone=world.zone, today=TODAY, codes=["tests.signed"]) == 2


def test_values_are_in_the_indicators_own_unit(world, bound):
    Indicator.objects.filter(pk=bound.pk).update(factor=Decimal(100))
    bound.refresh_from_db()
    feed = fed_value(bound, world.zone, date(2023, 2, 28), TODAY)
    assert feed is not None
    assert feed.value == Decimal("0.03")


def test_words_the_register_does_not_have_feed_nothing(world, bound):
    Indicator.objects.filter(pk=bound.pk).update(register_args={"colour": "red"})
    assert feed_indicators(zone=world.zone, today=TODAY) == 0
    with pytest.raises(UnknownArgumentError, match="colour"):
        kinds.measure("tests.signed", {"colour": "red"}, world.zone, kinds.Period(TODAY, TODAY), TODAY)


@pytest.mark.parametrize("persona", ["supervision", "officer"])
def test_nobody_types_what_a_register_says(world, bound, persona):
    with pytest.raises(Refused) as refused:
        say(world, persona, bound, date(2023, 2, 28), 7, today=TODAY)
    assert refused.value.code == "fed_by_register"
    assert said(bound) == []


def test_the_row_leads_to_the_records_and_offers_no_form(world, bound, enter):
    feed_indicators(zone=world.zone, today=TODAY)
    page = enter("supervision").get(reverse("plans:item", args=[bound.item_id])).content.decode()
    assert reverse("plans:records", args=[bound.item_id, bound.pk]) in page
    assert f'action="{reverse("plans:record-value", args=[bound.item_id, bound.pk])}' not in page


def test_records_nobody_may_open_are_counted_and_not_named(world, bound, enter):
    found = enter("officer").get(reverse("plans:records", args=[bound.item_id, bound.pk]))
    lines = found.context["records"].lines
    assert [(line.on, line.subject) for line in lines] == [(day, None) for day in SIGNED if day <= date(2023, 12, 31)]


@pytest.mark.parametrize("persona", STRANGERS)
def test_strangers_find_no_records(world, bound, enter, persona):
    assert enter(persona).get(reverse("plans:records", args=[bound.item_id, bound.pk])).status_code == 404


def test_an_indicator_entered_by_hand_has_no_records(world, plan, enter):
    other = indicator(plan, "1.01.2")
    assert enter("supervision").get(reverse("plans:records", args=[other.item_id, other.pk])).status_code == 404


def binding(
    world, plan, persona: str = "supervision", register: str = "tests.signed", args: object = None
) -> Indicator:
    one = indicator(plan)
    return bind_indicator(
        scope=world.scope(persona), indicator=one, register=register, args=args or {}, seen=one.item.revision,
        today=TODAY,
    )  # fmt: skip


def test_the_office_binds_an_indicator_in_force_and_its_open_months_follow(world, plan):
    bound = binding(world, plan)
    assert (bound.register, said(bound)) == ("tests.signed", [("01-31", 1), ("02-28", 3)])


def test_binding_again_changes_nothing(world, plan):
    binding(world, plan)
    revision = indicator(plan).item.revision
    binding(world, plan)
    assert indicator(plan).item.revision == revision


def test_going_back_to_the_report_takes_values_by_hand_again(world, plan):
    binding(world, plan)
    binding(world, plan, register="")
    say(world, "supervision", indicator(plan), date(2023, 2, 28), 7, today=TODAY)
    assert said(indicator(plan))[-1] == ("02-28", 7)


@pytest.mark.parametrize(
    ("register", "args", "code"),
    [("tests.none", {}, "register_unknown"), ("tests.signed", {"colour": "red"}, "register_argument_unknown")],
)
def test_only_measures_and_words_that_exist_are_bound(world, plan, register, args, code):
    with pytest.raises(Refused) as refused:
        binding(world, plan, register=register, args=args)
    assert refused.value.code == code
    assert indicator(plan).register == ""


def test_a_unit_binds_nothing(world, plan, enter):
    with pytest.raises(Refused):
        binding(world, plan, persona="officer")
    one = indicator(plan)
    assert enter("officer").get(reverse("plans:bind", args=[one.item_id, one.pk])).status_code == 404


def test_the_page_binds_what_was_chosen(world, plan, enter):
    one = indicator(plan)
    address = reverse("plans:bind", args=[one.item_id, one.pk])
    client = enter("supervision")
    assert "arg-chain" in client.get(address, {"register": "tests.signed"}).content.decode()
    sent = client.post(address, {"register": "tests.signed", "arg-chain": "rail", "seen": one.item.revision})
    assert sent.status_code == 302
    assert (indicator(plan).register, indicator(plan).register_args) == ("tests.signed", {"chain": "rail"})
