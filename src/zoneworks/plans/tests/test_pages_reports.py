"""Reporting values and milestones on the page of a row, and settling them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from zoneworks.plans.models import Actual, MilestoneFact, Plan
from zoneworks.plans.services import close_plan
from zoneworks.plans.tests.visits import Form, Page
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, milestone, say
from zoneworks.units.models import ZoneProfile

Enter = Callable[[str], Client]
SEPTEMBER = date(2023, 9, 30)
HTMX = {"HX-Request": "true", "HX-Boosted": "true"}


def page_of(client: Client, plan: Plan, **query: str) -> Page:
    return Page(client.get(reverse("plans:item", args=[leaf(plan).pk]), query))


def value_form(client: Client, plan: Plan, name: str = "签约数") -> Form:
    return page_of(client, plan).form(f"/values/{indicator(plan, name=name).pk}/")


def step_form(client: Client, plan: Plan) -> Form:
    return page_of(client, plan).form(f"/milestones/{milestone(plan).pk}/")


def send(client: Client, form: Form, **typed: str) -> HttpResponse:
    return client.post(form.action, {**form.values, **typed})


def report(client: Client, plan: Plan, **typed: str) -> HttpResponse:
    return send(client, value_form(client, plan), **typed)


def the_error(response: HttpResponse) -> str:
    content = response.content.decode()
    return Page(response).text if "field-error" in content or "is-red" in content else ""


def test_the_form_is_filled_with_the_last_month_end_and_says_so(plan: Plan, enter: Enter) -> None:
    client = enter("officer")
    form, words = value_form(client, plan), page_of(client, plan).text

    assert form.values["about"] == "2023-09-30"
    assert form.values["value"] == ""
    assert "From: the last month end" in words
    assert "Due by 30 Sep 2023: 75 projects." in words


def test_the_form_says_what_its_own_month_asks_for_while_the_month_before_still_judges(
    plan: Plan, world: World, enter: Enter
) -> None:
    ZoneProfile.objects.filter(zone=world.zone).update(fixed_today=date(2023, 10, 3))
    words = page_of(enter("officer"), plan).text

    assert "Due by 30 Sep 2023: 75 projects." in words
    assert "The report for September is due by 5 October" in words


def test_what_was_said_of_the_date_is_filled_in_and_marked(plan: Plan, world: World, enter: Enter) -> None:
    say(world, "officer", indicator(plan), SEPTEMBER, 70)
    client = enter("supervision")

    assert value_form(client, plan).values["value"] == "70"
    assert "From: report of officer of 8 Oct 2023, not confirmed" in page_of(client, plan).text


def test_an_officers_value_is_submitted_and_waits(plan: Plan, enter: Enter) -> None:
    answer = report(enter("officer"), plan, value="７2", note="三季度")

    fact = Actual.objects.get()
    assert answer.status_code == 302
    assert (fact.value, fact.about, fact.note, fact.confirmed_on) == (72, SEPTEMBER, "三季度", None)
    assert fact.recorded_by.username == "officer"
    assert fact.recorded_on == TODAY


def test_the_supervision_offices_value_counts_at_once(plan: Plan, enter: Enter) -> None:
    client = enter("supervision")
    answer = client.get(report(client, plan, value="1,072", sure="on").url)

    assert Actual.objects.get().confirmed_on == TODAY
    assert "Recorded: 1,072 projects on 30 Sep 2023. It counts from today." in Page(answer).text


def test_a_form_sent_twice_is_recorded_once(plan: Plan, enter: Enter) -> None:
    client = enter("officer")
    form = value_form(client, plan)

    first, second = send(client, form, value="72"), send(client, form, value="72")

    assert first.status_code == second.status_code == 302
    assert Actual.objects.count() == 1
    assert send(client, value_form(client, plan), value="73").status_code == 302
    assert Actual.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"value": ""}, "Give the value."),
        ({"value": "seventy"}, "“seventy” is not a number such as 1234.5."),
        ({"value": "1e5"}, "“1e5” is not a number"),
        ({"value": "NaN"}, "“NaN” is not a number"),
        ({"value": "-5"}, "“签约数” cannot be -5: give 0 or more."),
        ({"value": "1.23456"}, "has more than four decimals"),
        ({"value": "5", "about": "2023-10-09"}, "has not come yet"),
        ({"value": "5", "about": "2022-12-31"}, "is not in 2023"),
        ({"value": "5", "about": "yesterday"}, "valid date"),
        ({"value": "5", "about": ""}, "required"),
        ({"value": "5", "token": "no token of ours"}, "Load the page again and repeat."),
    ],
)
def test_what_cannot_be_recorded_comes_back_with_a_sentence_and_the_typed_words(
    plan: Plan, enter: Enter, typed: dict[str, str], sentence: str
) -> None:
    answer = report(enter("officer"), plan, note="写了很久的说明", **typed)

    assert answer.status_code == 422
    assert sentence in the_error(answer)
    assert "写了很久的说明" in answer.content.decode()
    assert not Actual.objects.exists()


def test_a_doubtful_value_is_asked_about_and_recorded_when_the_person_is_sure(
    plan: Plan, world: World, enter: Enter
) -> None:
    say(world, "supervision", indicator(plan), date(2023, 8, 31), 60)
    client = enter("officer")
    form = value_form(client, plan)

    assert "sure" not in form.values
    asked = send(client, form, value="50")
    assert "50 projects is less than the 60 already reached on 31 Aug 2023." in the_error(asked)
    assert "It is right all the same" in the_error(asked)
    assert Actual.objects.count() == 1

    again = Page(asked).form(form.action)
    assert again.values["value"] == "50"
    assert send(client, again, sure="on").status_code == 302
    assert Actual.objects.get(value=50).confirmed_on is None


def test_a_rate_may_be_negative_but_is_asked_about(plan: Plan, enter: Enter) -> None:
    client = enter("officer")
    form = value_form(client, plan, "到位率")
    asked = send(client, form, value="-3.5")

    assert "is negative" in the_error(asked)
    assert send(client, Page(asked).form(form.action), sure="on").status_code == 302
    assert Actual.objects.get().value == Decimal("-3.5")


def test_a_rate_is_computed_from_what_it_is_made_of_and_shows_it(plan: Plan, enter: Enter) -> None:
    client = enter("supervision")
    form = value_form(client, plan, "到位率")

    assert "denominator" in form.values
    assert "denominator" not in value_form(client, plan).values
    half = send(client, form, numerator="30", value="")
    assert "Give both the numerator and a denominator greater than 0" in the_error(half)
    nothing = send(client, form, value="")
    assert "Give the value, or what it is computed from." in the_error(nothing)
    assert send(client, form, numerator="36", denominator="80", value="").status_code == 302
    assert Actual.objects.get().value == 45
    assert "36 of 80" in page_of(client, plan).text


def test_a_page_of_an_earlier_day_records_nothing_and_says_so(plan: Plan, enter: Enter) -> None:
    client = enter("officer")
    form = value_form(client, plan)
    past = page_of(client, plan, as_of="2023-06-30")

    assert "Go back to today to record or confirm." in past.text
    assert not [one for one in past.forms if "/values/" in one.action]
    answer = client.post(f"{form.action}?as_of=2023-06-30", {**form.values, "value": "5"})
    assert answer.status_code == 302
    assert not Actual.objects.exists()


def test_a_plan_closed_meanwhile_says_so_on_the_page_of_the_row(plan: Plan, world: World, enter: Enter) -> None:
    client = enter("officer")
    form = value_form(client, plan)
    close_plan(scope=world.scope("supervision"), plan=plan)

    answer = client.post(form.action, {**form.values, "value": "5"}, follow=True)

    assert "is closed and takes no more changes" in Page(answer).text
    assert not Actual.objects.exists()


def test_an_address_of_a_form_leads_back_to_the_row(plan: Plan, enter: Enter) -> None:
    client = enter("officer")
    answer = client.get(value_form(client, plan).action)
    assert answer["Location"] == reverse("plans:item", args=[leaf(plan).pk])


def test_an_indicator_of_another_row_is_not_reported_here(plan: Plan, enter: Enter) -> None:
    other = indicator(plan, "1.02.1")
    url = reverse("plans:record-value", args=[leaf(plan).pk, other.pk])
    assert enter("supervision").post(url, {"value": "5"}).status_code == 404


def test_a_refused_form_swapped_by_htmx_keeps_the_address_of_the_row(plan: Plan, enter: Enter) -> None:
    client = enter("officer")
    form = value_form(client, plan)
    answer = client.post(form.action, {**form.values, "value": "-5"}, headers=HTMX)

    assert answer.status_code == 200
    assert answer["HX-Push-Url"] == "false"
    assert "cannot be -5" in the_error(answer)
    assert "autofocus" in answer.content.decode()


# --- milestones ------------------------------------------------------------------------------------------------------


def test_a_milestone_is_reported_and_withdrawn(plan: Plan, enter: Enter) -> None:
    client = enter("supervision")
    assert "Withdraw what was reported" not in page_of(client, plan).text

    assert send(client, step_form(client, plan), done_on="2023-04-14").status_code == 302
    form = step_form(client, plan)
    assert form.values["done_on"] == "2023-04-14"
    assert client.post(form.action, {**form.values, "done_on": "", "withdraw": "1"}).status_code == 302
    assert list(MilestoneFact.objects.order_by("pk").values_list("done_on", flat=True)) == [date(2023, 4, 14), None]


@pytest.mark.parametrize("done_on", ["", "2023-10-09", "2022-04-01", "soon"])
def test_a_milestone_is_reached_on_a_day_of_the_year_that_has_come(plan: Plan, enter: Enter, done_on: str) -> None:
    client = enter("officer")
    answer = send(client, step_form(client, plan), done_on=done_on)

    assert answer.status_code == 422
    assert the_error(answer)
    assert not MilestoneFact.objects.exists()


# --- settling --------------------------------------------------------------------------------------------------------


@pytest.fixture
def waiting(plan: Plan, world: World, enter: Enter) -> Plan:
    """Two values and a milestone that wait."""
    say(world, "officer", indicator(plan), SEPTEMBER, 70)
    say(world, "officer", indicator(plan, name="到位率"), SEPTEMBER, 44)
    client = enter("officer")
    send(client, step_form(client, plan), done_on="2023-04-14")
    return plan


def test_all_reports_of_a_row_are_confirmed_at_once(waiting: Plan, enter: Enter) -> None:
    client = enter("supervision")
    form = page_of(client, waiting).form("/reports/confirm/")

    assert len(form.values["report"]) == 3
    answer = client.get(send(client, form).url)
    assert "3 reports confirmed." in Page(answer).text
    assert not Actual.objects.filter(confirmed_on=None).exists()
    assert MilestoneFact.objects.get().confirmed_by.username == "supervision"
    again = client.get(send(client, form).url)
    assert "Nothing was confirmed" in Page(again).text


def test_only_ticked_reports_of_this_very_row_are_confirmed(waiting: Plan, world: World, enter: Enter) -> None:
    elsewhere = say(world, "supervision", indicator(waiting, "1.02.1"), SEPTEMBER, 1)
    Actual.objects.filter(pk=elsewhere.pk).update(confirmed_on=None, confirmed_by=None)
    client = enter("supervision")
    form = page_of(client, waiting).form("/reports/confirm/")
    first = form.values["report"][0]

    client.post(form.action, {**form.values, "report": [first, f"v{elsewhere.pk}", "v999999", "x1"]})

    confirmed = Actual.objects.exclude(confirmed_on=None).values_list("pk", flat=True)
    assert [f"v{key}" for key in confirmed] == [first]


def test_a_returned_report_says_why_and_counts_for_nothing(waiting: Plan, enter: Enter) -> None:
    client, fact = enter("supervision"), Actual.objects.get(indicator__name="签约数")
    url = reverse("plans:return-report", args=[leaf(waiting).pk, f"v{fact.pk}"])

    asked = client.get(url)
    assert "70 projects" in Page(asked).text
    assert "field-error" in client.post(url, {"note": " "}).content.decode()
    assert client.post(url, {"note": "请附合同"}).status_code == 302

    fact.refresh_from_db()
    assert (fact.return_note, fact.returned_by.username) == ("请附合同", "supervision")
    seen = page_of(enter("officer"), waiting).text
    assert "Returned, to be corrected" in seen
    assert "30 Sep 2023, 70 projects: 8 Oct 2023 · supervision · 请附合同" in seen
    assert "请附合同" not in page_of(enter("section_officer"), waiting).text
    assert client.get(url, follow=True).redirect_chain
    assert value_form(enter("officer"), waiting).values["value"] == ""
    report(enter("officer"), waiting, value="69")
    assert "Returned, to be corrected" not in page_of(enter("officer"), waiting).text


HOLLOW = {"supervision": True, "leader": True, "officer": True, "cooperating": True, "section_officer": False}


@pytest.mark.parametrize(("persona", "sees"), [*HOLLOW.items(), ("administrator", False)])
def test_what_is_not_confirmed_is_seen_by_those_who_work_on_the_row(
    waiting: Plan, enter: Enter, persona: str, sees: bool
) -> None:
    client = enter(persona)
    row = client.get(reverse("plans:item", args=[leaf(waiting).pk])).content.decode()
    table = Page(client.get(reverse("plans:facts", args=[leaf(waiting).pk]))).text
    fact = Actual.objects.filter(indicator__name="签约数").get()
    one = client.get(reverse("plans:facts", args=[leaf(waiting).pk]), {"report": f"v{fact.pk}"})
    reason = client.get(reverse("plans:reason", args=[leaf(waiting).pk])).content.decode()

    assert ("is-hollow" in row) == sees
    assert ("Submitted, to be confirmed" in row) == sees
    assert ("70 projects" in row) == sees
    assert ("70" in table) == sees
    assert one.status_code == (200 if sees else 404)
    assert ("is-hollow" in reason) == sees
    assert ("Confirm those ticked" in row) == (persona == "supervision")
