"""The list of plans, the page of one, the acts on it, its proposed indicators, its workbooks, the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zonekit.plans import load_rule_sets
from zoneworks.audit.models import Event
from zoneworks.plans.choices import IndicatorState
from zoneworks.plans.models import Indicator, Item, Plan
from zoneworks.plans.pages.proposals import passage_of
from zoneworks.plans.services import NewItem, add_items, draft_next_version, issue_plan
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import TODAY, World, cumulative, indicator, leaf, make_plan, rate, say

Enter = Callable[[str], Client]


def url(name: str, *args: int) -> str:
    return reverse(f"plans:{name}", args=args)


def page(client: Client, name: str, *args: int, **query: str) -> Page:
    return Page(client.get(url(name, *args), query))


@pytest.fixture
def proposed(world: World) -> Plan:
    """A draft whose goals became proposed indicators."""
    plan = make_plan(world, is_issued=False)
    Indicator.objects.filter(item__plan=plan).update(state=IndicatorState.PROPOSED)
    return plan


# --- versions --------------------------------------------------------------------------------------------------------


def test_the_list_counts_every_level_of_every_version(plan: Plan, world: World, enter: Enter) -> None:
    draft = draft_next_version(scope=world.scope("supervision"), plan=plan)
    words = page(enter("supervision"), "all").text

    assert "Category 1 · Key project 2 · Sub-project 4" in words
    assert "Draft" in words
    assert "Drafts are seen by the supervision office and the leaders alone." in words
    assert "甲开〔2023〕1号" in words
    assert url("plan", draft.pk) not in page(enter("officer"), "all").links


def test_the_list_costs_the_same_statements_however_many_plans_there_are(
    plan: Plan, world: World, enter: Enter
) -> None:
    client, counts = enter("supervision"), []
    client.get(url("all"))
    for _size in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(url("all"))
        counts.append(len(captured))
        for _more in range(4):
            make_plan(world)
    assert counts[0] == counts[1] <= 20


def test_a_zone_without_a_plan_says_what_to_do_next(world: World, enter: Enter) -> None:
    maker, reader = enter("supervision"), enter("officer")

    for name in ("board", "all"):
        assert reverse("imports:new") in page(maker, name).links
        words = page(reader, name)
        assert reverse("imports:new") not in words.links
        assert "The supervision office has not issued a plan yet." in words.text


def test_the_page_of_a_plan_names_its_rules_and_what_is_uncertain_about_them(plan: Plan, enter: Enter) -> None:
    words = page(enter("administrator"), "plan", plan.pk).text

    assert "Yinchuan red, yellow and green lights (2025)" in words
    assert "less than 10 points behind (not published: inferred)" in words
    assert "document number not known" in words
    assert "To be confirmed" in words
    assert "Plan issued" in words
    assert "Issue …" not in words


def test_issuing_asks_first_and_then_puts_the_plan_in_force(proposed: Plan, enter: Enter) -> None:
    client = enter("supervision")
    asked = page(client, "issue", proposed.pk)
    proposed.refresh_from_db()

    assert proposed.state == "draft"
    assert "8 proposed indicators are not confirmed and count for nothing." in asked.text
    form = asked.forms[-1]
    answer = client.post(url("issue", proposed.pk), form.values)
    assert answer["Location"] == url("plan", proposed.pk)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.issued_on) == ("issued", TODAY)
    assert client.get(url("issue", proposed.pk)).status_code == 302
    late = client.post(url("issue", proposed.pk), form.values)
    assert late.status_code == 422
    assert "has been issued" in Page(late).text


def test_an_act_on_what_a_colleague_changed_meanwhile_is_asked_again(
    proposed: Plan, world: World, enter: Enter
) -> None:
    client = enter("supervision")
    form = page(client, "discard", proposed.pk).forms[-1]
    add_items(scope=world.scope("supervision"), plan=proposed, items=[NewItem({"name": "新增任务"})])

    answer = client.post(url("discard", proposed.pk), form.values)
    assert answer.status_code == 422
    assert "A colleague changed" in Page(answer).text
    assert Plan.objects.filter(pk=proposed.pk).exists()
    assert client.post(url("discard", proposed.pk), Page(answer).forms[-1].values).status_code == 302
    assert not Plan.objects.filter(pk=proposed.pk).exists()


def test_a_plan_is_closed_and_copied_only_after_a_question(plan: Plan, world: World, enter: Enter) -> None:
    client = enter("supervision")
    say(world, "officer", indicator(plan), date(2023, 9, 30), 70)

    assert client.post(url("next", plan.pk), page(client, "next", plan.pk).forms[-1].values).status_code == 302
    assert Plan.objects.filter(state="draft", version=2).exists()
    form = page(client, "close", plan.pk).forms[-1]
    say(world, "officer", indicator(plan), date(2023, 9, 30), 71)
    assert client.post(url("close", plan.pk), form.values).status_code == 302
    plan.refresh_from_db()
    assert plan.state == "closed"


def test_the_rules_of_a_draft_are_chosen_beside_what_they_say(draft: Plan, enter: Enter) -> None:
    client = enter("supervision")
    shown = page(client, "change", draft.pk)
    assert all(rules.name.en in shown.text for rules in load_rule_sets())
    form = shown.forms[-1]

    answer = client.post(url("change", draft.pk), {**form.values, "rule_set": "wuhan", "title": "新标题"})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.rule_set, draft.title) == ("wuhan", "新标题")
    refused = client.post(url("change", draft.pk), {**form.values, "title": " "})
    assert "field-error" in refused.content.decode()


def test_an_issued_plan_is_not_changed_in_place(plan: Plan, enter: Enter) -> None:
    client = enter("supervision")
    assert client.get(url("change", plan.pk))["Location"] == url("plan", plan.pk)
    refused = client.post(url("change", plan.pk), {"title": "另一标题", "rule_set": "wuhan"})
    assert "changes only in a new version" in Page(refused).text


def test_what_was_done_to_a_plan_is_told_in_pages(plan: Plan, world: World, enter: Enter) -> None:
    for number in range(30):
        Event.objects.create(
            at="2023-10-08T08:00:00Z", zone=world.zone, verb="record_actuals", subject_kind="plan",
            subject_id=str(plan.pk), details={"count": number + 1000},
        )  # fmt: skip
    client = enter("administrator")
    assert "1,029 in all" in page(client, "plan", plan.pk).text
    assert "Plan issued" not in page(client, "plan", plan.pk).text
    assert "Plan issued" in page(client, "plan", plan.pk, page="2").text


# --- proposed indicators ---------------------------------------------------------------------------------------------


def test_a_proposal_stands_beside_the_passage_it_was_read_from(proposed: Plan, enter: Enter) -> None:
    Item.objects.filter(pk=leaf(proposed).pk).update(goal="全年签约优质项目100个，确保开门红。", goal_en="")
    content = enter("supervision").get(url("indicators", proposed.pk)).content.decode()

    assert "全年签约优质项目<mark>100个</mark>" in content
    assert "the goal as a whole" in content  # of the other rows, whose text has no such figure


@pytest.mark.parametrize(
    ("goal", "name", "target", "unit", "passage"),
    [
        ("盘活存量土地400亩，新签项目10个。", "盘活存量土地", 400, "亩", ("盘活存量土地", "400亩", "")),
        ("甲项目5个；乙项目5个，丙。", "乙项目", 5, "个", ("乙项目", "5个", "")),
        ("盘活存量土地400亩。", "盘活存量土地", 300, "亩", None),
        ("没有数字的目标", "目标", 3, "个", None),
        ("", "目标", None, "个", None),
    ],
)
def test_the_passage_is_the_clause_that_holds_the_figure(
    goal: str, name: str, target: int | None, unit: str, passage: tuple[str, str, str] | None
) -> None:
    one = Indicator(item=Item(goal=goal), name=name, unit=unit, target=None if target is None else Decimal(target))
    found = passage_of(one, 2023, [])
    assert (None if found is None else (found.before, found.figure, found.after)) == passage


def test_ticked_proposals_are_confirmed_at_once(proposed: Plan, enter: Enter) -> None:
    client = enter("supervision")
    form = page(client, "indicators", proposed.pk).form("/indicators/confirm/")
    assert len(form.values["indicator"]) == 8
    ticked = form.values["indicator"][:3]

    answer = client.post(form.action, {**form.values, "indicator": [*ticked, "x", "9" * 40]}, follow=True)
    assert "3 indicators count now." in Page(answer).text
    confirmed = Indicator.objects.filter(state=IndicatorState.CONFIRMED).values_list("pk", flat=True)
    assert sorted(map(str, confirmed)) == sorted(ticked)
    nothing = client.post(form.action, {}, follow=True)
    assert "Nothing was ticked" in Page(nothing).text


def test_all_proposals_with_a_target_are_confirmed_after_a_question(proposed: Plan, enter: Enter) -> None:
    Indicator.objects.filter(pk=indicator(proposed).pk).update(target=None)
    client = enter("supervision")
    asked = page(client, "confirm-all", proposed.pk)

    assert "Left out, without an annual target" in asked.text
    client.post(url("confirm-all", proposed.pk), asked.forms[-1].values)
    assert Indicator.objects.filter(state=IndicatorState.CONFIRMED).count() == 7


def test_a_rejected_proposal_is_kept_aside_and_can_be_confirmed_later(proposed: Plan, enter: Enter) -> None:
    client, one = enter("supervision"), indicator(proposed)
    client.post(url("reject-indicator", proposed.pk, one.pk))
    one.refresh_from_db()
    assert one.state == IndicatorState.REJECTED

    aside = page(client, "indicators", proposed.pk, state="rejected")
    assert one.name in aside.text
    form = aside.form("/indicators/confirm/")
    assert "indicator" not in form.values
    client.post(form.action, {**form.values, "indicator": [str(one.pk)]})
    one.refresh_from_db()
    assert one.state == IndicatorState.CONFIRMED


def test_a_proposal_is_corrected_with_its_schedule_and_confirmed(proposed: Plan, enter: Enter) -> None:
    client, one = enter("supervision"), indicator(proposed)
    form = page(client, "change-indicator", proposed.pk, one.pk).forms[-1]
    assert (form.values["due-20230331"], form.values["target"]) == ("25", "100")

    typed = {"name": "优质项目签约数", "target": "120", "due-20231231": "120", "due-20230331": "", "confirm": "1"}
    answer = client.post(url("change-indicator", proposed.pk, one.pk), {**form.values, **typed, "direction": "higher",
                         "kind": "cumulative"})  # fmt: skip

    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.name, one.target, one.state) == ("优质项目签约数", 120, IndicatorState.CONFIRMED)
    assert list(one.schedule.values_list("value", flat=True)) == [50, 75, 120]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"target": "many"}, "is not a number"),
        ({"name": ""}, "required"),
        ({"due-20230630": "x"}, "is not a number"),
        ({"name": "到位率"}, "already has an indicator called"),
        ({"seen": "0"}, "A colleague changed"),
        ({"target": "", "confirm": "1"}, "has no annual target"),
    ],
)
def test_a_wrong_correction_comes_back_and_changes_nothing(
    proposed: Plan, enter: Enter, typed: dict[str, str], sentence: str
) -> None:
    client, one = enter("supervision"), indicator(proposed)
    Item.objects.filter(pk=one.item_id).update(revision=7)
    form = page(client, "change-indicator", proposed.pk, one.pk).forms[-1]
    answer = client.post(
        url("change-indicator", proposed.pk, one.pk),
        {**form.values, "kind": "cumulative", "direction": "higher", "unit": "家", **typed},
    )

    assert answer.status_code == 422
    assert sentence in Page(answer).text
    one.refresh_from_db()
    assert (one.name, one.target, one.unit, one.state) == ("签约数", 100, "个", IndicatorState.PROPOSED)


def test_a_confirmed_indicator_of_an_issued_plan_is_not_offered_for_change(
    plan: Plan, world: World, enter: Enter
) -> None:
    client, one = enter("supervision"), indicator(plan)
    shown = page(client, "indicators", plan.pk, state="confirmed")

    assert one.name in shown.text
    assert url("change-indicator", plan.pk, one.pk) not in shown.links
    refused = client.post(url("reject-indicator", plan.pk, one.pk), follow=True)
    assert "changes only in a new version" in Page(refused).text


def test_proposals_cost_the_same_statements_however_many_there_are(world: World, enter: Enter) -> None:
    client, counts = enter("supervision"), []
    for projects in (1, 9):
        plan = make_plan(world, is_issued=False, projects=projects)
        Indicator.objects.filter(item__plan=plan).update(state=IndicatorState.PROPOSED)
        client.get(url("indicators", plan.pk))
        with CaptureQueriesContext(connection) as captured:
            client.get(url("indicators", plan.pk))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 25


def test_a_plan_of_rates_and_counts_shows_both_in_its_proposals(world: World, enter: Enter) -> None:
    plan = make_plan(world, is_issued=False, projects=1, leaves=1)
    row = NewItem({"name": "其他任务"}, parent=leaf(plan).parent_id, indicators=[
        cumulative("新增数", 12, is_confirmed=False, schedule=()), rate("完成率", 90)])  # fmt: skip
    add_items(scope=world.scope("supervision"), plan=plan, items=[row])
    assert "a twelfth each month" in page(enter("leader"), "indicators", plan.pk).text


# --- rules and workbooks ---------------------------------------------------------------------------------------------


def test_the_rules_say_who_published_what_and_how_sure_it_is(plan: Plan, enter: Enter) -> None:
    shown = page(enter("administrator"), "rules")

    for rules in load_rule_sets():
        assert rules.name.en in shown.text
        assert rules.address is None or rules.address in shown.links
    assert shown.text.count("due 5 days after the end of the month") == len(load_rule_sets())
    for words in ("10 to 30 points behind", "60% to 80% of the schedule", "Not applied yet", "reported by the press"):
        assert words in shown.text
    assert url("plan", plan.pk) in shown.links


def cells(content: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_the_workbook_of_the_board_holds_what_is_seen(plan: Plan, enter: Enter) -> None:
    client = enter("officer")
    whole = cells(client.get(url("board-workbook")).content)
    narrowed = cells(client.get(url("board-workbook"), {"unit": "A-INV-1"}).content)

    assert any("Sub-project 1.1" in cell for cell in whole)
    assert not any("Sub-project 1.1" in cell for cell in narrowed)
    assert any("Sub-project 1.2" in cell for cell in narrowed)


@pytest.mark.parametrize(("language", "title"), [("en", "Zone A: breakdown"), ("zh-hans", "甲开发区2023年")])
def test_the_table_leaves_in_either_language(plan: Plan, enter: Enter, language: str, title: str) -> None:
    answer = enter("officer").get(url("table-workbook", plan.pk), {"language": language})

    assert [cell for cell in cells(answer.content) if cell.startswith(title)]
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''Plan%202023%20version%201")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert "no-store" in answer["Cache-Control"]


def test_the_sheet_of_values_is_that_of_the_period_and_of_ones_own_rows(plan: Plan, enter: Enter) -> None:
    client = enter("section_officer")
    june = cells(client.get(url("actuals-workbook", plan.pk), {"period": "2023-06-30"}).content)
    unknown = cells(client.get(url("actuals-workbook", plan.pk), {"period": "2023-13-45"}).content)

    assert any("2023-06-30" in cell for cell in june)
    assert any("2023-09-30" in cell for cell in unknown)
    assert "Sub-project 1.2" in june
    assert "Sub-project 1.1" not in june


def test_a_plan_that_takes_no_reports_gives_no_sheet_for_them(draft: Plan, world: World, enter: Enter) -> None:
    client = enter("supervision")
    assert client.get(url("actuals-workbook", draft.pk)).status_code == 404
    issue_plan(scope=world.scope("supervision"), plan=draft, today=TODAY)
    assert client.get(url("actuals-workbook", draft.pk)).status_code == 200


def test_every_download_is_on_record_and_off_the_page_of_the_plan(plan: Plan, enter: Enter) -> None:
    client = enter("leader")
    for name, args in (("board-workbook", ()), ("table-workbook", (plan.pk,)), ("actuals-workbook", (plan.pk,))):
        client.get(url(name, *args), {"unit": "A-INV"})

    events = Event.objects.filter(verb="export").order_by("pk")
    assert [event.details["what"] for event in events] == ["board", "table", "actuals"]
    assert {event.user.username for event in events} == {"leader"}
    assert events[0].details["query"] == "unit=A-INV"
    assert "export" not in page(client, "plan", plan.pk).text
    assert "download" not in page(client, "plan", plan.pk).text.lower().replace("download", "", 1)
