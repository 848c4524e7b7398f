"""Sheets, caps of groups and of the total, missing data, ranks, awards, what-if and freezing."""

import json

import pytest
from tests.zonekit.scoring.making import NAME, D, book, data, figure, inputs, ledger, rule

from zonekit.scoring import (
    InputError,
    ItemFigure,
    LedgerEvent,
    canonical,
    digest,
    inputs_from_json,
    inputs_to_json,
    league_from_json,
    league_to_json,
    parse,
    period_kind,
    score,
    shipped,
    what_if,
)

SIMPLE = book(rule("proportional", "100"))


def league_of(values, rulebook=SIMPLE, previous=None):
    given = inputs({unit: {"m": figure(value, "100")} for unit, value in values.items()})
    return score(rulebook, given, previous)


@pytest.mark.parametrize(
    ("values", "ranks"),
    [
        ({"a": "90", "b": "80", "c": "70"}, [1, 2, 3]),
        ({"a": "90", "b": "90", "c": "70"}, [1, 1, 3]),
        ({"a": "90", "b": "80", "c": "80", "d": "70"}, [1, 2, 2, 4]),
        ({"a": "90", "b": "90", "c": "90"}, [1, 1, 1]),
    ],
)
def test_equal_scores_share_the_better_rank_and_the_next_is_skipped(values, ranks):
    assert [row.rank for row in league_of(values).rows] == ranks


def test_scores_equal_after_rounding_are_equal():
    league = league_of({"a": "90.001", "b": "90.004"})
    assert [(row.score, row.rank) for row in league.rows] == [(D("90.00"), 1), (D("90.00"), 1)]


def test_rank_before_and_places_gained():
    before = league_of({"a": "90", "b": "80", "c": "70"})
    rows = league_of({"c": "95", "a": "90", "b": "80", "d": "10"}, previous=before).rows
    assert [(row.unit, row.rank, row.rank_before, row.change) for row in rows] == [
        ("c", 1, 3, 2), ("a", 2, 1, -1), ("b", 3, 2, -1), ("d", 4, None, None),
    ]  # fmt: skip


def test_a_unit_without_items_has_no_rank_and_the_sheet_says_why():
    rulebook = book(rule("items", "60"), rule("proportional", "40", id="s", measure="n"), rank_requires=["r"])
    given = inputs(
        {"a": {"n": figure("1", "1")}, "b": {"n": figure("1", "1")}},
        items={("b", "m"): (ItemFigure("x", D(1), D("0.1"), D(1)),)},
    )
    league = score(rulebook, given)
    assert [(row.unit, row.rank) for row in league.rows] == [("b", 1), ("a", None)]
    assert league.by_unit["a"].unranked_for == ("r",)
    assert league.by_unit["a"].line("r").notes == ("no_data",)


def test_a_unit_of_which_nothing_is_known_has_no_rank():
    league = score(SIMPLE, inputs({"a": {}, "b": {"m": figure("0", "1")}}))
    assert [(row.unit, row.rank) for row in league.rows] == [("b", 1), ("a", None)]
    assert league.by_unit["a"].unranked_for == ("nothing_scored",)


TWO = (rule("proportional", "60", id="a", measure="x"), rule("proportional", "40", id="b", measure="y"))


def with_missing(how, **more):
    first = {**TWO[0], "missing": how, **more}
    return score(book(first, TWO[1]), inputs({"u": {"y": figure("1", "2")}})).sheets[0]


@pytest.mark.parametrize(
    ("how", "more", "first", "second", "total"),
    [
        pytest.param("zero", {}, "0.00", "20.00", "20.00", id="zero: the points are lost"),
        pytest.param("neutral", {"neutral_share": "0.5"}, "30.00", "20.00", "50.00", id="neutral: the stated share"),
        pytest.param("left_out", {}, "0.00", "50.00", "50.00", id="left out: the others carry the points"),
    ],
)
def test_missing_data_as_the_rule_says(how, more, first, second, total):
    sheet = with_missing(how, **more)
    assert (str(sheet.line("a").points), str(sheet.line("b").points), str(sheet.total)) == (first, second, total)
    assert "no_data" in sheet.line("a").notes


