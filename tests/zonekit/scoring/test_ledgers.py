"""Bonuses, deductions, starting points, marks and item lines: at, below and above their caps."""

from dataclasses import replace

import pytest
from tests.zonekit.scoring.making import D, book, data, figure, inputs, ledger, line_of, rule

from zonekit.scoring import InputError, ItemFigure, LedgerEvent, Mark, parse, score, shipped


def event(key, rule_id="r", amount="1", **more):
    return LedgerEvent(key, "u", rule_id, D(amount), **more)


def codes(call):
    with pytest.raises(InputError) as caught:
        call()
    return [issue.code for issue in caught.value.issues]


WEIGHT = rule("proportional", id="w", measure="w")


@pytest.mark.parametrize(
    ("params", "count", "points", "notes"),
    [
        pytest.param({"per": "-0.1", "least": "-3"}, "0", "0.00", (), id="none"),
        pytest.param({"per": "-0.1", "least": "-3"}, "29", "-2.90", (), id="above the floor"),
        pytest.param({"per": "-0.1", "least": "-3"}, "30", "-3.00", (), id="at the floor"),
        pytest.param({"per": "-0.1", "least": "-3"}, "31", "-3.00", ("at_floor",), id="below the floor"),
        pytest.param({"per": "0.5", "most": "3"}, "6", "3.00", (), id="at the cap"),
        pytest.param({"per": "0.5", "most": "3"}, "7", "3.00", ("capped",), id="above the cap"),
        pytest.param({"per": "-1", "free": "2", "least": "-5"}, "2", "0.00", (), id="the first two are free"),
        pytest.param({"per": "-1", "free": "2", "least": "-5"}, "3", "-1.00", (), id="the third is not"),
    ],
)
def test_counted(params, count, points, notes):
    line = line_of(book(WEIGHT, ledger("counted", params=params)), {"m": figure(count)})
    assert (str(line.points), line.notes) == (points, notes)


OVER = {"per": "0.1", "least": "-3", "most": "3"}


@pytest.mark.parametrize(
    ("params", "actual", "points", "notes"),
    [
        pytest.param(OVER, "25", "0.00", (), id="as due"),
        pytest.param(OVER, "27", "0.20", (), id="two over"),
        pytest.param(OVER, "22", "-0.30", (), id="three under"),
        pytest.param(OVER, "55", "3.00", (), id="thirty over: at the cap"),
        pytest.param(OVER, "56", "3.00", ("capped",), id="thirty-one over: no more"),
        pytest.param(OVER, "-6", "-3.00", ("at_floor",), id="thirty-one under: no less"),
        pytest.param({**OVER, "step": "2"}, "28", "0.10", (), id="only whole steps count"),
        pytest.param({**OVER, "step": "2"}, "22", "-0.10", (), id="whole steps under, too"),
        pytest.param({**OVER, "step": "2", "whole_steps": False}, "28", "0.15", (), id="parts of steps, where stated"),
    ],
)
def test_over_and_under(params, actual, points, notes):
    line = line_of(book(WEIGHT, ledger("over_under", params=params)), {"m": figure(actual, "25")})
    assert (str(line.points), line.notes) == (points, notes)


@pytest.mark.parametrize(
    ("amounts", "points", "notes"),
    [
        pytest.param([], "0.00", (), id="no event"),
        pytest.param(["1", "1.5"], "2.50", (), id="below the cap"),
        pytest.param(["1", "2"], "3.00", (), id="at the cap"),
        pytest.param(["2", "2"], "3.00", ("capped",), id="above the cap"),
    ],
)
def test_ledger(amounts, points, notes):
    rulebook = book(WEIGHT, ledger("ledger", params={"per": "1", "most": "3"}))
    events = tuple(event(f"e{i}", amount=amount, evidence=(f"f{i}",)) for i, amount in enumerate(amounts))
    line = line_of(rulebook, {}, events=events)
    assert (str(line.points), line.notes) == (points, notes)
    assert [part.key for part in line.parts] == [one.key for one in events]
    assert line.evidence == tuple(f"f{i}" for i in range(len(amounts)))


def test_an_event_taken_back_counts_for_nothing():
    rulebook = book(WEIGHT, ledger("ledger", params={"most": "3"}))
    events = (event("a"), event("b", amount="0.5"), event("c", amount="-1", undoes="a"))
    line = line_of(rulebook, {}, events=events)
    assert (str(line.points), [part.key for part in line.parts]) == ("0.50", ["b"])


GATE = {"code": "g", "name": {"zh": "门", "en": "Gate"}, "requires": [{"measure": "gdp", "at_least": "8"}]}


