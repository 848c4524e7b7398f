"""The pages of enterprises: what is found, what is shown of one, what is written from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from zoneworks.accounts.tests.visits import Page
from zoneworks.enterprises.choices import AssignedBy, FactKind
from zoneworks.enterprises.models import Enterprise, EnterpriseFact, EnterpriseName, Merge
from zoneworks.enterprises.rows import StatedClass
from zoneworks.enterprises.services import assign_class, list_above_scale
from zoneworks.enterprises.tests.known import WAN, make_firm, say, with_years
from zoneworks.enterprises.tests.worlds import TODAY, World, code_of, make_enterprise, make_enterprises
from zoneworks.enterprises.words import sum_of_money

Enter = Callable[[str], Client]


def url(name: str, *args: int) -> str:
    return reverse(f"enterprises:{name}", args=args)


def page(client: Client, name: str, *args: int, **query: str) -> Page:
    return Page(client.get(url(name, *args), query))


def own_form(client: Client, address: str, field: str) -> dict[str, str | list[str]]:
    """What the one form of a page that has the field would send."""
    [form] = [form for form in Page(client.get(address)).forms if field in form.values]
    return form.values


def send(client: Client, address: str, form_action: str, **values: str) -> int:
    """Fill the form of a page whose action holds the words, and send it; the status of the answer."""
    if not form_action:
        return client.post(address, {**own_form(client, address, next(iter(values))), **values}).status_code
    form = Page(client.get(address)).form(form_action)
    return client.post(form.action, {**form.values, **values}).status_code


# --- the list --------------------------------------------------------------------------------------------------------


def test_an_enterprise_is_found_by_two_characters_by_initials_and_by_its_code(world: World, enter: Enter) -> None:
    bearing, medicine = make_enterprise(world, 8), make_enterprise(world, 2)
    client = enter("officer")
    for words in ("轴承", "slzc", code_of(8)[-6:]):
        shown = page(client, "register", q=words).text
        assert bearing.name in shown, words
        assert medicine.name not in shown, words


def test_filters_narrow_and_the_form_keeps_them(world: World, enter: Enter) -> None:
    inside, outside = make_enterprise(world, 1), make_enterprise(world, 2, unit=world.science)
    list_above_scale(scope=world.scope("supervision"), enterprise=inside, since=date(2023, 1, 1))
    client = enter("supervision")
    assert outside.name not in page(client, "register", unit="A-INV").text
    assert outside.name not in page(client, "register", scale="1").text
    assert inside.name not in page(client, "register", scale="0").text
    assert "No enterprise like that" in page(client, "register", q="找不到").text
    assert inside.name in page(client, "register", unit="unknown", industry="ZZ", role="x", state="y", page="x").text


def test_the_list_sums_what_was_found(world: World, enter: Enter) -> None:
    for number in (1, 2):
        with_years(world, make_enterprise(world, number), 1000 * number, first=2022)
    shown = page(enter("officer"), "register").text
    assert "30 CNY million" in shown
    assert "of 2 enterprises" in shown


def test_the_list_costs_the_same_statements_however_many_there_are(
    world: World, enter: Enter, django_assert_max_num_queries: Callable[..., object]
) -> None:
    make_enterprises(world, 60)
    client = enter("supervision")
    client.get(url("register"))
    with django_assert_max_num_queries(24):
        answer = client.get(url("register"))
    assert answer.status_code == 200
    assert Page(client.get(url("register"), {"page": "2"})).text.count("号有限公司") == 10


# --- one enterprise --------------------------------------------------------------------------------------------------


def test_a_page_shows_figures_as_pictures_and_as_a_table(world: World, enter: Enter) -> None:
    enterprise = make_enterprise(world, 1)
    with_years(world, enterprise, 1000, 1500, 1900)
    answer = enter("officer").get(url("enterprise", enterprise.pk))
    assert answer.content.decode().count("<svg") >= 1
    shown = Page(answer).text
    assert "1,900" in shown
    assert "+26.7% from the year before" in shown


def test_a_doubtful_figure_is_hollow_until_somebody_confirms_it(world: World, enter: Enter) -> None:
    enterprise = make_enterprise(world, 1)
    with_years(world, enterprise, 2000, first=2021)
    say(world, enterprise, FactKind.REVENUE, 2022, 2100 * 10_000 * WAN)
    client = enter("officer")
    shown = page(client, "enterprise", enterprise.pk).text
    assert "The value is about 10,000 times" in shown
    fact = EnterpriseFact.objects.get(confirmed_on__isnull=True)
    assert client.post(url("settle-facts", enterprise.pk), {"fact": str(fact.pk), "do": "reject"}).status_code == 302
    fact.refresh_from_db()
    assert (fact.confirmed_on, fact.rejected_on) == (None, TODAY)
    assert "10,000 times" not in page(client, "enterprise", enterprise.pk).text


def test_a_ticked_figure_of_another_enterprise_is_not_settled(world: World, enter: Enter) -> None:
    enterprise, other = make_enterprise(world, 1), make_enterprise(world, 2)
    say(world, other, FactKind.TAX, 2022, -5)
    fact = EnterpriseFact.objects.get()
    enter("officer").post(url("settle-facts", enterprise.pk), {"fact": str(fact.pk), "do": "confirm"})
    fact.refresh_from_db()
    assert fact.confirmed_on is None


def test_figures_of_a_later_day_are_not_known_on_an_earlier_one(world: World, enter: Enter) -> None:
    enterprise = make_enterprise(world, 1)
    with_years(world, enterprise, 1777, first=2022)
    client = enter("officer")
    assert "1,777" in page(client, "enterprise", enterprise.pk).text
    earlier = page(client, "enterprise", enterprise.pk, as_of="2023-06-30").text
    assert "1,777" not in earlier
    assert "Record figures" not in earlier


def test_every_figure_is_told_with_its_source_and_can_be_withdrawn(world: World, enter: Enter) -> None:
    enterprise, client = make_enterprise(world, 1), enter("officer")
    with_years(world, enterprise, 1500, first=2022)
    say(world, enterprise, FactKind.REVENUE, 2022, 1600 * WAN)
    shown = page(client, "records", enterprise.pk, kind="revenue").text
    assert "Superseded" in shown
    assert "Statistical report" in shown
    last = enterprise.facts.latest("pk")
    for _time in range(2):
        assert client.post(url("withdraw", enterprise.pk, last.pk)).status_code == 302
    assert enterprise.facts.filter(value__isnull=True).count() == 1
    assert "Withdrawn" in page(client, "records", enterprise.pk).text
    figures, _history, told = page(client, "enterprise", enterprise.pk).text.partition("Figure withdrawn:")
    assert "1,600" not in figures
    assert "1,600" in told
    assert client.post(url("withdraw", make_enterprise(world, 2).pk, last.pk)).status_code == 404


def test_the_standing_shows_its_figures_and_its_source(world: World, enter: Enter) -> None:
    enterprise = make_enterprise(world, 1)
    scope = world.scope("supervision")
    assign_class(scope=scope, enterprise=enterprise, industry=StatedClass("3451", AssignedBy.REGISTER), today=TODAY)
    with_years(world, enterprise, 1500, first=2022)
    say(world, enterprise, FactKind.REVENUE, 2023, 1900 * WAN, month=9)
    shown = page(enter("officer"), "enterprise", enterprise.pk).text
    assert "About to cross upwards" in shown
    assert "2,533.33" in shown
    assert "Scope of the 'four above' enterprises" in shown
    listed = page(enter("officer"), "scale").text
    assert enterprise.name in listed
    assert "2,533" in listed


def test_a_role_is_given_and_ended_from_the_page(world: World, enter: Enter) -> None:
    enterprise, client = make_enterprise(world, 1), enter("officer")
    here = url("enterprise", enterprise.pk)
    assert send(client, here, "/roles/", role="chain_leading", basis="甲开〔2023〕9号") == 302
    held = enterprise.roles.get()
    assert (held.role, held.basis, held.until) == ("chain_leading", "甲开〔2023〕9号", None)
    assert send(client, here, f"/roles/{held.pk}/end/") == 302
    held.refresh_from_db()
    assert held.until == TODAY


def test_a_class_is_chosen_and_a_wrong_one_is_refused_beside_its_field(world: World, enter: Enter) -> None:
    enterprise, client = make_enterprise(world, 1), enter("officer")
    proposal = StatedClass("3451", AssignedBy.PROPOSED, 0.8, ({"text": "轴承", "field": "name", "weight": 1.0},))
    assign_class(scope=world.scope("supervision"), enterprise=enterprise, industry=proposal, today=TODAY)
    shown = page(client, "enterprise", enterprise.pk).text
    assert "轴承" in shown
    assert "fit 80%" in shown
    refused = client.post(url("choose-class", enterprise.pk), {"class_code": "9999", "token": "0" * 32})
    assert refused.status_code == 422
    assert "is no class of GB/T 4754-2017" in Page(refused).text
    assert client.post(url("choose-class", enterprise.pk), {"class_code": "3451", "token": "0" * 32}).status_code == 302
    enterprise.refresh_from_db()
    assert (enterprise.class_code, enterprise.class_by) == ("3451", AssignedBy.PERSON)


# --- entering and changing -------------------------------------------------------------------------------------------


def test_a_new_enterprise_is_entered_and_a_wrong_code_is_told(world: World, enter: Enter) -> None:
    client = enter("officer")
    values = {
        "name": "甲开发区示例新设有限公司", "unit": str(world.investment.pk), "state": "active", "capital": "500万元",
        "credit_code": code_of(77)[:-1] + ("A" if code_of(77)[-1] != "A" else "B"),
    }  # fmt: skip
    refused = client.post(url("new"), {**own_form(client, url("new"), "name"), **values})
    assert refused.status_code == 422
    assert "check digit" in Page(refused).text
    values["credit_code"] = code_of(77)
    assert send(client, url("new"), "", **values) == 302
    added = Enterprise.objects.get(credit_code=code_of(77))
    assert (added.capital_fen, added.unit) == (500 * WAN, world.investment)


def test_an_officer_adds_for_their_own_units_alone(world: World, enter: Enter) -> None:
    client = enter("officer")
    values = {"name": "示例有限公司", "unit": str(world.science.pk), "state": "active"}
    form = own_form(client, url("new"), "name")
    assert client.post(url("new"), {**form, **values}).status_code == 422
    assert not Enterprise.objects.exists()


def test_a_change_is_saved_and_a_colleagues_is_not_overwritten(world: World, enter: Enter) -> None:
    enterprise, client = make_enterprise(world, 1), enter("officer")
    form = own_form(client, url("change", enterprise.pk), "name")
    values = {**form, "unit": str(world.investment.pk), "state": "active", "name": enterprise.name}
    assert client.post(url("change", enterprise.pk), {**values, "address": "示例路8号"}).status_code == 302
    enterprise.refresh_from_db()
    assert enterprise.address == "示例路8号"
    late = client.post(url("change", enterprise.pk), {**values, "address": "示例路9号"})
    assert late.status_code == 422
    assert "A colleague changed" in Page(late).text


def test_a_new_name_keeps_the_old_one(world: World, enter: Enter) -> None:
    enterprise, client = make_enterprise(world, 1), enter("officer")
    assert send(client, url("rename", enterprise.pk), "", name="甲开发区示例改名有限公司") == 302
    assert EnterpriseName.objects.get().name == enterprise.name
    assert "改名" in page(client, "register", q=enterprise.name[4:8]).text


def test_figures_of_a_period_are_recorded_in_the_units_of_the_screen(world: World, enter: Enter) -> None:
    enterprise, client = make_enterprise(world, 1), enter("officer")
    values = {"span": "month", "year": "2023", "month": "9", "source": "statistics", "revenue": "１，２３４．５"}
    form = own_form(client, url("record", enterprise.pk), "year")
    sent = {**form, **values}
    assert client.post(url("record", enterprise.pk), {**sent, "month": ""}).status_code == 422
    for _time in range(2):
        assert client.post(url("record", enterprise.pk), sent).status_code == 302
    fact = EnterpriseFact.objects.get()
    assert (fact.value, fact.about, fact.span) == (12_345 * WAN // 10, date(2023, 9, 30), "month")


@pytest.mark.parametrize("wrong", [{"year": "1"}, {"revenue": "abc"}, {"month": "13", "span": "month"}, {}])
def test_figures_that_cannot_be_are_told(world: World, enter: Enter, wrong: dict[str, str]) -> None:
    enterprise, client = make_enterprise(world, 1), enter("officer")
    form = own_form(client, url("record", enterprise.pk), "year")
    sent = {**form, "span": "year", "year": "2022", "source": "statistics", **wrong}
    assert client.post(url("record", enterprise.pk), sent).status_code == 422
    assert not EnterpriseFact.objects.exists()


# --- doubles ---------------------------------------------------------------------------------------------------------


def test_doubles_are_listed_merged_by_a_person_and_taken_back(world: World, enter: Enter) -> None:
    one = make_enterprise(world, 1, name="天津示例电子有限公司")
    other = make_enterprise(world, 2, name="天津示例電子有限責任公司")
    client = enter("officer")
    listed = page(client, "doubles").text
    assert "same trade name and place, written differently" in listed
    assert "credit codes differ" in listed
    assert send(client, url("merge", one.pk, other.pk), "", kept=str(other.pk)) == 302
    merge = Merge.objects.get()
    assert (merge.kept, merge.gone, merge.reasons) == (other, one, ["same_name_other_form"])
    assert "No duplicates" in page(client, "doubles").text
    assert send(client, url("enterprise", other.pk), f"/merges/{merge.pk}/undo/") == 302
    assert client.get(url("enterprise", one.pk)).status_code == 200
    assert "No duplicates" in page(client, "doubles").text


def test_a_record_is_not_merged_with_itself_or_with_what_is_not_there(world: World, enter: Enter) -> None:
    firm, client = make_firm(world), enter("officer")
    assert client.get(url("merge", firm.enterprise.pk, firm.enterprise.pk)).status_code == 404
    assert client.get(url("merge", firm.enterprise.pk, firm.merge.gone_id)).status_code == 404


# --- classes ---------------------------------------------------------------------------------------------------------


def test_classes_are_proposed_for_all_and_confirmed_many_at_once(world: World, enter: Enter) -> None:
    enterprise = make_enterprise(world, 1, name="甲开发区示例轴承制造有限公司", business_scope="滚动轴承制造、销售")
    client = enter("officer")
    assert enterprise.name in page(client, "classes", state="missing").text
    assert client.post(url("propose-classes")).status_code == 302
    enterprise.refresh_from_db()
    assert (enterprise.class_code[:3], enterprise.class_by) == ("345", AssignedBy.PROPOSED)
    assert send(client, url("classes"), "/classes/confirm/") == 302
    enterprise.refresh_from_db()
    assert enterprise.class_by == AssignedBy.PERSON
    assert "No proposal waits" in page(client, "classes").text
    assert client.post(url("confirm-classes"), {"class": ["x", "1:9999", ""]}).status_code == 302


def test_a_proposal_that_is_hardly_sure_is_not_ticked_beforehand(world: World, enter: Enter) -> None:
    scope = world.scope("supervision")
    for number, score in ((1, 0.3), (2, 0.9)):
        proposal = StatedClass("3451", AssignedBy.PROPOSED, score)
        assign_class(scope=scope, enterprise=make_enterprise(world, number), industry=proposal, today=TODAY)
    ticked = Page(enter("officer").get(url("classes"))).form("/classes/confirm/").values["class"]
    sure = Enterprise.objects.order_by("pk")[1]
    assert ticked == [f"{sure.pk}:3451"]


@pytest.mark.parametrize("name", ["scale", "doubles", "classes", "workbook"])
def test_lists_cost_the_same_statements_however_many_there_are(world: World, enter: Enter, name: str) -> None:
    client = enter("supervision")
    costs = []
    for first in (1, 11):
        for number in range(first, first + (2 if first == 1 else 12)):
            enterprise = make_enterprise(world, number, name=f"示例同名{number // 2}有限公司")
            proposal = StatedClass("3451", AssignedBy.PROPOSED, 0.9)
            scope = world.scope("supervision")
            assign_class(scope=scope, enterprise=enterprise, industry=proposal, today=TODAY)
            with_years(world, enterprise, 1900, first=2022)
        client.get(url(name))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(name)).status_code == 200
        costs.append(len(asked))
    assert costs[0] >= costs[1] - 1, costs


# --- what nobody should send -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["register", "scale", "doubles", "classes", "workbook"])
def test_an_absurd_address_is_answered_as_if_it_asked_for_nothing(world: World, enter: Enter, name: str) -> None:
    make_enterprise(world, 1)
    client, odd = enter("supervision"), "9" * 40 + "'%\u200b{}"
    for field in ("q", "page", "unit", "park", "industry", "role", "scale", "state", "outlook"):
        assert client.get(url(name), {field: odd}).status_code == 200, field


@pytest.mark.parametrize("value", ["9" * 24, "-" + "9" * 24, "1e9", "NaN", "９" * 30])
def test_an_absurd_figure_is_told_or_waits(world: World, enter: Enter, value: str) -> None:
    enterprise, client = make_enterprise(world, 1), enter("officer")
    sent = {
        **own_form(client, url("record", enterprise.pk), "year"),
        "span": "year",
        "year": "2022",
        "source": "statistics",
        "revenue": value,
    }
    assert client.post(url("record", enterprise.pk), sent).status_code == 422
    assert not EnterpriseFact.objects.exists()


def test_an_address_of_no_enterprise_is_not_found(world: World, enter: Enter) -> None:
    for key in ("0", "9" * 30):
        assert enter("supervision").get(f"{url('register')}{key}/").status_code == 404


@pytest.mark.parametrize(
    ("language", "fen", "said"),
    [
        ("zh-hans", 35_069_160_000_000, ("3506.916", "亿元")),
        ("zh-hans", 610_000_000, ("610", "万元")),
        ("en", 35_069_160_000_000, ("350691.6", "CNY million")),
    ],
)
def test_a_sum_of_many_is_said_in_the_unit_people_use(language: str, fen: int, said: tuple[str, str]) -> None:
    with override(language):
        total, unit = sum_of_money(fen)
    assert (total, unit) == (Decimal(said[0]), said[1])
