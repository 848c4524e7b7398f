"""Rulebooks as data: the shipped ones hold, faulty ones are refused with every fault and its place."""

import copy
import json
from datetime import date
from importlib.resources import files

import pytest
from tests.zonekit.scoring.making import NAME, D, book, data, ledger, rule

from zonekit.scoring import RulebookError, digest, load_rulebooks, parse, parse_all, shipped, version_issues

SHIPPED = json.loads(files("zonekit.scoring").joinpath("data/rulebooks.json").read_text(encoding="utf-8"))
CODES = ["zone_default", "process_table", "rank_steps", "efficacy_gaoan_2021", "mixed_2024", "guangxi_projects"]
# What the app reads for the product's own rulebook.
MEASURES = {
    "plan.items", "plan.item_progress", "plan.overdue_starts", "plan.early_or_over", "reports.on_time_share",
    "reports.late", "reports.missing", "orders.overdue", "orders.blue", "orders.orange", "orders.red",
    "orders.closed_on_time_share", "verification.false",
}  # fmt: skip


def faults(entry, known_measures=None):
    with pytest.raises(RulebookError) as caught:
        parse(entry, known_measures)
    return {(issue.code, issue.params["path"]) for issue in caught.value.issues}


def test_the_shipped_ones_are_these():
    assert [rulebook.code for rulebook in load_rulebooks()] == CODES


@pytest.mark.parametrize("rulebook", load_rulebooks(), ids=lambda rulebook: rulebook.code)
def test_every_shipped_one_says_how_sure_it_is_in_both_languages(rulebook):
    assert rulebook.to_be_confirmed
    assert rulebook.note is not None
    assert (rulebook.publisher is None) == (rulebook.confidence == "product")
    assert rulebook.address is None
    assert rulebook.digest == digest(rulebook.data)


def test_the_product_s_own_reads_only_what_the_app_measures():
    assert parse(SHIPPED["rulebooks"][0], MEASURES).code == "zone_default"
    used = {one for own in shipped("zone_default").rules for one in own.measures.values()}
    assert used | {"plan.item_progress"} == MEASURES


def test_what_was_read_can_be_read_again():
    rulebook = shipped("guangxi_projects")
    assert parse(copy.deepcopy(dict(rulebook.data))) == rulebook


SOUND = data(rule("proportional", id="a", points="60"), rule("target", id="b", points="40"))


def changed(**more):
    return {**copy.deepcopy(SOUND), **more}


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ({"total": "99"}, ("groups_do_not_add_up", "groups")),
        ({"places": 5}, ("places_out_of_range", "places")),
        ({"places": -1}, ("places_out_of_range", "places")),
        ({"places": "2"}, ("places_out_of_range", "places")),
        ({"rounding": "half_even"}, ("choice_unknown", "rounding")),
        ({"periods": []}, ("list_empty", "periods")),
        ({"periods": ["month"]}, ("choice_unknown", "periods[0]")),
        ({"most": "-1"}, ("below_least", "most")),
        ({"most": "99"}, ("cap_below_points", "most")),
        ({"least": "101", "most": "100"}, ("caps_reversed", "least")),
        ({"most": "100.001"}, ("more_places_than_stated", "most")),
        ({"valid_from": "2023-13-01"}, ("date_unreadable", "valid_from")),
        ({"valid_from": "2024-01-01", "valid_to": "2023-12-31"}, ("validity_reversed", "valid_from")),
        ({"confidence": "sure"}, ("choice_unknown", "confidence")),
        ({"name": {"zh": "名"}}, ("text_missing", "name")),
        ({"code": "A B"}, ("not_a_code", "code")),
        ({"version": 0}, ("version_not_a_number", "version")),
        ({"groups": []}, ("list_empty", "groups")),
        ({"surprise": 1}, ("field_unknown", "surprise")),
        ({"rank_requires": ["z"]}, ("rule_unknown", "rank_requires[0]")),
        ({"gates": [{"code": "g", "name": NAME, "requires": []}]}, ("list_empty", "gates[0].requires")),
        ({"awards": {"grades": []}}, ("list_empty", "awards.grades")),
    ],
    ids=str,
)  # fmt: skip
def test_faults_of_the_head(head, fault):
    assert fault in faults(changed(**head))