@pytest.mark.parametrize(
    ("gdp", "bonus", "is_met"),
    [("7.99", "0.00", False), ("8", "0.50", True), ("9", "0.50", True), (None, "0.00", False)],
)
def test_a_bonus_behind_a_gate(gdp, bonus, is_met):
    rulebook = book(WEIGHT, ledger("ledger", gate="g", params={"least": "-1", "most": "3"}), gates=[GATE])
    sheet = score(rulebook, inputs({"u": {"gdp": figure(gdp)}}, events=(event("e", amount="0.5"),))).sheets[0]
    assert str(sheet.line("r").points) == bonus
    assert sheet.gates[0].is_met == is_met
    assert ("gate_not_met" in sheet.line("r").notes) != is_met


def test_a_gate_holds_back_bonuses_and_lets_deductions_through():
    deduction = ledger("counted", gate="g", params={"per": "-1", "least": "-3"})
    line = line_of(book(WEIGHT, deduction, gates=[GATE]), {"m": figure("2"), "gdp": figure("1")})
    assert (str(line.points), line.notes) == ("-2.00", ())


DISCIPLINE = [
    {"id": "start", "name": GATE["name"], "per": "-0.1", "measure": "starts"},
    {"id": "false", "name": GATE["name"], "per": "-0.2", "measure": "false"},
]


@pytest.mark.parametrize(
    ("starts", "false", "total", "floor"),
    [("0", "0", "0.50", False), ("3", "1", "0.00", False), ("2", "1", "0.10", False), ("4", "2", "0.00", True)],
)
def test_half_a_point_less_starts_and_false_reports_and_not_below_nothing(starts, false, total, floor):
    rulebook = book(rule("base", "0.5", params={"deductions": DISCIPLINE}))
    sheet = score(rulebook, inputs({"u": {"starts": figure(starts), "false": figure(false)}})).sheets[0]
    assert str(sheet.total) == total
    assert ("r/floor" in [line.key for line in sheet.lines]) == floor


N8 = [
    ("no_plan", "1", "-10.00"), ("no_phases", "1", "-5.00"), ("no_half_year", "1", "-10.00"),
    ("no_third_quarter", "1", "-10.00"), ("no_final", "1", "-10.00"), ("empty_report", "5", "-5.00"),
    ("empty_report", "10", "-10.00"), ("missed_meeting", "1", "-5.00"), ("missed_meeting", "3", "-15.00"),
    ("no_feedback", "2", "-20.00"), ("empty_feedback", "1", "-5.00"),
]  # fmt: skip
LEADER = (Mark("u", "leader", "head", D(20)),)


@pytest.mark.parametrize(("row", "amount", "points"), N8)
@pytest.mark.parametrize("factor", [1, 2])
def test_the_published_table_line_by_line(row, amount, points, factor):
    """From 100 points, 20 of them the leaders'; doubled for units with listed matters only."""
    given = inputs(
        {"u": {"process.factor": figure(str(factor))}}, events=(event("e", f"table/{row}", amount),), marks=LEADER
    )
    sheet = score(shipped("process_table"), given).sheets[0]
    assert sheet.line(f"table/{row}").points == D(points) * factor
    assert sheet.total == 100 + D(points) * factor


@pytest.mark.parametrize(("mark", "total"), [("0", "80.00"), ("13.5", "93.50"), ("20", "100.00")])
def test_the_published_table_has_twenty_points_of_the_leaders(mark, total):
    sheet = score(shipped("process_table"), inputs({"u": {}}, marks=(Mark("u", "leader", "head", D(mark)),))).sheets[0]
    assert str(sheet.total) == total


def test_the_published_table_never_goes_below_nothing():
    events = tuple(event(f"e{i}", "table/no_feedback") for i in range(12))
    for mark in ("0", "15", "20"):
        marks = (Mark("u", "leader", "head", D(mark)),)
        sheet = score(shipped("process_table"), inputs({"u": {}}, events=events, marks=marks)).sheets[0]
        assert sheet.total == 0


@pytest.mark.parametrize("amount", ["4.99", "10.01", "0", "-1"])
def test_five_to_ten_points_means_five_to_ten(amount):
    given = inputs({"u": {}}, events=(event("e", "table/empty_report", amount),))
    assert codes(lambda: score(shipped("process_table"), given)) == ["amount_out_of_range"]


