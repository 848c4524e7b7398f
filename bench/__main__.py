"""Run every measurement, or those named, print the tables, and with --write renew their lines in docs/benchmarks.md."""

from __future__ import annotations

import importlib
import os
import platform
import sys
import tempfile
from pathlib import Path

from bench.measure import Line, Measured, Quality

# Imports first: a process started from a large one is counted as large from its first moment.
MODULES = [
    "bench.imports",
    "bench.documents",
    "bench.documents_pdf",
    "bench.plans_engine",
    "bench.scoring_engine",
    "bench.classification",
    "bench.registry_doubles",
    "bench.chain_gaps",
    "bench.chain_relatedness",
    "bench.chain_entry",
    "bench.chain_targets",
    "bench.replay",
    "bench.plans_board",
    "bench.pages",
    "bench.reports",
    "bench.desk",
    "bench.supervision",
    "bench.audit",
    "bench.inbox",
    "bench.chains_pool",
    "bench.enterprises",
    "bench.chains_product",
    "bench.chains_browser",
]
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
SPEED_HEAD = [
    "| what | measured | asked for | baseline of the same run | ratio | peak memory |",
    "|---|---:|---:|---|---:|---:|",
]
QUALITY_HEAD = ["| what | measured | 95 % interval | asked for | simpler ways, same run |", "|---|---:|---|---:|---|"]


def speed_line(row: Measured) -> str:
    asked = f"{row.limit_seconds * 1000:,.0f} ms" if row.limit_seconds else "–"
    memory = f"{row.peak_mb:,.0f} MB" if row.peak_mb else "–"
    if row.limit_mb:
        memory += f" (of {row.limit_mb:,.0f})"
    mark = "" if row.is_within else " **over**"
    return (
        f"| {row.what} | {row.seconds * 1000:,.1f} ms{mark} | {asked} | "
        f"{row.baseline}: {row.baseline_seconds * 1000:,.1f} ms | {row.ratio:.3f} | {memory} |"
    )


def quality_line(row: Quality) -> str:
    interval = f"{row.interval[0]:.3f} – {row.interval[1]:.3f}" if row.interval else "–"
    asked = "–" if row.asked is None else f"{row.asked:.3f}"
    mark = "" if row.is_within else " **below**"
    others = "; ".join(f"{name}: {value:.3f}" for name, value in row.baselines) or "–"
    return f"| {row.what} | {row.value:.3f}{mark} | {interval} | {asked} | {others} |"


def written(page: str, mark: str, head: list[str], lines: list[str]) -> str:
    """The page with these lines in the table between the marks: a line measured before under the same name is renewed,
    others stay as they are."""
    begin, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    before, _, rest = page.partition(begin)
    inside, _, after = rest.partition(end)
    kept = {name_of(line): line for line in inside.splitlines() if line.startswith("| ") and line not in head}
    kept |= {name_of(line): line for line in lines}
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}."
    table = "\n".join([*head, *kept.values()])
    return f"{before}{begin}\n\n{machine}\n\n{table}\n\n{end}{after}"


def name_of(line: str) -> str:
    return line.split("|")[1].strip()


def main(arguments: list[str]) -> int:
    os.environ.setdefault("ZONEWORKS_HOME", tempfile.mkdtemp(prefix="zoneworks-bench-"))
    wanted = [name for name in arguments if not name.startswith("-")]
    rows: list[Line] = []
    for name in MODULES:
        if wanted and name.rpartition(".")[2] not in wanted:
            continue
        print(f"{name} ...", file=sys.stderr)
        rows += importlib.import_module(name).run()
    speeds = [speed_line(row) for row in rows if isinstance(row, Measured)]
    qualities = [quality_line(row) for row in rows if isinstance(row, Quality)]
    for head, lines in ((SPEED_HEAD, speeds), (QUALITY_HEAD, qualities)):
        if lines:
            print("\n".join([*head, *lines]), end="\n\n")
    if "--write" in arguments:
        page = PAGE.read_text(encoding="utf-8")
        page = written(page, "figures", SPEED_HEAD, speeds)
        PAGE.write_text(written(page, "qualities", QUALITY_HEAD, qualities), encoding="utf-8")
    return 0 if all(row.is_within for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
