"""Orders as a test needs them, brought as far as it wants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from zoneworks.accounts.tests.worlds import World
from zoneworks.common.errors import Refused
from zoneworks.supervision import services
from zoneworks.supervision.choices import Basis
from zoneworks.supervision.entries import OrderDraft, Outcome
from zoneworks.supervision.models import Order
from zoneworks.units.models import Unit

FILED = date(2023, 9, 4)
tokens = (f"sent-{number}" for number in count())


def draft(unit: Unit, **more: object) -> OrderDraft:
    given = {
        "title": "加快签约项目落地", "title_en": "Bring signed projects to the ground",
        "content": "请于到期日前反馈落地进展。",
        "basis": Basis.INSTRUCTION, "unit": unit, "submission": next(tokens),
    }  # fmt: skip
    if "title" in more:
        given["title_en"] = ""
    return OrderDraft(**{**given, **more})  # type: ignore[arg-type]


def filed(world: World, today: date = FILED, **more: object) -> Order:
    more.setdefault("helpers", (world.science,))
    one = draft(more.pop("unit", world.investment), **more)  # type: ignore[arg-type]
    return services.file_orders(scope=world.scope("supervision"), zone=world.zone, orders=[one], today=today)[0]


def step(world: World, order: Order, verb: str, today: date = FILED, persona: str = "", **more: object) -> Outcome:
    """The verb as whoever takes it, on the order as it stands."""
    order.refresh_from_db()
    persona = persona or ("officer" if verb in {"accept", "start", "report", "ask"} else "supervision")
    scope = world.scope(persona)
    sent = {"seen": order.revision, "submission": next(tokens), "today": today}
    if verb == "assign":
        seen = sent.pop("seen")
        outcome = services.assign_orders(scope=scope, zone=world.zone, orders=[(order.pk, seen)], **sent, **more)
        for refused in outcome.refused.values():
            raise refused
        return outcome
    call = VERBS[verb]
    return call(scope=scope, order=order, **{**sent, **DEFAULTS.get(verb, {}), **more})


VERBS: dict[str, Callable[..., Outcome]] = {
    "accept": services.accept_order, "start": services.start_order, "report": services.report_order,
    "ask": services.ask_extension, "grant": services.grant_extension, "refuse": services.refuse_extension,
    "return": services.return_order, "verify": services.verify_order, "close": services.close_order,
    "strike_off": services.strike_off_order, "suspend": services.suspend_order, "resume": services.resume_order,
    "hold": services.hold_consequence,
}  # fmt: skip
DEFAULTS: dict[str, dict[str, object]] = {
    "report": {"words": "已完成3个项目落地。"}, "ask": {"due": date(2023, 10, 10), "reason": "用地手续未办结。"},
    "refuse": {"reason": "理由不充分。"}, "return": {"reason": "缺少佐证材料。"},
    "strike_off": {"reason": "任务已调整。"},
    "suspend": {"reason": "等待上级批复。"}, "hold": {"words": "已约谈。", "consequence": "1"},
}  # fmt: skip
WAY = ("assign", "accept", "start", "report", "verify", "close")


def brought_to(world: World, last: str, today: date = FILED, **more: object) -> Order:
    """Along the usual way, up to and including a step."""
    order = filed(world, **more)
    for verb in WAY[: WAY.index(last) + 1]:
        step(world, order, verb, today)
    order.refresh_from_db()
    return order


def refusal(write: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        write()
    return caught.value
