"""Two zones and their people: an administrator, an officer, somebody of the other zone, somebody without a role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import User
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Post, Unit
from zoneworks.units.services import create_post, create_unit

PASSWORD = "correct-horse-9"
Enter = Callable[[User], Client]


@dataclass(frozen=True)
class People:
    zone: Unit
    bureau: Unit
    post: Post
    administrator: User
    officer: User
    outsider: User
    roleless: User


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def people(db: None, settings: Any) -> People:
    # The slow hash is Django's business; here it would only cost seconds.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    zone = create_unit(kind=UnitKind.ZONE, code="river", name="江湾经济开发区", name_en="Riverbend Zone")
    bureau = create_unit(
        kind=UnitKind.DEPARTMENT, code="river-eco", name="经济发展局", name_en="Economic Bureau", parent=zone
    )
    profile = zone.profile
    profile.notice, profile.notice_en, profile.fixed_today = "演示数据", "Illustrative figures", date(2023, 10, 8)
    profile.save()
    other = create_unit(kind=UnitKind.ZONE, code="lake", name="湖滨高新区", name_en="Lakeside Zone")
    return People(
        zone=zone,
        bureau=bureau,
        post=create_post(zone=zone, code="director", name="管委会主任", name_en="Director"),
        administrator=person("root", "区管理员", zone, RoleKind.ADMINISTRATOR),
        officer=person("clerk", "经办人", bureau, RoleKind.OFFICER),
        outsider=person("stranger", "外区管理员", other, RoleKind.ADMINISTRATOR),
        roleless=person("nobody", "新同事"),
    )


def person(username: str, name: str, unit: Unit | None = None, kind: RoleKind | None = None) -> User:
    user = create_account(username=username, password=PASSWORD, display_name=name, display_name_en=f"The {username}")
    if unit and kind:
        grant_role(user=user, unit=unit, kind=kind)
    return user


@pytest.fixture
def enter() -> Enter:
    """A browser in which the person has signed in."""

    def entered(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return entered
