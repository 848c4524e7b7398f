"""The one test that runs the real migrations, on the database of the run; all others make tables from the models."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

NAME = f"migrated_{os.getpid()}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own, and on PostgreSQL an empty database of its own that DATABASE_URL names."""
    monkeypatch.setenv("ZONEWORKS_HOME", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "zoneworks.config.settings")
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        monkeypatch.delenv("DATABASE_URL", raising=False)
        yield tmp_path
        return
    with psycopg.connect(server, autocommit=True) as keeper:
        keeper.execute(f"create database {NAME}")
        before, _, after = server.partition("?")
        own = f"{before.rpartition('/')[0]}/{NAME}"
        monkeypatch.setenv("DATABASE_URL", f"{own}?{after}" if after else own)
        yield tmp_path
        keeper.execute(f"drop database {NAME} with (force)")


def rows(home: Path, *queries: str) -> list[Any]:
    server = os.environ.get("DATABASE_URL")
    database: Any = psycopg.connect(server) if server else sqlite3.connect(home / "zoneworks.sqlite3")
    try:
        return [database.execute(query).fetchall() for query in queries]
    finally:
        database.close()


def run(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "django", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_an_empty_database_migrates_to_what_the_models_say(home: Path) -> None:
    run("makemigrations", "--check", "--dry-run")
    run("migrate", "-v", "0")
    pages, workflows, groups = rows(
        home,
        "select title, depth from wagtailcore_page",
        "select count(*) from wagtailcore_workflow",
        "select count(*) from auth_group",
    )
    assert (pages, workflows, groups) == ([("Root", 1)], [(0,)], [(0,)])
