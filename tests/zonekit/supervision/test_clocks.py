"""The clock in working days: across festivals, over extensions, suspensions, returns and raises."""

from __future__ import annotations

import pytest
from tests.zonekit.supervision.ladders import CALENDAR, RULES, day, filing, state

from zonekit.supervision import OrderFault, Rung, State, raise_day


@pytest.mark.parametrize(
    ("assigned", "limit", "due"),
    [
        ("01-03", 5, "01-10"),
        ("01-18", 3, "01-28"),  # 19, 20, then the Saturday made up
        ("01-18", 4, "01-29"),  # the Sunday made up
        ("01-18", 5, "01-30"),
        ("01-20", 15, "02-15"),
        ("01-24", 1, "01-28"),  # assigned on a day off
        ("04-21", 1, "04-23"),
        ("06-21", 1, "06-25"),
        ("09-28", 2, "10-08"),
        ("12-29", 1, "2024-01-02"),
    ],
)
def test_due_on_the_last_working_day_of_the_limit(assigned: str, limit: int, due: str) -> None:
    assert state(f"assign {assigned} {limit}").due == day(due)


@pytest.mark.parametrize(("on", "left", "overdue"), [("01-09", 1, False), ("01-10", 0, False), ("01-11", -1, True)])
def test_days_left_before_on_and_after_the_due_day(on: str, left: int, overdue: bool) -> None:
    order = state("assign 01-03 5")
    assert (order.days_left(day(on), CALENDAR), order.is_overdue(day(on))) == (left, overdue)


def test_a_weekend_after_the_due_day_is_overdue_and_counts_nothing() -> None:
    order = state("assign 01-06 5")  # due Friday the 13th
    assert (order.due, order.is_overdue(day("01-14")), order.days_left(day("01-14"), CALENDAR)) == (
        day("01-13"),
        True,
        0,
    )


def test_a_report_stops_the_clock_and_shows_whether_it_was_late() -> None:
    order = state("assign 01-03 5; accept 01-04; report 01-12")
    assert not order.is_overdue(day("03-01"))
    assert order.days_left(day("03-01"), CALENDAR) is None
    assert (order.reported_on, order.due) == (day("01-12"), day("01-10"))


@pytest.mark.parametrize(
    ("limit", "returned", "due"),
    [
        (15, "return 01-19", "01-31"),  # 5 working days: 20, 28, 29, 30, 31
        (3, "return 01-19", "01-29"),  # no longer than the limit before
        (15, "return 01-19 2", "01-28"),
    ],
)
def test_a_return_starts_a_new_limit_from_its_day(limit: int, returned: str, due: str) -> None:
    order = state(f"assign 01-03 {limit}; accept 01-04; report 01-05; {returned}")
    assert (order.state, order.due, order.returned) == (State.RETURNED, day(due), 1)
    assert order.is_overdue(day(due)) is False
    assert order.is_overdue(day("02-20")) is True


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ("ask_extension 01-10 01-16", None),  # on the due day
        ("ask_extension 01-11 01-16", "extension_too_late"),
        ("ask_extension 01-09 01-10", "extension_not_later"),
        ("ask_extension 01-09 01-11", None),
        ("ask_extension 01-09 01-14", "not_a_working_day"),
        ("ask_extension 01-09", "day_missing"),
        ("ask_extension 01-09 01-16; ask_extension 01-09 01-17", "extension_asked_already"),
        ("grant_extension 01-09 01-16", "no_extension_asked"),
        ("refuse_extension 01-09", "no_extension_asked"),
        ("ask_extension 01-09 01-16; refuse_extension 01-09; refuse_extension 01-09", "no_extension_asked"),
        ("ask_extension 01-09 01-16; grant_extension 01-09 01-10", "extension_not_later"),
        ("ask_extension 01-09 01-16; grant_extension 01-17", "extension_not_later"),  # gone by when decided
        ("ask_extension 01-09 01-16; raise 01-12 1", "extension_undecided"),
    ],
)
def test_asking_for_an_extension(steps: str, code: str | None) -> None:
    way = f"assign 01-03 5; {steps}"
    if code is None:
        assert state(way).asks_extension
        return
    with pytest.raises(OrderFault) as refused:
        state(way)
    assert refused.value.code == code


def test_refusals_of_an_extension_carry_the_days() -> None:
    with pytest.raises(OrderFault) as late:
        state("assign 01-03 5; ask_extension 01-11 01-16")
    assert late.value.figures == {"order": "2023-7", "due": "2023-01-10", "on": "2023-01-11"}
    with pytest.raises(OrderFault) as off:
        state("assign 01-03 5; ask_extension 01-10 01-24")
    assert (off.value.figures["before"], off.value.figures["after"]) == ("2023-01-20", "2023-01-28")


