"""The answer that two records are two enterprises: kept, no longer proposed, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.accounts.tests.visits import Page
from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.enterprises.models import Distinct, Enterprise
from zoneworks.enterprises.services import (
    add_name,
    change_enterprise,
    merge_enterprises,
    name_reader,
    set_confidential,
    take_answer_back,
    tell_apart,
    undo_merge,
)
from zoneworks.enterprises.tests.worlds import TODAY, World, code_of, make_enterprise

Enter = Callable[[str], Client]
Pair = tuple[Enterprise, Enterprise]
NAME = "天津示例双胞轴承有限公司"


@pytest.fixture
def pair(world: World) -> Pair:
    return make_enterprise(world, 1, name=NAME), make_enterprise(world, 2, name=NAME)


def url(name: str, *args: int) -> str:
    return reverse(f"enterprises:{name}", args=args)


def listed(client: Client, **query: str) -> bool:
    return NAME in client.get(url("doubles"), query).content.decode()


def apart(world: World, pair: Pair, reason: str = "", persona: str = "officer") -> Distinct:
    return tell_apart(scope=world.scope(persona), one=pair[1], other=pair[0], today=TODAY, reason=reason)


# --- services --------------------------------------------------------------------------------------------------------


def test_the_answer_is_kept_once_with_who_when_and_why(world: World, pair: Pair) -> None:
    answer = apart(world, pair, "代码均有效，两个法人")
    assert apart(world, (pair[1], pair[0]), "另一个理由", "supervision") == answer
    assert (answer.first, answer.second) == pair
    assert (answer.decided_by, answer.decided_on) == (world.users["officer"], TODAY)
    assert answer.reason == "代码均有效，两个法人"
    told = Event.objects.filter(verb="tell_apart").values_list("subject_id", flat=True)
    assert sorted(told) == sorted(str(one.pk) for one in pair)


def test_taken_back_twice_is_once_and_it_can_be_said_again(world: World, pair: Pair) -> None:
    answer = apart(world, pair)
    for _twice in range(2):
        take_answer_back(scope=world.scope("supervision"), answer=answer, today=TODAY)
    answer.refresh_from_db()
    assert answer.withdrawn_by == world.users["supervision"]
    assert Event.objects.filter(verb="take_answer_back").count() == 2  # one under each of the two
    assert apart(world, pair).pk != answer.pk


def test_two_said_to_be_two_are_not_merged_until_the_answer_is_taken_back(world: World, pair: Pair) -> None:
    scope, (one, other) = world.scope("officer"), pair
    answer, third = apart(world, pair), make_enterprise(world, 3)
    with pytest.raises(Refused, match="two enterprises on"):
        merge_enterprises(scope=scope, kept=one, gone=other, today=TODAY)
    merge_enterprises(scope=scope, kept=third, gone=other, today=TODAY)
    with pytest.raises(Refused, match="two enterprises on"):  # by way of a third
        merge_enterprises(scope=scope, kept=third, gone=one, today=TODAY)
    answer = Distinct.objects.get(pk=answer.pk)
    take_answer_back(scope=scope, answer=answer, today=TODAY)
    assert merge_enterprises(scope=scope, kept=third, gone=one, today=TODAY).undone_on is None


def test_who_merged_first_is_not_contradicted(world: World, pair: Pair) -> None:
    merge_enterprises(scope=world.scope("officer"), kept=pair[0], gone=pair[1], today=TODAY)
    with pytest.raises(Overtaken):
        apart(world, pair, persona="supervision")


def test_a_merge_undone_is_such_an_answer(world: World, pair: Pair) -> None:
    scope = world.scope("officer")
    merge = merge_enterprises(scope=scope, kept=pair[1], gone=pair[0], today=TODAY)
    for _twice in range(2):
        undo_merge(scope=scope, merge=merge, today=TODAY)
    [answer] = Distinct.objects.all()
    assert (answer.first, answer.second, answer.withdrawn_on) == (*pair, None)


def test_only_who_writes_both_says_so(world: World, pair: Pair) -> None:
    elsewhere = make_enterprise(world, 5, unit=world.science)
    for one, other, persona in (
        (*pair, "section_officer"), (*pair, "leader"), (*pair, "outsider"), (pair[0], elsewhere, "officer"),
    ):  # fmt: skip
        with pytest.raises(Refused):
            tell_apart(scope=world.scope(persona), one=one, other=other, today=TODAY)
    with pytest.raises(Refused, match="told apart from itself"):
        tell_apart(scope=world.scope("officer"), one=pair[0], other=pair[0], today=TODAY)
    assert not Distinct.objects.exists()


# --- pages -----------------------------------------------------------------------------------------------------------


def by_former_name(world: World) -> Pair:
    one, other = make_enterprise(world, 1, name=NAME), make_enterprise(world, 2, name="天津别名制药有限公司")
    add_name(scope=world.scope("officer"), enterprise=other, kind="former", name=NAME)
    return one, other


def by_address(world: World) -> Pair:
    address = "示例大道九十九号三层"
    one = make_enterprise(world, 1, name=NAME, address=address)
    return one, make_enterprise(world, 2, name="北京示例双胞轴承有限公司", address=address, credit_code="")


def by_code(world: World) -> Pair:
    """No two that stand have the same code; without one the same name says it."""
    one, other = make_enterprise(world, 1, name=NAME), make_enterprise(world, 2, name=NAME + "分")
    change_enterprise(scope=world.scope("officer"), enterprise=other, credit_code="")
    Enterprise.objects.filter(pk=other.pk).update(name=NAME, name_key=one.name_key)
    return one, other


@pytest.mark.parametrize("make", [by_former_name, by_address, by_code])
def test_an_answered_pair_is_no_longer_proposed_whatever_made_it_look_like_one(
    world: World, enter: Enter, make: Callable[[World], Pair]
) -> None:
    pair, client = make(world), enter("officer")
    assert listed(client)
    form = Page(client.get(url("doubles"))).form("/apart/")
    for _twice in range(2):
        assert client.post(form.action, form.values).status_code == 302
    client.get(url("register"))  # what was done is told once, by name
    assert not listed(client)
    assert Distinct.objects.get().first == pair[0]
    form = Page(client.get(url("doubles"), {"state": "answered"})).form("/back/")
    for _twice in range(2):
        assert client.post(form.action, form.values).status_code == 302
    client.get(url("register"))
    assert listed(client)
    assert not listed(client, state="answered")


def test_the_reason_is_told_where_the_two_are_compared(world: World, pair: Pair, enter: Enter) -> None:
    client, address = enter("officer"), url("merge", *(one.pk for one in pair))
    form = Page(client.get(address)).form("/apart/")
    client.post(form.action, {**form.values, "reason": "两家都在生产"})
    page = Page(client.get(address))
    assert "两家都在生产" in page.text
    assert "kept" not in {name for form in page.forms for name in form.values} or "once this answer" in page.text
    assert "两家都在生产" in Page(client.get(url("doubles"), {"state": "answered"})).text
    assert "Compare and merge" not in Page(client.get(url("enterprise", pair[0].pk))).text


@pytest.mark.parametrize("reason", ["\x00", "长" * 301])
def test_a_reason_that_cannot_be_kept_is_refused_with_a_sentence(
    world: World, pair: Pair, enter: Enter, reason: str
) -> None:
    client = enter("officer")
    answer = client.post(url("tell-apart", *(one.pk for one in pair)), {"reason": reason}, follow=True)
    assert answer.status_code == 200
    assert not Distinct.objects.exists()


def test_an_answer_about_a_confidential_one_is_listed_for_its_readers_alone(
    world: World, pair: Pair, enter: Enter
) -> None:
    apart(world, pair)
    for one in pair:
        set_confidential(scope=world.scope("supervision"), enterprise=one, is_confidential=True)
    assert not listed(enter("officer"), state="answered")
    assert enter("officer").post(url("take-answer-back", *(one.pk for one in pair))).status_code == 404
    for one in pair:
        name_reader(scope=world.scope("supervision"), enterprise=one, reader=world.users["officer"])
    assert listed(enter("officer"), state="answered")


@pytest.mark.parametrize("persona", ["outsider", "outside_supervision", "cooperating", "section_officer", "leader"])
def test_whoever_does_not_write_both_finds_neither_step(world: World, pair: Pair, enter: Enter, persona: str) -> None:
    apart(world, pair)
    client, keys = enter(persona), [one.pk for one in pair]
    assert client.post(url("tell-apart", *keys)).status_code == 404
    assert client.post(url("take-answer-back", *keys)).status_code == 404
    assert listed(client, state="answered") == (persona in {"leader", "section_officer"})
    assert Distinct.objects.filter(withdrawn_on__isnull=True).count() == 1


def test_the_answers_cost_the_same_statements_however_many_there_are(
    world: World, enter: Enter, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = enter("officer")
    for number in range(1, 21):
        name = f"{NAME}{number}"
        two = (make_enterprise(world, number, name=name), make_enterprise(world, 100 + number, name=name))
        apart(world, two)
    with django_assert_max_num_queries(20):
        page = client.get(url("doubles"), {"state": "answered"})
    assert page.content.decode().count(code_of(120)) == 1
