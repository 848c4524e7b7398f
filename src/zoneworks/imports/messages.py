"""Issue codes as sentences in the reader's language: what is wrong, which value, where, and what to do.

Knows no model, so that the command line can speak without a database. Features add the codes of their own comparison.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zonekit.values.issues import Issue, Where
from zoneworks.imports.sentences import SENTENCES

LONGEST_VALUE = 60
_LINE = re.compile(r"line (\d+)\Z")
_WORD_TABLE = re.compile(r"table (\d+)\Z")
_declared: dict[str, Promise | str] = {}


def declare_sentences(sentences: Mapping[str, Promise | str]) -> None:
    """Sentences for the codes a feature emits beside those of the engines."""
    _declared.update(sentences)


def has_sentence(code: str) -> bool:
    return code in SENTENCES or code in _declared


def sentence(issue: Issue) -> str:
    """What is wrong and what to do, without the place."""
    template = template_of(issue)
    values = {name: SPECIAL.get(name, shown)(value) for name, value in issue.params.items()}
    return str(template) % defaultdict(lambda: "?", {**values, "code": issue.code})


def template_of(issue: Issue) -> Promise | str:
    """The sentence for the parameters given, else the one of the code, else one that names the code."""
    keys = [*(f"{issue.code}:{name}" for name in issue.params), issue.code]
    for key in keys:
        found = SENTENCES.get(key) or _declared.get(key)
        if found is not None:
            return found
    return _("Something is not right here (%(code)s). Look at the cell and correct it.")


def shown(value: Any) -> str:
    """A value inside a sentence: long text cut, so that the sentence stays one."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 9999 else str(value)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def place(where: Where) -> str:
    """A place as a person names it; empty when it is the whole file."""
    if where.line is not None:
        return _("Line %(line)s") % {"line": where.line}
    if not where.sheet:
        return _("Cell %(cell)s") % {"cell": where.cell} if where.cell else ""
    names = {"sheet": where.sheet, "cell": where.cell}
    table = _WORD_TABLE.match(where.sheet)
    if table:
        names["sheet"] = table[1]
        return _("Table %(sheet)s, cell %(cell)s") % names if where.cell else _("Table %(sheet)s") % names
    return _("Sheet “%(sheet)s”, cell %(cell)s") % names if where.cell else _("Sheet “%(sheet)s”") % names


def place_said(text: object) -> str:
    """A place that an engine wrote as text ("S!B4", "line 12") as a person names it."""
    line = _LINE.match(str(text))
    if line:
        return place(Where(line=int(line[1])))
    sheet, mark, cell = str(text).rpartition("!")
    return place(Where(sheet or None, cell)) if mark else str(text)


# Parameters that are more than a value: a place an engine named, a sentence a service said.
SPECIAL: dict[str, Callable[[Any], str]] = {"first": place_said, "sentence": str}


def told(issue: Issue) -> str:
    """The whole sentence, place first."""
    where = place(issue.where)
    return _("%(place)s: %(sentence)s") % {"place": where, "sentence": sentence(issue)} if where else sentence(issue)
