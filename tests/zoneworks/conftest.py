"""The zone that has one of everything, made once for the tests of a module: each leaves it as it found it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from tests.zoneworks.whole_zone import WholeZone, make_whole_zone


@pytest.fixture(scope="module")
def kept_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whole") / "files"


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: Any, kept_files: Path) -> Iterator[WholeZone]:
    surroundings = override_settings(
        MEDIA_ROOT=kept_files,
        TASKS={"default": {"BACKEND": configured.TASK_BACKENDS["immediate"]}},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    with django_db_blocker.unblock(), transaction.atomic():
        with surroundings, translation.override("en"):
            whole = make_whole_zone()
        yield whole
        transaction.set_rollback(True)


@pytest.fixture
def whole(made_once: WholeZone, db: None, kept_files: Path, settings: Any) -> WholeZone:
    settings.MEDIA_ROOT = kept_files
    return made_once
