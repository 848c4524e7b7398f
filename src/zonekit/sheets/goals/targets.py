"""The explicit numeric goals of a text in either language."""

from __future__ import annotations

import re

from zonekit.sheets.drafts import Target
from zonekit.sheets.goals.chinese import read_chinese
from zonekit.sheets.goals.english import read_english

_HAN = re.compile(r"[\u4e00-\u9fff]")


def is_chinese(text: str) -> bool:
    """Whether a text holds any Chinese character.

    >>> is_chinese("V1汽车世界"), is_chinese("V1 Auto World")
    (True, False)
    """
    return _HAN.search(text) is not None


def extract_targets(text: str, *, year: int | None = None) -> tuple[Target, ...]:
    """The explicit numeric goals of a text, in the order in which they stand.

    A text with any Chinese character is read as Chinese, any other as English. `start` and `end` delimit the figure
    with its unit and the bound word behind it. `year` is the plan's year: figures of an earlier year are no goals.
    Of a range the lower figure is taken, with bound ">=" (3-5家); under a limit the upper one (控制在5%-6%以内).
    Never raises; a text without goals gives an empty tuple.

    >>> [(t.text, str(t.value), t.unit, t.bound) for t in extract_targets("激活僵尸企业10家，GDP增幅7%以上")]
    [('激活僵尸企业', '10', '家', None), ('GDP增幅', '7', '%', '>=')]
    >>> [(str(t.base_value), t.base_unit) for t in extract_targets("Funds in place of at least CNY 10 bn")]
    [('10000000000', 'CNY')]
    """
    return read_chinese(text, year=year) if is_chinese(text) else read_english(text)
