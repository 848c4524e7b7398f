"""Industry classes told from names and scopes: how often rightly, against plain character pairs, and how fast."""

from __future__ import annotations

import csv
import gzip
import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from bench.measure import Line, Measured, Quality
from zonekit.registry import classify_chunks, load_classifier
from zonekit.registry.industry import classes
from zonekit.registry.scopes import plain_text

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
GOLD = DATA / "scope_gold_dev" / "gold.csv"
REGISTERS = [DATA / "enterprise_registry" / f"{name}.csv.gz" for name in ("hebei", "tianjin_without_wuqing")]
MANY, WORKERS, DRAWS = 100_000, 2, 10_000
Firm = tuple[str, str]
Truth = set[str]


def run() -> list[Line]:
    if not GOLD.exists() or not all(file.exists() for file in REGISTERS):
        print("scope_gold_dev or enterprise_registry is not there: classification is not measured")
        return []
    return [*speed(), *accuracy()]


def accuracy() -> list[Quality]:
    with GOLD.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    firms = [(row["name"], row["scope"]) for row in rows]
    strict = [{row["class4"]} for row in rows]
    lenient = [{row["class4"], row["alt1"], row["alt2"]} - {""} for row in rows]
    ours = [[one.code for one in best] for best in load_classifier().classify(*zip(*firms, strict=True))]
    plain = plainly_told(firms)
    asked = (("strict, 4 digits", strict, 4, (0.30, 0.50)), ("strict, 2 digits", strict, 2, (0.50, 0.75)))
    lines = []
    for what, truths, digits, limits in (*asked, ("lenient, 4 digits", lenient, 4, (0.45, 0.65))):
        for top, limit in zip((1, 3), limits, strict=True):
            hits, others = hits_of(ours, truths, digits, top), hits_of(plain, truths, digits, top)
            name = f"industry class of {len(rows)} labelled firms, {what}, {'first' if top == 1 else 'first three'}"
            baseline = (("pairs of characters (TF-IDF)", float(others.mean())),)
            lines.append(Quality(name, float(hits.mean()), interval_of(hits), limit, baseline))
    return lines


def hits_of(found: Sequence[Sequence[str]], truths: Sequence[Truth], digits: int, top: int) -> np.ndarray:
    pairs = zip(found, truths, strict=True)
    return np.array(
        [any(code[:digits] in {one[:digits] for one in truth} for code in codes[:top]) for codes, truth in pairs]
    )


def interval_of(hits: np.ndarray) -> tuple[float, float]:
    """Bounds of 95 % of the shares of firms drawn anew, with replacement."""
    drawn = np.random.default_rng(4754).choice(hits, (DRAWS, len(hits))).mean(axis=1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return float(low), float(high)


def plainly_told(firms: Sequence[Firm], top: int = 3) -> list[list[str]]:
    """The simple way: cosine of weighted character pairs between name with scope and the names of the classes."""
    codes, names = [one.code for one in classes()], [plain_text(one.name.zh) for one in classes()]
    pairs = {pair: at for at, pair in enumerate(dict.fromkeys(pair for name in names for pair in pairs_of(name)))}
    known = counts_of(names, pairs)
    rare = np.log(len(names) / np.maximum(1, np.asarray((known > 0).sum(axis=0)).ravel()))
    known = unit(known.multiply(rare).tocsr())
    asked = unit(counts_of([plain_text(name + scope) for name, scope in firms], pairs).multiply(rare).tocsr())
    likeness = (asked @ known.T).toarray()
    return [[codes[at] for at in row] for row in np.argsort(-likeness, axis=1, kind="stable")[:, :top]]


def pairs_of(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


def counts_of(texts: Sequence[str], pairs: dict[str, int]) -> sparse.csr_matrix:
    found = [(row, pairs[pair]) for row, text in enumerate(texts) for pair in pairs_of(text) if pair in pairs]
    rows, columns = zip(*found, strict=True) if found else ((), ())
    return sparse.csr_matrix((np.ones(len(found)), (rows, columns)), shape=(len(texts), len(pairs)))


def unit(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.diags_array(1.0 / np.maximum(length, 1e-12)) @ matrix


def speed() -> list[Measured]:
    ours, memory = in_a_process(classify_many)
    plain, _ = in_a_process(tell_many_plainly)
    what = f"industry classes of {MANY:,} registered firms, {WORKERS} processes"
    return [Measured(what, ours, "pairs of characters, class names only", plain, 30.0, memory, 2_000.0)]


def many_firms() -> list[Firm]:
    """All of both registers, and the first of them once more."""
    found: list[Firm] = []
    for file in REGISTERS:
        with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as stream:
            found += [(row["name"], row["business_scope"]) for row in csv.DictReader(stream)]
    return list(islice(cycle(found), MANY))


def classify_many() -> None:
    done = sum(len(part) for part in classify_chunks(many_firms(), workers=WORKERS))
    assert done == MANY


def tell_many_plainly() -> None:
    firms = many_firms()
    for start in range(0, MANY, 5_000):
        plainly_told(firms[start : start + 5_000])


def in_a_process(call: Callable[[], Any]) -> tuple[float, float]:
    """Seconds and megabytes of a call in a process of its own, those of the processes it starts included."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measured, args=(call, sender))
    process.start()
    seconds, memory = receiver.recv()
    process.join()
    return float(seconds), float(memory)


def _measured(call: Callable[[], Any], pipe: Any) -> None:
    begin = time.perf_counter()
    call()
    seconds = time.perf_counter() - begin
    own, started = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    pipe.send((seconds, (own + WORKERS * started) / 1024))
