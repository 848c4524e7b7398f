"""How well entries are foretold: area under the curve within regions, beside popularity and density."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.chain_entry_fit import learn, lessons
from bench.chain_tables import LISTINGS, TRADE, Pair, listing_pair, trade_pair
from bench.measure import Line, Measured, Quality, best_of
from zonekit.chains.entry import score_entries
from zonekit.chains.entry_measures import auc_by_region, density_baseline, mean_interval, popularity
from zonekit.chains.relatedness import Bools, Floats

FOLDS = 5
YEARS = (2000, 2004, 2006, 2008, 2010, 2012, 2014)
GAIN = 0.02


def run() -> list[Line]:
    lines: list[Line] = []
    if TRADE.exists():
        trade = trade_pair()
        lines += judged("entry, trade 1962 -> 1980, countries not learnt from (5 folds)", trade, folded(trade))
        scoring = best_of(3, lambda: score_entries(trade.before))
        bare = best_of(3, lambda: density_baseline(trade.before.values))
        what = f"entry scores of {len(trade.before.regions)} regions x {len(trade.before.industries)} industries"
        lines.append(Measured(what, scoring, "density alone", bare))
    if LISTINGS.exists():
        lines += listings()
    return lines


def folded(pair: Pair) -> Floats:
    """Scores of each country by a model that saw it neither in trade nor in the tables drawn from trade."""
    pairs = lessons(pair)
    places = np.random.default_rng(0).permutation(len(pair.before.regions)) % FOLDS
    fold = dict(zip(pair.before.regions, places.tolist(), strict=True))
    scores = np.full(pair.came.shape, np.nan)
    for part in range(FOLDS):
        model = learn(pairs, lambda one, part=part: in_other_folds(one, fold, part))  # type: ignore[misc]
        asked = ~in_other_folds(pair, fold, part)
        scores[asked] = score_entries(pair.before, model).scores[asked]
    return scores


def in_other_folds(pair: Pair, fold: dict[str, int], part: int) -> Bools:
    return np.array([fold[region] != part for region in pair.before.regions])


def judged(what: str, pair: Pair, scores: Floats) -> Iterator[Line]:
    absent = np.isfinite(scores)
    ours = auc_by_region(scores, absent, pair.came)
    others = {
        "popularity": auc_by_region(popularity(pair.before.values), absent, pair.came),
        "density": auc_by_region(density_baseline(pair.before.values), absent, pair.came),
    }
    better = max(others, key=lambda name: float(np.nanmean(others[name])))
    area, gain = mean_interval(ours), mean_interval(ours - others[better])
    told = tuple((name, float(np.nanmean(values))) for name, values in others.items())
    asked = float(np.nanmean(others[better])) + GAIN
    yield Quality(f"AUC: {what}, {area.regions} regions", area.mean, (area.low, area.high), asked, told)
    yield Quality(f"gain: {what}", gain.mean, (gain.low, gain.high), GAIN, ((f"over {better}", 0.0),))


def listings() -> Iterator[Quality]:
    """The shipped model, which never saw listings, over seven years; regions of all years are resampled together.

    Once by the definition the model was made for (RCA from below 0.5 to 1 or more), once by mere presence: no firm
    before, at least one after.
    """
    for what, is_mere in (("RCA of 1 reached", False), ("a first firm", True)):
        ours, better, told = [], [], {"popularity": [], "density": []}
        for year in YEARS:
            pair = listing_pair(year)
            scored = score_entries(pair.before)
            came = (pair.before.values == 0) & (pair.after > 0) if is_mere else pair.came
            areas = [auc_by_region(one, scored.absent, came) for one in baselines(pair)]
            ours.append(auc_by_region(scored.scores, scored.absent, came))
            better.append(max(areas, key=lambda one: float(np.nanmean(one))))
            for name, area in zip(told, areas, strict=True):
                told[name].append(float(np.nanmean(area)))
        area = mean_interval(np.concatenate(ours))
        gain = mean_interval(np.nanmean(np.array(ours) - np.array(better), axis=0))
        name = f"entry, listings after {YEARS[0]} to {YEARS[-1]}, mean of {len(YEARS)} years, {what}"
        means = tuple((one, float(np.mean(values))) for one, values in told.items())
        asked = None if is_mere else GAIN
        yield Quality(f"AUC: {name}", area.mean, (area.low, area.high), None, means)
        yield Quality(f"gain: {name}, 32 regions", gain.mean, (gain.low, gain.high), asked, (("over the better", 0.0),))


def baselines(pair: Pair) -> tuple[Floats, Floats]:
    return popularity(pair.before.values), density_baseline(pair.before.values)
