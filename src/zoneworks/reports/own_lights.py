"""The unit's own assessment of a month in words: on pages, and in the cells of a sheet in both languages."""

from __future__ import annotations

import re

from zonekit.sheets.matching import folded
from zoneworks.reports.choices import OwnLight

LIGHTS_ON_SHEET = {"green": "绿灯 green", "yellow": "黄灯 yellow", "red": "红灯 red"}
NAMES = {
    "green": ("green", "green light", "绿", "绿灯", "正常", "on schedule"),
    "yellow": ("yellow", "yellow light", "amber", "黄", "黄灯", "滞后", "behind"),
    "red": ("red", "red light", "红", "红灯", "严重滞后", "far behind"),
}
KNOWN = {folded(name): light for light, names in NAMES.items() for name in (*names, light, LIGHTS_ON_SHEET[light])}
_BRACKET = re.compile(r"[（(].*?[)）]")


def light_words(light: str) -> str:
    """In the active language; "" for none."""
    return str(OwnLight(light).label) if light else ""


def light_on_sheet(light: str) -> str:
    return LIGHTS_ON_SHEET.get(light, "")


def light_named(text: str) -> str:
    """The light a cell names, "" where it names none.

    >>> light_named("绿灯 green"), light_named("黄灯（滞后）"), light_named("RED"), light_named("blue")
    ('green', 'yellow', 'red', '')
    """
    return KNOWN.get(folded(text)) or KNOWN.get(folded(_BRACKET.sub("", text)), "")
