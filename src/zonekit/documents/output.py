"""What every writer of a document is given beside the document itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


def silent(done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Output:
    """`fonts`: folder with the faces a PDF and the charts are set in (searched with its subfolders).

    `made_at`: the moment written into the file; the same document, moment and edition give the same bytes where the
    format allows. `edition`, `sha256`: printed in the foot and kept in the file's properties, when there is an edition.
    `words`: the few words writers set themselves, in the document's language; missing ones are the key itself:
    "contents", "attachment", "edition", "entries", "figures", "records", "label", "title", "group", "light", "unit",
    "value", "made_of", "too_many" (with a % in the place of their number), "volume" (a % for 1/5).
    `tell(done, total)` is called as work goes on and may raise to stop it.
    """

    fonts: Path
    made_at: datetime
    edition: str = ""
    sha256: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    tell: Callable[[int, int], None] = silent

    def word(self, code: str) -> str:
        return self.words.get(code, code)


class GlyphError(ValueError):
    """Characters that no face at hand can draw; `missing` is (character, where it stands) for each of them."""

    def __init__(self, missing: tuple[tuple[str, str], ...]) -> None:
        shown = ", ".join(f"{character!r} (U+{ord(character):04X}) in {place}" for character, place in missing[:5])
        super().__init__(f"no face has a glyph for {shown}")
        self.missing = missing
