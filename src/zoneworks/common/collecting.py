"""How often Python looks for objects that point at one another in circles, while very many are made that do not."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (100_000, 50, 50)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """For work on many thousand rows: what stood before is left out of the search for circles, which would otherwise
    walk the whole program again and again for a sixth of the time. What is no longer pointed at goes as always."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
