"""`zoneworks worker`: one pass, and a life no longer than its parent's."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest

from zoneworks.commands import main, worker
from zoneworks.common import periodic
from zoneworks.common.periodic import Job

PATIENCE = 60


def test_one_pass_does_what_is_due_and_ends(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    ran: list[int] = []
    monkeypatch.setattr(periodic, "_jobs", {"one": Job("one", 60, lambda: ran.append(1))})
    monkeypatch.setattr("zoneworks.common.background.close_old_connections", lambda: None)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        assert main(["worker", "--once"]) == 0
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert ran == [1]


@pytest.mark.parametrize("how", ["the parent is gone", "told to stop"])
def test_a_worker_beside_a_server_does_not_outlive_it(
    how: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: Any
) -> None:
    """The database has no tables yet: the worker keeps trying, and ends when it is told to."""
    monkeypatch.setenv("ZONEWORKS_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    beside = worker.start_beside()
    assert beside.stdin is not None
    if how == "the parent is gone":
        beside.stdin.close()
    else:
        beside.terminate()
    assert beside.wait(PATIENCE) in {0, -signal.SIGTERM}
    beside.stdin.close()