def test_points_left_out_go_to_the_own_group_first_and_then_to_the_sheet():
    groups = [
        {
            "code": "one",
            "name": NAME,
            "points": "60",
            "rules": [
                rule("proportional", "30", id="a", measure="x", missing="left_out"),
                rule("proportional", "30", id="b", measure="y", missing="left_out"),
            ],
        },
        {"code": "two", "name": NAME, "points": "40", "rules": [rule("proportional", "40", id="c", measure="z")]},
    ]
    rulebook = parse({**data(), "total": "100", "groups": groups})
    full = {name: figure("1", "1") for name in "xyz"}
    weights = {}
    for known in ("xyz", "yz", "z"):
        sheet = score(rulebook, inputs({"u": {name: full[name] for name in known}})).sheets[0]
        assert sheet.total == 100
        weights[known] = [str(sheet.line(key).weight) for key in "abc"]
    assert weights == {
        "xyz": ["30.00", "30.00", "40.00"], "yz": ["0.00", "60.00", "40.00"], "z": ["0.00", "0.00", "100.00"],
    }  # fmt: skip


def test_starting_points_take_no_points_left_out():
    deduction = {"id": "d", "name": NAME, "per": "-1", "measure": "n"}
    rulebook = book(
        rule("proportional", "5", missing="left_out"), rule("base", "5", id="s", params={"deductions": [deduction]})
    )
    sheet = score(rulebook, inputs({"u": {}})).sheets[0]
    assert (str(sheet.line("s").weight), str(sheet.total)) == ("5.00", "5.00")


def test_the_cap_of_a_group_is_a_line_of_its_own():
    entry = data(rule("proportional"), ledger("counted", id="s", params={"per": "1", "most": "9"}))
    entry["groups"][0]["most"] = "12"
    sheet = score(parse(entry), inputs({"u": {"m": figure("8", "8")}})).sheets[0]
    assert [(line.key, str(line.points), line.notes) for line in sheet.lines] == [
        ("r", "10.00", ()), ("s", "8.00", ()), ("cap:all", "-6.00", ("capped",)),
    ]  # fmt: skip
    assert (sheet.total, sheet.groups["all"]) == (12, 12)


@pytest.mark.parametrize(
    ("count", "total", "note"), [("4", "0.00", None), ("5", "0.00", "at_floor"), ("3", "1.00", None)]
)
def test_the_total_stays_above_its_floor(count, total, note):
    rulebook = book(
        rule("proportional", measure="w"), ledger("counted", id="s", params={"per": "-1", "least": "-9"}), least="0"
    )
    sheet = score(rulebook, inputs({"u": {"w": figure("4", "10"), "m": figure(count)}})).sheets[0]
    assert str(sheet.total) == total
    assert [line.notes for line in sheet.lines if line.key == "cap:total"] == ([(note,)] if note else [])


AWARDED = ("started", "new_investment", "finished", "continuing_investment")


@pytest.mark.parametrize(
    ("done", "grade", "unqualified"),
    [
        pytest.param((100, 100, 100, 100), "first", (), id="all targets met"),
        pytest.param((99, 130, 130, 130), "second", ("starts",), id="one part unqualified: a grade less"),
        pytest.param((99, 130, 130, 99), "", ("starts", "completions"), id="two parts unqualified: none"),
        pytest.param((10, 10, 10, 10), "", ("starts", "completions"), id="below every grade"),
    ],
)
def test_an_unqualified_part_lowers_the_award_and_two_lose_it(done, grade, unqualified):
    own = {f"projects.{name}": figure(str(value), "100") for name, value in zip(AWARDED, done, strict=True)}
    award = score(shipped("guangxi_projects"), inputs({"u": own})).sheets[0].award
    assert (award.grade, award.unqualified) == (grade, unqualified)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"period": "2023H1"}, "period_not_scored"), ({"period": "2023Q5"}, "period_not_scored"),
        ({"units": ("u", "u")}, "unit_twice"), ({"units": ()}, "unit_unknown"),
        ({"events": (LedgerEvent("e", "u", "x"),)}, "event_rule_unknown"),
        ({"events": (LedgerEvent("e", "z", "s"),)}, "unit_unknown"),
        ({"events": (LedgerEvent("e", "u", "s"), LedgerEvent("e", "u", "s"))}, "event_twice"),
        ({"events": (LedgerEvent("e", "u", "s", D("NaN")),)}, "not_a_number"),
        ({"events": (LedgerEvent("e", "u", "s", D(1), undoes="f"),)}, "undone_event_unknown"),
        ({"figures": {("u", "m"): figure("NaN", "1")}}, "not_a_number"),
        ({"figures": {("u", "m"): figure("1", "-1")}}, "scheduled_negative"),
        ({"items": {("u", "i"): (ItemFigure("a"), ItemFigure("a"))}}, "item_twice"),
        ({"items": {("u", "i"): (ItemFigure("a", D(-1)),)}}, "weight_negative"),
    ],
)  # fmt: skip
def test_inputs_that_are_refused(more, fault):
    rulebook = book(rule("proportional"), ledger("ledger", id="s", params={"most": "3"}))
    given = inputs({"u": {"m": figure("1", "1")}})
    for name, value in more.items():
        object.__setattr__(given, name, value)
    with pytest.raises(InputError) as caught:
        score(rulebook, given)
    assert fault in {issue.code for issue in caught.value.issues}


