"""Packets worked on in a second process while this one is busy with those before: for imports of many thousand rows.

The work must be a function of a module that needs no Django set up, and its packets and answers plain enough to be
sent. The order stays; only a few packets are under way at a time, so memory does not grow with the table.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import current_process, get_context
from typing import TypeVar

P = TypeVar("P")
A = TypeVar("A")

AHEAD = 3


def worked_beside(work: Callable[[P], A], packets: Iterable[P], *, is_large: bool) -> Iterator[A]:
    """The answers, one for each packet. What is not large, or cannot have a second process, is worked on here."""
    if not is_large or not has_second_process():
        yield from map(work, packets)
        return
    # Spawned, not forked: a fork would share the connections to the database.
    with ProcessPoolExecutor(1, get_context("spawn")) as second:
        waiting: deque[Future[A]] = deque()
        try:
            for packet in packets:
                waiting.append(second.submit(work, packet))
                if len(waiting) > AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def has_second_process() -> bool:
    """Whether the machine has a second processor for us, and this process may have another."""
    return len(os.sched_getaffinity(0)) > 1 and not current_process().daemon
