"""Looks at lights drawn as letters: "GYYR" is January to April of one item; "." is a month without a light."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from tests.zonekit.supervision.ladders import CALENDAR, RULES

from zonekit.supervision import Situation, situation_of

CODES = {".": 0, "G": 1, "Y": 2, "R": 3}


def months(letters: str) -> list[int]:
    return [CODES[letter] for letter in letters.ljust(12, ".")]


def look(month: int, lights: dict[str, str], **more: Any) -> Situation:
    """The situation after a month. `start`: letters of the start light; `missing`: "x" where no report came."""
    start = [months(more.get("start", {}).get(key, "")) for key in lights]
    missing = [[letter == "x" for letter in more.get("missing", {}).get(key, "").ljust(12)] for key in lights]
    light = np.array([months(letters) for letters in lights.values()])
    missed = more.get("missed")
    return situation_of(
        list(lights),
        light,
        np.array(start),
        np.array(missing),
        year=2023,
        month=month,
        missed_year=None if missed is None else np.array([key in missed for key in lights]),
    )


def look_day(month: int) -> date:
    return RULES.look.day_for(2023, month, CALENDAR)


def looks(lights: dict[str, str], through: int = 12, **more: Any) -> list[tuple[date, Situation]]:
    """A look at every month, each seeing only the months that are over."""
    found = []
    for month in range(1, through + 1):
        seen = {key: letters[:month] for key, letters in lights.items()}
        found.append((look_day(month), look(month, seen, **more)))
    return found
