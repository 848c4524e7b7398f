"""The monthly bulletin: what changed, who is behind and for how long, who reported late or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given

from zonekit.documents.blocks import Block, Chart, ChartKind, Document, Heading, Listing, Paragraph, Table, plain
from zoneworks.answers.bulletin import bulletin
from zoneworks.answers.queries_months import issue_day
from zoneworks.answers.summaries import public_summary
from zoneworks.answers.tests.test_sheet import SEVERAL, drawn_years, numbers, undone
from zoneworks.answers.tests.years import Aim, Leaf, Step, Told, Year, write_report, write_year
from zoneworks.common.errors import Refused
from zoneworks.documents.kinds import kind_of
from zoneworks.plans.board import build_board
from zoneworks.plans.bridge import kept_tables
from zoneworks.plans.models import ClosedMonth, Item, Plan
from zoneworks.plans.tests.visits import fix_today
from zoneworks.plans.tests.worlds import STRANGERS, TODAY, YEAR, World
from zoneworks.units.models import Unit

SEPTEMBER = date(YEAR, 9, 30)


def made(world: World, period: str = "2023-09", as_of: date = TODAY, language: str = "en") -> Document:
    with translation.override(language):
        return bulletin(world.scope("supervision"), world.zone, period, as_of, lambda _done, _total: None)


def months(*values: int) -> Aim:
    """Cumulative values month by month towards a target of 120: ten a month are due."""
    return Aim(target=Decimal(120), told=tuple(Told(k, Decimal(value)) for k, value in enumerate(values, start=1)))


def year_of(*leaves: Leaf) -> Year:
    return Year(((leaves,),))


def table(document: Document, name: str) -> list[list[str]]:
    [found] = [block for block in document.blocks if isinstance(block, Table) and block.name == name]
    return [[plain(cell) for cell in row] for row in found.rows]


def said(blocks: Iterable[Block]) -> str:
    lines = [plain(block.runs) for block in blocks if isinstance(block, Paragraph)]
    return "\n".join(lines + [plain(point) for block in blocks if isinstance(block, Listing) for point in block.points])


ON_TIME = months(10, 20, 30, 40, 50, 60, 70, 80, 90)
SLIPPING = months(10, 20, 30, 40, 50, 60, 50, 60, 60)  # yellow from July on
FALLEN = months(10, 20, 30, 40, 50, 60, 70, 80, 45)  # green in August, red in September
RISEN = months(10, 20, 30, 40, 50, 60, 70, 50, 90)  # yellow in August, green in September


def test_what_turned_better_or_worse_is_named(world: World) -> None:
    write_year(world, year_of(*(Leaf((aim,)) for aim in (ON_TIME, SLIPPING, FALLEN, RISEN))))
    document = made(world)
    assert {key: numbers(document)[f"changes-{key}"] for key in ("better", "worse")} == {"better": 1, "worse": 1}
    text = said(document.blocks)
    assert "1.01.3 Sub-project 1.01.3 (Investment): from On schedule to Far behind" in text
    assert "1.01.4 Sub-project 1.01.4 (Investment): from Behind to On schedule" in text


def test_laggards_are_named_with_unit_gap_and_months_in_a_row(world: World) -> None:
    write_year(world, year_of(*(Leaf((aim,)) for aim in (ON_TIME, SLIPPING, FALLEN, RISEN))))
    document = made(world)
    rows = table(document, "Behind schedule")
    assert [row[:7] for row in rows] == [
        ["1.01.3 Sub-project 1.01.3", "Investment", "Far behind", "37.5%", "75%", "-37.5", "1"],
        ["1.01.2 Sub-project 1.01.2", "Investment", "Behind", "50%", "75%", "-25", "3"],
    ]
    assert rows[0][7] == "指标0: 45 of 90 due (个, -37.5 pp)."
    assert numbers(document)["laggards-repeated"] == 1


def test_the_chart_of_months_ends_with_the_lights_of_the_date(world: World) -> None:
    plan = write_year(world, year_of(*(Leaf((aim,)) for aim in (ON_TIME, SLIPPING, FALLEN, RISEN))))
    [chart] = [block for block in made(world).blocks if isinstance(block, Chart) and block.kind == ChartKind.STACKED]
    assert len(chart.categories) == 9
    lights = build_board(world.scope("leader"), plan, TODAY).totals.all_lights
    assert {str(series.tone): series.values[-1] for series in chart.series} == lights
    assert [series.values[6:] for series in chart.series][:2] == [(3, 2, 2), (1, 2, 1)]


def test_overdue_milestones_are_named_with_their_days(world: World) -> None:
    write_year(world, year_of(Leaf((ON_TIME,), (Step(date(YEAR, 9, 28)), Step(date(YEAR, 3, 1), 2)))))
    [row] = table(made(world), "Overdue milestones")
    assert row[1:] == ["1.01.1 Sub-project 1.01.1", "Investment", "28 Sep 2023", "10"]


def test_late_and_missing_reports_are_told_by_unit(world: World) -> None:
    plan = write_year(world, year_of(*(Leaf((ON_TIME,)) for _number in range(4))))
    first, second, third, _fourth = Item.objects.filter(plan=plan, is_leaf=True).order_by("path")
    write_report(first, submitted=date(YEAR, 10, 5), confirmed=date(YEAR, 10, 6))
    write_report(second, submitted=date(YEAR, 10, 6))
    write_report(third, submitted=date(YEAR, 10, 9))
    document = made(world)
    assert "of 4 owed, 1 came on time, 1 late, 2 are missing" in said(document.blocks)
    assert table(document, "Reporting") == [["Investment", "4", "1", "1", "2"]]
    assert "still missing are handed in" in said(document.blocks)


def test_before_the_reports_are_due_nobody_is_late(world: World) -> None:
    write_year(world, year_of(Leaf((ON_TIME,))))
    texts = [block.text for block in made(world, as_of=date(YEAR, 10, 5)).blocks if isinstance(block, Heading)]
    assert not [text for text in texts if "Reporting" in text]


def test_january_has_no_month_to_compare_with_and_december_no_report_to_come(world: World) -> None:
    write_year(world, year_of(Leaf((months(1),))))
    january = made(world, "2023-01", date(YEAR, 2, 8))
    assert not [key for key in january.figures if key.startswith("changes")]
    december = made(world, "2023-12", date(YEAR + 1, 1, 8))
    assert "is due by" not in said(december.blocks)
    assert january.check() == december.check() == []


@SEVERAL
@given(year=drawn_years)
def test_every_number_is_the_sum_of_what_it_opens_to(world: World, year: Year) -> None:
    with undone():
        plan = write_year(world, year)
        document = made(world)
        assert document.check() == []
        totals = build_board(world.scope("supervision"), plan, TODAY).totals
        assert {light: numbers(document)[f"all-{light}"] for light in totals.all_lights} == totals.all_lights
        lagging = totals.all_lights["yellow"] + totals.all_lights["red"]
        assert numbers(document).get("laggards", 0) == lagging


def test_the_number_of_statements_does_not_depend_on_the_plan(world: World) -> None:
    counts = []
    for many in (20, 200):
        with undone():
            plan = write_year(world, year_of(*(Leaf((SLIPPING,)) for _number in range(many))))
            for item in Item.objects.filter(plan=plan, is_leaf=True)[: many // 2]:
                write_report(item, submitted=date(YEAR, 10, 6))
            cache.clear()
            kept_tables.cache_clear()
            with CaptureQueriesContext(connection) as captured:
                made(world)
            counts.append(len(captured))
    assert counts[0] == counts[1] <= 50


@pytest.mark.parametrize("persona", STRANGERS)
def test_strangers_find_no_bulletin_and_no_summary(world: World, persona: str) -> None:
    write_year(world, year_of(Leaf((ON_TIME,))))
    with pytest.raises(Http404):
        bulletin(world.scope(persona), world.zone, "2023-09", TODAY, lambda _done, _total: None)
    with pytest.raises(Http404):
        public_summary(world.scope(persona), world.zone, "2023-09", TODAY)


# --- the day it is issued ----------------------------------------------------------------------------------------


def test_a_bulletin_knows_what_was_known_when_the_month_was_closed(world: World) -> None:
    assert issue_day(world.zone, SEPTEMBER, TODAY) == TODAY
    assert issue_day(world.zone, SEPTEMBER, date(YEAR, 12, 1)) == date(YEAR, 10, 30)
    ClosedMonth.objects.create(
        zone=world.zone, about=SEPTEMBER, closed_on=date(YEAR, 10, 7), closed_at="2023-10-07T09:00Z"
    )
    assert issue_day(world.zone, SEPTEMBER, date(YEAR, 12, 1)) == date(YEAR, 10, 7)
    assert issue_day(world.zone, date(YEAR, 12, 31), date(YEAR + 1, 3, 1)) == date(YEAR + 1, 3, 1)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"period": "2023-9"}, "month_unreadable"),
        ({"period": "2023-10"}, "month_not_over"),
        ({"period": "2023-08", "as_of": "2023-09-30"}, "date_outside_month"),
        ({"period": "2023-09", "as_of": "2023-09-29"}, "date_outside_month"),
        ({"period": "2023-09", "as_of": "soon"}, "date_unreadable"),
        ({"period": "2023-09", "as_of": "2023-10-09"}, "date_in_future"),
    ],
)
def test_a_day_or_month_without_a_bulletin_is_refused(world: World, arguments: dict[str, str], code: str) -> None:
    fix_today(world.zone)
    write_year(world, year_of(Leaf((ON_TIME,))))
    with pytest.raises(Refused) as refused:
        kind_of("bulletin").clean(world.scope("supervision"), world.zone, arguments)
    assert refused.value.code == code


def test_arguments_are_completed(world: World) -> None:
    fix_today(world.zone)
    write_year(world, year_of(Leaf((ON_TIME,))))
    scope = world.scope("supervision")
    complete = kind_of("bulletin").clean(scope, world.zone, {})
    assert complete == {"period": "2023-09", "as_of": "2023-10-08"}
    assert kind_of("answer_sheet").clean(scope, world.zone, {}) == {"year": 2023, "as_of": "2023-10-08"}
    assert kind_of("bulletin").titles(world.zone, complete) == (
        "甲开发区2023年9月重点工作月度通报",
        "Zone A: monthly bulletin, Sep 2023",
    )


@pytest.mark.parametrize("kind", ["answer_sheet", "bulletin"])
def test_the_supervision_office_makes_them_and_the_zone_reads_them(world: World, kind: str) -> None:
    declared = kind_of(kind)
    makers = [persona for persona in world.users if declared.may_make(world.scope(persona), world.zone)]
    readers = {persona for persona in world.users if declared.may_read(world.scope(persona), world.zone)}
    assert makers == ["supervision"]
    assert readers.isdisjoint(STRANGERS)
    assert {"officer", "cooperating", "leader"} <= readers


# --- the public summary --------------------------------------------------------------------------------------------


def test_the_public_is_told_sums_and_achievements_and_no_laggard(world: World) -> None:
    done = Aim(told=(Told(9, Decimal(100)),))
    waiting = Aim(told=(Told(9, Decimal(100), known_after=None),))
    plan = write_year(world, year_of(Leaf((done,)), Leaf((SLIPPING,)), Leaf((waiting,))))
    Plan.objects.filter(pk=plan.pk).update(is_illustrative=False)
    told = public_summary(world.scope("supervision"), world.zone, "2023-09", TODAY)
    english, chinese = told["en"], told["zh-hans"]
    assert english.paragraphs[0].startswith("By the end of Sep 2023, 1 of the 3 items")
    assert english.paragraphs[2] == "Sub-project 1.01.1: 指标0 100 (个; target 100)."
    assert "1.01.2" not in "".join((*english.paragraphs, *chinese.paragraphs))
    assert chinese.title == "甲开发区2023年9月重点工作进展"
    assert len(chinese.paragraphs) == len(english.paragraphs) == 3


def test_units_of_another_zone_are_not_asked_for(world: World) -> None:
    other = Unit.objects.get(pk=world.other_zone.pk)
    write_year(world, year_of(Leaf((ON_TIME,))))
    with pytest.raises(Http404):
        kind_of("bulletin").clean(world.scope("supervision"), other, {"period": "2023-09"})
