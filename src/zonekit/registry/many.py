"""Many firms classified chunk by chunk, on one processor or on several, with progress."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from zonekit.registry.classification import Ranked, load_classifier

Firm = tuple[str, str]
Tell = Callable[[int], None]
AHEAD = 2
"""Chunks that wait for each worker: enough to keep it busy, few enough to keep the memory bounded."""


def classify_chunks(
    firms: Iterable[Firm], chunk: int = 5_000, tell: Tell | None = None, top: int = 3, workers: int = 1
) -> Iterator[list[tuple[Ranked, ...]]]:
    """The classes of (name, scope) pairs in their order, chunk by chunk; `tell` hears how many are done.

    >>> [[best[0].code for best in part] for part in classify_chunks([("示例阀门厂", "阀门制造")])]
    [['3443']]
    """
    done = 0
    for part in _on_several(firms, chunk, top, workers) if workers > 1 else _here(firms, chunk, top):
        yield part
        done += len(part)
        if tell:
            tell(done)


def _here(firms: Iterable[Firm], chunk: int, top: int) -> Iterator[list[tuple[Ranked, ...]]]:
    rows = iter(firms)
    while part := list(islice(rows, chunk)):
        yield _classified(part, top)


def _on_several(firms: Iterable[Firm], chunk: int, top: int, workers: int) -> Iterator[list[tuple[Ranked, ...]]]:
    rows = iter(firms)
    waiting: deque[Future[list[tuple[Ranked, ...]]]] = deque()
    # Nothing here makes cycles, and looking for them among all that is remembered takes a tenth of the time.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        while True:
            while len(waiting) < workers * AHEAD and (part := list(islice(rows, chunk))):
                waiting.append(pool.submit(_classified, part, top))
            if not waiting:
                return
            yield waiting.popleft().result()


def _classified(part: list[Firm], top: int) -> list[tuple[Ranked, ...]]:
    return load_classifier().classify([name for name, _ in part], [scope for _, scope in part], top)