@pytest.mark.parametrize(
    ("how", "marks", "points"),
    [
        ("mean", ["0"], "0.00"), ("mean", ["20"], "20.00"), ("mean", ["18", "19"], "18.50"),
        ("mean", ["18", "18", "19"], "18.33"), ("given", ["17.25"], "17.25"),
    ],
)  # fmt: skip
def test_marks_of_leaders(how, marks, points):
    given = tuple(Mark("u", "r", f"p{i}", D(mark)) for i, mark in enumerate(marks))
    line = line_of(book(rule("marks", "20", params={"how": how})), {}, marks=given)
    assert str(line.points) == points
    assert [part.key for part in line.parts] == [mark.by for mark in given]


@pytest.mark.parametrize(
    ("marks", "fault"),
    [
        ([("r", "a", "-0.01")], "mark_out_of_range"), ([("r", "a", "20.01")], "mark_out_of_range"),
        ([("x", "a", "5")], "mark_rule_unknown"), ([("r", "a", "5"), ("r", "a", "6")], "mark_twice"),
    ],
)  # fmt: skip
def test_marks_that_are_refused(marks, fault):
    rulebook = book(rule("marks", "20"))
    given = inputs({"u": {}}, marks=tuple(Mark("u", name, by, D(value)) for name, by, value in marks))
    assert fault in codes(lambda: score(rulebook, given))


def test_one_mark_only_where_one_is_given():
    given = inputs({"u": {}}, marks=(Mark("u", "r", "a", D(1)), Mark("u", "r", "b", D(2))))
    assert set(codes(lambda: score(book(rule("marks", "20", params={"how": "given"})), given))) == {"mark_not_alone"}


def item(key, actual, scheduled="1", weight="1", **more):
    return ItemFigure(key, D(weight), None if actual is None else D(actual), D(scheduled), **more)


def item_sheet(*items, points="60", **params):
    rulebook = book(rule("items", points, params=params))
    return score(rulebook, inputs({"u": {}}, items={("u", "m"): items})).sheets[0]


def test_items_share_the_points_by_weight():
    sheet = item_sheet(item("a", "1", weight="1"), item("b", "0.5", weight="3"), item("c", "2", weight="2"))
    assert {line.key: (str(line.weight), str(line.points)) for line in sheet.lines} == {
        "r/a": ("10.00", "10.00"), "r/b": ("30.00", "15.00"), "r/c": ("20.00", "20.00"),
    }  # fmt: skip


def test_seven_items_all_done_are_worth_all_the_points():
    sheet = item_sheet(*(item(f"i{k}", "1") for k in range(7)))
    assert sheet.total == 60
    assert {str(line.points) for line in sheet.lines} == {"8.58", "8.57"}


@pytest.mark.parametrize(
    ("one", "points", "notes"),
    [
        pytest.param(item("a", "0.5", "0.75"), "40.00", (), id="behind"),
        pytest.param(item("a", "0.75", "0.75"), "60.00", (), id="on schedule"),
        pytest.param(item("a", "0.8", "0.75"), "60.00", ("capped",), id="ahead"),
        pytest.param(item("a", "0", "0"), "60.00", ("nothing_due",), id="nothing due yet"),
        pytest.param(item("a", None), "0.00", ("no_data",), id="nothing reported"),
        pytest.param(item("a", "1", zeroed_by=("check 5",)), "0.00", ("zeroed_false_report",), id="reported falsely"),
    ],
)
def test_an_item(one, points, notes):
    line = item_sheet(one).line("r/a")
    assert (str(line.points), line.notes) == (points, notes)
    assert set(one.zeroed_by) <= set(line.evidence)


def test_items_without_any_weight_count_alike():
    assert item_sheet(item("a", "1", weight="0"), item("b", "0", weight="0")).total == 30


def test_a_false_report_takes_the_points_of_its_rule_only():
    rules = [rule("proportional", id="r"), rule("proportional", id="s", measure="n")]
    own = {"m": replace(figure("9", "10"), zeroed_by=("check 5",)), "n": figure("9", "10")}
    sheet = score(parse(data(*rules)), inputs({"u": own})).sheets[0]
    assert (str(sheet.line("r").points), str(sheet.line("s").points)) == ("0.00", "9.00")
    assert sheet.line("r").notes == ("zeroed_false_report",)
    assert sheet.line("r").evidence == ("check 5",)


def test_the_order_of_events_marks_items_makes_no_difference():
    rulebook = shipped("zone_default")
    items = tuple(item(f"i{k}", "0.37", "0.5", weight=str(k)) for k in range(5))
    marks = tuple(Mark("u", "leader", f"p{k}", D(k)) for k in range(3))
    one = inputs({"u": {}}, items={("u", "plan.items"): items}, marks=marks)
    other = inputs({"u": {}}, items={("u", "plan.items"): items[::-1]}, marks=marks[::-1])
    assert score(rulebook, one) == score(rulebook, other)
