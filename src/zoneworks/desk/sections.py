"""What stands on the desk: each app above declares its sections in its own desk.py; the desk never looks up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest

from zoneworks.ui.parts import FigureCell

Context = dict[str, Any]
Found = TypeVar("Found")


@dataclass(frozen=True)
class Section:
    """`build` takes the request; None: nothing for this person. `template` is rendered with what it gives.

    A section whose context has `count` 0 stands in its designed empty state, which its template draws. `figures` in the
    context (of `ui.parts.FigureCell`) stand in the strip at the head of the desk. `is_work`: whether it is something to
    do, or only good to know.
    """

    code: str
    order: int
    template: str
    build: Callable[[HttpRequest], Context | None]
    is_work: bool = True


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    _sections[section.code] = section


def shared(request: HttpRequest, name: str, read: Callable[[], Found]) -> Found:
    """What several sections of one desk need: read by the first of them and kept for as long as the request lives."""
    known: dict[str, Any] = request.__dict__.setdefault("desk_shared", {})
    if name not in known:
        known[name] = read()
    found: Found = known[name]
    return found


def sections_for(request: HttpRequest) -> list[tuple[Section, Context]]:
    """The sections of this person's desk, in their order."""
    built = ((section, section.build(request)) for section in sorted(_sections.values(), key=lambda one: one.order))
    return [(section, context) for section, context in built if context is not None]


def figures_of(sections: list[tuple[Section, Context]]) -> list[FigureCell]:
    """The figures of all sections, in their order."""
    return [cell for _section, context in sections for cell in context.get("figures", ())]
