"""Which column of a matrix is the importing zone's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zonekit.sheets.recognition.wording import fold
from zonekit.values.issues import Issue

_ZONE = re.compile(r"经开区|开发区|高新区|经济区|保税区|自贸区|产业园|工业园|园区$|新区$|示范区|功能区")


def choose_area(areas: Sequence[str], wanted: str | None) -> tuple[str | None, list[Issue]]:
    """The zone's own area and what to say about the choice.

    >>> choose_area(("全市", "甲县", "经开区"), None)[0]
    '经开区'
    >>> [issue.code for issue in choose_area(("经开区", "高新区"), None)[1]]
    ['area_choice_needed']
    """
    if wanted:
        matching = [area for area in areas if fold(area) == fold(wanted)]
        matching = matching or [area for area in areas if fold(wanted) in fold(area) or fold(area) in fold(wanted)]
        if len(matching) == 1:
            return matching[0], []
        return None, [Issue("area_unknown", params={"area": wanted, "areas": "、".join(areas)}, severity="warning")]
    zones = [area for area in areas if _ZONE.search(area)]
    if len(zones) == 1:
        return zones[0], [Issue("area_chosen", params={"area": zones[0]}, severity="note")]
    return None, [Issue("area_choice_needed", params={"areas": "、".join(zones or areas)}, severity="note")]
