"""What can be produced: apps above declare their kinds of document in their blocks.py; the machinery never looks up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from django.http import Http404
from django.utils import translation
from django.utils.functional import Promise

from zonekit.documents.blocks import Document
from zoneworks.documents.choices import Format

if TYPE_CHECKING:
    from zoneworks.accounts.access import Scope
    from zoneworks.units.models import Unit

Arguments = Mapping[str, Any]
Tell = Callable[[int, int], None]


class DocumentKind(Protocol):
    """What a feature declares. `arguments` are plain JSON: {"year": 2023, "as_of": "2023-09-30"}."""

    @property
    def code(self) -> str: ...

    @property
    def label(self) -> str | Promise: ...

    @property
    def mark_code(self) -> str:
        """A few capital letters that name the kind in the mark of an edition; no two kinds have the same."""

    @property
    def formats(self) -> tuple[Format, ...]: ...

    @property
    def is_frozen(self) -> bool:
        """Whether editions of it are kept (an answer sheet is; a responsibility letter is made anew each time)."""

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        """Who produces and freezes it."""

    def may_read(self, scope: Scope, zone: Unit) -> bool:
        """Who opens its editions and the files made from them."""

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        """Complete arguments in canonical form; raises Refused, or Http404 for what does not exist for the person."""

    def as_of(self, arguments: Arguments) -> date: ...

    def titles(self, zone: Unit, arguments: Arguments) -> tuple[str, str]:
        """In Chinese and in English."""

    def file_name(self, zone: Unit, arguments: Arguments) -> str:
        """In the active language, without the extension."""

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        """The document in the active language, from what was known on its date."""

    def address_of(self, arguments: Arguments) -> str:
        """The page on which it is read, or ""."""


@dataclass(frozen=True)
class Member:
    """One file of an archive. `name` has folders before it and no extension; `build` makes its document."""

    name: str
    format: Format
    build: Callable[[], Document]


@runtime_checkable
class BundleKind(Protocol):
    """A kind with Format.ZIP among its formats says what the archive holds, in the active language."""

    def members(self, scope: Scope, zone: Unit, arguments: Arguments) -> Sequence[Member]: ...


_kinds: dict[str, DocumentKind] = {}


def in_both_languages(title: Callable[[], str]) -> tuple[str, str]:
    """A title in Chinese and in English."""
    with translation.override("zh-hans"):
        chinese = title()
    with translation.override("en"):
        return chinese, title()


def register(kind: DocumentKind) -> None:
    _kinds[kind.code] = kind


def all_kinds() -> tuple[DocumentKind, ...]:
    return tuple(_kinds.values())


def kind_of(code: str) -> DocumentKind:
    """The declared kind; one nobody declares does not exist."""
    try:
        return _kinds[code]
    except KeyError:
        raise Http404(f"no kind of document {code!r}") from None
