"""What is to be done on an occasion of the year, and whether it was: apps declare it in their own occasions.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from zoneworks.accounts.access import Scope
from zoneworks.units.models import Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """`words`: how it stands, in a few words, where done or not done does not say enough."""

    is_done: bool
    words: str = ""


@dataclass(frozen=True)
class Work:
    """`address`: the page on which the person does or reads it, "" for none. `standing`: of periods that have come, as
    far as the person may know; a period that is left out is nothing for them."""

    code: str
    address: Callable[[HttpRequest, str], str]
    standing: Callable[[Scope, Unit, Iterable[str], date], Mapping[str, Standing]]


_works: dict[str, Work] = {}


def register(work: Work) -> None:
    """Declare what an occasion asks for; the same code declared again replaces the earlier one."""
    _works[work.code] = work


def work_of(code: str) -> Work | None:
    return _works.get(code)
