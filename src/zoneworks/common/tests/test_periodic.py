"""Periodic jobs and the background worker's loop."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError

from zoneworks.common import background, periodic
from zoneworks.common.periodic import Job, Timetable, register


@pytest.fixture(autouse=True)
def _no_other_jobs_and_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_jobs", {})
    monkeypatch.setattr(background, "close_old_connections", lambda: None)


@pytest.fixture
def ran() -> list[str]:
    return []


def job(ran: list[str], name: str, every: float) -> Job:
    made = Job(name, every, lambda: ran.append(name))
    register(made)
    return made


def test_a_job_runs_at_once_and_then_each_time_it_is_due(ran: list[str]) -> None:
    job(ran, "minute", 60)
    job(ran, "hour", 3600)
    seconds = [0.0]
    timetable = Timetable(clock=lambda: seconds[0])

    due = []
    for moment in (0.0, 59.0, 60.0, 119.0, 3600.0):
        seconds[0] = moment
        due.append(timetable.run_due())
    assert due == [["minute", "hour"], [], ["minute"], [], ["minute", "hour"]]
    assert ran == ["minute", "hour", "minute", "minute", "hour"]


def test_a_job_that_fails_is_logged_and_keeps_no_other_from_running(
    ran: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("broken")

    register(Job("failing", 60, fail))
    job(ran, "sound", 60)
    Timetable().run_due()
    assert ran == ["sound"]
    assert "The periodic job failing failed" in caplog.text


def test_a_job_declared_again_replaces_the_earlier_one(ran: list[str]) -> None:
    job(ran, "same", 1)
    register(Job("same", 1, lambda: ran.append("new")))
    Timetable().run_due()
    assert ran == ["new"]


def test_the_worker_waits_a_locked_database_out(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, looks = Event(), []

    def look(_worker: object) -> bool:
        looks.append(1)
        if len(looks) < 3:
            raise OperationalError("database is locked")
        stop.set()
        return False

    closed: list[Callable[..., Any]] = []
    monkeypatch.setattr(background, "take_one", look)
    monkeypatch.setattr(background.connections, "close_all", lambda: closed.append(look))
    background.work(stop=stop, seconds=0)
    assert (len(looks), len(closed)) == (3, 2)


def test_a_worker_told_to_stop_takes_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, taken = Event(), []

    def take(_worker: object) -> bool:
        taken.append(1)
        stop.set()
        return True

    monkeypatch.setattr(background, "take_one", take)
    background.work(stop=stop, seconds=0)
    assert taken == [1]
