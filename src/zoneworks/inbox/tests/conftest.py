"""A small zone that tells of drills, and mails kept in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from zoneworks.accounts.tests.worlds import World, make_world
from zoneworks.inbox import deadlines, kinds
from zoneworks.inbox.kinds import MessageKind
from zoneworks.inbox.message_kinds import DEADLINE
from zoneworks.inbox.services import tell

ON = date(2023, 10, 8)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds of message beside that of days, and no source of days."""
    known = [
        MessageKind(DEADLINE, "Deadlines", "When a day comes near", 0),
        MessageKind("drill", "Drill", "When there is a drill", 1),
        MessageKind("feast", "Feast", "When there is a feast", 2),
    ]
    monkeypatch.setattr(kinds, "_kinds", {kind.code: kind for kind in known})
    monkeypatch.setattr(deadlines, "_sources", {})


@pytest.fixture
def drill(world: World) -> Callable[..., int]:
    def told(*personas: str, once: str = "drill-1", en: str = "A drill", kind: str = "drill", **more: object) -> int:
        people = [world.users[name] for name in personas]
        return tell(people=people, zone=world.zone, kind=kind, zh=f"演练：{en}", en=en, once=once, on=ON, **more)

    return told
