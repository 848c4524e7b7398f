"""RCA, presence, proximity, density, complexity: worked tables, properties, and what the R package puts out."""

from __future__ import annotations

import csv
import gzip
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import spearmanr

from zonekit.chains.complexity import complexity
from zonekit.chains.relatedness import density, presence, proximity, rca, weighted_nearness

PRESENCE = arrays(bool, st.tuples(st.integers(1, 9), st.integers(1, 12)))
VALUES = arrays(
    np.float64, st.tuples(st.integers(1, 7), st.integers(1, 9)), elements=st.just(0.0) | st.floats(1e-3, 1e9)
)


@pytest.fixture(scope="module")
def published(shared_data: Path) -> dict[str, Any]:
    """What R puts out for the averages of 1998 to 2000, with the trade it was made from."""
    rdata = pytest.importorskip("rdata", reason="the package rdata is not installed")
    folder = shared_data / "world_trade_hs4"
    if not folder.exists():
        pytest.skip("world_trade_hs4 is not there")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = rdata.parser.parse_file(folder / "economiccomplexity_output.rda")
        found = rdata.conversion.convert(parsed)["economiccomplexity_output"]
    countries, products = (found["balassa_index"][f"dim_{side}"].values.tolist() for side in (0, 1))
    table = np.zeros((len(countries), len(products)))
    with gzip.open(folder / "trade_sitc_1998_2000_avg.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            table[countries.index(row["country"]), products.index(row["sitc4"])] += float(row["usd"])
    return {**found, "table": table}


def test_presence_of_226_countries_in_785_products_is_that_of_r(published: dict[str, Any]) -> None:
    assert np.array_equal(presence(rca(published["table"])), published["balassa_index"].values)


def test_proximity_of_products_and_of_countries_is_that_of_r(published: dict[str, Any]) -> None:
    found, expected = presence(rca(published["table"])), published["proximity"]
    assert np.abs(proximity(found) - expected["proximity_product"].values).max() < 1e-6
    assert np.abs(proximity(found.T) - expected["proximity_country"].values).max() < 1e-6


def test_complexity_of_countries_and_of_products_is_that_of_r(published: dict[str, Any]) -> None:
    found, expected = complexity(presence(rca(published["table"]))), published["complexity_measures"]
    assert np.abs(found.regions - expected["complexity_index_country"].values).max() < 1e-6
    assert np.abs(found.industries - expected["complexity_index_product"].values).max() < 1e-6


def test_eigenvalues_and_reflections_order_countries_alike_and_fitness_has_their_sign(
    published: dict[str, Any],
) -> None:
    found = presence(rca(published["table"]))
    diverse = found[found.sum(axis=1) >= 20]
    fitness, eigen, reflected = (complexity(diverse, method) for method in ("fitness", "eigenvalues", "reflections"))
    assert spearmanr(eigen.regions, reflected.regions)[0] > 0.99
    assert spearmanr(eigen.industries, reflected.industries)[0] > 0.99
    assert spearmanr(fitness.regions, eigen.regions)[0] > 0.2
    assert spearmanr(fitness.industries, eigen.industries)[0] > 0.2


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([[1, 1], [1, 1]], [[1, 1], [1, 1]]),
        ([[2, 0], [0, 2]], [[2, 0], [0, 2]]),
        ([[0, 0], [1, 3]], [[0, 0], [1, 1]]),
        ([[5, 0], [5, 0]], [[1, 0], [1, 0]]),
        ([[0, 0]], [[0, 0]]),
    ],
)
def test_rca_is_the_share_here_over_the_share_everywhere(
    values: list[list[float]], expected: list[list[float]]
) -> None:
    assert rca(values).tolist() == expected


@pytest.mark.parametrize("values", [[[-1.0]], [[float("nan")]], [[float("inf")]], [1.0, 2.0]])
def test_what_is_no_table_of_amounts_is_refused(values: Any) -> None:
    with pytest.raises(ValueError, match="not negative"):
        rca(values)


