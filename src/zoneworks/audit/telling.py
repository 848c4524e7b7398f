"""Events as whole sentences: an app that keeps a kind of thing declares who tells its events, in its audit_words.py.

Whatever nobody tells is shown by its verb and its details, name by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from zoneworks.accounts.access import Scope
from zoneworks.audit.models import Event


@dataclass(frozen=True, slots=True)
class Told:
    """`sentence` says what was done without the person and the moment; `detail` what else is worth a smaller line."""

    sentence: str
    detail: str = ""

    @property
    def in_one_line(self) -> str:
        return f"{self.sentence} {self.detail}".strip()


# Events of one kind, told in the active language in a constant number of statements, by key of the event. `scope` is
# who reads: what else the events speak of is named only as far as this person may know it.
Teller = Callable[[Scope | None, Sequence[Event]], Mapping[int, Told]]
_tellers: dict[tuple[str, str], Teller] = {}


def register(kind: str, code: str, teller: Teller) -> None:
    """Declare who tells of a kind, under the code of the app: several apps may do things to one kind of thing.

    The same kind and code declared again replace the earlier ones. Each tells the events it knows and leaves the rest.
    """
    _tellers[kind, code] = teller


def told_events(scope: Scope | None, events: Iterable[Event]) -> dict[int, Told]:
    """Those of the events somebody tells."""
    by_kind: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_kind[event.subject_kind].append(event)
    found: dict[int, Told] = {}
    for (kind, _code), teller in _tellers.items():
        if kind in by_kind:
            found.update(teller(scope, by_kind[kind]))
    return found
