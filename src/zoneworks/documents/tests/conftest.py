"""Two zones, the people in them, and the tally as the only kind of document there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.test import Client

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import User
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.documents import kinds, services
from zoneworks.documents.models import Edition, Production
from zoneworks.documents.tests.tally import TallyKind
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit, ZoneProfile
from zoneworks.units.services import create_unit

TODAY = date(2023, 10, 8)


@dataclass
class World:
    """A zone, another one, and people of each; whatever is asked for comes with a submission of its own."""

    zone: Unit
    other_zone: Unit
    people: dict[str, User]
    submissions: count[int]

    def scope(self, name: str = "supervision") -> Scope:
        return Scope(self.people[name])

    def freeze(self, **more: Any) -> Edition:
        asked = {"scope": self.scope(), "zone": self.zone, "kind": "tally", "arguments": {"year": 2023}, "today": TODAY}
        return services.freeze(**{**asked, "submission": f"s{next(self.submissions)}", **more})

    def ask(self, **more: Any) -> Production:
        asked = {
            "scope": self.scope(), "zone": self.zone, "kind": "tally", "arguments": {"year": 2023}, "today": TODAY,
            "format": "json", "language": "en", "submission": f"s{next(self.submissions)}",
        }  # fmt: skip
        production = services.ask_for(**{**asked, **more})
        production.refresh_from_db()
        return production


HOLDERS = {
    "supervision": (RoleKind.SUPERVISION, "zone"),
    "leader": (RoleKind.LEADER, "zone"),
    "officer": (RoleKind.OFFICER, "zone"),
    "outsider": (RoleKind.SUPERVISION, "other"),
}


@pytest.fixture
def world(db: None) -> World:
    places = {
        "zone": create_unit(kind=UnitKind.ZONE, code="Z", name="东河开发区", name_en="Donghe Zone"),
        "other": create_unit(kind=UnitKind.ZONE, code="Y", name="西山开发区", name_en="Xishan Zone"),
    }
    people = {name: create_account(username=name, password=None) for name in [*HOLDERS, "nobody"]}
    for name, (kind, place) in HOLDERS.items():
        grant_role(user=people[name], unit=places[place], kind=kind)
    for zone in places.values():
        ZoneProfile.objects.update_or_create(zone=zone, defaults={"fixed_today": TODAY})
    return World(places["zone"], places["other"], people, count())


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> TallyKind:
    made = TallyKind()
    monkeypatch.setattr(kinds, "_kinds", {made.code: made})
    return made


@pytest.fixture
def in_background(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks wait for the worker, who leaves the test its connection and so its transaction."""
    for module in ("zoneworks.common.background", "django_tasks_db.management.commands.db_worker"):
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)
    settings.TASKS = {"default": {"BACKEND": settings.TASK_BACKENDS["database"]}}


@pytest.fixture
def enter(world: World) -> Callable[[str], Client]:
    def entered(name: str) -> Client:
        client = Client()
        client.force_login(world.people[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return entered
