"""Who of a zone reads and writes what: the table of access, asked for page by page inside one zone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.zoneworks.whole_zone import DISPATCH, EVIDENCE, QUARTER, SEPTEMBER, WholeZone
from zoneworks.plans.tests.visits import visitor
from zoneworks.reports.models import Report

ALL = frozenset({
    "administrator", "leader", "supervision", "officer", "section_officer", "cooperating", "bystander", "deputy",
    "editor",
})  # fmt: skip
OFFICE, HEADS = {"supervision"}, {"supervision", "leader"}
OWN = {*HEADS, "officer"}
# The officer of a department works for its sections too; the holder of a post leads the second row of each project.
FIRST_ROW, SECOND_ROW = {*HEADS, "officer", "cooperating"}, {
    *HEADS, "officer", "section_officer", "cooperating", "deputy",
}  # fmt: skip
Where = Callable[[WholeZone], str]


def report_at(state: str, name: str = "report") -> Where:
    return lambda whole: reverse(f"reports:{name}", args=[whole.reports[state].item_id, SEPTEMBER])


def at(name: str, key: Callable[[WholeZone], object]) -> Where:
    return lambda whole: reverse(name, args=[key(whole)])


def evidence(whole: WholeZone) -> str:
    return reverse("reports:evidence", args=[whole.reports["submitted"].pk, whole.evidence.pk])


def order_file(whole: WholeZone) -> str:
    return reverse("supervision:file", args=[whole.order_file.step.order_id, whole.order_file.pk])


def order_step(step: str) -> Where:
    return lambda whole: reverse("supervision:take", args=[whole.order_file.step.order_id, step])


READ: list[tuple[str, Where, set[str] | frozenset[str]]] = [
    ("the issued plan", at("plans:plan", lambda whole: whole.plan.pk), ALL),
    ("a row of it", at("plans:item", lambda whole: whole.item.pk), ALL),
    ("why its light is so", at("plans:reason", lambda whole: whole.item.pk), ALL),
    ("its table", at("plans:table-workbook", lambda whole: whole.plan.pk), ALL),
    ("the draft of the next version", at("plans:plan", lambda whole: whole.next_plan.pk), HEADS),
    ("proposed indicators", at("plans:indicators", lambda whole: whole.plan.pk), HEADS),
    ("a draft report", report_at("draft"), FIRST_ROW),
    ("a submitted report", report_at("submitted"), FIRST_ROW),
    ("a returned report", report_at("returned"), SECOND_ROW),
    ("a confirmed report", report_at("confirmed"), SECOND_ROW),
    ("evidence", evidence, FIRST_ROW),
    ("a frozen bulletin", at("documents:edition", lambda whole: whole.edition.uid), ALL),
    ("a file somebody had made of it", at("documents:file", lambda whole: whole.made.uid), ALL),
    ("a file that is the asker's own", at("documents:file", lambda whole: whole.own.uid), OFFICE),
    ("a conference", at("answers:conference", lambda whole: whole.conference.pk), ALL),
    ("an order", at("supervision:order", lambda whole: whole.order_file.step.order_id), FIRST_ROW),
    ("a file of it", order_file, FIRST_ROW),
    ("the two lights of a row", at("verification:item", lambda whole: whole.item.pk), ALL),
    ("what a check found", at("verification:report", lambda whole: whole.reports["confirmed"].pk), SECOND_ROW),
    ("a sample", at("verification:sample", lambda whole: whole.sample.pk), HEADS),
    ("published scores", at("scoring:publication", lambda whole: whole.scores.publication.pk), ALL),
    ("scores before they are published", at("scoring:preview", lambda whole: QUARTER), HEADS),
    ("an appeal", at("scoring:appeal", lambda whole: whole.scores.appeal.pk), OWN),
    ("an entry", at("scoring:entry", lambda whole: whole.scores.entry.pk), OWN),
    ("the draft of a rulebook", at("scoring:rulebook", lambda whole: whole.scores.next_rulebook.pk), HEADS),
    ("the weekly dispatch", at("rhythm:dispatch", lambda whole: DISPATCH), HEADS),
    ("an import", at("imports:batch", lambda whole: whole.batch.pk), OFFICE),
    ("the file that was imported", at("imports:original", lambda whole: whole.batch.pk), OFFICE),
]
WRITTEN: list[tuple[str, Where, set[str]]] = [
    ("a draft report", report_at("draft"), {"officer", "supervision"}),
    ("a returned report", report_at("returned"), {"officer", "section_officer", "supervision"}),
    ("the return of a report", report_at("submitted", "settle"), OFFICE),
    ("the verification of an order", order_step("verify"), OFFICE),
    ("a report on an order", order_step("report"), {"officer"}),
    ("a finding", at("verification:report", lambda whole: whole.reports["submitted"].pk), OFFICE),
    ("the decision of an appeal", at("scoring:decide-appeal", lambda whole: whole.scores.appeal.pk), OFFICE),
    ("the withdrawal of an appeal", at("scoring:withdraw-appeal", lambda whole: whole.scores.appeal.pk), {"officer"}),
    ("a decision of the dispatch", at("rhythm:finish-decision", lambda whole: whole.decision.pk), OFFICE),
    ("a row of the next version", at("plans:rows", lambda whole: whole.next_plan.pk), OFFICE),
    ("the closing of a plan", at("plans:close", lambda whole: whole.plan.pk), OFFICE),
    ("the agenda", at("answers:agenda", lambda whole: whole.conference.pk), OFFICE),
    ("the acceptance of an import", at("imports:accept", lambda whole: whole.batch.pk), OFFICE),
]


def test_everything_is_read_by_those_of_the_table_and_by_nobody_else(whole: WholeZone) -> None:
    clients = {persona: visitor(whole.world, persona) for persona in ALL}
    found = {
        (what, persona): clients[persona].get(where(whole)).status_code
        for what, where, _readers in READ
        for persona in ALL
    }
    expected = {(what, persona): 200 if persona in readers else 404 for what, _at, readers in READ for persona in ALL}
    assert {key: status for key, status in found.items() if status != expected[key]} == {}


def test_whoever_may_not_write_finds_nothing_to_write_to(whole: WholeZone) -> None:
    before = list(Report.objects.order_by("pk").values())
    clients = {persona: visitor(whole.world, persona) for persona in ALL}
    found = {
        (what, persona): clients[persona].post(where(whole), {"seen": "1", "return": "1"}).status_code
        for what, where, writers in WRITTEN
        for persona in ALL - writers
    }
    assert {key: status for key, status in found.items() if status != 404} == {}
    assert list(Report.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("persona", ["bystander", "editor", "administrator"])
def test_lists_name_no_report_of_those_one_does_not_work_with(whole: WholeZone, persona: str) -> None:
    client = visitor(whole.world, persona)
    for name in ("desk:home", "reports:month"):
        page = client.get(reverse(name)).content.decode()
        for word in ("走访企业九十九家", EVIDENCE, *(report_at(state)(whole) for state in whole.reports)):
            assert word not in page, (name, word)
