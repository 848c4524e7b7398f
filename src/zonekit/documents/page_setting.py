"""The typesetter behind one function: only our faces, no file of the machine, its errors as ours; it can be stopped."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from zonekit.documents.output import GlyphError
from zonekit.documents.page_child import REFUSED

UNDRAWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
CHILD = Path(__file__).with_name("page_child.py")
LOOK_EVERY = 0.2
MOST_MEMORY = 6 * 1024**3  # of addresses; a document of 2,000 entries needs about half of it
Format = Literal["pdf", "png"]


class SettingError(RuntimeError):
    """The typesetter refused a page for another reason than a missing glyph."""


def quiet() -> None:
    """Ask nobody whether to go on."""


def compiled(
    source: str,
    inputs: Mapping[str, str],
    folders: tuple[str, ...],
    form: Format,
    *,
    ppi: float | None = None,
    moment: int | None = None,
    ask: Callable[[], None] = quiet,
) -> bytes:
    """The source as one PDF/A-2b or one PNG. `inputs` reach it as data only; `moment`: seconds written into the file.

    Works in a process of its own, which ends when `ask` raises. Raises GlyphError for characters without a glyph,
    SettingError for anything else.
    """
    order = {
        "source": source,
        "inputs": dict(inputs),
        "folders": list(folders),
        "form": form,
        "ppi": ppi,
        "moment": moment,
        "most_memory": MOST_MEMORY,
    }
    code, pages, said = set_apart(json.dumps(order).encode(), ask)
    if code == 0:
        return pages
    if code == REFUSED:
        refuse(json.loads(said))
    raise SettingError(f"the typesetter ended with {code}: {said.decode(errors='replace')[-500:]}")


def set_apart(order: bytes, ask: Callable[[], None]) -> tuple[int, bytes, bytes]:
    """Run the child on an order, asking now and then; whatever happens, it is not left behind."""
    # The order goes by a file: a pipe is not written on after the first time-out.
    with tempfile.TemporaryFile() as file:
        file.write(order)
        file.seek(0)
        pipe = subprocess.PIPE
        with subprocess.Popen([sys.executable, "-I", str(CHILD)], stdin=file, stdout=pipe, stderr=pipe) as child:
            try:
                while True:
                    try:
                        pages, said = child.communicate(timeout=LOOK_EVERY)
                    except subprocess.TimeoutExpired:
                        ask()
                    else:
                        return child.returncode, pages, said
            finally:
                child.kill()


def refuse(error: Mapping[str, str]) -> None:
    missing = undrawn(f"{error['message']}\n{error['diagnostic']}")
    if missing:
        raise GlyphError(tuple((character, "the pages") for character in missing))
    raise SettingError(error["message"])


def undrawn(message: str) -> tuple[str, ...]:
    """The characters the typesetter complains of, each once, in its order.

    >>> undrawn('the text `"𠮷"` could not be displayed with font `"Noto"`')
    ('𠮷',)
    """
    texts = (ESCAPED.sub(unescaped, found) for found in UNDRAWN.findall(message))
    return tuple(dict.fromkeys(character for text in texts for character in text))


def unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]
