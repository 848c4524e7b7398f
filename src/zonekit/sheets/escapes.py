"""Text that a spreadsheet would run as a formula, made harmless in exported CSV and restored when it comes back.

Source of the list of leading characters: OWASP, CSV Injection. Workbooks need none of this when texts are written as
texts; a CSV has no types, so Excel decides by the first character.
"""

from __future__ import annotations

import re

MARK = "'"
_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n|%＝＋－＠]")


def escape_formula(text: str) -> str:
    """The text with a leading apostrophe where Excel might run it.

    Text that already has apostrophes before such a character gets one more, so that nothing is ambiguous.

    >>> escape_formula("=cmd|' /C calc'!A0"), escape_formula("建成厂房"), escape_formula("'=1")
    ("'=cmd|' /C calc'!A0", '建成厂房', "''=1")
    """
    return MARK + text if _DANGEROUS.match(text) else text


def unescape_formula(text: str) -> str:
    """The text before `escape_formula`; `unescape_formula(escape_formula(text)) == text` for every text.

    >>> unescape_formula("'=1+1"), unescape_formula("''=1"), unescape_formula("'建成'")
    ('=1+1', "'=1", "'建成'")
    """
    return text.removeprefix(MARK) if text.startswith(MARK) and _DANGEROUS.match(text) else text
