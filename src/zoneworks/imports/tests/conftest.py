"""Two zones, the people in them, and a small import kind whose rows are leadership posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils import translation

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import User
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.imports import kinds
from zoneworks.imports.tests.posts_kind import PostsKind
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.services import create_unit


@dataclass(frozen=True)
class World:
    """A zone with a department, another zone, and one person of each sort."""

    zone: Unit
    department: Unit
    other_zone: Unit
    people: dict[str, User]

    def scope(self, name: str) -> Scope:
        return Scope(self.people[name])


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def _sentences_in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def world(db) -> World:
    zone = create_unit(kind=UnitKind.ZONE, code="Z", name="东河开发区", name_en="Donghe Zone")
    office = create_unit(kind=UnitKind.DEPARTMENT, code="Z-SUP", name="党政办公室", parent=zone)
    department = create_unit(kind=UnitKind.DEPARTMENT, code="Z-INV", name="投资促进部", parent=zone)
    other = create_unit(kind=UnitKind.ZONE, code="Y", name="西山开发区", name_en="Xishan Zone")
    holders = {
        "supervision": (RoleKind.SUPERVISION, office),
        "officer": (RoleKind.OFFICER, department),
        "leader": (RoleKind.LEADER, zone),
        "administrator": (RoleKind.ADMINISTRATOR, zone),
        "outsider": (RoleKind.OFFICER, other),
        "other_supervision": (RoleKind.SUPERVISION, other),
    }
    people = {name: create_account(username=name, password=None) for name in [*holders, "nobody"]}
    for name, (kind, unit) in holders.items():
        grant_role(user=people[name], unit=unit, kind=kind)
    return World(zone, department, other, people)


@pytest.fixture
def posts_kind(monkeypatch: pytest.MonkeyPatch) -> PostsKind:
    """The only kind there is, whatever the apps above declare."""
    kind = PostsKind()
    monkeypatch.setattr(kinds, "_kinds", {kind.code: kind})
    return kind
