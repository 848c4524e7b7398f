"""The one test that runs the real migrations: all others make their tables from the models."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_an_empty_database_migrates_to_what_the_models_say(tmp_path: Path) -> None:
    surroundings = {
        **os.environ,
        "ZONEWORKS_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "zoneworks.config.settings",
    }
    surroundings.pop("DATABASE_URL", None)

    def run(*words: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "django", *words], env=surroundings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    run("makemigrations", "--check", "--dry-run")
    run("migrate", "-v", "0")
    database = sqlite3.connect(tmp_path / "zoneworks.sqlite3")
    assert database.execute("select title, depth from wagtailcore_page").fetchall() == [("Root", 1)]
    assert database.execute("select count(*) from wagtailcore_workflow").fetchone() == (0,)
    assert database.execute("select count(*) from auth_group").fetchone() == (0,)
    database.close()
