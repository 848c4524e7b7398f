"""Samples that anybody can draw again: the keys in the order of SHA-256 of seed and key, and of these the first.

The order depends on the seed and on each key alone: a larger sample of the same seed holds the smaller one, and a key
that joins the population moves nobody else. Whoever has the seed and the keys gets the same sample, in any language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

MOST_SHARE = 10_000


def draw_sample(keys: Iterable[str], size: int, seed: str) -> tuple[str, ...]:
    """The first `size` keys in the order of the draw; all of them where there are no more.

    ValueError: a key twice, an empty seed, a negative size.

    >>> draw_sample(["11", "12", "13", "14"], 2, "2023-09")
    ('11', '12')
    >>> draw_sample(["14", "13", "12", "11"], 3, "2023-09")
    ('11', '12', '14')
    """
    if size < 0:
        raise ValueError(f"a sample has no {size} members")
    return tuple(drawing_order(keys, seed)[:size])


def drawing_order(keys: Iterable[str], seed: str) -> list[str]:
    """All keys in the order of the draw."""
    population = list(keys)
    if not seed:
        raise ValueError("a draw has a seed")
    if len(set(population)) != len(population):
        raise ValueError("a key stands twice in the population")
    return sorted(population, key=lambda key: (place_of(key, seed), key))


def place_of(key: str, seed: str) -> str:
    """What a key is sorted by: the hexadecimal SHA-256 of `seed|key` in UTF-8."""
    return sha256(f"{seed}|{key}".encode()).hexdigest()


def population_digest(keys: Iterable[str], size: int, seed: str) -> str:
    """Names a draw: SHA-256 of the JSON array of the seed, the size and the sorted keys, without spaces, in UTF-8.

    >>> population_digest(["12", "11"], 1, "s") == population_digest(["11", "12"], 1, "s")
    True
    """
    named = json.dumps([seed, size, sorted(keys)], ensure_ascii=False, separators=(",", ":"))
    return sha256(named.encode()).hexdigest()


def size_of_share(population: int, basis_points: int) -> int:
    """How many a share of the population is, at least one of any: 10,000 basis points are all of it, parts count up.

    >>> [size_of_share(95, share) for share in (0, 1, 1000, 10_000)]
    [0, 1, 10, 95]
    """
    if not 0 <= basis_points <= MOST_SHARE:
        raise ValueError(f"a share is between 0 and {MOST_SHARE} basis points, not {basis_points}")
    return -(-population * basis_points // MOST_SHARE)
