"""Who reads and does what with orders; a stranger finds nothing at any address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse

from zoneworks.accounts.access import Scope
from zoneworks.accounts.tests.worlds import INSIDERS, STRANGERS, TODAY, World
from zoneworks.common.errors import Refused
from zoneworks.documents.kinds import kind_of
from zoneworks.supervision.choices import StepKind
from zoneworks.supervision.models import Order, OrderFile, OrderStep
from zoneworks.supervision.pages.actions import ACTIONS
from zoneworks.supervision.queries import open_orders_of_subject, order_or_none, orders_of_subject, orders_readable
from zoneworks.supervision.tests.ordering import DEFAULTS, VERBS, brought_to, filed, step

Enter = Callable[[str], Client]
READERS = {"leader", "supervision", "officer", "cooperating"}
PICTURE = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def addresses(order: Order) -> list[str]:
    slugs = [action.slug for action in ACTIONS.values()]
    return [
        reverse("supervision:order", args=[order.pk]),
        *(reverse("supervision:take", args=[order.pk, slug]) for slug in slugs),
        *(reverse("supervision:file", args=[order.pk, one.pk]) for one in OrderFile.objects.all()),
    ]


@pytest.fixture
def order(world: World) -> Order:
    made = brought_to(world, "accept", subject=("item", "1"))
    evidence = SimpleUploadedFile("落地情况.pdf", PICTURE, "application/pdf")
    step(world, made, "report", files=[evidence])
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_finds_nothing_whatever_they_send(world: World, order: Order, enter: Enter, persona: str) -> None:
    client, before = enter(persona), OrderStep.objects.count()
    typed = {"words": "X", "reason": "X", "seen": str(order.revision), "token": "0" * 32, "order": f"{order.pk}:1"}
    for url in addresses(order):
        assert client.get(url).status_code in {404, 405}, url
        assert client.post(url, typed).status_code in {404, 405}, url
        assert client.get(f"{url}?zone=A").status_code == 404, url
    for name in ("board", "workbook", "new", "assign", "urge"):
        url = f"{reverse(f'supervision:{name}')}?zone=A"
        assert client.get(url).status_code == 404, name
        assert client.post(url, typed).status_code == 404, name
    assert OrderStep.objects.count() == before


@pytest.mark.parametrize("persona", STRANGERS)
def test_the_board_of_a_stranger_never_holds_our_orders(world: World, order: Order, enter: Enter, persona: str) -> None:
    for name in ("board", "workbook"):
        answer = enter(persona).get(reverse(f"supervision:{name}"), {"state": "all"})
        assert answer.status_code in {200, 404}
        assert order.title not in answer.content.decode(errors="ignore")


@pytest.mark.parametrize("persona", [*INSIDERS, "province_officer", *STRANGERS])
def test_orders_are_read_by_those_who_work_with_them(world: World, order: Order, persona: str) -> None:
    scope = world.scope(persona)
    may = persona in READERS | {"province_officer"}
    assert (order_or_none(scope, order.pk) is not None) == may
    assert orders_readable(scope, world.zone).exists() == may
    assert orders_of_subject(scope, world.zone, "item", ["1"]).exists() == may


def test_the_holder_of_the_post_that_leads_reads_the_order(world: World) -> None:
    order = filed(world, leader=world.chief)
    assert order_or_none(world.scope("leader"), order.pk) == order


def test_the_section_of_a_unit_is_not_the_unit(world: World) -> None:
    of_section = filed(world, unit=world.section, helpers=())
    assert order_or_none(world.scope("section_officer"), of_section.pk)
    assert order_or_none(world.scope("officer"), of_section.pk)
    assert not order_or_none(world.scope("section_officer"), filed(world).pk)


UNIT_VERBS = ("accept", "start", "report", "ask")
OFFICE_VERBS = ("return", "verify", "close", "strike_off", "grant", "refuse", "suspend", "resume", "hold")


@pytest.mark.parametrize("persona", [*INSIDERS, *STRANGERS])
@pytest.mark.parametrize("verb", [*UNIT_VERBS, *OFFICE_VERBS])
def test_each_step_is_taken_by_those_whose_it_is(world: World, order: Order, verb: str, persona: str) -> None:
    allowed = {"officer"} if verb in UNIT_VERBS else {"supervision"}
    given = {"seen": order.revision, "submission": "s", "today": TODAY, **DEFAULTS.get(verb, {})}
    try:
        VERBS[verb](scope=Scope(world.users[persona]), order=order, **given)
        code = ""
    except Refused as refused:
        code = refused.code
    assert (code != "not_yours") == (persona in allowed)


@pytest.mark.parametrize("persona", [*INSIDERS, *STRANGERS])
def test_notices_are_had_by_those_who_may_read_the_order(world: World, order: Order, persona: str) -> None:
    kind, scope = kind_of("order_notice"), world.scope(persona)
    try:
        arguments = kind.clean(scope, world.zone, {"order": order.pk})
        made = kind.build(scope, world.zone, arguments, lambda done, total: None)
        assert order.title_shown in str(made.blocks)
        may = kind.may_make(scope, world.zone)
    except Http404:
        may = False
    assert may == (persona in READERS)


def test_a_file_is_handed_to_those_who_may_read_the_order(world: World, order: Order, enter: Enter) -> None:
    url = reverse("supervision:file", args=[order.pk, OrderFile.objects.get().pk])
    assert b"".join(enter("cooperating").get(url).streaming_content) == PICTURE  # type: ignore[attr-defined]
    assert enter("administrator").get(url).status_code == 404


def test_open_orders_of_a_thing_are_known_to_the_versions_of_a_plan(world: World, order: Order) -> None:
    assert open_orders_of_subject(world.zone, "item", ["1", "2"]) == [order]
    for verb in ("verify", "close"):
        step(world, order, verb, TODAY)
    assert open_orders_of_subject(world.zone, "item", ["1"]) == []
    assert OrderStep.objects.filter(order=order, kind=StepKind.CLOSE).exists()
