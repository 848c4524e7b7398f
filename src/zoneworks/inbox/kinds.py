"""Kinds of message that a person can switch on and off: apps declare theirs in their own message_kinds.py."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class MessageKind:
    """`help`: one line on the page of preferences that says when such a message comes."""

    code: str
    label: Promise | str
    help: Promise | str
    order: int


_kinds: dict[str, MessageKind] = {}


def register(kind: MessageKind) -> None:
    """Declare a kind; the same code declared again replaces the earlier one."""
    _kinds[kind.code] = kind


def is_declared(code: str) -> bool:
    return code in _kinds


def all_kinds() -> tuple[MessageKind, ...]:
    return tuple(sorted(_kinds.values(), key=lambda kind: (kind.order, kind.code)))
