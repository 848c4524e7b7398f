"""Work done again and again: apps declare their jobs in their own periodic.py; the background worker runs what is due.

Several workers may run the same job at once, and a job may come late: each must look at what is there and be safe to
repeat. Times are counted from the start of the worker, so every job also runs once when it starts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """`run` takes nothing and may fail: the failure is logged, and it is tried again when it is next due."""

    name: str
    every_seconds: float
    run: Callable[[], object]


_jobs: dict[str, Job] = {}


def register(job: Job) -> None:
    """Declare a job; the same name declared again replaces the earlier one."""
    _jobs[job.name] = job


def all_jobs() -> tuple[Job, ...]:
    return tuple(_jobs.values())


@dataclass
class Timetable:
    """When each job last began; `clock` counts seconds."""

    clock: Callable[[], float] = monotonic
    begun: dict[str, float] = field(default_factory=dict)

    def run_due(self) -> list[str]:
        """Run what is due, one after the other; the names of what ran."""
        due = [job for job in all_jobs() if self.is_due(job)]
        for job in due:
            self.begun[job.name] = self.clock()
            try:
                job.run()
            except Exception:
                logger.exception("The periodic job %s failed", job.name)
        return [job.name for job in due]

    def is_due(self, job: Job) -> bool:
        last = self.begun.get(job.name)
        return last is None or self.clock() - last >= job.every_seconds
