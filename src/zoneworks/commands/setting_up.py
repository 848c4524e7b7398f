"""How much of the product a verb needs: its words alone, or all of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGES = ("zh-hans", "en")


def language_for(asked: str | None) -> str:
    """The language asked for, else the one of the terminal, else Chinese."""
    if asked:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh-hans"
    return "zh-hans"


@contextmanager
def words_only(language: str) -> Iterator[None]:
    """Sentences in a language and nothing else: no settings of a site, no apps, no database."""
    import django
    from django.conf import settings
    from django.utils import translation

    if not settings.configured:
        settings.configure(
            USE_I18N=True,
            LANGUAGE_CODE="zh-hans",
            LANGUAGES=[("zh-hans", "中文"), ("en", "English")],
            LOCALE_PATHS=sorted(str(path) for path in PACKAGE.glob("*/locale")),
            INSTALLED_APPS=[],
            DATABASES={},
        )
        django.setup()
    with translation.override(language):
        yield


@contextmanager
def whole_product(language: str) -> Iterator[None]:
    """The site as its settings say, with its database."""
    import django
    from django.conf import settings
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zoneworks.config.settings")
    # The words of the command line are no app's; the server never needs them.
    own_words = str(Path(__file__).parent / "locale")
    if own_words not in settings.LOCALE_PATHS:
        settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, own_words]
    django.setup()
    with translation.override(language):
        yield


def migrate() -> None:
    """Bring the database up to date. In an empty one the tables of the packages come first: each of their steps would
    otherwise think all of our tables through again, which takes as long as everything else."""
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        own = {config.label for config in apps.get_app_configs() if config.name.startswith("zoneworks.")}
        executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] not in own])
    call_command("migrate", verbosity=0)
