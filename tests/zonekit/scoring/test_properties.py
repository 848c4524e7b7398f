"""What must hold for any rulebook and any inputs."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.zonekit.scoring.making import NAME, book, data, ledger, rule

from zonekit.scoring import (
    Figure,
    Inputs,
    ItemFigure,
    LedgerEvent,
    Mark,
    group_bounds,
    inputs_from_json,
    inputs_to_json,
    league_from_json,
    league_to_json,
    parse,
    score,
    total_bounds,
    what_if,
)
from zonekit.scoring.numbers import allot, half_up

UNITS = ("a", "b", "c", "d")
numbers = st.decimals(-50, 300, places=2, allow_nan=False)
amounts = st.decimals(0, 300, places=2, allow_nan=False)
names = st.sampled_from(["x", "y", "z"])


def weighed(draw, number):
    """A rule with points, of any formula that takes one measure, items or marks."""
    formula = draw(st.sampled_from(["proportional", "target", "rank_steps", "efficacy", "items", "marks", "bands"]))
    params = {
        "proportional": {"cap": draw(st.sampled_from(["1", "1.2"]))},
        "rank_steps": {"steps": ["1", "0.95", "0.9"], "further": "0.05", "floor": draw(st.sampled_from(["0", "0.6"]))},
        "efficacy": {"all_equal": draw(st.sampled_from(["full", "base"]))},
        "bands": {"bands": [{"high": "50", "share": "0.3"}, {"low": "50", "share": "1"}]},
    }.get(formula, {})
    missing = draw(st.sampled_from(["zero", "left_out", "neutral"]))
    points = str(draw(st.sampled_from([1, 7, 10, 33])))
    return rule(formula, points, id=f"r{number}", measure=draw(names), params=params, missing=missing,
                neutral_share="0.5") if formula != "marks" else rule(
        formula, points, id=f"r{number}", missing=missing, neutral_share="0.5")  # fmt: skip


@st.composite
def rulebooks(draw):
    rules = [weighed(draw, number) for number in range(draw(st.integers(1, 4)))]
    if draw(st.booleans()):
        deduction = {"id": "late", "name": NAME, "per": "-0.7", "measure": "x"}
        rules.append(rule("base", "6", id="start", params={"deductions": [deduction]}))
    rules.append(ledger("ledger", id="events", params={"per": "0.35", "least": "-3", "most": "3"}))
    rules.append(ledger("counted", id="counted", measure="y", params={"per": "-0.1", "least": "-3"}))
    entry = data(*rules, least="0", places=draw(st.integers(0, 4)))
    if entry["places"] == 0 or draw(st.booleans()):
        entry["groups"][0]["most"] = entry["total"]
    return parse(entry)


@st.composite
def some_inputs(draw, rulebook):
    figures = {
        (unit, measure): Figure(draw(st.none() | numbers), draw(st.none() | amounts), ("e",), draw(zeroing))
        for unit in UNITS
        for measure in draw(st.sets(names))
    }
    items = {
        (unit, "x"): tuple(
            ItemFigure(f"i{k}", draw(amounts), draw(st.none() | numbers), draw(st.none() | amounts), (), draw(zeroing))
            for k in range(draw(st.integers(0, 5)))
        )
        for unit in draw(st.sets(st.sampled_from(UNITS)))
    }
    events = tuple(
        LedgerEvent(f"e{k}", draw(st.sampled_from(UNITS)), "events", draw(amounts))
        for k in range(draw(st.integers(0, 6)))
    )
    marked = [one for one in rulebook.rules if one.formula == "marks"]
    marks = tuple(
        Mark(unit, one.id, f"p{k}", draw(st.decimals(0, one.points, places=1)))
        for one in marked
        for unit in draw(st.sets(st.sampled_from(UNITS)))
        for k in range(draw(st.integers(0, 2)))
    )
    return Inputs("2023", UNITS, figures, items, events, marks)


zeroing = st.sampled_from([(), (), (), ("check",)])
scored = rulebooks().flatmap(lambda rulebook: st.tuples(st.just(rulebook), some_inputs(rulebook)))


@given(scored)
def test_no_score_leaves_its_caps_and_lines_add_up_exactly(drawn):
    rulebook, inputs = drawn
    least, most = total_bounds(rulebook)
    for sheet in score(rulebook, inputs).sheets:
        assert sum((line.points for line in sheet.lines), Decimal(0)) == sheet.total
        assert half_up(least, rulebook.places) <= sheet.total <= half_up(most, rulebook.places)
        assert -sheet.total.as_tuple().exponent == rulebook.places
        for line in sheet.lines:
            assert line.least <= line.points <= line.most, line
            assert -line.points.as_tuple().exponent == rulebook.places
        whole = sum((line.points for line in sheet.lines if line.key != "cap:total"), Decimal(0))
        assert whole == sum(sheet.groups.values(), Decimal(0))


@given(scored, st.randoms())
def test_the_order_of_everything_makes_no_difference(drawn, chance):
    rulebook, inputs = drawn

    def mixed(values):
        own = list(values)
        chance.shuffle(own)
        return own

    other = replace(
        inputs,
        units=tuple(mixed(inputs.units)),
        figures=dict(mixed(inputs.figures.items())),
        items={key: tuple(mixed(items)) for key, items in mixed(inputs.items.items())},
        events=tuple(mixed(inputs.events)),
        marks=tuple(mixed(inputs.marks)),
    )
    assert score(rulebook, inputs) == score(rulebook, other)
    assert inputs_to_json(inputs) == inputs_to_json(other)


@given(scored)
def test_what_was_written_is_read_back_and_scores_the_same(drawn):
    rulebook, inputs = drawn
    league = score(rulebook, inputs)
    assert league_from_json(league_to_json(league)) == league
    assert score(rulebook, inputs_from_json(inputs_to_json(inputs))) == league


@given(scored)
def test_ranks_follow_scores(drawn):
    rows = [row for row in score(*drawn).rows if row.rank is not None]
    for row in rows:
        assert row.rank == 1 + sum(other.score > row.score for other in rows)


@given(rulebooks(), st.data())
def test_what_if_is_two_scorings_beside_one_another(rulebook, drawing):
    one, other = drawing.draw(some_inputs(rulebook)), drawing.draw(some_inputs(rulebook))
    comparison = what_if(rulebook, one, other_inputs=other)
    assert (comparison.before, comparison.after) == (score(rulebook, one), score(rulebook, other))
    for row in comparison.rows:
        assert sum((line.difference for line in row.lines), Decimal(0)) == row.difference


MONOTONE = [
    rule("proportional"), rule("target"), rule("efficacy", params={"all_equal": "full", "min": "0", "max": "100"}),
    rule("bands", params={"bands": [{"high": "50", "share": "0.3"}, {"low": "50", "share": "1"}]}),
    rule("rank_steps", params={"steps": ["1", "0.9"], "further": "0.1", "floor": "0"}),
    rule("efficacy", params={"all_equal": "full"}),
]  # fmt: skip


@pytest.mark.parametrize("one", MONOTONE, ids=lambda one: one["formula"])
@given(st.lists(numbers, min_size=2, max_size=5), amounts)
def test_who_does_more_never_gets_less(one, values, more):
    """The first unit does more while the others stay: its points do not fall."""
    rulebook = book(one)

    def points(first):
        figures = {(f"u{i}", "m"): Figure(value, Decimal(60)) for i, value in enumerate([first, *values[1:]])}
        return score(rulebook, Inputs("2023", tuple(unit for unit, _ in figures), figures)).by_unit["u0"].total

    assert points(values[0] + more) >= points(values[0])


@given(numbers.map(abs), st.lists(amounts, min_size=1, max_size=9), st.integers(0, 4))
def test_shares_add_up_to_the_total_and_stay_within_a_step(total, weights, places):
    total = half_up(total, places)
    shares, whole = allot(total, weights, places), sum(weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        exact = total * weight / whole if whole else total / len(weights)
        assert abs(share - exact) < Decimal(1).scaleb(-places) + Decimal("1e-20")


def test_the_bounds_of_a_group_are_those_of_its_rules_unless_stated():
    rulebook = book(
        rule("proportional", params={"cap": "1.2"}), ledger("counted", id="s", params={"per": "-1", "least": "-3"})
    )
    assert group_bounds(rulebook.groups[0]) == (-3, 12)
