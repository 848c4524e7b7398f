"""The background worker: takes tasks from the database one by one, and runs the periodic jobs between them.

The library's own loop takes SQLite's write lock at every look and ends when it is held for long; this one only looks
until there is something to take, and waits a locked database out.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Event
from uuid import uuid4

from django.conf import settings
from django.db import OperationalError, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from zoneworks.common.clock import now
from zoneworks.common.periodic import Job, Timetable, register

logger = logging.getLogger(__name__)
REMEMBERED = timedelta(days=7)
DATABASE_BACKEND = "django_tasks_db.DatabaseBackend"


def is_in_background() -> bool:
    """Whether tasks wait for a worker; else they run where they are asked for, as in tests."""
    return bool(settings.TASKS["default"]["BACKEND"] == DATABASE_BACKEND)


def work(*, stop: Event, seconds: float = 1.0, is_once: bool = False) -> None:
    """Work until told to stop; once: only what is due and waiting now."""
    timetable, worker = Timetable(), one_by_one()
    while not stop.is_set():
        try:
            close_old_connections()
            timetable.run_due()
            while not stop.is_set() and take_one(worker):
                timetable.run_due()
        except OperationalError:
            logger.warning("The database did not answer; the worker tries again", exc_info=True)
            connections.close_all()
        if is_once:
            return
        stop.wait(seconds)


def take_one(worker: Worker) -> bool:
    """Run the next waiting task; whether there was one."""
    if not DBTaskResult.objects.ready().filter(backend_name=worker.backend_name).exists():
        return False
    before = worker._run_tasks
    worker.max_tasks = before + 1
    worker.run()
    return bool(worker._run_tasks > before)


def one_by_one() -> Worker:
    return Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=1,
        worker_id=uuid4().hex, excluded_queue_names=[],
    )  # fmt: skip


def forget_old_tasks() -> int:
    """Tasks are a record of the machinery, not of the zone; says how many were removed."""
    return DBTaskResult.objects.filter(started_at__lt=now() - REMEMBERED).delete()[0]


register(Job("common.forget-old-tasks", 3600, forget_old_tasks))