PLACE = "groups[0].rules[0]"
LOW, HIGH = {"high": "1", "share": "0"}, {"low": "1", "share": "1"}


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        (rule("magic"), ("formula_unknown", f"{PLACE}.formula")),
        (rule("proportional", params={"cap": "-1"}), ("not_positive", f"{PLACE}.params.cap")),
        (rule("proportional", params={"cap": 0.5}), ("not_a_number", f"{PLACE}.params.cap")),
        (rule("proportional", params={"gap": "1"}), ("field_unknown", f"{PLACE}.params.gap")),
        (rule("proportional", missing="guess"), ("choice_unknown", f"{PLACE}.missing")),
        (rule("proportional", missing="neutral"), ("neutral_share_missing", f"{PLACE}.neutral_share")),
        (rule("proportional", gate="g"), ("gate_unknown", f"{PLACE}.gate")),
        (rule("proportional", "0"), ("rule_without_points", f"{PLACE}.points")),
        (rule("proportional", "0.001"), ("more_places_than_stated", f"{PLACE}.points")),
        (rule("proportional", measures={"other": "m"}), ("role_unknown", f"{PLACE}.measures")),
        (rule("mixed", measures={"count": "m"}), ("measure_missing", f"{PLACE}.measures")),
        (rule("mixed", params={"count_weight": "0.6"}), ("mixed_weights_not_one", f"{PLACE}.params")),
        (rule("rank_steps", params={"steps": []}), ("list_empty", f"{PLACE}.params.steps")),
        (rule("rank_steps", params={"steps": ["0.9", "0.95"]}), ("steps_not_descending", f"{PLACE}.params.steps[1]")),
        (rule("rank_steps", params={"steps": ["1.1"]}), ("above_most", f"{PLACE}.params.steps[0]")),
        (rule("rank_steps", params={"steps": ["0.5"], "floor": "0.6"}), ("floor_above_steps", f"{PLACE}.params.floor")),
        (rule("efficacy", params={}), ("field_missing", f"{PLACE}.params.all_equal")),
        (rule("efficacy", params={"all_equal": "full", "min": "1"}), ("bounds_half_given", f"{PLACE}.params")),
        (
            rule("efficacy", params={"all_equal": "full", "min": "1", "max": "1"}),
            ("bounds_reversed", f"{PLACE}.params"),
        ),
        (rule("efficacy", params={"all_equal": "full", "base": "70"}), ("coefficient_above_100", f"{PLACE}.params")),
        (rule("bands", params={"bands": [LOW, {**HIGH, "low": "1.1"}]}), ("bands_gap", f"{PLACE}.params.bands")),
        (rule("bands", params={"bands": [LOW, {**HIGH, "low": "0.9"}]}), ("bands_overlap", f"{PLACE}.params.bands")),
        (rule("bands", params={"bands": [LOW]}), ("bands_gap", f"{PLACE}.params.bands")),
        (rule("bands", params={"bands": [HIGH]}), ("bands_gap", f"{PLACE}.params.bands")),
        (rule("bands", params={"bands": [{**LOW, "low": "1"}, HIGH]}), ("band_reversed", f"{PLACE}.params.bands")),
        (rule("base", params={"deductions": []}), ("list_empty", f"{PLACE}.params.deductions")),
        (
            rule("base", params={"deductions": [{"id": "d", "name": NAME, "per": "1"}]}),
            ("above_most", f"{PLACE}.params.deductions[0].per"),
        ),
        (ledger("counted", params={"per": "-1", "most": "3"}), ("cap_forbids_all", f"{PLACE}.params")),
        (ledger("counted", params={"per": "1", "most": "-3"}), ("below_least", f"{PLACE}.params.most")),
        (
            ledger("ledger", params={"most": "1", "amount_least": "2", "amount_most": "1"}),
            ("amounts_reversed", f"{PLACE}.params"),
        ),
        (rule("ledger", "5", params={"most": "1"}), ("ledger_with_points", f"{PLACE}.points")),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else one["formula"],
)
def test_faults_of_a_rule(one, fault):
    assert fault in faults(data(one))


