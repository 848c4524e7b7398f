"""Rule sets as data: the shipped ones hold, faulty ones are refused with every fault."""

import copy
import json
from datetime import date
from importlib.resources import files

import numpy as np
import pytest

from zonekit.plans import RuleError, default_rule_set, load_rule_sets, parse_rule_sets, rule_sets_in_force
from zonekit.plans.rule_files import read_rule_sets

SHIPPED = json.loads(files("zonekit.plans").joinpath("data/light_rules.json").read_text(encoding="utf-8"))
# The only address a shipped rule may cite is the publisher's or the reporting newspaper's own.
OWN_ADDRESSES = {"sanya_2022": "http://news.hndaily.cn/"}


def test_the_default_is_yinchuan_on_every_day():
    for day in (date(2020, 1, 1), date(2023, 10, 8), date(2030, 1, 1)):
        assert default_rule_set(day).code == "yinchuan_2025"
        assert [rules.code for rules in rule_sets_in_force(day)] == ["yinchuan_2025", "wuhan", "sanya_2022"]


@pytest.mark.parametrize("rules", read_rule_sets(SHIPPED), ids=lambda rules: rules.code)
def test_every_shipped_set_says_how_sure_it_is_and_cites_only_its_own_publisher(rules):
    assert rules.to_be_confirmed
    assert rules.note is not None
    assert (rules.publisher is None) == (rules.confidence == "product")
    if rules.address is not None:
        assert rules.address.startswith(OWN_ADDRESSES[rules.code])
    for rule in rules.lights:
        assert rule.note is not None


@pytest.mark.parametrize("rules", load_rule_sets(), ids=lambda rules: rules.code)
def test_a_set_that_can_be_chosen_judges_progress_milestones_and_parents(rules):
    assert rules.applied("progress") is not None
    assert rules.applied("milestones") is not None
    assert rules.parent.to_be_confirmed


@pytest.mark.parametrize("rules", load_rule_sets(), ids=lambda rules: rules.code)
def test_a_set_without_a_reporting_day_of_its_own_takes_the_products(rules):
    rule = rules.reporting
    assert (rule.code, rule.report_days, rule.to_be_confirmed) == ("product_reporting", 5, True)
    assert rule.note is not None


def test_a_reporting_day_of_ones_own_stands():
    own = {"code": "wuhan_reporting", "report_days": 10, "to_be_confirmed": False}
    rules = parse_rule_sets(changed(lambda sets: sets[2].update(reporting=own)))
    assert [(one.reporting.code, one.reporting.report_days) for one in rules] == [
        ("product_reporting", 5), ("wuhan_reporting", 10), ("product_reporting", 5),
    ]  # fmt: skip
    assert rules[1].reporting.due_day(date(2023, 12, 31)) == date(2024, 1, 10)


def test_what_has_no_register_yet_is_kept_as_data_and_not_applied():
    by_code = {rules.code: rules for rules in load_rule_sets()}
    kept = {rule.light for rule in by_code["yinchuan_2025"].lights if not rule.applies}
    assert kept == {"payment", "statistics_entry"}
    assert by_code["yinchuan_2025"].applied("payment") is None


def test_only_the_stretch_nobody_published_is_marked_as_inferred():
    bands = default_rule_set(date(2023, 10, 8)).applied("progress").banding.bands
    assert [band.code for band in bands if band.is_inferred] == ["slightly_behind"]


@pytest.mark.parametrize(
    "rule", [rule for rules in load_rule_sets() for rule in rules.lights], ids=lambda rule: rule.code
)
def test_the_bands_of_every_rule_hold_every_number_once(rule):
    bounds = {bound for band in rule.banding.bands for bound in (band.low, band.high) if bound is not None}
    probes = np.array([-1e9, 1e9, *(b + d for b in bounds for d in (-1e-6, 0.0, 1e-6))])
    held = np.sum([band.mask(probes) for band in rule.banding.bands], axis=0)
    assert held.tolist() == [1] * len(probes)


def test_a_set_is_in_force_from_its_first_to_its_last_day():
    data = changed(lambda sets: sets[1].update(valid_from="2023-03-01", valid_to="2023-06-30"))
    rules = parse_rule_sets(data)[0]
    days = [date(2023, 2, 28), date(2023, 3, 1), date(2023, 6, 30), date(2023, 7, 1)]
    assert [rules.is_in_force(day) for day in days] == [False, True, True, False]


def changed(change):
    data = copy.deepcopy(SHIPPED)
    change(data["rule_sets"])
    return data


def bands(sets):
    """The progress bands of Yinchuan, the second set of the file."""
    return sets[1]["lights"][1]["bands"]


