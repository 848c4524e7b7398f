"""The model of entry: tables as given, codes with branches, what never matters, and how well it foretells."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from bench.chain_tables import LISTINGS, TRADE, Pair, listing_pair, trade_pair
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from zonekit.chains.entry import EntryModel, entered, fit_entry, load_entry_model, logistic, score_entries
from zonekit.chains.entry_features import feature_names, features_of
from zonekit.chains.entry_measures import auc_by_region, density_baseline, mean_interval, popularity
from zonekit.chains.entry_table import EntryTable, branches, entry_table, telling_branches
from zonekit.chains.relatedness import rca
from zonekit.values.issues import NOWHERE

COUNTS = arrays(np.float64, st.tuples(st.integers(2, 7), st.integers(2, 9)), elements=st.integers(0, 30).map(float))


def table_of(values: np.ndarray) -> EntryTable:
    regions, industries = (
        tuple(f"{letter}{place:02d}" for place in range(size)) for letter, size in zip("rw", values.shape, strict=True)
    )
    return EntryTable(regions, industries, values)


@pytest.fixture(scope="module")
def trade(shared_data: Path) -> Pair:
    if not TRADE.exists():
        pytest.skip("world_trade_hs4 is not there")
    return trade_pair()


def gains(pair: Pair, scores: np.ndarray, absent: np.ndarray) -> np.ndarray:
    """AUC of each region beyond the better of the two baselines."""
    ours = auc_by_region(scores, absent, pair.came)
    others = [auc_by_region(other(pair.before.values), absent, pair.came) for other in (popularity, density_baseline)]
    better = max(others, key=np.nanmean)
    return ours - better


def test_countries_the_model_has_not_seen_are_foretold_better_by_four_points_than_by_density(trade: Pair) -> None:
    """Cross-validated over countries: weights come from two thirds of them, scores are of the others."""
    fold = np.random.default_rng(0).permutation(len(trade.came)) % 3
    scores = np.full(trade.came.shape, np.nan)
    for part in range(3):
        tree = fit_entry([(trade.before, trade.came, fold != part)], has_branches=True)
        found = score_entries(trade.before, EntryModel(load_entry_model().flat, tree))
        scores[fold == part] = found.scores[fold == part]
    gain = mean_interval(gains(trade, scores, np.isfinite(scores)))
    assert gain.mean > 0.04
    assert gain.low > 0.02


def test_the_shipped_model_foretells_trade_of_1980_from_1962(trade: Pair) -> None:
    found = score_entries(trade.before)
    gain = mean_interval(gains(trade, found.scores, found.absent))
    assert gain.mean > 0.04
    assert gain.low > 0.02


def test_without_the_tree_of_codes_the_model_still_gains(trade: Pair) -> None:
    words = tuple(f"w{code}x" for code in trade.before.industries)
    found = score_entries(EntryTable(trade.before.regions, words, trade.before.values))
    assert found.features.names == feature_names(False)
    assert np.nanmean(gains(trade, found.scores, found.absent)) > 0.03


def test_listings_by_date_which_the_model_never_saw_are_foretold_better_on_the_mean_of_seven_years(
    shared_data: Path,
) -> None:
    if not LISTINGS.exists():
        pytest.skip("a_share_basic is not there")
    found = []
    for year in (2000, 2004, 2006, 2008, 2010, 2012, 2014):
        pair = listing_pair(year)
        scored = score_entries(pair.before)
        found.append(float(np.nanmean(gains(pair, scored.scores, scored.absent))))
    assert np.mean(found) > 0.02
    assert min(found) > 0


def test_only_what_is_absent_is_scored_and_the_likeliest_comes_first(trade: Pair) -> None:
    found = score_entries(trade.before)
    assert np.array_equal(np.isfinite(found.scores), rca(trade.before.values) < 0.5)
    rows = list(found.of_region("chn"))
    scores = [score for _, _, score in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)
    names = {industry for _, industry, _ in rows}
    strong = rca(trade.before.values)[trade.before.regions.index("chn")] >= 0.5
    assert names.isdisjoint(np.array(trade.before.industries)[strong].tolist())


def test_the_reasons_and_the_constant_make_the_score(trade: Pair) -> None:
    found = score_entries(trade.before)
    region, industry, score = next(iter(found.of_region("jpn")))
    linear = sum(found.reasons(region, industry).values()) + found.model.constant(found.features.names)
    assert 1 / (1 + np.exp(-linear)) == pytest.approx(score)


@settings(max_examples=40)
@given(COUNTS, st.randoms(use_true_random=False))
def test_the_order_of_the_table_changes_no_score(values: np.ndarray, random) -> None:
    rows, columns = (random.sample(range(size), size) for size in values.shape)
    straight, mixed = score_entries(table_of(values)), score_entries(table_of(values[np.ix_(rows, columns)]))
    assert np.allclose(mixed.scores, straight.scores[np.ix_(rows, columns)], equal_nan=True)


@settings(max_examples=40)
@given(COUNTS)
def test_signals_are_ranks_within_a_half_and_nothing_where_the_industry_is_there(values: np.ndarray) -> None:
    found = features_of(values)
    assert np.abs(found.planes).max() <= 0.5
    assert not found.planes[:, ~found.absent].any()


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["0106", "0107", "8703"], ("01", "01", "87")),
        (["106", "107", "8703"], ("01", "01", "87")),
        (["345", "3451", "3452"], ("34", "34", "34")),
        (["C3451", "D4411"], ("C34", "D44")),
        (["汽车整车", "水泥"], None),
        (["01", "02"], None),
        (["0106", "x"], None),
        ([], None),
    ],
)
def test_branches_are_the_first_two_digits_of_codes(codes: list[str], expected: tuple[str, ...] | None) -> None:
    assert branches(codes) == expected


def test_serial_numbers_are_not_taken_for_a_tree() -> None:
    random = np.random.default_rng(3)
    values = random.random((30, 120)) ** 6
    numbered = EntryTable(tuple(map(str, range(30))), tuple(f"{place:04d}" for place in range(1000, 1120)), values)
    assert telling_branches(numbered) is None


def test_codes_whose_branches_go_together_are_taken_for_a_tree(trade: Pair) -> None:
    assert telling_branches(trade.before) is not None


def test_faulty_rows_are_named_and_the_others_used() -> None:
    rows = [
        ("A", "x", "1,200"),
        ("A", "x", 5),
        ("", "x", 1),
        ("B", "y", "many"),
        ("B", "y", -2),
        ("B", "z", ""),
        ("B", "y", float("nan")),
    ]
    table, issues = entry_table((*row, NOWHERE) for row in rows)
    assert table is not None
    assert table.values.tolist() == [[1205.0, 0.0], [0.0, 0.0]]
    assert [issue.code for issue in issues] == [
        "entry_pair_twice", "entry_name_missing", "entry_value_unreadable", "entry_value_negative",
        "entry_value_unreadable",
    ]  # fmt: skip


def test_a_table_without_a_usable_row_is_none() -> None:
    table, issues = entry_table([("", "", "", NOWHERE)])
    assert table is None
    assert issues[-1].code == "entry_table_empty"


@pytest.mark.parametrize("values", [[[3.0]], [[0.0, 0.0], [0.0, 0.0]], [[1.0, 2.0]], [[5.0], [0.0]]])
def test_tables_too_small_to_tell_anything_are_scored_all_the_same(values: list[list[float]]) -> None:
    found = score_entries(table_of(np.array(values)))
    assert np.isfinite(found.scores[found.absent]).all()


def test_entry_is_from_below_a_half_to_one_or_more() -> None:
    before, after = np.array([[10.0, 1.0], [10.0, 9.0]]), np.array([[10.0, 10.0], [10.0, 9.0]])
    assert entered(before, after).tolist() == [[False, True], [False, False]]


def test_a_perfect_score_has_an_area_of_one_and_a_constant_one_of_a_half() -> None:
    came = np.array([[True, False, False], [False, False, False], [False, True, True]])
    absent = np.ones_like(came)
    assert auc_by_region(came.astype(float), absent, came).tolist() == pytest.approx([1.0, np.nan, 1.0], nan_ok=True)
    assert auc_by_region(np.zeros(came.shape), absent, came).tolist() == pytest.approx([0.5, np.nan, 0.5], nan_ok=True)


def test_the_interval_is_the_same_each_time_and_holds_the_mean() -> None:
    values = np.random.default_rng(1).normal(0.7, 0.1, 60)
    first, second = mean_interval(values), mean_interval(values)
    assert first == second
    assert first.low < first.mean < first.high
    assert mean_interval(np.array([np.nan])).regions == 0


def test_logistic_finds_the_weights_that_made_the_outcomes() -> None:
    random = np.random.default_rng(5)
    rows = random.normal(size=(20_000, 2))
    chance = 1 / (1 + np.exp(-(rows @ [1.5, -0.7] - 1)))
    found = logistic(rows, (random.random(len(rows)) < chance).astype(float), ridge=1.0)
    assert found == pytest.approx([1.5, -0.7, -1.0], abs=0.08)


def test_the_shipped_weights_name_every_signal_and_say_that_they_are_to_be_confirmed() -> None:
    data = json.loads(files("zonekit.chains").joinpath("data/entry_model.json").read_text(encoding="utf-8"))
    assert data["to_be_confirmed"] is True
    for kind, has_branches in (("flat", False), ("tree", True)):
        assert set(data[kind]) == {*feature_names(has_branches), ""}
