"""The page of a row: what it says of its light, its figures, its facts, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zoneworks.plans.bridge import kept_tables
from zoneworks.plans.models import Actual, Indicator, Item, Plan
from zoneworks.plans.services import (
    change_item,
    draft_next_version,
    issue_plan,
    propose_indicator,
    set_leaders,
)
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import TODAY, World, battlefields, indicator, leaf, make_plan, say

Enter = Callable[[str], Client]
SEPTEMBER = date(2023, 9, 30)


@pytest.fixture
def told(plan: Plan, world: World) -> Plan:
    """A row that is behind with one indicator and far behind with a milestone."""
    say(world, "supervision", indicator(plan), date(2023, 6, 30), 40)
    say(world, "supervision", indicator(plan), SEPTEMBER, 60)
    say(world, "supervision", indicator(plan, name="到位率"), SEPTEMBER, 44)
    return plan


def row_page(client: Client, plan: Plan, **query: str) -> Page:
    return Page(client.get(reverse("plans:item", args=[leaf(plan).pk]), query))


def test_a_row_says_its_light_the_reason_and_the_figures(told: Plan, enter: Enter) -> None:
    words = row_page(enter("administrator"), told).text

    assert "Far behind" in words
    assert "Progress 79.5% against 87.5% scheduled by 30 Sep 2023" in words
    assert "How this light came about" in words
    assert "签约数: 60 on 30 Sep 2023, 75 due by 30 Sep 2023, target 100 projects." in words
    assert "发布清单: due 15 Apr 2023, 176 days late." in words
    assert "Product default" in words
    assert "recorded by supervision on 8 Oct 2023" in words
    assert "Judged by Yinchuan red, yellow and green lights (2025)" in words


def test_every_figure_opens_to_the_report_that_makes_it(told: Plan, enter: Enter) -> None:
    client = enter("administrator")
    page = row_page(client, told)
    used = Actual.objects.get(value=60)
    [link] = {url for url in page.links if f"report=v{used.pk}" in url}

    report = Page(client.get(link)).text
    assert "60 projects" in report
    assert "Confirmed" in report
    assert "40 projects" not in report
    everything = Page(client.get(reverse("plans:facts", args=[leaf(told).pk]))).text
    assert "40 projects" in everything
    assert client.get(reverse("plans:facts", args=[leaf(told).pk]), {"report": "v999999"}).status_code == 404
    assert client.get(reverse("plans:facts", args=[leaf(told).pk]), {"report": "v1;drop"}).status_code == 200


def test_a_figure_of_another_row_is_not_told_here(told: Plan, enter: Enter) -> None:
    used = Actual.objects.first()
    other = reverse("plans:facts", args=[leaf(told, "1.02.1").pk])
    assert enter("supervision").get(other, {"report": f"v{used.pk}"}).status_code == 404


def test_an_earlier_day_shows_what_was_known_on_it(told: Plan, world: World, enter: Enter) -> None:
    client = enter("administrator")
    Actual.objects.filter(value=40).update(recorded_on=date(2023, 7, 3), confirmed_on=date(2023, 7, 5))
    told.revision += 1
    told.save()

    then = row_page(client, told, as_of="2023-07-31").text
    assert "as known on 31 Jul 2023" in then
    assert "40 projects" in then
    assert "60 projects" not in then
    before = row_page(client, told, as_of="2023-07-04").text
    assert "40 projects" not in before


@pytest.mark.parametrize("as_of", ["0001-01-01", "1948-12-31", "9999-12-31", "2023-02-30", "x" * 500])
def test_a_date_nobody_can_look_at_is_put_aside_with_a_sentence(told: Plan, enter: Enter, as_of: str) -> None:
    words = row_page(enter("administrator"), told, as_of=as_of).text
    assert "the page shows today." in words
    assert "as known on 8 Oct 2023" in words


def test_the_facts_of_a_row_lead_to_the_rows_they_share(world: World, enter: Enter) -> None:
    plan = make_plan(world, tags=battlefields(world))
    page = row_page(enter("leader"), plan)

    for query in ("unit=A-INV", "unit=A-SCI&duty=cooperating", "leader=R1", "battlefield=investment"):
        assert [url for url in page.links if url.endswith(query)], query
    assert "50% of its heading" in page.text
    assert "written “2023年12月底”" in page.text
    assert "签约数累计达到3个" in page.text


def test_the_basis_names_its_sources_and_opens_only_safe_addresses(told: Plan, enter: Enter) -> None:
    Item.objects.filter(pk=leaf(told).pk).update(
        basis_kind="document",
        basis="甲委发〔2023〕2号",
        basis_sources=[
            {"publisher": "甲开发区", "publisher_en": "Zone A", "date": "2023-02-13", "address": "https://a.example/1"},
            {"publisher": "乙报", "address": "javascript:alert(1)"},
            "https://b.example/page",
            {"date": "not a date", "address": None},
        ],
    )
    page = row_page(enter("administrator"), told)

    assert {"https://a.example/1", "https://b.example/page"} <= set(page.links)
    assert not [url for url in page.links if url.startswith("javascript")]
    for words in ("Zone A", "13 Feb 2023", "乙报", "b.example", "甲委发〔2023〕2号"):
        assert words in page.text


def test_an_indicator_says_which_register_will_feed_it(told: Plan, enter: Enter) -> None:
    Indicator.objects.filter(pk=indicator(told).pk).update(register="investment.signed_count")
    words = row_page(enter("administrator"), told).text
    assert "Entered by hand until the register that feeds it exists." in words
    assert "investment.signed_count" not in words


def test_a_heading_states_both_lights_and_shows_the_rows_below(told: Plan, enter: Enter) -> None:
    client = enter("administrator")
    heading = leaf(told).parent
    page = Page(client.get(reverse("plans:item", args=[heading.pk])))

    assert "By the lights below it" in page.text
    assert "By its own weighted progress" in page.text
    assert "Of 2 rows below: 2 red." in page.text
    assert "The worst of the rows below" in page.text
    for code in ("1.01.1", "1.01.2"):
        assert reverse("plans:item", args=[leaf(told, code).pk]) in page.links
    top = Page(client.get(reverse("plans:item", args=[heading.parent.pk])))
    assert "Sub-project 4" in top.text
    assert "of the plan" in top.text


def test_the_reason_is_a_page_and_a_piece_for_htmx(told: Plan, enter: Enter) -> None:
    client, url = enter("administrator"), reverse("plans:reason", args=[leaf(told).pk])
    whole, piece = client.get(url), client.get(url, headers={"HX-Request": "true"})

    for answer in (whole, piece):
        assert "176 days late" in answer.content.decode()
    assert "<html" in whole.content.decode()
    assert "<html" not in piece.content.decode()


def test_history_tells_reports_and_changes_newest_first_and_in_pages(told: Plan, world: World, enter: Enter) -> None:
    set_leaders(scope=world.scope("supervision"), item=leaf(told), posts=[world.deputy])
    for number in range(20):
        say(world, "supervision", indicator(told), date(2023, 4, 1) + timedelta(days=number), number)
    client = enter("administrator")
    first, second = row_page(client, told).text, row_page(client, told, page="2").text

    assert "签约数 on 20 Apr 2023: 19 projects" in first
    assert "签约数 on 1 Apr 2023: 0 projects" not in first
    assert "签约数 on 1 Apr 2023: 0 projects" in second
    assert "Leaders changed" in second
    assert second.index("签约数 on 1 Apr 2023") < second.index("Leaders changed")
    assert row_page(client, told, page="none").text


def test_changes_of_a_draft_are_not_told_to_those_who_may_not_open_it(plan: Plan, world: World, enter: Enter) -> None:
    scope = world.scope("supervision")
    draft = draft_next_version(scope=scope, plan=plan)
    change_item(scope=scope, item=leaf(draft), name="保密的新名称")

    assert "保密的新名称" in row_page(enter("supervision"), plan).text
    assert "保密的新名称" not in row_page(enter("officer"), plan).text


def test_a_row_of_a_replaced_version_leads_to_the_new_one(plan: Plan, world: World, enter: Enter) -> None:
    scope = world.scope("supervision")
    newer = issue_plan(scope=scope, plan=draft_next_version(scope=scope, plan=plan), today=TODAY)
    page = row_page(enter("officer"), plan)

    assert reverse("plans:item", args=[leaf(newer).pk]) in page.links
    assert not [form for form in page.forms if "/values/" in form.action]


def test_proposed_indicators_are_mentioned_to_those_who_confirm_them(plan: Plan, world: World, enter: Enter) -> None:
    proposal = {"name": "新增企业数", "unit": "家", "kind": "cumulative"}
    propose_indicator(scope=world.scope("supervision"), item=leaf(plan), **proposal)

    assert "1 more is proposed and counts for nothing." in row_page(enter("supervision"), plan).text
    assert "新增企业数" in row_page(enter("leader"), plan).text  # in the history
    assert "新增企业数" not in row_page(enter("officer"), plan).text
    assert "proposed" not in row_page(enter("officer"), plan).text


def test_what_people_typed_is_never_taken_as_markup(plan: Plan, world: World, enter: Enter) -> None:
    nasty = '<script>alert("x")</script>'
    Item.objects.filter(pk=leaf(plan).pk).update(name=nasty, name_en=nasty, goal=nasty, goal_en="", site=nasty)
    Indicator.objects.filter(pk=indicator(plan).pk).update(name=nasty, unit=nasty, unit_en="", register=nasty)
    content = enter("supervision").get(reverse("plans:item", args=[leaf(plan).pk])).content.decode()

    assert nasty not in content
    assert "&lt;script&gt;" in content


@pytest.mark.parametrize("persona", ["supervision", "officer", "administrator"])
def test_a_row_costs_the_same_statements_however_much_there_is(world: World, enter: Enter, persona: str) -> None:
    client, counts = enter(persona), {}
    for projects, reports in ((2, 2), (2, 2), (7, 40)):  # the first version has none before it to compare with
        plan = make_plan(world, projects=projects)
        for number in range(reports):
            say(world, "supervision", indicator(plan), date(2023, 4, 1) + timedelta(days=number), number)
            say(world, "officer", indicator(plan), date(2023, 6, 1) + timedelta(days=number), number)
        row = leaf(plan)
        for name, key in (("item", row.pk), ("item", row.parent_id), ("reason", row.pk), ("facts", row.pk)):
            cache.clear()
            kept_tables.cache_clear()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(f"plans:{name}", args=[key])).status_code == 200
            counts.setdefault((name, key == row.pk), []).append(len(captured))

    for page, (_first, small, great) in counts.items():
        assert small == great <= 70, (page, small, great)
