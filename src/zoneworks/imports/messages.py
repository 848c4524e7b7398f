"""Issue codes as sentences in the reader's language: what is wrong, which value, where, and what to do.

Knows no model, so that the command line can speak without a database. Every kind of import brings a wording of its own;
what stands here for all of them is what is wrong with files and sheets.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zonekit.values.issues import Issue, Where
from zoneworks.imports.sentences import COMMON_SENTENCES

LONGEST_VALUE = 60
_LINE = re.compile(r"line (\d+)\Z")
_WORD_TABLE = re.compile(r"table (\d+)\Z")
Template = Promise | str
Showing = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Wording:
    """How the issues of one kind of import, or of one command, are said.

    `own`: its sentences by code; they go before those that all files and sheets have in common, so two kinds may use
    one code and each say what it means there. `showing`: parameters that are more than a value, by name.
    """

    own: Mapping[str, Template] = field(default_factory=dict)
    showing: Mapping[str, Showing] = field(default_factory=dict)

    @classmethod
    def of(cls, *tables: Mapping[str, Template], showing: Mapping[str, Showing] | None = None) -> Wording:
        """The tables as one. A code that stands in two of them is a mistake of ours, and found when we start."""
        own: dict[str, Template] = {}
        for table in tables:
            twice = sorted(own.keys() & table.keys())
            if twice:
                raise ImproperlyConfigured(f"declared twice for one kind: the sentences of {', '.join(twice)}")
            own |= table
        return cls(own, {**SHOWING, **(showing or {})})

    def knows(self, code: str) -> bool:
        return code in self.own or code in COMMON_SENTENCES

    def sentence(self, issue: Issue) -> str:
        """What is wrong and what to do, without the place."""
        values = {name: self.showing.get(name, shown)(value) for name, value in issue.params.items()}
        return str(self.template_of(issue)) % defaultdict(lambda: "?", {**values, "code": issue.code})

    def template_of(self, issue: Issue) -> Template:
        """The sentence for the parameters given, else the one of the code, else one that names the code."""
        keys = [*(f"{issue.code}:{name}" for name in issue.params), issue.code]
        for table in (self.own, COMMON_SENTENCES):
            for key in keys:
                if key in table:
                    return table[key]
        return _("Something is not right here (%(code)s). Look at the cell and correct it.")

    def told(self, issue: Issue) -> str:
        """The whole sentence, place first."""
        where, said = place(issue.where), self.sentence(issue)
        return _("%(place)s: %(sentence)s") % {"place": where, "sentence": said} if where else said


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


# What engines put in for every kind: a place they named, a sentence a service said.
SHOWING: Final[Mapping[str, Showing]] = {"first": place_said, "sentence": str}
# For what is no kind: a file that cannot be opened, a program that failed.
COMMON: Final = Wording.of()