def test_weights_that_do_not_add_up_are_named_with_both_sums():
    entry = changed()
    entry["groups"][0]["rules"][1]["points"] = "39.5"
    with pytest.raises(RulebookError) as caught:
        parse(entry)
    (issue,) = caught.value.issues
    assert issue.code == "weights_do_not_add_up"
    assert issue.params == {"path": "groups[0].points", "sum": "99.5", "points": "100"}


def test_a_measure_nobody_knows():
    entry = data(
        rule("proportional"), gates=[{"code": "g", "name": NAME, "requires": [{"measure": "x", "at_least": "1"}]}]
    )
    assert faults(entry, {"n"}) == {
        ("measure_unknown", f"{PLACE}.measures"), ("measure_unknown", "gates[0].requires"),
    }  # fmt: skip
    assert parse(entry, {"m", "x"}).code == "book"


def test_the_same_code_twice():
    entry = data(rule("proportional"), rule("target"))
    assert ("code_twice", "rules") in faults(entry)


def test_all_faults_come_at_once():
    entry = changed(places=9, periods=[], total="7")
    entry["groups"][0]["rules"][0]["formula"] = "magic"
    assert {code for code, _ in faults(entry)} >= {
        "places_out_of_range", "list_empty", "groups_do_not_add_up", "formula_unknown",
    }  # fmt: skip


@pytest.mark.parametrize("entry", [None, [], "x", {"groups": "x"}, {"groups": [None]}, {"groups": [{"rules": [3]}]}])
def test_anything_else_is_refused_and_nothing_breaks(entry):
    assert faults(entry)


def version(number, first, last):
    return {**changed(), "version": number, "valid_from": first, "valid_to": last}


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        pytest.param("2024-01-01", None, False, id="from the day after"),
        pytest.param("2023-12-31", None, True, id="from the last day"),
        pytest.param(None, None, True, id="always"),
        pytest.param(None, "2022-12-31", False, id="until the day before"),
    ],
)
def test_versions_of_one_code_apart_in_time(first, last, overlaps):
    entries = [version(1, "2023-01-01", "2023-12-31"), version(2, first, last)]
    assert [issue.code for issue in version_issues(entries)] == (["validity_overlaps"] if overlaps else [])
    if overlaps:
        with pytest.raises(RulebookError):
            parse_all({"rulebooks": entries})
    else:
        assert len(parse_all({"rulebooks": entries})) == 2


def test_two_versions_with_one_number():
    entries = [version(1, "2023-01-01", "2023-12-31"), version(1, "2024-01-01", None)]
    assert [issue.code for issue in version_issues(entries)] == ["version_twice"]


def test_in_force_from_the_first_to_the_last_day():
    rulebook = book(rule("proportional"), valid_from="2023-01-01", valid_to="2023-12-31")
    days = [date(2022, 12, 31), date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [rulebook.is_in_force(day) for day in days] == [False, True, True, False]


def test_the_process_table_holds_ten_published_rows():
    deductions = shipped("process_table").rule_by_id["table"].params["deductions"]
    rows = {one["id"]: (one["per"], one["amount_least"], one["amount_most"]) for one in deductions}
    assert rows == {
        "no_plan": (D(-10), D(0), D(1)), "no_phases": (D(-5), D(0), D(1)), "no_half_year": (D(-10), D(0), D(1)),
        "no_third_quarter": (D(-10), D(0), D(1)), "no_final": (D(-10), D(0), D(1)),
        "empty_report": (D(-1), D(5), D(10)), "missed_meeting": (D(-5), D(0), None),
        "no_feedback": (D(-10), D(0), None), "empty_feedback": (D(-5), D(0), None),
    }  # fmt: skip
    assert shipped("process_table").rule_by_id["leader"].points == 20
