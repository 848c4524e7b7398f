"""Run every measurement, print the table, and with --write put it into docs/benchmarks.md."""

from __future__ import annotations

import importlib
import os
import platform
import sys
import tempfile
from pathlib import Path

from bench.measure import Measured

# Imports first: a process started from a large one is counted as large from its first moment.
MODULES = [
    "bench.imports",
    "bench.documents",
    "bench.documents_pdf",
    "bench.plans_engine",
    "bench.scoring_engine",
    "bench.replay",
    "bench.plans_board",
    "bench.pages",
    "bench.reports",
    "bench.desk",
    "bench.supervision",
    "bench.audit",
    "bench.inbox",
]
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def table(rows: list[Measured]) -> str:
    lines = [
        "| what | measured | asked for | baseline of the same run | ratio | peak memory |",
        "|---|---:|---:|---|---:|---:|",
    ]
    for row in rows:
        asked = f"{row.limit_seconds * 1000:,.0f} ms" if row.limit_seconds else "–"
        memory = f"{row.peak_mb:,.0f} MB" if row.peak_mb else "–"
        if row.limit_mb:
            memory += f" (of {row.limit_mb:,.0f})"
        mark = "" if row.is_within else " **over**"
        lines.append(
            f"| {row.what} | {row.seconds * 1000:,.1f} ms{mark} | {asked} | "
            f"{row.baseline}: {row.baseline_seconds * 1000:,.1f} ms | {row.ratio:.3f} | {memory} |"
        )
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    os.environ.setdefault("ZONEWORKS_HOME", tempfile.mkdtemp(prefix="zoneworks-bench-"))
    wanted = [name for name in arguments if not name.startswith("-")]
    rows: list[Measured] = []
    for name in MODULES:
        if wanted and name.rpartition(".")[2] not in wanted:
            continue
        print(f"{name} ...", file=sys.stderr)
        rows += importlib.import_module(name).run()
    text = table(rows)
    print(text)
    if "--write" in arguments and not wanted:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(BEGIN)
        tail = rest.partition(END)[2]
        machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}."
        PAGE.write_text(f"{head}{BEGIN}\n\n{machine}\n\n{text}\n\n{END}{tail}", encoding="utf-8")
    return 0 if all(row.is_within for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
