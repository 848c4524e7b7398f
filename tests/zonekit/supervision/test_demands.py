"""What lights and clocks demand: each rule below, at and above its bound, with and without a standing order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.zonekit.supervision.ladders import CALENDAR, RULES, day, filing, standing
from tests.zonekit.supervision.looks import look, look_day

from zonekit.supervision import (
    Basis,
    Consequence,
    Demand,
    Demanded,
    Filing,
    LadderRules,
    Rung,
    Standing,
    Step,
    StepKind,
    apply_step,
    demands_of_clocks,
    demands_of_lights,
    keys_concerned,
)

Seen = tuple[str, ...]


def demanded(lights: str, *orders: Standing, rules: LadderRules = RULES, **more: str) -> list[str]:
    """The demands on one item after its last drawn month, shortly."""
    month = int(more.pop("month", len(lights)))
    seen = look(month, {"1.01": lights}, **{name: {"1.01": letters} for name, letters in more.items()})
    return [shortly(one) for one in demands_of_lights(seen, {"1.01": orders}, look_day(month), rules)]


def shortly(one: Demand) -> str:
    what = one.consequence.value if one.consequence else f"{one.kind} {one.rung.word}"
    return f"{what} {one.rule}"


@pytest.mark.parametrize(
    ("lights", "demands"),
    [
        ("G", []),
        ("...", []),
        ("Y", ["file notice one_yellow_month"]),
        ("GY", ["file notice one_yellow_month"]),
        ("YG", []),
        ("YGY", ["file notice one_yellow_month"]),
        ("Y.Y", ["file notice one_yellow_month"]),  # a month without a light ends the run
        ("YY", ["file blue two_yellow_months", "interview two_yellow_months"]),
        ("YYY", ["file blue two_yellow_months", "interview two_yellow_months"]),
        ("R", ["file blue one_red_month", "interview one_red_month"]),
        ("YR", ["file blue one_red_month", "interview one_red_month"]),
        ("RY", ["file notice one_yellow_month"]),
        ("GGGGGGGGR", ["file blue one_red_month", "interview one_red_month", "criticism third_quarter_red"]),
        ("GGGGGGGGY", ["file notice one_yellow_month"]),
        ("GGGGGGGR", ["file blue one_red_month", "interview one_red_month"]),  # August is no quarter's end
        (
            "GGGGGGGGGGGY",
            ["file blue year_missed", "accountability year_missed"],  # the graver rule files
        ),
        ("GGGGGGGGGGGG", []),
    ],
)
def test_lights_of_an_item_without_an_order(lights: str, demands: Seen) -> None:
    assert demanded(lights) == list(demands)


@pytest.mark.parametrize(
    ("start", "demands"),
    [
        ("Y", []),
        ("YY", []),
        ("YYR", ["file red three_months_not_started"]),
        ("YGYR", []),
        ("YYRR", ["file red three_months_not_started"]),
    ],
)
def test_three_months_not_started(start: str, demands: Seen) -> None:
    assert demanded("G" * len(start), start=start) == list(demands)


@pytest.mark.parametrize(
    ("missing", "demands"),
    [
        ("x", []),
        ("x x", []),
        ("xx", ["file notice two_reports_missing"]),
        ("xxx", ["file notice two_reports_missing"]),
    ],
)
def test_missing_reports(missing: str, demands: Seen) -> None:
    assert demanded("." * len(missing), missing=missing) == list(demands)


def test_the_year_missed_is_what_the_caller_says_it_is() -> None:
    seen = look(12, {"1.01": "G" * 12, "1.02": "G" * 12}, missed={"1.02"})
    found = demands_of_lights(seen, {}, look_day(12), RULES)
    assert [(one.key, one.rule) for one in found] == [("1.02", "year_missed")] * 2
    assert found[0].uid == "2023-1.02-year_missed-12"


def test_several_rules_file_one_order_on_the_gravest_rung() -> None:
    assert demanded("YYR", start="YYR") == ["file red three_months_not_started", "interview one_red_month"]


def test_a_light_and_a_missing_report_are_two_things_asked() -> None:
    assert demanded("YY", missing="xx") == [
        "file blue two_yellow_months",
        "interview two_yellow_months",
        "file notice two_reports_missing",
    ]


@pytest.mark.parametrize(
    ("basis", "demands"),
    [
        (Basis.LIGHT, []),
        (Basis.INSTRUCTION, ["file notice one_yellow_month"]),
        (Basis.REPORTING, ["file notice one_yellow_month"]),
    ],
)
def test_only_an_order_of_the_same_basis_stands_in_the_way(basis: Basis, demands: Seen) -> None:
    assert demanded("Y", standing("assign 01-03", filing(basis=basis))) == list(demands)


def test_a_graver_light_demands_its_consequence_on_the_standing_order_and_leaves_its_rung() -> None:
    order = standing("assign 01-03 15", filing(15))
    assert demanded("YR", order) == ["interview one_red_month"]
    seen = look(2, {"1.01": "YR"})
    found = demands_of_lights(seen, {"1.01": [order]}, look_day(2), RULES)
    assert [(one.uid, one.rung) for one in found] == [(order.uid, Rung.NOTICE)]


def test_nothing_is_demanded_on_a_suspended_order() -> None:
    assert demanded("YR", standing("assign 01-03; suspend 01-04")) == []
    assert demanded("YR", standing("assign 01-03; suspend 01-04; resume 01-05")) == ["interview one_red_month"]


@pytest.mark.parametrize(
    ("lights", "asked_month", "demands"),
    [
        ("RRR", 1, []),  # the same run
        ("RRR", 3, []),  # the same look
        ("RGR", 1, ["interview one_red_month"]),  # a new run
        ("GRR", 1, ["interview one_red_month"]),  # January has been corrected since: that run is another
    ],
)
def test_a_consequence_is_demanded_once_in_a_run(lights: str, asked_month: int, demands: Seen) -> None:
    assert demanded(lights, asked(asked_month)) == list(demands)


@pytest.mark.parametrize(("lights", "again"), [("RR", False), ("RRR", False), ("RRRR", True)])
def test_a_rule_may_repeat_its_consequence(lights: str, again: bool) -> None:
    rules = replace(RULES, escalations=tuple(replace(rule, repeats_every=3) for rule in RULES.escalations))
    assert demanded(lights, asked(1), rules=rules) == (["interview one_red_month"] if again else [])


def test_an_ended_order_makes_room_for_a_new_one_and_is_remembered() -> None:
    ended = asked(1, "assign 02-13; accept 02-14; report 02-15; verify 02-16; strike_off 02-17 closed")
    assert demanded("RR", ended) == ["file blue one_red_month"]  # the interview of this run was demanded on the first
    assert demanded("RG", ended) == []


def test_the_same_month_looked_at_twice_demands_nothing_new() -> None:
    seen = look(1, {"1.01": "R"})
    first = demands_of_lights(seen, {}, look_day(1), RULES)[0].filing()
    ended = standing("assign 02-13; strike_off 02-14 filed in error", replace(first, filed_on=day("01-03")))
    assert demanded("R", ended) == []


def asked(month: int, way: str = "assign 02-13") -> Standing:
    """An order on which the interview of a red month was demanded at the look of a month."""
    order = standing(way, filing(rung=Rung.BLUE, rule="one_red_month"))
    one = Demanded("red", Consequence.INTERVIEW, "one_red_month", look_day(month), 2023, month)
    return replace(order, state=replace(order.state, consequences=(one,)))


@pytest.mark.parametrize(
    ("on", "rung", "raised"),
    [
        ("01-10", Rung.NOTICE, []),  # the due day
        ("01-11", Rung.NOTICE, ["raise blue raised_on_expiry"]),
        ("01-11", Rung.BLUE, ["raise orange raised_on_expiry"]),
        ("01-11", Rung.ORANGE, ["raise red raised_on_expiry"]),
        ("01-11", Rung.RED, ["interview red_expired"]),
        ("03-01", Rung.NOTICE, ["raise blue raised_on_expiry"]),  # one rung however late the rules run
    ],
)
def test_expired_orders_go_up_one_rung(on: str, rung: Rung, raised: list[str]) -> None:
    order = standing("assign 01-03 5", filing(rung=rung, rule="three_months_not_started"))
    assert [shortly(one) for one in demands_of_clocks([order], day(on), CALENDAR, RULES)] == raised


def test_a_raise_tells_what_the_clock_saw() -> None:
    found = demands_of_clocks([standing("assign 01-18 3")], day("01-31"), CALENDAR, RULES)
    assert found[0].figures == {"due": "2023-01-28", "limit_days": 3, "days_over": 3, "standing": 0}
    step = found[0].step(4)
    assert (step.no, step.kind, step.on, step.data) == (4, StepKind.RAISE, day("01-31"), {"rung": 1})


@pytest.mark.parametrize(
    "way",
    [
        "",
        "assign 01-03 5; suspend 01-04",
        "assign 01-03 5; accept 01-04; report 01-05",
        "assign 01-03 5; accept 01-04; report 01-20",
        "assign 01-03 5; ask_extension 01-10 01-16",
        "assign 01-03 5; accept 01-04; report 01-05; verify 01-06; close 01-06",
        "assign 01-03 5; strike_off 01-20 filed in error",
    ],
)
def test_clocks_that_do_not_run_demand_nothing(way: str) -> None:
    assert demands_of_clocks([standing(way)], day("06-01"), CALENDAR, RULES) == ()


def test_an_expired_red_order_is_followed_up_once_for_each_due_day() -> None:
    order = standing("assign 01-03 5", filing(rung=Rung.RED, rule="three_months_not_started"))
    first = demands_of_clocks([order], day("01-11"), CALENDAR, RULES)[0]
    done = replace(order, state=apply_step(order.state, first.step(2), CALENDAR, RULES))
    assert demands_of_clocks([done], day("01-12"), CALENDAR, RULES) == ()
    back = done.state
    for no, way in enumerate(("accept", "report", "return"), 3):
        back = apply_step(back, Step(no, StepKind(way), day("01-12"), day("01-12")), CALENDAR, RULES)
    later = demands_of_clocks([replace(done, state=back)], day("02-20"), CALENDAR, RULES)
    assert [one.rule for one in later] == ["red_expired"]
    assert later[0].id != first.id


def test_a_filing_carries_what_the_rule_saw() -> None:
    seen = look(2, {"1.01": "YY"})
    filed, interview = demands_of_lights(seen, {}, look_day(2), RULES)
    assert filed.filing() == Filing(
        uid="2023-1.01-two_yellow_months-02",
        basis=Basis.LIGHT,
        filed_on=look_day(2),
        rung=Rung.BLUE,
        limit_days=10,
        rule="two_yellow_months",
        figures={"measure": "yellow_months", "value": 2, "at_least": 2, "year": 2023, "month": 2},
    )
    assert filed.step(1).kind == StepKind.FILE
    assert interview.step(2).data == {
        "consequence": "interview",
        "id": "two_yellow_months-2023-02",
        "year": 2023,
        "month": 2,
    }


def test_only_items_of_which_a_rule_may_hold_are_asked_for_their_orders() -> None:
    asked: list[str] = []

    class Asked(dict[str, tuple[Standing, ...]]):
        def get(self, key: str, default: object = ()) -> tuple[Standing, ...]:  # type: ignore[override]
            asked.append(key)
            return ()

    seen = look(2, {"1.01": "GG", "1.02": "GY", "1.03": "RG", "1.04": "YY"})
    demands_of_lights(seen, Asked(), look_day(2), RULES)
    assert set(asked) == keys_concerned(seen, RULES) == {"1.02", "1.04"}
