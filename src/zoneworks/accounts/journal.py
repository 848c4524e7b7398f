"""What happens to accounts and roles, told to whoever keeps a record of it.

Accounts know of no record: the app that keeps one registers itself here.
"""

from __future__ import annotations

from typing import Any, Protocol

from zoneworks.accounts.models import User
from zoneworks.units.models import Unit


class Recorder(Protocol):
    """`by`: who did it, None for the machine's operator; `about`: whose account; `unit`: where, None for no zone."""

    def __call__(
        self, *, by: User | None, unit: Unit | None, verb: str, about: User, details: dict[str, Any]
    ) -> None: ...


_recorders: list[Recorder] = []


def register(recorder: Recorder) -> None:
    if recorder not in _recorders:
        _recorders.append(recorder)


def tell(*, by: User | None, unit: Unit | None, verb: str, about: User, **details: Any) -> None:
    """Call it inside the transaction of what it tells."""
    for recorder in _recorders:
        recorder(by=by, unit=unit, verb=verb, about=about, details=details)
