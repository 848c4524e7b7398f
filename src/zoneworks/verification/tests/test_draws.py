"""A sample is drawn so that anybody can draw it again."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from zoneworks.audit.models import Event
from zoneworks.plans.models import Plan
from zoneworks.plans.services import close_month
from zoneworks.plans.tests.worlds import TODAY, World
from zoneworks.reports.models import Report
from zoneworks.reports.tests.reporting import OCTOBER, SEPTEMBER, refusal, submitted
from zoneworks.verification.models import Draw
from zoneworks.verification.queries_checks import draws_readable, is_reproduced, proposed_seed, unfinished_draws
from zoneworks.verification.services import draw_sample
from zoneworks.verification.tests.voices import check, confirmed, draw

pytestmark = pytest.mark.django_db
CODES = ("1.01.1", "1.01.2", "1.02.1", "1.02.2")


@pytest.fixture
def reports(plan: Plan, world: World) -> list[Report]:
    """Three confirmed, one submitted."""
    submitted(world, plan, CODES[3], persona="supervision", sure=True)
    return [confirmed(world, plan, code, persona="supervision") for code in CODES[:3]]


def test_it_is_drawn_from_the_confirmed_reports_of_the_month(world: World, reports: list[Report]) -> None:
    sample = draw(world, 2)
    assert sample.population == sorted((str(report.pk) for report in reports), key=int)
    assert (len(sample.drawn), sample.size) == (2, 2)
    assert set(sample.drawn) < set(sample.population)


def test_the_same_seed_is_the_same_draw_and_another_is_another(world: World, reports: list[Report]) -> None:
    first = draw(world, 2, "种子甲")
    assert draw(world, 2, " 种子甲 ") == first
    assert draw(world, 2, "种子乙") != first
    assert Draw.objects.count() == 2
    assert Event.objects.filter(verb="draw_sample").count() == 2


def test_drawing_again_proves_the_record_and_finds_it_changed(world: World, reports: list[Report]) -> None:
    sample = draw(world, 2)
    assert is_reproduced(sample)
    sample.drawn = list(reversed(sample.drawn))
    assert not is_reproduced(sample)
    sample.drawn, sample.digest = draw(world, 2).drawn, "0" * 64
    assert not is_reproduced(sample)


@pytest.mark.parametrize(("share", "size"), [(1, 1), (3333, 1), (3334, 2), (6667, 3), (10_000, 3)])
def test_a_share_counts_parts_up(world: World, reports: list[Report], share: int, size: int) -> None:
    assert draw(world, share=share).size == size


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"size": 0}, "size_unfit", "size"),
        ({"size": 4}, "size_unfit", "size"),
        ({"share": 0}, "share_unfit", "share"),
        ({"share": 10_001}, "share_unfit", "share"),
        ({"size": 1, "seed": " "}, "text_missing", "seed"),
        ({"size": 1, "seed": "x" * 65}, "text_too_long", "seed"),
        ({"size": 1, "persona": "leader"}, "not_yours", None),
        ({"size": 1, "persona": "outside_supervision"}, "not_yours", None),
        ({"size": 1, "today": SEPTEMBER}, "month_not_over", "month"),
        ({"size": 1, "today": date(2023, 10, 7)}, "nothing_to_draw", None),
    ],
)
def test_what_is_no_draw_is_refused_with_a_sentence(
    world: World, reports: list[Report], given: dict[str, object], code: str, field: str | None
) -> None:
    refused = refusal(lambda: draw(world, **given))
    assert (refused.code, refused.field) == (code, field)
    assert not Draw.objects.exists()


def test_how_many_must_be_said_once(world: World, reports: list[Report]) -> None:
    def asked(**how: int) -> object:
        scope = world.scope("supervision")
        return draw_sample(scope=scope, zone=world.zone, about=SEPTEMBER, seed="s", today=TODAY, **how)

    assert refusal(asked).code == "size_missing"
    assert refusal(lambda: asked(size=1, share=100)).code == "size_missing"


def test_a_month_that_runs_is_not_drawn_from(world: World, reports: list[Report]) -> None:
    scope = world.scope("supervision")
    refused = refusal(lambda: draw_sample(scope=scope, zone=world.zone, about=OCTOBER, seed="s", today=TODAY, size=1))
    assert refused.code == "month_not_over"


def test_the_database_keeps_one_of_the_same_draw(world: World, reports: list[Report]) -> None:
    sample = draw(world, 1)
    sample.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        sample.save(force_insert=True)


def test_the_seed_proposed_is_fixed_by_the_closing_of_the_month(
    world: World, reports: list[Report], plan: Plan
) -> None:
    assert proposed_seed(world.zone, SEPTEMBER, TODAY) == "A 2023-09 2023-10-08"
    confirmed_last = Report.objects.get(state="submitted")
    from zoneworks.reports.tests.settlements import confirm

    confirm(world, confirmed_last)
    close_month(scope=world.scope("supervision"), zone=world.zone, about=SEPTEMBER, today=TODAY)
    closed = proposed_seed(world.zone, SEPTEMBER, TODAY)
    assert closed.startswith("A 2023-09 closed 20")
    assert proposed_seed(world.zone, SEPTEMBER, date(2023, 11, 1)) == closed


def test_a_sample_is_unfinished_until_each_of_its_reports_was_checked(world: World, reports: list[Report]) -> None:
    sample = draw(world, 2)
    left = []
    for key in (None, *sample.drawn):
        if key:
            check(world, Report.objects.get(pk=int(key)), "true", draw=sample)
        left.append([count for _draw, count in unfinished_draws(world.zone, TODAY, date(2023, 1, 1))])
    assert left == [[2], [1], []]


@pytest.mark.parametrize(
    ("persona", "seen"),
    [("supervision", 1), ("leader", 1), ("officer", 0), ("outsider", 0), ("outside_supervision", 0)],
)
def test_samples_are_read_by_the_office_and_the_leaders(
    world: World, reports: list[Report], persona: str, seen: int
) -> None:
    draw(world)
    assert draws_readable(world.scope(persona), world.zone).count() == seen
