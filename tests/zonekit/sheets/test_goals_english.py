"""Goals in English: the same figures after conversion as the Chinese text has, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonekit.sheets.goals import extract_targets

# Each goal: value in the base unit, base unit, and the bound when the words state one.
SENTENCES = [
    (
        "Sign at least 200 quality projects in the year, of which 40 with an agreed investment above CNY 100 m "
        "and 3 above CNY 1 bn.",
        "200 count >=",
        "40 count",
        "3 count",
    ),
    (
        "Agreed investment to reach CNY 26 bn; funds in place of at least CNY 10 bn.",
        "26000000000 CNY",
        "10000000000 CNY >=",
    ),
    ("Holding companies to earn CNY 950 m of revenue; 86% of commercial assets let.", "950000000 CNY", "86 percent"),
    ("Build 30,000 m² of specialised workshops; 6 projects to begin production.", "30000 m2", "6 count"),
    ("Fixed-asset investment of CNY 6 bn, up 9% on the year.", "6000000000 CNY", "9 percent"),
    ("Actual use of foreign investment of USD 120 m.", "120000000 USD"),
    (
        "1,300 researchers linked, two joint laboratories opened and twelve events held.",
        "1300 count",
        "2 count",
        "12 count",
    ),
    ("GDP to grow by more than 7%, registered unemployment to stay below 4.5%.", "7 percent >=", "4.5 percent <="),
    ("Retail sales to grow by about 8.5%.", "8.5 percent ≈"),
    ("11 million visits and CNY 5.2 bn of turnover in the business district.", "11000000 visits", "5200000000 CNY"),
    ("20 races and shows drawing 600,000 visits.", "20 count", "600000 visits"),
    ("Tax of above-scale industry at CNY 280,000 per mu.", "280000 CNY_per_mu"),
    ("800 mu prepared and 600 mu of industrial land supplied.", "800 mu", "600 mu"),
    ("15 MW of distributed solar power added, energy use per unit down by 3%.", "15 MW", "3 percent"),
    ("6.5 km of roads and 9 km of storm-water pipes built or renewed.", "6.5 km", "9 km"),
    ("Share of new industries to rise by 1.5 percentage points.", "1.5 percentage_point"),
    ("Grain output of 230,000 tonnes or more; 50,000 mu of high-standard farmland.", "230000 t >=", "50000 mu"),
    ("From CNY 2.5 bn of revenue in the base year to CNY 5 bn, twice the year before.", "5000000000 CNY"),
    ("Export growth of at least 5 per cent; 20 more firms with actual foreign trade.", "5 percent >=", "20 count"),
    ("No fewer than 25 manufacturing projects above CNY 50 million signed.", "25 count >="),
    ("RMB 1.2 billion of additional funds in place, 15 capital-increase projects.", "1200000000 CNY", "15 count"),
    ("Raise 26 billion yuan for infrastructure.", "26000000000 CNY"),
    ("PM2.5 concentration to fall further; 310 days of good air quality.", "310 day"),
    ("6 upstream or downstream projects signed, 3 matching events held.", "6 count", "3 count"),
    ("24 emergency and fire drills; 40 more firms up to the safety standard.", "24 count", "40 count"),
    ("Add 2,000 parking spaces and 350 charging points.", "2000 count", "350 count"),
    ("Create 12,000 urban jobs and train 5,000 people.", "12000 count", "5000 count"),
    ("Up to 10% of meetings cut, 98% of petitions closed on time.", "10 percent <=", "98 percent"),
    ("5 buildings with tax above CNY 10 m; occupancy to reach 82%.", "5 count", "82 percent"),
    ("48 new above-scale firms in the statistics, 16 of them industrial.", "48 count", "16 count"),
    ("Output value to exceed CNY 100 bn.", "100000000000 CNY >="),
    ("Attract 3-5 Fortune 500 investments.", "3 count >="),
    ("3.5 million kWh saved; water use per CNY 10,000 of GDP down by 4%.", "3500000 kWh", "4 percent"),
    ("80 hectares of green space and 12 pocket parks.", "800000 m2", "12 count"),
    ("1.2 bn yuan of tax relief, 100% paid out.", "1200000000 CNY", "100 percent"),
    # No goals at all.
    ("For 4 industrial chains (rail transit, equipment, biomedicine, services): one task force and one plan each.",),
    ("All 4 projects signed in Beijing (Sinopharm, Coyote, Safeda, KMD) to be registered here.",),
    ("Improve the five platforms (R&D, trial, industry, marketing, finance).",),
    ("Response within 1 working day and appraisal within 3.",),
    ("Push ahead with phase II (70,000 m² of workshops, 11,000 m² of offices), to be finished by June 2024.",),
    ("CARS base (CNY 130 m in all) completed and producing.",),
    ("Study the spirit of the 20th National Congress and the 14th Five-Year Plan 2021-2025.",),
    ("Issue the plan by 15 March; review it on 20 July.",),
    ("Keep the 12345 hotline and the 24-hour service hall running; 5G and 4K in use.",),
    ("One plan for each plot; one leader for each chain.",),
    ("20 firms brought in so far; CNY 300 m already invested.",),
    ("In 2023 carry on with stage 2 and section 9 of highway G50.",),
    ("Rank among the top 30 zones of the province.",),
]


@pytest.mark.parametrize(
    ("text", "goals"), [(text, goals) for text, *goals in SENTENCES], ids=lambda value: str(value)[:24]
)
def test_english_goals_are_found_in_base_units(text: str, goals: list[str]) -> None:
    wanted = []
    for goal in goals:
        value, unit, *bound = goal.split()
        wanted.append((Decimal(value), unit, bound[0] if bound else None))
    assert [(target.base_value, target.base_unit, target.bound) for target in extract_targets(text)] == wanted