def test_kinds_of_periods():
    kinds = {"2023": "year", "2023Q1": "quarter", "2023H2": "half", "2023H3": None, "23": None, "": None}
    assert {period: period_kind(period) for period in kinds} == kinds


def test_what_if_shows_who_gains_and_which_lines_differ():
    other = parse({**data(rule("proportional", "60", params={"cap": "1"}), rule("target", "40", id="s")), "version": 2})
    given = inputs({"a": {"m": figure("9", "10")}, "b": {"m": figure("8", "10")}, "c": {"m": figure("10", "10")}})
    rows = {row.unit: row for row in what_if(SIMPLE, given, other_rulebook=other).rows}
    assert (str(rows["a"].difference), rows["a"].rank_before, rows["a"].rank_after) == ("-36.00", 2, 2)
    assert str(rows["c"].difference) == "0.00"
    assert [(line.key, str(line.difference)) for line in rows["a"].lines] == [("r", "-36.00"), ("s", "0.00")]


def test_what_if_of_other_inputs_leaves_what_did_not_change():
    rulebook = book(*TWO)
    one = inputs(
        {"u": {"x": figure("1", "2"), "y": figure("1", "2")}, "v": {"x": figure("1", "1"), "y": figure("0", "1")}}
    )
    other = inputs({"u": {"x": figure("2", "2"), "y": figure("1", "2")}, "w": {}})
    comparison = what_if(rulebook, one, other_inputs=other)
    assert [(row.unit, row.score_before, row.score_after) for row in comparison.rows] == [
        ("u", D("50.00"), D("80.00")), ("w", None, D("0.00")), ("v", D("60.00"), None),
    ]  # fmt: skip
    assert [line.key for line in comparison.rows[0].lines] == ["a"]
    assert comparison.after == score(rulebook, other)


def test_what_if_with_other_places_rounds_anew():
    finer = parse({**data(rule("proportional", "100"), places=4)})
    given = inputs({"u": {"m": figure("1", "3")}})
    assert str(what_if(SIMPLE, given, other_rulebook=finer).rows[0].score_after) == "33.3333"


def test_what_is_frozen_explains_itself_again():
    rulebook = shipped("zone_default")
    given = inputs(
        {"a": {"orders.red": figure("1", evidence=("order 9",)), "reports.on_time_share": figure("0.9")}, "b": {}},
        items={("a", "plan.items"): (ItemFigure("3", D(2), D("0.2"), D("0.3"), ("report 1",), ("check 2",)),)},
    )
    league = score(rulebook, given, {"a": 4})
    frozen = {"rulebook": dict(rulebook.data), "inputs": inputs_to_json(given), "league": league_to_json(league)}
    again = json.loads(json.dumps(frozen))
    assert digest(again) == digest(frozen)
    assert league_from_json(again["league"]) == league
    assert score(parse(again["rulebook"]), inputs_from_json(again["inputs"]), {"a": 4}) == league


def test_canonical_text_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": [1, 2], "a": None}) == canonical({"a": None, "b": [1, 2]}) == '{"a":null,"b":[1,2]}'
