"""What a service refuses, in a sentence that says what to do."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - reads as what happened: the service refused
    """A service could not do what was asked; `str(error)` is the sentence for the person, `code` for programs."""

    def __init__(self, code: str, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.field = field


class Overtaken(Refused):
    """A colleague changed the same thing first."""
