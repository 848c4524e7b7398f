from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

from zoneworks.accounts.models import User
from zoneworks.accounts.services import create_account
from zoneworks.audit.models import Event
from zoneworks.audit.services import record

Write = Callable[..., Event]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def writer(db: None) -> User:
    return create_account(username="writer", password=None)


@pytest.fixture
def write(writer: User) -> Write:
    """Append one event."""

    def appended(verb: str = "change_plan", **details: object) -> Event:
        return record(user=writer, zone=None, verb=verb, kind="plan", key=7, **details)

    return appended
