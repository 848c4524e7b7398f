"""The pages of orders, walked by those who work with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.accounts.tests.visits import Page
from zoneworks.accounts.tests.worlds import TODAY, World
from zoneworks.supervision.models import Order
from zoneworks.supervision.tests.ordering import brought_to, filed

Enter = Callable[[str], Client]


def url_of(order: Order) -> str:
    return reverse("supervision:order", args=[order.pk])


def send(client: Client, order: Order, step: str, **typed: object) -> int:
    form = Page(client.get(url_of(order))).form(f"/{step}/")
    return client.post(form.action, {**form.values, **typed}).status_code


def test_an_order_is_carried_from_its_filing_to_its_end_on_its_pages(world: World, enter: Enter) -> None:
    office, unit = enter("supervision"), enter("officer")
    form = Page(office.get(reverse("supervision:new"))).forms[-1]
    typed = {
        "title": "加快项目落地",
        "content": "请反馈进展",
        "units": ["A-INV"],
        "helpers": ["A-SCI"],
        "basis": "minutes",
    }
    answer = office.post(form.action, {**form.values, "assign": "", **typed})
    order = Order.objects.get()
    assert answer["Location"] == url_of(order)

    assert [send(office, order, "assign"), send(unit, order, "accept"), send(unit, order, "start")] == [302] * 3
    assert send(unit, order, "report", words="已完成") == 302
    assert [send(office, order, "verify"), send(office, order, "close")] == [302] * 2
    order.refresh_from_db()
    assert order.state == "closed"
    assert "已完成" in unit.get(url_of(order)).content.decode()


def test_what_cannot_be_done_is_said_beside_its_field(world: World, enter: Enter) -> None:
    order = brought_to(world, "accept")
    unit = enter("officer")
    page = Page(unit.get(url_of(order)))
    form = page.form("/report/")
    assert "Ask for an extension" not in page.text
    late = reverse("supervision:take", args=[order.pk, "ask-extension"])
    answer = unit.post(late, {**form.values, "due": "2023-10-31", "reason": "用地未批"})
    assert answer.status_code == 422
    said = Page(answer).text
    assert "was due on 25 Sep 2023 and today is 8 Oct 2023" in said
    assert "用地未批" in answer.content.decode()


@pytest.mark.parametrize("words", ["加快", "1", "Bring"])
def test_the_board_finds_orders_by_matter_and_number(world: World, enter: Enter, words: str) -> None:
    order = filed(world)
    board = enter("officer").get(reverse("supervision:board"), {"text": words})
    assert url_of(order) in board.content.decode()
    assert board.wsgi_request.today == TODAY
