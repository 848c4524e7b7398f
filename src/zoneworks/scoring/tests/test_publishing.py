"""Publishing, objecting, correcting, finalising."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zonekit.scoring import inputs_from_json, league_to_json, parse, score
from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.inbox.models import Message
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, leaf
from zoneworks.reports.models import Report
from zoneworks.reports.tests.reporting import refusal
from zoneworks.scoring import services
from zoneworks.scoring.choices import AppealState, PublicationState
from zoneworks.scoring.frozen import digest_of
from zoneworks.scoring.models import Appeal, Publication, Rulebook
from zoneworks.scoring.periods import period_named
from zoneworks.scoring.tests.scores import AUGUST, QUARTER, find_false, points, publish, total

LATER = date(2023, 10, 9)
AFTER = date(2023, 10, 16)


def object_to(world: World, publication: Publication, line: str, persona: str = "officer", token: str = "a1") -> Appeal:
    return services.appeal(
        scope=world.scope(persona), publication=publication, unit=world.investment, line=line,
        words="材料属实，请复核。", today=LATER, submission=token,
    )  # fmt: skip


def test_the_lines_of_a_sheet_sum_exactly_to_its_score(publication: Publication) -> None:
    for unit in ("A-INV", "A-INV-1"):
        assert sum(points(publication, unit).values(), Decimal(0)) == total(publication, unit)


def test_what_is_frozen_gives_the_same_scores_again(publication: Publication) -> None:
    data = publication.data
    again = score(parse(data["rulebook"]), inputs_from_json(data["inputs"]))

    assert league_to_json(again)["sheets"] == data["league"]["sheets"]
    assert digest_of(data) == publication.digest


def test_a_report_found_false_zeroes_its_item_and_counts(publication: Publication, plan: Plan) -> None:
    lines = points(publication, "A-INV")

    assert lines[f"items/{leaf(plan, '1.02.1').pk}"] == 0
    assert lines["false_reports"] == Decimal("-0.20")
    assert points(publication, "A-INV-1")["false_reports"] == 0


def test_reports_count_as_on_time_late_or_missing(publication: Publication) -> None:
    figures = {(unit, code): figure["actual"] for unit, code, figure in rows_of(publication)}

    assert figures["A-INV", "reports.on_time"] == "2"
    assert figures["A-INV-1", "reports.late"] == "1"
    # Three months, two rows each: the section sent one of six, late; investment two of six.
    assert (figures["A-INV", "reports.missing"], figures["A-INV-1", "reports.missing"]) == ("4", "5")


def rows_of(publication: Publication) -> list[tuple[str, str, dict[str, str]]]:
    inputs = inputs_from_json(publication.data["inputs"])
    return [
        (unit, code, {"actual": str((figure.actual or Decimal(0)).normalize())})
        for (unit, code), figure in inputs.figures.items()
    ]


def test_scores_are_published_once(world: World, publication: Publication) -> None:
    with pytest.raises(Overtaken):
        services.publish_scores(
            scope=world.scope("supervision"), zone=world.zone, period=period_named(QUARTER), today=LATER
        )
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("persona", ["leader", "officer", "administrator", "outside_supervision"])
def test_only_the_supervision_office_publishes(world: World, plan: Plan, rulebook: Rulebook, persona: str) -> None:
    def write() -> object:
        return services.publish_scores(
            scope=world.scope(persona), zone=world.zone, period=period_named(QUARTER), today=TODAY
        )

    assert refusal(write).code == "not_yours"
    assert not Publication.objects.exists()


@pytest.mark.parametrize(("period", "code"), [("2023Q4", "period_not_over"), ("2022Q3", "rulebook_missing")])
def test_a_period_needs_an_end_and_a_rulebook(
    world: World, plan: Plan, rulebook: Rulebook, period: str, code: str
) -> None:
    def write() -> object:
        return services.publish_scores(
            scope=world.scope("supervision"), zone=world.zone, period=period_named(period), today=TODAY
        )

    assert refusal(write).code == code


def test_objections_are_possible_for_working_days_with_make_up_days(publication: Publication) -> None:
    # 8 October 2023 was a Sunday on which people worked; five working days after it are Friday the 13th.
    assert publication.objections_until == date(2023, 10, 13)


def test_publishing_tells_the_units_and_is_on_record(world: World, publication: Publication) -> None:
    told = set(Message.objects.filter(kind="scores_published").values_list("user__username", flat=True))

    assert {"officer", "section_officer", "leader"} <= told
    assert not told & {"supervision", "outsider"}
    assert Event.objects.filter(verb="publish_scores", subject_id=str(publication.pk)).count() == 1


def test_an_upheld_objection_is_corrected_and_published_anew(world: World, publication: Publication) -> None:
    office = world.scope("supervision")
    made = object_to(world, publication, "false_reports")
    services.decide_appeal(scope=office, appeal=made, is_upheld=True, reason="复核后材料属实。", today=LATER)
    find_false(Report.objects.get(about=AUGUST), on=LATER, finding="true")

    again = services.republish_scores(scope=office, publication=publication, reason="更正核查结论。", today=LATER)

    publication.refresh_from_db()
    assert (publication.state, again.state, again.number) == ("replaced", "published", 2)
    assert (again.reason, again.as_of) == ("更正核查结论。", publication.as_of)
    assert points(again, "A-INV")["false_reports"] == 0
    assert total(again, "A-INV") > total(publication, "A-INV")
    assert total(again, "A-INV-1") == total(publication, "A-INV-1")


def test_nothing_is_published_anew_without_an_upheld_objection_or_a_correction(
    world: World, publication: Publication
) -> None:
    office = world.scope("supervision")

    def write() -> object:
        return services.republish_scores(scope=office, publication=publication, reason="更正", today=LATER)

    assert refusal(write).code == "nothing_upheld"
    made = object_to(world, publication, "false_reports")
    services.decide_appeal(scope=office, appeal=made, is_upheld=True, reason="属实", today=LATER)
    assert refusal(write).code == "nothing_changed"
    assert Publication.objects.count() == 1


def test_an_objection_is_refused_too_late_to_others_lines_and_twice(world: World, publication: Publication) -> None:
    def late() -> object:
        return services.appeal(
            scope=world.scope("officer"), publication=publication, unit=world.investment, line="", words="x",
            today=AFTER, submission="late",
        )  # fmt: skip

    assert refusal(late).code == "appeal_too_late"
    assert refusal(lambda: object_to(world, publication, "no_such_line")).code == "line_unknown"
    assert refusal(lambda: object_to(world, publication, "", "cooperating")).code == "not_yours"
    first = object_to(world, publication, "false_reports")
    assert object_to(world, publication, "false_reports").pk == first.pk
    assert refusal(lambda: object_to(world, publication, "false_reports", token="a2")).code == "appealed_already"


def test_an_objection_is_settled_once(world: World, publication: Publication) -> None:
    made = object_to(world, publication, "")
    services.withdraw_appeal(scope=world.scope("officer"), appeal=made, today=LATER)

    def decide() -> object:
        return services.decide_appeal(
            scope=world.scope("supervision"), appeal=made, is_upheld=False, reason="依据充分", today=LATER
        )

    assert refusal(decide).code == "appeal_settled"
    made.refresh_from_db()
    assert made.state == AppealState.WITHDRAWN


def test_scores_become_final_when_nothing_is_left_to_settle(world: World, publication: Publication) -> None:
    office = world.scope("supervision")

    def finalise(day: date) -> Publication:
        return services.finalise_scores(scope=office, publication=publication, today=day)

    assert refusal(lambda: finalise(LATER)).code == "objections_still_possible"
    made = object_to(world, publication, "")
    assert refusal(lambda: finalise(AFTER)).code == "appeals_open"
    services.decide_appeal(scope=office, appeal=made, is_upheld=False, reason="核查属实", today=AFTER)
    assert finalise(AFTER).state == PublicationState.FINAL
    with pytest.raises(Refused):
        object_to(world, Publication.objects.get(), "", token="a3")


def test_the_rank_before_is_that_of_the_quarter_before(world: World, plan: Plan, rulebook: Rulebook) -> None:
    services.publish_scores(
        scope=world.scope("supervision"), zone=world.zone, period=period_named("2023Q2"), today=date(2023, 7, 17)
    )
    publication = publish(world, plan)

    assert all(row["rank_before"] is not None for row in publication.data["league"]["rows"])
