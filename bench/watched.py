"""How much memory the processes that a measurement starts hold at most: asked of the system now and then.

What the system counts of ended children begins with the memory of the process that started them, so it says nothing.
"""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path
from types import TracebackType

EVERY = 0.05
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


class ChildrenWatched:
    """`peak_mb`: the greatest that any process started meanwhile has held; 0 where the system does not tell."""

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self.is_over = threading.Event()
        self.watching = threading.Thread(target=self.watch, daemon=True)

    def __enter__(self) -> ChildrenWatched:
        self.watching.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None) -> None:  # fmt: skip  # noqa: E501
        self.is_over.set()
        self.watching.join()

    def watch(self) -> None:
        while not self.is_over.wait(EVERY):
            for children in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
                for number in children.read_text().split():
                    self.peak_mb = max(self.peak_mb, peak_of(number))


def peak_of(number: str) -> float:
    try:
        found = _PEAK.search(Path(f"/proc/{number}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0
