"""Enterprises left out of the pool: in no list any more, folded away with who and why, put back, never by an import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.audit.models import Event
from zoneworks.chains.brief import Brief
from zoneworks.chains.models import Chain, Gap, LeftOut, PoolEnterprise
from zoneworks.chains.services import PoolRow, import_pool, leave_out, put_back
from zoneworks.chains.targets import left_out_of, targets_of
from zoneworks.chains.tests.test_sheets_pool import send
from zoneworks.chains.tests.worlds import TODAY, World, fill, keep_gaps
from zoneworks.common.errors import Refused

Enter = Callable[[str], Client]
NAMES = ("沪信信号设备有限公司", "石家庄通号电气有限公司", "成都火锅底料有限公司")
ROWS = tuple(
    PoolRow(name, class_code=code, products=products)
    for name, code, products in zip(NAMES, ("3716", "3716", "1469"), (("信号设备",), (), ("火锅底料",)), strict=True)
)


@pytest.fixture
def gap(world: World, chain: Chain) -> Gap:
    fill(world, chain, but=("signal",))
    import_pool(scope=world.scope("officer"), zone=world.zone, rows=ROWS, today=TODAY - timedelta(days=9))
    return keep_gaps(world, chain)["signal"]


def left(world: World, name: str = NAMES[0], submission: str = "a", **changes: object) -> LeftOut:
    one = PoolEnterprise.objects.get(name=name)
    asked = {"reason": "已决定迁往外省", "today": TODAY, "scope": world.scope("officer"), **changes}
    return leave_out(enterprise=one, submission=submission, **asked)  # type: ignore[arg-type]


def names(gap: Gap, day=TODAY) -> list[str]:
    return sorted(row.pool.name for row in targets_of(gap, day).rows)


def test_what_is_left_out_ranks_in_no_list_until_it_is_put_back(world: World, gap: Gap) -> None:
    assert names(gap) == sorted(NAMES[:2])
    one = left(world)
    assert names(gap) == [NAMES[1]]
    assert [row.pool.name for row in Brief(gap, TODAY).chosen] == [NAMES[1]]
    assert names(gap, TODAY - timedelta(days=1)) == sorted(NAMES[:2])
    assert put_back(scope=world.scope("supervision"), left=one, today=TODAY)
    assert names(gap) == sorted(NAMES[:2])


def test_one_left_out_and_another_put_back_is_a_new_ranking(world: World, gap: Gap) -> None:
    first = left(world)
    assert names(gap) == [NAMES[1]]
    left(world, NAMES[1], "b")
    put_back(scope=world.scope("officer"), left=first, today=TODAY)
    assert names(gap) == [NAMES[0]]


def test_the_list_below_names_those_that_would_fit(world: World, gap: Gap) -> None:
    left(world)
    left(world, NAMES[2], "b")
    found = targets_of(gap, TODAY)
    assert [one.enterprise.name for one in left_out_of(gap, TODAY, found)] == [NAMES[0]]
    assert left_out_of(gap, TODAY - timedelta(days=1), targets_of(gap, TODAY - timedelta(days=1))) == []


def test_the_same_form_counts_once_and_a_colleague_is_told(world: World, gap: Gap) -> None:
    assert left(world) == left(world)
    with pytest.raises(Refused, match="left out already"):
        left(world, submission="c", scope=world.scope("supervision"))
    assert LeftOut.objects.count() == 1
    assert Event.objects.filter(verb="leave_out_of_pool").count() == 1
    done = [put_back(scope=world.scope("officer"), left=LeftOut.objects.get(), today=TODAY) for _time in range(2)]
    assert done == [True, False]
    assert Event.objects.filter(verb="put_back_into_pool").count() == 1


@pytest.mark.parametrize("reason", ["", "  ", "长" * 301])
def test_a_reason_is_asked_for(world: World, gap: Gap, reason: str) -> None:
    with pytest.raises(Refused) as told:
        left(world, reason=reason)
    assert told.value.field == "reason"
    assert not LeftOut.objects.exists()


@pytest.mark.parametrize("persona", ["cooperating", "leader", "outsider", "nobody", "section_officer"])
def test_who_writes_no_chain_leaves_nothing_out(world: World, gap: Gap, persona: str) -> None:
    with pytest.raises(Refused):
        left(world, scope=world.scope(persona))
    one = left(world)
    with pytest.raises(Refused):
        put_back(scope=world.scope(persona), left=one, today=TODAY)
    assert LeftOut.objects.get().put_back_on is None


def test_importing_the_pool_again_brings_nothing_back_and_says_so(world: World, gap: Gap) -> None:
    left(world)
    import_pool(scope=world.scope("officer"), zone=world.zone, rows=ROWS, today=TODAY)
    assert names(gap) == [NAMES[1]]
    batch = send(world, "\n".join(("name,class", *(f"{name},3716" for name in NAMES[:2]))).encode(), "pool.csv")
    assert [(one["code"], one["severity"]) for one in batch.issues] == [("pool_left_out", "note")]
    assert batch.issues[0]["params"]["reason"] == "已决定迁往外省"


# --- pages -----------------------------------------------------------------------------------------------------------


def test_leaving_out_and_putting_back_through_the_page(world: World, gap: Gap, enter: Enter) -> None:
    client, first = enter("officer"), PoolEnterprise.objects.get(name=NAMES[0])
    page, form = reverse("chains:gap", args=[gap.pk]), reverse("chains:leave-out-target", args=[gap.pk, first.pk])
    sent = {"token": "c" * 32, "reason": "污染排放不达标"}
    for _time in range(2):
        assert client.post(form, sent).status_code == 302
    shown = client.get(page).content.decode()
    assert "污染排放不达标" in shown.split('id="left-out"')[1]
    assert NAMES[0] not in shown.split('id="left-out"')[0].split('id="targets"')[1]
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("chains:targets-workbook", args=[gap.pk])).content))
    cells = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert NAMES[1] in cells
    assert NAMES[0] not in cells
    back = reverse("chains:put-back-target", args=[gap.pk, LeftOut.objects.get().pk])
    assert back in shown
    assert back not in enter("leader").get(page).content.decode()
    for _time in range(2):
        assert client.post(back).status_code == 302
    assert 'id="left-out"' not in client.get(page).content.decode()
    assert LeftOut.objects.get().put_back_by == world.scope("officer").user


def test_without_a_reason_it_stays_and_the_page_says_why(world: World, gap: Gap, enter: Enter) -> None:
    client, first = enter("officer"), PoolEnterprise.objects.get(name=NAMES[0])
    answer = client.post(reverse("chains:leave-out-target", args=[gap.pk, first.pk]), {"token": "d" * 32}, follow=True)
    assert not LeftOut.objects.exists()
    assert "Say why" in answer.content.decode() or "请说明" in answer.content.decode()


def test_what_was_left_out_elsewhere_is_not_put_back_here(world: World, gap: Gap, enter: Enter) -> None:
    client = enter("officer")
    assert client.post(reverse("chains:put-back-target", args=[gap.pk, 999_999])).status_code == 404
    assert client.post(reverse("chains:leave-out-target", args=[gap.pk, 999_999])).status_code == 404


def test_the_page_asks_as_often_for_many_left_out_as_for_one(
    world: World, gap: Gap, django_assert_max_num_queries
) -> None:
    more = [PoolRow(f"信号企业{number}", class_code="3716") for number in range(12)]
    import_pool(scope=world.scope("officer"), zone=world.zone, rows=more, today=TODAY)
    found = targets_of(gap, TODAY)
    for number in range(12):
        left(world, f"信号企业{number}", f"s{number}")
        with django_assert_max_num_queries(2):
            shown = left_out_of(gap, TODAY, found)
            assert len([one.enterprise.title + str(one.by) for one in shown]) == number + 1
