"""The typesetter behind one function: only our faces, no file of the machine, its errors as ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import typst

from zonekit.documents.output import GlyphError

UNDRAWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
Format = Literal["pdf", "png"]


class SettingError(RuntimeError):
    """The typesetter refused a page for another reason than a missing glyph."""


def compiled(
    source: str,
    inputs: Mapping[str, str],
    folders: tuple[str, ...],
    form: Format,
    *,
    ppi: float | None = None,
    moment: int | None = None,
) -> bytes:
    """The source as one PDF/A-2b or one PNG. `inputs` reach it as data only; `moment`: seconds written into the file.

    Raises GlyphError for characters without a glyph, SettingError for anything else.
    """
    setter = typst.Compiler(source.encode(), font_paths=faces_in(folders), sys_inputs=dict(inputs))
    standards = ["a-2b"] if form == "pdf" else []
    try:
        made = setter.compile(format=form, ppi=ppi, pdf_standards=standards, timestamp=moment)
    except typst.TypstError as error:
        missing = undrawn(f"{error.message}\n{error.diagnostic}")
        if missing:
            raise GlyphError(tuple((character, "the pages") for character in missing)) from error
        raise SettingError(error.message) from error
    return bytes(made[0] if isinstance(made, list) else made)


@lru_cache(maxsize=8)
def faces_in(folders: tuple[str, ...]) -> typst.Fonts:
    """The faces of these folders and no others; read once in a process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def undrawn(message: str) -> tuple[str, ...]:
    """The characters the typesetter complains of, each once, in its order.

    >>> undrawn('the text `"𠮷"` could not be displayed with font `"Noto"`')
    ('𠮷',)
    """
    texts = (ESCAPED.sub(unescaped, found) for found in UNDRAWN.findall(message))
    return tuple(dict.fromkeys(character for text in texts for character in text))


def unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]