FAULTS = {
    "gap between bands": (lambda s: bands(s)[1].update(low=-29), "light_band_gap"),
    "a bound in no band": (lambda s: bands(s)[1].update(includes_low=False), "light_band_gap"),
    "open below": (lambda s: bands(s)[0].update(low=-100), "light_band_gap"),
    "open above": (lambda s: bands(s)[3].update(high=100), "light_band_gap"),
    "overlap": (lambda s: bands(s)[1].update(low=-35), "light_band_overlap"),
    "a bound in two bands": (lambda s: bands(s)[0].update(includes_high=True), "light_band_overlap"),
    "endless in the middle": (lambda s: bands(s)[1].update(high=None), "light_band_overlap"),
    "bands upside down": (lambda s: bands(s)[2].update(low=-10, high=-12), "light_band_reversed"),
    "no bands": (lambda s: s[1]["lights"][1].update(bands=[]), "light_rule_without_bands"),
    "unknown measure": (lambda s: s[1]["lights"][1].update(measure="mood"), "measure_unknown"),
    "measure of another light": (lambda s: s[1]["lights"][1].update(measure="days_late"), "measure_not_of_this_light"),
    "light nobody computes": (lambda s: s[1]["lights"][2].update(applies=True), "light_not_applicable"),
    "unknown colour": (lambda s: bands(s)[0].update(light="orange"), "light_colour_unknown"),
    "bound in words": (lambda s: bands(s)[0].update(high="ten"), "light_bound_not_a_number"),
    "bound not a number": (lambda s: bands(s)[0].update(high=float("nan")), "light_bound_not_a_number"),
    "band without code": (lambda s: bands(s)[0].pop("code"), "light_band_without_code"),
    "rule without code": (lambda s: s[1]["lights"][1].pop("code"), "light_rule_without_code"),
    "two rules for a light": (lambda s: s[2]["lights"].append(s[2]["lights"][0]), "light_ruled_twice"),
    "set without code": (lambda s: s[3].pop("code"), "rule_set_without_code"),
    "set that is no set": (lambda s: s.append("wuhan"), "rule_set_without_code"),
    "two sets of one code": (lambda s: s[2].update(code="yinchuan_2025"), "rule_set_code_twice"),
    "set without name": (lambda s: s[2].update(name={"zh": "武汉"}), "rule_set_without_name"),
    "set without lights": (lambda s: s[2].update(lights=None), "rule_set_without_lights"),
    "unknown confidence": (lambda s: s[2].update(confidence="rumour"), "rule_set_confidence_unknown"),
    "unreadable date": (lambda s: s[2].update(valid_from="next year"), "rule_set_date_unreadable"),
    "period reversed": (lambda s: s[2].update(valid_from="2024-01-01", valid_to="2023-01-01"),
                        "rule_set_period_reversed"),
    "completed by nobody": (lambda s: s[2].update(completed_by="moon"), "rule_set_completed_by_unknown"),
    "no parent rule": (lambda s: s[2].update(completed_by=None), "rule_set_without_parent_rule"),
    "no reporting rule": (lambda s: s[0].update(reporting=None), "rule_set_without_reporting_rule"),
    "reporting rule without code": (lambda s: s[0]["reporting"].pop("code"), "reporting_rule_without_code"),
    "reporting rule that is no rule": (lambda s: s[0].update(reporting=5), "reporting_rule_without_code"),
    "reporting without days": (lambda s: s[0]["reporting"].pop("report_days"), "report_days_out_of_range"),
    "reported before the month ends": (lambda s: s[0]["reporting"].update(report_days=-2), "report_days_out_of_range"),
    "reported after the next month": (lambda s: s[0]["reporting"].update(report_days=29), "report_days_out_of_range"),
    "reporting days in words": (lambda s: s[0]["reporting"].update(report_days="5"), "report_days_out_of_range"),
    "half a reporting day": (lambda s: s[0]["reporting"].update(report_days=4.5), "report_days_out_of_range"),
    "reporting days true": (lambda s: s[0]["reporting"].update(report_days=True), "report_days_out_of_range"),
    "parent share of nothing": (lambda s: s[0]["parent"].update(red_share="0"), "parent_share_out_of_range"),
    "parent share in words": (lambda s: s[0]["parent"].update(red_share="a third"), "parent_share_out_of_range"),
    "parent share without end": (lambda s: s[0]["parent"].update(red_share="1/0"), "parent_share_out_of_range"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "issue"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_rule_set_is_refused_with_its_fault(change, issue):
    with pytest.raises(RuleError) as caught:
        parse_rule_sets(changed(change))
    assert issue in {found.code for found in caught.value.issues}


def test_all_faults_of_all_sets_are_told_at_once():
    def change(sets):
        bands(sets)[1].update(low=-29)
        sets[2]["lights"][0].update(measure="mood")
        sets[3].update(confidence="rumour")

    with pytest.raises(RuleError) as caught:
        parse_rule_sets(changed(change))
    found = {(issue.code, issue.params["rule_set"]) for issue in caught.value.issues}
    assert found == {
        ("light_band_gap", "yinchuan_2025"),
        ("measure_unknown", "wuhan"),
        ("rule_set_confidence_unknown", "sanya_2022"),
    }


@pytest.mark.parametrize("data", [{}, {"rule_sets": []}, {"rule_sets": {"code": "x"}}])
def test_a_file_without_rule_sets_is_refused(data):
    with pytest.raises(RuleError, match="rule_sets_missing"):
        parse_rule_sets(data)