@given(VALUES, st.floats(0.001, 1e6))
def test_rca_does_not_depend_on_the_unit(values: np.ndarray, factor: float) -> None:
    assert np.allclose(rca(values * factor), rca(values), rtol=1e-6, atol=1e-9)


@given(VALUES)
def test_rca_weighted_by_the_shares_of_industries_is_one_in_every_region(values: np.ndarray) -> None:
    shares = values.sum(axis=0) / max(values.sum(), 1e-300)
    total = rca(values) @ shares
    has_any = values.sum(axis=1) > 0
    assert np.allclose(total[has_any], 1, rtol=1e-6)


@given(PRESENCE)
def test_proximity_is_symmetric_bounded_and_one_with_oneself(found: np.ndarray) -> None:
    near = proximity(found)
    assert np.array_equal(near, near.T)
    assert ((near >= 0) & (near <= 1)).all()
    assert np.array_equal(np.diag(near), found.any(axis=0).astype(np.float32))


@given(PRESENCE)
def test_density_made_without_the_proximities_is_the_one_made_with_them(found: np.ndarray) -> None:
    near = proximity(found).astype(float)
    whole = near.sum(axis=0)
    expected = np.divide(found @ near, whole, out=np.zeros(found.shape), where=whole > 0)
    assert np.allclose(density(found), expected, atol=1e-5)
    assert density(found).max() <= 1 + 1e-9


@settings(max_examples=50)
@given(PRESENCE, st.randoms(use_true_random=False))
def test_the_order_of_regions_and_industries_changes_nothing(found: np.ndarray, random: Any) -> None:
    rows, columns = (random.sample(range(size), size) for size in found.shape)
    mixed = found[np.ix_(rows, columns)]
    assert np.allclose(density(mixed), density(found)[np.ix_(rows, columns)])
    assert np.array_equal(proximity(mixed), proximity(found)[np.ix_(columns, columns)])
    before, after = complexity(found, rounds=5), complexity(mixed, rounds=5)
    assert np.allclose(after.regions, before.regions[rows], equal_nan=True)
    assert np.allclose(after.industries, before.industries[columns], equal_nan=True)


@given(PRESENCE)
def test_fitness_has_mean_one_and_nothing_for_empty_rows(found: np.ndarray) -> None:
    made = complexity(found, rounds=3)
    assert np.array_equal(np.isnan(made.regions), ~found.any(axis=1))
    assert np.array_equal(np.isnan(made.industries), ~found.any(axis=0))
    if found.any():
        assert np.nanmean(made.regions) == pytest.approx(1)
        assert np.nanmean(made.industries) == pytest.approx(1)


def test_eigenvalues_are_the_same_from_either_side() -> None:
    """A nested table, more industries than regions and the other way round: the second vector of the same problem."""
    wide = np.tril(np.ones((6, 6), dtype=bool))[:, :5]
    ours = complexity(wide, "eigenvalues")
    square = wide / wide.sum(axis=1, keepdims=True) @ (wide / wide.sum(axis=0)).T
    values, vectors = np.linalg.eig(square)
    second = vectors[:, np.argsort(-values.real)[1]].real
    assert abs(np.corrcoef(second, ours.regions)[0, 1]) == pytest.approx(1)
    assert ours.regions[-1] == max(ours.regions)
    assert ours.industries[-1] == max(ours.industries)
    turned = complexity(np.vstack([wide, wide]), "eigenvalues")
    assert np.allclose(turned.industries, ours.industries)


def test_nearness_takes_weights_of_either_sign() -> None:
    found = np.array([[1.0, 1, 0], [1, 0, 0], [1, 1, 1]])
    weights = np.array([[0.5, -2.0, 1.0]])
    assert np.allclose(weighted_nearness(weights, found), weights @ proximity(found), atol=1e-6)
