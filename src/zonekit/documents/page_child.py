"""Sets pages in a process of its own, run as a file: what the typesetter keeps in memory goes when the process goes.

Reads an order as JSON from the standard input; writes the pages to the standard output, or what was wrong as JSON to
the standard error and ends with 3.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Mapping
from typing import Any

import typst

REFUSED = 3


def pages_of(order: Mapping[str, Any]) -> bytes:
    """One PDF/A-2b, or one PNG; only the faces of the order, and no file of the machine beside them."""
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=order["folders"])
    setter = typst.Compiler(order["source"].encode(), font_paths=faces, sys_inputs=order["inputs"])
    is_pdf = order["form"] == "pdf"
    made = setter.compile(
        format=order["form"],
        ppi=order["ppi"],
        pdf_standards="a-2b" if is_pdf else None,
        timestamp=order["moment"],
    )
    return (made[0] if isinstance(made, list) else made) or b""


def main() -> int:
    order = json.load(sys.stdin.buffer)
    if order["most_memory"]:
        resource.setrlimit(resource.RLIMIT_AS, (order["most_memory"], order["most_memory"]))
    try:
        pages = pages_of(order)
    except typst.TypstError as error:
        json.dump({"message": error.message, "diagnostic": error.diagnostic}, sys.stderr)
        return REFUSED
    sys.stdout.buffer.write(pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
