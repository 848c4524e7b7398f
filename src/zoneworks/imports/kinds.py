"""What can be imported: apps above declare their kinds here; the machinery never looks up.

A kind is declared in an app's `sheets.py`, which is found when Django starts. It brings its own wording: the sentences
of its issues are looked up there first, then among those of files and sheets (`messages.py`), and nowhere else.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404
from django.utils.functional import Promise

from zonekit.values.issues import Issue, Where
from zoneworks.imports.choices import Action
from zoneworks.imports.messages import Wording

if TYPE_CHECKING:
    from zonekit.sheets.streams import RowStream
    from zoneworks.accounts.access import Scope
    from zoneworks.imports.models import Batch, Row
    from zoneworks.imports.tallying import Tally
    from zoneworks.units.models import Unit

Json = dict[str, Any]
Word = str | Promise
Packet = list[Any]
Keep = Callable[[Packet], None]
Value = str | Sequence[str | Mapping[str, str]] | None


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after: text, several texts (one in two languages as {"zh", "en"}), or None for nothing.

    `field` is a word of the kind's `field_words`, or "word:part" for the field of a part with a name of its own.
    """

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One entry of a sheet and what accepting it would do. `key` names the existing thing it is, when there is one.

    `is_head`: what the sheet says of itself as a whole; it stands before the rows and is not counted among them.
    `waits`: something has to be asked, so the row is not ticked until a person ticks it.
    """

    where: Where
    label: str
    action: Action
    draft: Json = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    issues: tuple[Issue, ...] = ()
    key: str = ""
    is_head: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A name the zone does not know, to be answered by a person: `near` are known things it may mean.

    `code` is its place in `options["answers"]`; an answer is the key of a known thing or one of the kind's own words.
    """

    code: str
    topic: str
    name: str
    rows: int
    near: tuple[tuple[str, str], ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a sheet would change. `obstacle` stands in the way of accepting any of it.

    `issues` are those of the sheet as a whole; each row carries its own. `target_revision` is the revision the
    comparison was made against; accepting fails when it has moved.
    """

    rows: tuple[ProposedRow, ...] = ()
    summary: Json = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    questions: tuple[Question, ...] = ()
    target: str = ""
    target_revision: int = 0
    obstacle: Issue | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What accepting wrote. The keys of what single rows made are set on the rows themselves."""

    target: str
    result: Json = field(default_factory=dict)
    undo: Json = field(default_factory=dict)


class ShownKind(Protocol):
    """What lists and pages ask of every kind."""

    @property
    def code(self) -> str: ...

    @property
    def label(self) -> Word: ...

    @property
    def hint(self) -> Word: ...

    @property
    def field_words(self) -> Mapping[str, Word]: ...

    @property
    def topic_words(self) -> Mapping[str, Word]: ...

    @property
    def wording(self) -> Wording:
        """How the issues of its tables are said."""

    @property
    def summary_template(self) -> str:
        """Template shown beside what the sheet says of itself, or ""."""

    def may_import(self, scope: Scope, zone: Unit) -> bool: ...

    def is_overtaken(self, batch: Batch) -> bool:
        """Whether what an open preview was compared with has changed since, so that accepting would be refused."""

    def answers_to(self, topic: str) -> Sequence[tuple[str, Word]]:
        """What may be answered beside the near names, as (value, word)."""

    def sheet_facts(self, summary: Json) -> Sequence[tuple[Word, str]]:
        """What the sheet says of itself, as (word, value)."""

    def sheet_figures(self, summary: Json) -> Sequence[tuple[Word, int]]:
        """How many there are of what in the sheet, as (word, number)."""

    def surroundings(self, draft: Json) -> str:
        """What a row stands under, shown quietly beside its label, or ""."""

    def summary_context(self, summary: Json) -> Json:
        """What `summary_template` shows, by name."""

    def described(self, draft: Json) -> Sequence[tuple[str, Value]]:
        """What the sheet says of one row, as (field, value): shown where nothing changes."""

    def address_of(self, batch: Batch) -> str:
        """Where the outcome can be seen, or ""."""


class ImportKind(ShownKind, Protocol):
    """What a feature declares: how a sheet is read, compared, written and taken back."""

    def read(self, data: bytes, filename: str, zone: Unit, options: Json) -> Any:
        """The sheet as read; bad input is told in its issues, never raised."""

    def compare(self, scope: Scope, zone: Unit, sheet: Any, options: Json) -> Comparison: ...

    def accept(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> Outcome:
        """Write the rows; called inside the transaction. Raises Overtaken when the target's revision moved."""

    def undo(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> None:
        """Put back what was before. Raises Refused when later work depends on it."""


class BulkKind(ABC):
    """A kind of table with very many rows: read and written in the background, packet by packet, taken over whole.

    The pages are those of every import; what only small tables can do (ticking single rows, asking about names,
    undoing) is left out.
    """

    code: str
    label: Word
    hint: Word
    field_words: Mapping[str, Word]
    wording: Wording
    topic_words: Mapping[str, Word] = {}
    summary_template = ""

    @abstractmethod
    def may_import(self, scope: Scope, zone: Unit) -> bool: ...

    @abstractmethod
    def examine(self, scope: Scope, zone: Unit, stream: RowStream, tally: Tally, keep: Keep) -> None:
        """Read all rows, tell the tally of each, and keep packets of what accepting will write. Writes nothing."""

    @abstractmethod
    def write(self, scope: Scope, batch: Batch, packets: Iterator[Packet], tell: Callable[[int], None]) -> Outcome:
        """Write the packets; called inside the transaction. Raises Overtaken when the preview holds no longer."""

    @abstractmethod
    def sheet_facts(self, summary: Json) -> Sequence[tuple[Word, str]]: ...

    @abstractmethod
    def address_of(self, batch: Batch) -> str: ...

    @abstractmethod
    def described(self, draft: Json) -> Sequence[tuple[str, Value]]: ...

    def is_overtaken(self, batch: Batch) -> bool:
        """Only writing finds out: a register of hundreds of thousands changes all day."""
        return False

    def answers_to(self, topic: str) -> Sequence[tuple[str, Word]]:
        return []

    def sheet_figures(self, summary: Json) -> Sequence[tuple[Word, int]]:
        return []

    def surroundings(self, draft: Json) -> str:
        return ""

    def summary_context(self, summary: Json) -> Json:
        return {}


AnyKind = ImportKind | BulkKind
_kinds: dict[str, AnyKind] = {}


def register(kind: AnyKind) -> None:
    if kind.code in _kinds:
        raise ImproperlyConfigured(f"two kinds of import are called {kind.code}")
    _kinds[kind.code] = kind


def all_kinds() -> tuple[AnyKind, ...]:
    return tuple(_kinds.values())


def kind_of(code: str) -> AnyKind:
    """The declared kind; a code nobody declares is a page that does not exist."""
    try:
        return _kinds[code]
    except KeyError:
        raise Http404(f"no import kind {code!r}") from None


def whole_kind_of(code: str) -> ImportKind:
    """A kind whose tables are read and written at once."""
    kind = kind_of(code)
    if isinstance(kind, BulkKind):
        raise Http404(f"import kind {code!r} works in the background")
    return kind


def bulk_kind_of(code: str) -> BulkKind:
    kind = kind_of(code)
    if not isinstance(kind, BulkKind):
        raise Http404(f"import kind {code!r} works at once")
    return kind


def imports_anything(scope: Scope, zone: Unit) -> bool:
    """Whether there is a kind for the person: asked on every page, so no further than the first."""
    return any(kind.may_import(scope, zone) for kind in _kinds.values())


def kinds_for(scope: Scope, zone: Unit) -> tuple[AnyKind, ...]:
    return tuple(kind for kind in _kinds.values() if kind.may_import(scope, zone))


__all__ = [
    "AnyKind",
    "BulkKind",
    "Change",
    "Comparison",
    "ImportKind",
    "Outcome",
    "ProposedRow",
    "Question",
    "ShownKind",
    "all_kinds",
    "bulk_kind_of",
    "imports_anything",
    "kind_of",
    "kinds_for",
    "register",
    "whole_kind_of",
]
