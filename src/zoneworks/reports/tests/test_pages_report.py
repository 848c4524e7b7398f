"""The page of one report: written, asked about, handed in, settled - and nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zoneworks.plans.models import Actual, Plan
from zoneworks.plans.services.closed_months import close_month
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, milestone, say
from zoneworks.reports.models import Report
from zoneworks.reports.services import return_reports, save_report
from zoneworks.reports.tests.reporting import AUGUST, SEPTEMBER, draft, fields_of, submitted

Enter = Callable[[str], Client]


def url_of(plan: Plan, code: str = "1.01.1", name: str = "report") -> str:
    return reverse(f"reports:{name}", args=[leaf(plan, code).pk, SEPTEMBER])


def typed(plan: Plan, **more: str) -> dict[str, str]:
    signed, share = indicator(plan).pk, indicator(plan, name="到位率").pk
    return {
        "progress": "走访企业二十家。", f"value-{signed}": "76", f"value-{share}": "", f"numerator-{share}": "45",
        f"denominator-{share}": "100", f"done_on-{milestone(plan).pk}": "2023-04-12", "seen": "", **more,
    }  # fmt: skip


@pytest.fixture
def client(enter: Enter) -> Client:
    return enter("officer")


def test_a_draft_is_saved_and_filled_in_again(plan: Plan, client: Client) -> None:
    answer = client.post(url_of(plan), typed(plan, save="1"), follow=True)

    report = Report.objects.get()
    assert (report.state, report.progress) == ("draft", "走访企业二十家。")
    assert "The draft is saved." in answer.content.decode()
    values = Page(answer).forms[-1].values
    assert values[f"value-{indicator(plan).pk}"] == "76"
    assert values[f"done_on-{milestone(plan).pk}"] == "2023-04-12"
    assert values["seen"] == "1"


def test_submitting_hands_it_to_the_office(plan: Plan, client: Client) -> None:
    answer = client.post(url_of(plan), typed(plan, submit="1"), follow=True)

    assert Report.objects.get().state == "submitted"
    assert "Submitted. It counts once" in answer.content.decode()
    assert {(fact.value, fact.confirmed_on) for fact in Actual.objects.filter(indicator=indicator(plan))} == {
        (76, None)
    }


@pytest.mark.parametrize("how", ["save", "submit"])
def test_a_form_sent_twice_is_taken_once_and_says_so_again(plan: Plan, client: Client, how: str) -> None:
    def send() -> str:
        proof = SimpleUploadedFile("清单.txt", "走访企业清单".encode())
        answer = client.post(url_of(plan), typed(plan, **{how: "1"}) | {"evidence": proof}, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    first, revision = send(), Report.objects.get().revision
    again = send()

    said = "Submitted. It counts once" if how == "submit" else "The draft is saved."
    assert said in first
    assert said in again
    assert Report.objects.get().revision == revision
    assert Report.objects.get().evidence.count() == 1


@pytest.mark.parametrize("text", ["12,5", "1,2,3", "1 2", "1e5", "NaN", "1,2345"])
def test_a_number_that_can_be_read_in_two_ways_is_not_guessed_at(plan: Plan, client: Client, text: str) -> None:
    answer = client.post(url_of(plan), typed(plan, save="1", **{f"value-{indicator(plan).pk}": text}))

    assert answer.status_code == 422
    assert f"“{text}” is not a number such as 1234.5." in Page(answer).text


@pytest.mark.parametrize("text", ["1,234.5", "１，２３４．５", "1 234.5", " 1234.50 "])
def test_a_number_is_taken_as_people_write_it(plan: Plan, client: Client, text: str) -> None:
    client.post(url_of(plan), typed(plan, save="1", **{f"value-{indicator(plan).pk}": text}))
    assert Report.objects.get().values.get(indicator=indicator(plan)).value == Decimal("1234.5")


def test_what_is_missing_is_said_beside_its_field_and_the_draft_is_kept(plan: Plan, client: Client) -> None:
    answer = client.post(url_of(plan), typed(plan, submit="1", progress="", **{f"value-{indicator(plan).pk}": ""}))

    words = Page(answer).text
    assert answer.status_code == 422
    assert "Say in a sentence or two how the work went this month." in words
    assert "“签约数” has no value." in words
    assert "The draft is saved, and not submitted yet." in words
    report = Report.objects.get()
    assert report.state == "draft"
    assert Page(answer).forms[-1].values["seen"] == str(report.revision)


def test_a_number_that_is_none_is_refused_beside_its_field_and_nothing_is_saved(plan: Plan, client: Client) -> None:
    answer = client.post(url_of(plan), typed(plan, save="1", **{f"value-{indicator(plan).pk}": "七十六"}))

    assert answer.status_code == 422
    assert "“七十六” is not a number such as 1234.5." in Page(answer).text
    assert "走访企业二十家。" in answer.content.decode()
    assert not Report.objects.exists()


def test_less_than_already_reached_is_asked_and_taken_once_the_person_is_sure(
    plan: Plan, world: World, client: Client
) -> None:
    say(world, "supervision", indicator(plan), AUGUST, 90)
    asked = client.post(url_of(plan), typed(plan, submit="1"))
    sure = f"sure-{indicator(plan).pk}"

    assert asked.status_code == 422
    assert f'name="{sure}"' in asked.content.decode()
    assert f'name="sure-{indicator(plan, name="到位率").pk}"' not in asked.content.decode()
    assert Report.objects.get().state == "draft"

    values = {name: value for name, value in Page(asked).forms[-1].values.items() if isinstance(value, str)}
    values |= {"progress": "走访企业二十家。", sure: "on", "submit": "1"}
    client.post(url_of(plan), values)
    assert Report.objects.get().state == "submitted"


def test_what_is_known_is_shown_with_where_it_comes_from(plan: Plan, world: World, client: Client) -> None:
    say(world, "supervision", indicator(plan), AUGUST, 61)
    page = Page(client.get(url_of(plan)))

    assert "Last confirmed: 61 projects on 31 Aug 2023." in page.text
    assert "Due by 30 Sep 2023: 75 projects. Target of the year: 100 projects." in page.text
    assert page.forms[-1].values[f"value-{indicator(plan).pk}"] == ""


def test_a_value_confirmed_for_the_day_itself_is_filled_in(plan: Plan, world: World, client: Client) -> None:
    say(world, "supervision", indicator(plan), SEPTEMBER, 77)
    page = Page(client.get(url_of(plan)))

    assert page.forms[-1].values[f"value-{indicator(plan).pk}"] == "77"
    assert "From: the value confirmed for 30 Sep 2023" in page.text


def test_two_people_at_one_report_see_both_versions_and_lose_nothing(plan: Plan, world: World, client: Client) -> None:
    draft(world, plan)
    item, scope = leaf(plan), world.scope("supervision")
    theirs = fields_of(plan, signed=72, progress="同事写的进展。")
    save_report(scope=scope, item=item, about=SEPTEMBER, fields=theirs, seen=1, today=TODAY)

    answer = client.post(url_of(plan), typed(plan, save="1", seen="1"))
    page, text = Page(answer), answer.content.decode()
    assert answer.status_code == 422
    assert "supervision changed the report" in page.text
    assert "同事写的进展。" in text
    assert "走访企业二十家。" in text
    assert page.forms[-1].values[f"value-{indicator(plan).pk}"] == "76"
    assert Report.objects.get().progress == "同事写的进展。"

    again = {**typed(plan, save="1"), "seen": str(page.forms[-1].values["seen"])}
    client.post(url_of(plan), again)
    assert Report.objects.get().progress == "走访企业二十家。"


def test_what_was_typed_into_a_report_a_colleague_submitted_is_shown(plan: Plan, world: World, client: Client) -> None:
    submitted(world, plan)
    answer = client.post(url_of(plan), typed(plan, save="1", seen="1"))

    assert answer.status_code == 422
    assert "What you typed was not saved" in Page(answer).text
    assert "走访企业二十家。" in answer.content.decode()
    assert Report.objects.get().progress == "本月新签约项目。"


def test_a_closed_month_is_read_and_not_written(plan: Plan, world: World, client: Client) -> None:
    close_month(scope=world.scope("supervision"), zone=world.zone, about=SEPTEMBER, today=TODAY)

    page = client.get(url_of(plan))
    assert "was closed on 8 Oct 2023" in page.content.decode()
    assert 'name="progress"' not in page.content.decode()
    assert client.post(url_of(plan), typed(plan, save="1")).status_code == 422
    assert not Report.objects.exists()


def test_taken_back_it_is_a_draft_again(plan: Plan, world: World, client: Client) -> None:
    report = submitted(world, plan)
    client.post(url_of(plan, name="take-back"), {"seen": str(report.revision)})
    assert Report.objects.get().state == "draft"


def test_the_office_confirms_and_goes_on_to_the_next_that_waits(plan: Plan, world: World, enter: Enter) -> None:
    first, second = submitted(world, plan), submitted(world, plan, "1.02.1")
    client = enter("supervision")
    assert reverse("reports:report", args=[leaf(plan, "1.02.1").pk, SEPTEMBER]) in Page(client.get(url_of(plan))).links

    told = {"seen": str(first.revision), "confirm": "1", "next": "1"}
    answer = client.post(url_of(plan, name="settle"), told)
    assert answer["Location"] == url_of(plan, "1.02.1")
    assert Report.objects.get(pk=first.pk).state == "confirmed"
    assert Report.objects.get(pk=second.pk).state == "submitted"


def test_returning_needs_a_reason_which_the_unit_reads(plan: Plan, world: World, enter: Enter) -> None:
    report = submitted(world, plan)
    office, settle = enter("supervision"), url_of(plan, name="settle")

    refused = office.post(settle, {"seen": str(report.revision), "return": "1", "reason": ""})
    assert refused.status_code == 422
    assert Report.objects.get().state == "submitted"

    office.post(settle, {"seen": str(report.revision), "return": "1", "reason": "附上合同。"})
    assert Report.objects.get().state == "returned"
    assert "附上合同。" in Page(enter("officer").get(url_of(plan))).text


def test_settling_what_was_taken_back_in_between_says_so(plan: Plan, world: World, enter: Enter) -> None:
    report = submitted(world, plan)
    enter("officer").post(url_of(plan, name="take-back"), {"seen": str(report.revision)})
    told = {"seen": str(report.revision), "confirm": "1"}
    answer = enter("supervision").post(url_of(plan, name="settle"), told, follow=True)
    assert Report.objects.get().state == "draft"
    assert "changed the report" in answer.content.decode()


def test_an_earlier_day_is_only_read(plan: Plan, client: Client) -> None:
    past = f"{url_of(plan)}?as_of=2023-10-01"
    assert 'name="progress"' not in client.get(past).content.decode()
    client.post(past, typed(plan, save="1"))
    assert not Report.objects.exists()


def test_what_people_typed_is_never_taken_as_markup(plan: Plan, world: World, client: Client, enter: Enter) -> None:
    report = submitted(world, plan, progress="<b onclick=x()>&1</b> 完成", next_steps="1 < 2")
    return_reports(
        scope=world.scope("supervision"), zone=world.zone, reports=[(report.pk, report.revision)], reason="a<b",
        today=TODAY,
    )  # fmt: skip
    text = enter("leader").get(url_of(plan)).content.decode()
    assert "<b onclick" not in text
    assert "1 &lt; 2" in text
    assert "a&lt;b" in text


@pytest.mark.parametrize("persona", ["officer", "supervision", "leader"])
def test_a_report_costs_the_same_statements_however_much_there_is(
    plan: Plan, world: World, enter: Enter, persona: str
) -> None:
    def cost() -> int:
        cache.clear()
        client.get(url_of(plan))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url_of(plan)).status_code == 200
        return len(queries)

    client = enter(persona)
    submitted(world, plan)
    before = cost()
    for code in ("1.02.1", "1.02.2", "1.01.2"):
        submitted(world, plan, code, persona="supervision")
        submitted(world, plan, code, AUGUST, persona="supervision", sure=True, signed=1)
    assert cost() <= before
    assert before <= 45
