"""How a reader gives up on a whole file: with the one issue that says why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from zonekit.values.issues import Issue, Param


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """Nothing of the file can be used; `issue` says why. Never leaves `zonekit.sheets.readers`."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.issue = Issue(code, params=params)


@contextmanager
def refuse_panic() -> Iterator[None]:
    """Turn a panic of a Rust library, which is no `Exception`, into the refusal `file_corrupted`."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise Refusal("file_corrupted") from error
        raise
