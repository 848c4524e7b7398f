"""How things are measured: the best of several runs, peak memory in a process of its own, a baseline beside it."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: seconds of ours, of the baseline, and what was asked for."""

    what: str
    seconds: float
    baseline: str
    baseline_seconds: float
    limit_seconds: float | None = None
    peak_mb: float | None = None
    limit_mb: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.seconds / self.baseline_seconds if self.baseline_seconds else float("nan")

    @property
    def is_within(self) -> bool:
        in_time = self.limit_seconds is None or self.seconds <= self.limit_seconds
        in_memory = self.limit_mb is None or self.peak_mb is None or self.peak_mb <= self.limit_mb
        return in_time and in_memory


@dataclass(frozen=True, slots=True)
class Quality:
    """One line of the table of how good answers are: a share or an area, its interval, and what simpler ways reach.

    `interval`: bounds of a bootstrap of 95 %. `baselines`: name and value, of the same run.
    """

    what: str
    value: float
    interval: tuple[float, float] | None
    asked: float | None = None
    baselines: tuple[tuple[str, float], ...] = ()

    @property
    def is_within(self) -> bool:
        return self.asked is None or self.value >= self.asked


Line = Measured | Quality


def best_of(times: int, call: Callable[[], Any]) -> float:
    """The shortest of several runs in seconds: what the code needs when the machine does nothing else."""
    durations = []
    for _ in range(times):
        begin = time.perf_counter()
        call()
        durations.append(time.perf_counter() - begin)
    return min(durations)


def _measured_apart(call: Callable[..., Any], arguments: tuple[Any, ...], pipe: Any) -> None:
    begin = time.perf_counter()
    call(*arguments)
    seconds = time.perf_counter() - begin
    pipe.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def apart(call: Callable[..., Any], *arguments: Any) -> tuple[float, float]:
    """Seconds and peak megabytes of a call in a fresh process (imports of the process included in the memory)."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measured_apart, args=(call, arguments, sender))
    process.start()
    seconds, peak = receiver.recv()
    process.join()
    return seconds, peak
