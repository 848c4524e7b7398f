"""The fictitious enterprises: the same every time, sound, and nobody's in reality."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from zonekit.chains import load_chain
from zonekit.chains.gap_rules import load_gap_rules
from zonekit.chains.gaps import ChainJudgement, judge
from zonekit.chains.placed import Placed, PlacedFirms
from zonekit.registry.codes import district_of, has_organisation_check, is_credit_code
from zonekit.registry.industry import industry
from zoneworks.demonstration.files import read
from zoneworks.demonstration.firms.figures import is_reporting, monthly_figures, monthly_revenues, yearly_figures
from zoneworks.demonstration.firms.making import Maker, fictitious_firms
from zoneworks.demonstration.firms.model import Course, Firm
from zoneworks.demonstration.firms.outputs import standing_of
from zoneworks.demonstration.firms.pool import pool_firms
from zoneworks.demonstration.firms.words import Brands, chance
from zoneworks.demonstration.story import Story

CHAINS = read("firm_chains.json")["chains"]
GAPS = {"missing": {"missing"}, "single": {"broken"}, "foreign": {"broken"}, "weak": {"weak"}}
chains = pytest.mark.parametrize("code", CHAINS)


def of_chain(code: str) -> list[Firm]:
    return [firm for firm in fictitious_firms() if firm.chain == code]


def test_the_same_enterprises_are_made_every_time() -> None:
    again = [firm for code in CHAINS for firm in Maker(Brands("zone")).of_chain(code)][:5]
    assert again == list(fictitious_firms()[:5])
    assert chance("a", 1).random() == chance("a", 1).random()


def test_there_are_about_six_hundred_and_eight_hundred() -> None:
    assert 560 <= len(fictitious_firms()) <= 640
    assert len(pool_firms()) == 800
    beijing = sum(firm.region == "北京市" for firm in pool_firms())
    assert 120 <= beijing <= 260


def test_codes_check_and_names_and_codes_are_unique() -> None:
    names = [firm.name for firm in (*fictitious_firms(), *pool_firms())]
    codes = [firm.credit_code for firm in (*fictitious_firms(), *pool_firms())]
    assert len(set(names)) == len(names)
    assert len(set(codes)) == len(codes)
    assert all(is_credit_code(code) and has_organisation_check(code) for code in codes)
    assert {district_of(firm.credit_code) for firm in fictitious_firms()} == {"120114"}


def test_classes_stand_in_the_classification_and_scopes_say_what_is_made() -> None:
    for firm in fictitious_firms():
        assert industry(firm.class_code).level == "class"
        assert any(word in firm.scope for word in firm.products)
    assert all(firm.name_en.isascii() for firm in fictitious_firms())


@chains
def test_the_gaps_are_those_the_data_tells_and_closings_cure_theirs(code: str) -> None:
    closings = [row for row in read("firm_chains.json")["closings"] if row["chain"] == code]
    standing = standing_of(CHAINS[code], closings, code)
    wanted = {node: GAPS[word] for node, word in standing.items() if word in GAPS}
    before, after = judged(code, late=False), judged(code, late=True)
    assert {one.node: {one.status.value} for one in after.gaps()} == wanted
    closed = {one.node for one in before.gaps()} - {one.node for one in after.gaps()}
    assert closed == {row["node"] for row in closings}


def judged(code: str, *, late: bool) -> ChainJudgement:
    chain = load_chain(code)
    placed = [
        Placed(firm.key, firm.node, output=firm.revenue, is_foreign=firm.is_foreign)
        for firm in of_chain(code)
        if late or not firm.closes_on
    ]
    return judge(chain, PlacedFirms.of(placed, chain.positions()), load_gap_rules())


def test_closings_come_to_the_values_that_the_plan_was_told() -> None:
    days = sorted(row["on"] for row in read("firm_chains.json")["closings"])
    told = told_values("1.02.3-i1")
    assert [sum(day <= about for day in days) for about in told] == list(told.values())
    assert sorted(str(firm.closes_on) for firm in fictitious_firms() if firm.closes_on) == days


def test_revenue_of_the_watched_chain_comes_to_the_values_that_the_plan_was_told() -> None:
    rail = [monthly_revenues()[firm.key] for firm in of_chain("rail_transit")]
    told = told_values("1.25.1-i1")
    assert [round(sum(series[month] for series in rail) / 1e8, 1) for month in range(9)] == list(told.values())
    assert sum(firm.revenue for firm in of_chain("rail_transit")) == pytest.approx(25e8)


def told_values(indicator: str) -> dict[str, float]:
    story = Story(read("plan.json"), read("scenario.json"))
    return {str(told.about): float(told.value) for told in story.values() if told.indicator == indicator}


def test_figures_are_believable() -> None:
    for firm in fictitious_firms():
        figures = {(one.kind, one.about.year): one.value for one in yearly_figures(firm)}
        assert all(value > 0 for value in figures.values())
        for (kind, year), value in figures.items():
            if kind in ("tax", "value_added", "rd"):
                assert value < figures["revenue", year]
    months = [list(monthly_figures(firm, month)) for firm in fictitious_firms()[:40] for month in (3, 9)]
    assert all({"revenue", "tax", "staff"} <= {one.kind for one in row} for row in months)


def test_revenues_of_2023_grow_from_month_to_month_and_some_firms_are_in_trouble() -> None:
    assert all(list(row) == sorted(row) for key, row in monthly_revenues().items() if key)
    courses = Counter(firm.course for firm in fictitious_firms())
    assert courses[Course.TROUBLED] > 30
    assert courses[Course.GIVEN_UP] > 3
    assert 300 < sum(is_reporting(firm) for firm in fictitious_firms()) < len(fictitious_firms())


# --- nobody's in reality ---------------------------------------------------------------------------------------------


def brands() -> set[str]:
    first, second, third = (set(row) for row in read("firm_words.json")["brand"])
    found = set()
    for firm in (*fictitious_firms(), *pool_firms()):
        name = firm.name
        found |= {
            name[place : place + 3]
            for place in range(len(name) - 2)
            if name[place] in first and name[place + 1] in second and name[place + 2] in third
        }
    return found


def known_names(path: Path, column: str) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row[column]


@pytest.mark.parametrize(
    ("folder", "file", "column"),
    [
        ("a_share_basic", "stock_basic_listed_to_2018.csv.gz", "name"),
        ("chainkg", "company.csv.gz", "name"),
        ("enterprise_registry", "tianjin_without_wuqing.csv.gz", "name"),
        ("enterprise_registry", "hebei.csv.gz", "name"),
    ],
)
def test_no_existing_enterprise_bears_such_a_name(shared_data: Path, folder: str, file: str, column: str) -> None:
    invented, all_names = brands(), "\n".join(known_names(shared_data / folder / file, column))
    assert len(invented) > 1000
    assert not [brand for brand in invented if brand in all_names]


def test_the_data_say_that_they_are_illustrative() -> None:
    for name in ("firm_words.json", "firm_chains.json", "pool_cities.json"):
        assert read(name)["illustrative"] is True
    assert json.dumps(read("firm_chains.json"))
