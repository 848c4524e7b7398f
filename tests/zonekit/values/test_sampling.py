"""A draw is a matter of seed and keys alone."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.values.sampling import draw_sample, drawing_order, population_digest, size_of_share

KEYS = st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=40)
SEEDS = st.text(min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("size", "drawn"),
    [
        (0, ()),
        (1, ("11",)),
        (2, ("11", "12")),
        (3, ("11", "12", "14")),
        (4, ("11", "12", "14", "13")),
        (9, ("11", "12", "14", "13")),
    ],
)
def test_the_order_of_four_keys_is_the_one_worked_out_by_hand(size: int, drawn: tuple[str, ...]) -> None:
    assert draw_sample(["11", "12", "13", "14"], size, "2023-09") == drawn


def test_the_order_is_that_of_the_hash_of_seed_and_key() -> None:
    keys = [str(number) for number in range(200)]
    by_hash = sorted(keys, key=lambda key: sha256(b"WQDZ-2023-09|" + key.encode()).hexdigest())
    assert drawing_order(keys, "WQDZ-2023-09") == by_hash


def test_another_seed_draws_otherwise() -> None:
    keys = [str(number) for number in range(95)]
    assert draw_sample(keys, 10, "one") != draw_sample(keys, 10, "two")


@pytest.mark.parametrize(
    ("keys", "size", "seed"), [(["1", "1"], 1, "s"), (["1"], -1, "s"), (["1"], 1, "")], ids=["twice", "size", "seed"]
)
def test_what_is_no_draw_is_an_error(keys: list[str], size: int, seed: str) -> None:
    with pytest.raises(ValueError, match=r"twice|members|seed"):
        draw_sample(keys, size, seed)


@given(KEYS, SEEDS, st.integers(0, 50), st.randoms())
def test_the_order_in_which_keys_are_given_does_not_matter(keys, seed, size, random) -> None:
    shuffled = list(keys)
    random.shuffle(shuffled)
    assert draw_sample(shuffled, size, seed) == draw_sample(keys, size, seed)
    assert population_digest(shuffled, size, seed) == population_digest(keys, size, seed)


@given(KEYS, SEEDS, st.integers(0, 50))
def test_a_sample_has_exactly_its_size_and_nobody_twice(keys, seed, size) -> None:
    drawn = draw_sample(keys, size, seed)
    assert len(drawn) == min(size, len(keys)) == len(set(drawn))
    assert set(drawn) <= set(keys)


@given(KEYS, SEEDS, st.integers(0, 50), st.integers(0, 50))
def test_a_larger_sample_begins_with_the_smaller(keys, seed, one, other) -> None:
    small, large = sorted((one, other))
    assert draw_sample(keys, large, seed)[:small] == draw_sample(keys, small, seed)


@given(KEYS.filter(bool), SEEDS)
def test_a_key_that_joins_moves_nobody_else(keys, seed) -> None:
    joined, rest = keys[0], keys[1:]
    assert [key for key in drawing_order(keys, seed) if key != joined] == drawing_order(rest, seed)


@given(KEYS.filter(bool), SEEDS, st.integers(0, 50))
def test_the_digest_tells_populations_seeds_and_sizes_apart(keys, seed, size) -> None:
    digest = population_digest(keys, size, seed)
    others = {
        population_digest(keys[1:], size, seed),
        population_digest(keys, size + 1, seed),
        population_digest(keys, size, f"{seed}x"),
    }
    assert digest not in others


@pytest.mark.parametrize(
    ("population", "share", "size"),
    [(95, 10_000, 95), (95, 1000, 10), (95, 0, 0), (0, 10_000, 0), (10, 1000, 1), (11, 1000, 2), (3, 1, 1)],
)
def test_a_share_counts_parts_up(population: int, share: int, size: int) -> None:
    assert size_of_share(population, share) == size


@pytest.mark.parametrize("share", [-1, 10_001])
def test_a_share_is_between_none_and_all(share: int) -> None:
    with pytest.raises(ValueError, match="basis points"):
        size_of_share(10, share)