@pytest.mark.parametrize(
    ("decided", "due", "granted"),
    [
        ("grant_extension 01-09", "01-16", 1),
        ("grant_extension 01-09 01-12", "01-12", 1),
        ("grant_extension 01-12", "01-16", 1),  # asked in time, decided late
        ("refuse_extension 01-09", "01-10", 0),
    ],
)
def test_deciding_an_extension(decided: str, due: str, granted: int) -> None:
    order = state(f"assign 01-03 5; ask_extension 01-09 01-16; {decided}")
    assert (order.due, order.extensions, order.asks_extension) == (day(due), granted, False)


def test_a_request_holds_back_the_raise_until_it_is_decided() -> None:
    asked = state("assign 01-03 5; ask_extension 01-10 01-16")
    assert raise_day(asked, CALENDAR, RULES) is None
    assert asked.is_overdue(day("01-11"))
    refused = state("assign 01-03 5; ask_extension 01-10 01-16; refuse_extension 01-12")
    assert raise_day(refused, CALENDAR, RULES) == day("01-11")


def test_a_report_lets_a_request_lapse() -> None:
    order = state("assign 01-03 5; accept 01-04; ask_extension 01-09 01-16; report 01-10")
    assert (order.asks_extension, order.asked_due) == (False, None)


@pytest.mark.parametrize(
    ("suspended", "resumed", "due"),
    [
        ("01-05", "01-05", "01-10"),  # the same day: nothing stood still
        ("01-05", "01-06", "01-11"),
        ("01-06", "01-08", "01-10"),  # over a weekend
        ("01-06", "01-09", "01-11"),
        ("01-05", "01-30", "02-02"),  # 14 working days stood still, Spring Festival not among them
        ("01-12", "01-13", "01-11"),  # overdue by two days before, by two after
    ],
)
def test_suspension_moves_the_due_day_by_the_working_days_it_took(suspended: str, resumed: str, due: str) -> None:
    still = state(f"assign 01-03 5; suspend {suspended}")
    order = state(f"assign 01-03 5; suspend {suspended}; resume {resumed}")
    assert (order.due, order.is_suspended) == (day(due), False)
    left = still.days_left(day(suspended), CALENDAR)
    assert order.days_left(day(resumed), CALENDAR) == left == still.days_left(day("12-01"), CALENDAR)
    assert not still.is_overdue(day("12-01"))
    assert raise_day(still, CALENDAR, RULES) is None


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ("resume 01-05", "not_suspended"),
        ("suspend 01-05; suspend 01-06", "already_suspended"),
        ("suspend 01-05; accept 01-06", "order_suspended"),
        ("suspend 01-05; urge 01-06", "order_suspended"),
        ("suspend 01-05; raise 02-06 1", "order_suspended"),
        ("suspend 01-05; ask_extension 01-06 01-16", "order_suspended"),
    ],
)
def test_refusals_around_a_suspension(way: str, code: str) -> None:
    with pytest.raises(OrderFault) as refused:
        state(f"assign 01-03 5; {way}")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        ("raise 01-10 1", "rung_not_expired"),  # the due day itself
        ("raise 01-11 1", None),
        ("raise 01-11 2", "rung_skipped"),
        ("raise 01-11 0", "rung_skipped"),
        ("raise 01-11 1; raise 01-18 2", "rung_not_expired"),  # blue: 5 working days, due the 18th
        ("raise 01-11 1; raise 01-19 2", None),
        ("raise 01-11 1; raise 01-19 2; raise 02-01 3", None),
        ("raise 01-11 1; raise 01-19 2; raise 02-01 3; raise 03-01 4", "rung_highest"),
    ],
)
def test_a_rung_follows_only_when_the_former_expired(raised: str, code: str | None) -> None:
    way = f"assign 01-03 5; {raised}"
    if code is None:
        assert state(way).rung == Rung(raised.count("raise"))
        return
    with pytest.raises(OrderFault) as refused:
        state(way)
    assert refused.value.code == code


def test_a_raise_sets_the_limit_of_its_rung_from_its_day() -> None:
    blue = state("assign 01-03 15; raise 02-01 1", filing(15))
    assert (blue.limit_days, blue.due) == (10, day("02-15"))
    orange = state("assign 01-03 15; raise 02-01 1; raise 02-16 2", filing(15))
    assert (orange.limit_days, orange.due) == (5, day("02-23"))


def test_a_raise_over_a_weekend_waits_for_the_working_day() -> None:
    with pytest.raises(OrderFault) as refused:
        state("assign 01-06 5; raise 01-14 1")  # due Friday the 13th
    assert refused.value.figures["first"] == "2023-01-16"
    assert state("assign 01-06 5; raise 01-16 1").rung == Rung.BLUE
