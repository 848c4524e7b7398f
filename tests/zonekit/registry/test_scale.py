"""Above scale or not, and who is about to cross: thresholds by class, projection by last year's season."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.registry.industry import classes
from zonekit.registry.scale import ScaleStanding, scale_group, scale_status
from zonekit.registry.scale_rules import ScaleRuleError, faults_of, read_scale_rules, scale_rules

TODAY = date(2023, 10, 8)
WAN = 10_000 * 100
Months = dict[tuple[int, int], int]


@pytest.mark.parametrize(
    ("code", "group", "wan"),
    [
        ("0610", "industry", 2000),
        ("3612", "industry", 2000),
        ("4620", "industry", 2000),
        ("5171", "wholesale", 2000),
        ("5211", "retail", 500),
        ("6110", "hospitality", 200),
        ("6210", "hospitality", 200),
        ("5430", "services_2000", 2000),
        ("6513", "services_2000", 2000),
        ("7810", "services_2000", 2000),
        ("8411", "services_2000", 2000),
        ("7020", "services_1000", 1000),
        ("7299", "services_1000", 1000),
        ("7320", "services_1000", 1000),
        ("8310", "services_1000", 1000),
        ("8010", "services_500", 500),
        ("8510", "services_500", 500),
        ("8810", "services_500", 500),
    ],
)
def test_the_class_decides_the_threshold(code: str, group: str, wan: int) -> None:
    rule = scale_rules(TODAY).rule_of(code)
    assert rule is not None
    assert (rule.group, rule.threshold_fen) == (group, wan * WAN)
    assert scale_group(code, TODAY) == group


@pytest.mark.parametrize(("code", "group"), [("4710", "construction"), ("7010", "real_estate")])
def test_revenue_does_not_decide_construction_and_development(code: str, group: str) -> None:
    standing = scale_status(code, {2022: 9_000 * WAN}, {}, TODAY)
    assert (standing.status, standing.group, standing.threshold_fen) == ("not_by_revenue", group, None)


def test_statistics_set_no_standard_for_farms_banks_and_offices() -> None:
    without = {industry.division for industry in classes() if scale_rules(TODAY).rule_of(industry.code) is None}
    assert without == {*(f"0{n}" for n in range(1, 6)), "66", "67", "68", "69", *(str(n) for n in range(91, 98))}
    assert scale_status("6610", {2022: 1}, {}, TODAY).status == "no_standard"


def test_without_a_class_nothing_is_known() -> None:
    assert scale_status("", {2022: 9_000 * WAN}, {}, TODAY).status == "unknown"


def test_the_threshold_itself_is_above() -> None:
    assert scale_status("3612", {2022: 2000 * WAN}, {}, TODAY).status == "above"
    assert scale_status("3612", {2022: 2000 * WAN - 1}, {}, TODAY).status == "below"


def test_before_2011_five_million_were_enough() -> None:
    assert scale_status("3612", {2009: 500 * WAN}, {}, date(2010, 6, 1)).status == "above"
    assert scale_status("3612", {2010: 500 * WAN}, {}, date(2011, 6, 1)).status == "below"
    with pytest.raises(LookupError, match="1997"):
        scale_rules(date(1997, 1, 1))


def test_every_rule_says_who_published_it_and_when() -> None:
    for rule in scale_rules(TODAY).rules:
        assert rule.publisher.zh
        assert rule.document.en
        assert rule.addresses
        assert rule.published_on <= TODAY


def standing(year: int, months: Months, *, is_listed: bool | None = None, before: int | None = None) -> ScaleStanding:
    years = {2022: year * WAN}
    if before is not None:
        years[2021] = before * WAN
    return scale_status("3612", years, {key: value * WAN for key, value in months.items()}, TODAY, is_listed=is_listed)


def test_the_season_of_last_year_projects_this_year() -> None:
    """A heating firm earned 30 % until June; 540 of this year are not half of what is coming."""
    found = standing(1500, {(2022, 6): 450, (2023, 6): 640})
    assert (found.figures.method, found.projected_fen) == ("seasonal", round(640 * WAN * 1500 / 450))
    assert (found.status, found.outlook) == ("below", "crossing_up")
    assert found.figures.cumulative_before_fen == 450 * WAN
    assert found.figures.year_before_fen == 1500 * WAN


def test_without_last_years_months_the_line_is_straight() -> None:
    found = standing(1500, {(2023, 6): 900})
    assert (found.figures.method, found.projected_fen) == ("straight_line", 1800 * WAN)
    assert found.outlook == "near_up"


def test_a_last_year_that_contradicts_its_own_months_is_not_used() -> None:
    assert standing(400, {(2022, 6): 450, (2023, 6): 900}).figures.method == "straight_line"


def test_january_and_february_project_nothing() -> None:
    found = standing(1500, {(2022, 2): 100, (2023, 2): 900})
    assert (found.projected_fen, found.figures.method, found.figures.cumulative_fen) == (None, "", 900 * WAN)


@pytest.mark.parametrize(
    ("year", "months", "is_listed", "outlook"),
    [
        (1500, {(2023, 9): 1900}, False, "crossing_up"),
        (1500, {(2023, 9): 1900}, None, "crossing_up"),
        (1500, {(2023, 9): 1900}, True, ""),
        (1500, {(2023, 9): 900}, True, "listed_below"),
        (2500, {(2023, 9): 1200}, True, "crossing_down"),
        (2500, {(2023, 9): 1900}, False, "entered_not_listed"),
        (2500, {(2023, 9): 1900}, True, ""),
        (2500, {}, True, ""),
        (1700, {}, False, "near_up"),
        (1500, {}, False, ""),
        (1000, {(2023, 9): 500}, False, ""),
    ],
)
def test_what_somebody_should_look_at(year: int, months: Months, is_listed: bool | None, outlook: str) -> None:
    assert standing(year, months, is_listed=is_listed).outlook == outlook


def test_months_alone_can_be_enough() -> None:
    assert standing(1500, {(2023, 8): 2100}).is_reached
    assert not standing(1500, {(2023, 8): 1900}).is_reached


def test_negative_and_old_figures_are_not_used() -> None:
    assert scale_status("3612", {2022: -5 * WAN}, {}, TODAY).status == "unknown"
    assert scale_status("3612", {2019: 5_000 * WAN}, {}, TODAY).status == "unknown"
    assert scale_status("3612", {2021: 5_000 * WAN}, {}, TODAY).figures.year == 2021


@given(st.integers(0, 9_000), st.integers(0, 9_000), st.integers(0, 9_000), st.integers(3, 12))
def test_a_projection_is_never_below_what_is_there(year: int, before: int, now: int, month: int) -> None:
    found = standing(year, {(2022, month): before, (2023, month): now})
    assert found.projected_fen is not None
    assert found.projected_fen >= found.figures.cumulative_fen == now * WAN


@given(st.integers(0, 5_000), st.integers(1, 9_000), st.integers(3, 12))
def test_more_revenue_never_lowers_the_projection(year: int, now: int, month: int) -> None:
    less = standing(year, {(2022, month): year // 2, (2023, month): now})
    more = standing(year, {(2022, month): year // 2, (2023, month): now + 1})
    assert more.projected_fen is not None
    assert less.projected_fen is not None
    assert more.projected_fen >= less.projected_fen


def test_faulty_rules_name_every_fault() -> None:
    rule = {"id": "X", "measure": "revenue", "classes": ["51", "51"], "confidence": "official"}
    data = {
        "outlook": {"first_month": 0, "near_share_percent": 80},
        "sets": [{"code": "s", "valid_from": "2020-01-01", "valid_to": "2019-01-01", "rules": [rule]}],
    }
    codes = {issue.code for issue in faults_of(data)}
    assert codes == {
        "scale_outlook_out_of_range",
        "scale_set_period_reversed",
        "scale_threshold_missing",
        "scale_class_claimed_twice",
    }
    with pytest.raises(ScaleRuleError):
        read_scale_rules(data)
