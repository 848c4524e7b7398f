"""What is refused, in sentences that name the days and say what to do; nothing is half-written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import translation

from zoneworks.accounts.tests.worlds import TODAY, World
from zoneworks.supervision import services
from zoneworks.supervision.choices import Rung
from zoneworks.supervision.models import Order, OrderStep
from zoneworks.supervision.tests.ordering import brought_to, draft, filed, refusal, step

Make = Callable[[World], object]


def late_extension(world: World) -> object:
    order = brought_to(world, "accept")
    return step(world, order, "ask", date(2023, 9, 26))


def closed(world: World) -> object:
    order = brought_to(world, "close")
    step(world, order, "strike_off")
    return step(world, order, "suspend")


def on_a_holiday(world: World) -> object:
    return step(world, brought_to(world, "accept"), "ask", due=date(2023, 10, 1))


def not_later(world: World) -> object:
    return step(world, brought_to(world, "accept"), "ask", due=date(2023, 9, 25))


def asked_twice(world: World) -> object:
    order = brought_to(world, "accept")
    step(world, order, "ask")
    return step(world, order, "ask")


def nothing_asked(world: World) -> object:
    return step(world, brought_to(world, "accept"), "refuse")


def while_suspended(world: World) -> object:
    order = brought_to(world, "accept")
    step(world, order, "suspend")
    return step(world, order, "report")


def report_before_acceptance(world: World) -> object:
    return step(world, brought_to(world, "assign"), "report")


def without_words(world: World) -> object:
    return step(world, brought_to(world, "accept"), "report", words=" <p></p> ")


def too_high(world: World) -> object:
    return filed(world, rung=Rung.ORANGE)


def helper_twice(world: World) -> object:
    return filed(world, helpers=(world.investment,))


def elsewhere(world: World) -> object:
    return filed(world, unit=world.other_unit)


def without_limit(world: World) -> object:
    return filed(world, limit_days=0)


REFUSED: list[tuple[Make, str, str, str]] = [
    (
        late_extension, "extension_too_late", "was due on 25 Sep 2023 and today is 26 Sep 2023",
        "已于2023年9月25日到期，今天是2023年9月26日",
    ),
    (closed, "order_closed", "has ended (Struck off on 4 Sep 2023)", "已于2023年9月4日结束（已销号）"),
    (on_a_holiday, "not_a_working_day", "Take 28 Sep 2023 or 7 Oct 2023", "请改为2023年9月28日或2023年10月7日"),
    (not_later, "extension_not_later", "due on 25 Sep 2023", "2023年9月25日到期"),
    (asked_twice, "extension_asked_already", "waits for the supervision office", "督查室尚未答复"),
    (nothing_asked, "no_extension_asked", "No extension of order", "没有待审批的延期申请"),
    (while_suspended, "order_suspended", "Resume it first", "请先恢复办理"),
    (
        report_before_acceptance, "step_not_allowed", "“Assigned”; “Report back” is not possible",
        "当前状态为“已交办”，不能“反馈”",
    ),
    (without_words, "text_missing", "This text is missing", "此处不能为空"),
    (too_high, "rung_too_high", "starts as “Notice”; “Orange order” comes when", "应从“督查通知单”起步"),
    (helper_twice, "unit_twice", "does not also help with it", "不能同时作为协办单位"),
    (elsewhere, "unit_elsewhere", "is no unit of this zone", "不是本开发区的单位"),
    (without_limit, "limit_unfit", "give 1 to 250", "请填写1至250"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "code", "english", "chinese"), REFUSED, ids=[row[1] for row in REFUSED])
def test_what_cannot_be_is_refused_in_both_languages(
    world: World, make: Make, code: str, english: str, chinese: str
) -> None:
    told = refusal(lambda: make(world))
    assert (told.code, english in str(told)) == (code, True), str(told)
    steps = OrderStep.objects.count()
    OrderStep.objects.all().delete()
    Order.objects.all().delete()
    with translation.override("zh-hans"):
        said = str(refusal(lambda: make(world)))
    assert chinese in said, said
    assert OrderStep.objects.count() == steps


def test_an_order_that_fails_leaves_no_number_behind(world: World) -> None:
    good, bad = draft(world.investment), draft(world.investment, content="")
    refusal(
        lambda: services.file_orders(
            scope=world.scope("supervision"), zone=world.zone, orders=[good, bad], today=TODAY
        )
    )  # fmt: skip
    assert Order.objects.count() == 0
    assert filed(world).number == 1
