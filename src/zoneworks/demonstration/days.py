"""Deeds waiting for their day and their turn within it."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable
from datetime import date

Tell = Callable[[str], None]
Deed = Callable[[date], None]
# Of what falls on one day: the rules of the ladder look first, then facts, what the office does with them, the month,
# and orders last.
LADDER, RECORD, WRITE, RETURN, AGAIN, CONFIRM, MONTH, URGE, RULE, CHECK, SCORE, APPEAL, ORDERS = range(13)


class Days:
    """A deed may put further deeds on its own day or a later one."""

    def __init__(self) -> None:
        self.deeds: dict[tuple[date, int], list[Deed]] = defaultdict(list)
        self.queue: list[tuple[date, int]] = []

    def add(self, day: date, turn: int, deed: Deed) -> None:
        if (day, turn) not in self.deeds:
            heapq.heappush(self.queue, (day, turn))
        self.deeds[day, turn].append(deed)

    def live(self, until: date, tell: Tell) -> None:
        month = 0
        while self.queue and self.queue[0][0] <= until:
            day, turn = heapq.heappop(self.queue)
            if day.month != month:
                month = day.month
                tell(f"{day:%Y-%m}")
            for deed in self.deeds.pop((day, turn)):
                deed(day)
