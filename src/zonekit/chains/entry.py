"""Which absent industry appears next in a region: a logistic model of entry over eight signals of one table.

An industry is absent with an RCA below 0.5 and has entered with one of 1 or more. The model comes fitted
(`data/entry_model.json`: what it was fitted on is in the file) and needs no more than the table of today; `fit_entry`
fits it anew on tables of two dates. Sources: density, Hidalgo et al. (2007); neighbourhoods of similar regions, Resnick
et al. (1994), with the sharpening of Breese, Heckerman, Kadie (1998), and for trade Vidmer, Zeng, Medo, Zhang (2015);
ridge penalty, Hoerl and Kennard (1970).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from scipy.special import expit

from zonekit.chains.entry_features import Features, feature_names, features_of
from zonekit.chains.entry_table import EntryTable, telling_branches
from zonekit.chains.relatedness import STRONG, Bools, Floats, rca

RIDGE = 20.0
MOST_STEPS = 50
SMALLEST_STEP = 1e-8


@dataclass(frozen=True, slots=True)
class EntryModel:
    """Weights by signal, for tables with a tree of codes (`tree`) and without (`flat`); "" is the constant."""

    flat: Mapping[str, float]
    tree: Mapping[str, float]

    def weights(self, names: Sequence[str]) -> Floats:
        own = self.tree if tuple(names) == feature_names(True) else self.flat
        return np.asarray([own[name] for name in names])

    def constant(self, names: Sequence[str]) -> float:
        return (self.tree if tuple(names) == feature_names(True) else self.flat)[""]


@dataclass(frozen=True, slots=True, eq=False)
class EntryScores:
    """`scores`: regions x industries, the chance of entry (0..1) over a span like the model's; NaN where not absent."""

    table: EntryTable
    absent: Bools
    scores: Floats
    features: Features
    model: EntryModel

    def rows(self) -> Iterator[tuple[str, str, float]]:
        """Region, industry, score of all that is absent: regions by name, the likeliest first."""
        for region in self.table.regions:
            yield from self.of_region(region)

    def of_region(self, region: str) -> Iterator[tuple[str, str, float]]:
        """The rows of one region. ValueError where the table has no such region."""
        place = self.table.regions.index(region)
        columns = np.flatnonzero(self.absent[place])
        for column in columns[np.argsort(-self.scores[place, columns], kind="stable")].tolist():
            yield region, self.table.industries[column], float(self.scores[place, column])

    def reasons(self, region: str, industry: str) -> dict[str, float]:
        """What each signal adds to the score on the logistic scale; their sum and the constant make the score."""
        row, column = self.table.regions.index(region), self.table.industries.index(industry)
        names = self.features.names
        values = self.features.planes[:, row, column] * self.model.weights(names)
        return dict(zip(names, values.tolist(), strict=True))


def score_entries(table: EntryTable, model: EntryModel | None = None) -> EntryScores:
    """Scores of what is absent from the table, by the shipped model unless another is given.

    >>> from zonekit.values.issues import Where
    >>> from zonekit.chains.entry_table import entry_table
    >>> cells = ["A x 9", "A y 9", "B x 9", "B y 9", "B z 9", "C v 9", "C w 9", "D v 9", "D w 9"]
    >>> table, _ = entry_table((*cell.split(), Where()) for cell in cells)
    >>> [industry for region, industry, score in score_entries(table).rows() if region == "A"]
    ['z', 'v', 'w']
    """
    chosen = model or load_entry_model()
    features = features_of(table.values, telling_branches(table))
    linear = np.tensordot(chosen.weights(features.names), features.planes, axes=1)
    scores = expit(linear + chosen.constant(features.names))
    return EntryScores(table, features.absent, np.where(features.absent, scores, np.nan), features, chosen)


@cache
def load_entry_model() -> EntryModel:
    text = files("zonekit.chains").joinpath("data/entry_model.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return EntryModel(data["flat"], data["tree"])


def entered(before: Floats, after: Floats) -> Bools:
    """RCA below 0.5 before and at least 1 after; both tables of the same regions and industries."""
    return np.asarray((rca(before) < 0.5) & (rca(after) >= STRONG))


def fit_entry(
    tables: Iterable[tuple[EntryTable, Bools, Bools]], *, has_branches: bool, ridge: float = RIDGE
) -> dict[str, float]:
    """Weights by signal from tables before, what entered, and which regions to learn from (one flag per region).

    With `has_branches`, tables whose codes tell nothing are left out.
    """
    rows, outcomes = [], []
    for table, came, learnt in tables:
        branch = telling_branches(table) if has_branches else None
        if has_branches and branch is None:
            continue
        features = features_of(table.values, branch)
        asked = features.absent & learnt[:, None]
        rows.append(features.planes[:, asked].T)
        outcomes.append(came[asked])
    found = logistic(np.concatenate(rows), np.concatenate(outcomes).astype(float), ridge)
    return dict(zip((*feature_names(has_branches), ""), found.tolist(), strict=True))


def logistic(rows: Floats, outcomes: Floats, ridge: float) -> Floats:
    """Ridge logistic regression by Newton's steps: weights, the unpenalised constant last.

    >>> x = np.array([[-1.0], [-1.0], [1.0], [1.0], [1.0]])
    >>> weight, constant = logistic(x, np.array([0.0, 1, 0, 1, 1]), ridge=1e-9)
    >>> round(float(constant - weight), 6), round(float(constant + weight), 6)
    (0.0, 0.693147)
    """
    padded = np.column_stack([rows, np.ones(len(rows))])
    penalty = np.full(padded.shape[1], ridge)
    penalty[-1] = 1e-9
    found = np.zeros(padded.shape[1])
    for _ in range(MOST_STEPS):
        chance = expit(padded @ found)
        slope = padded.T @ (chance - outcomes) + penalty * found
        curve = (padded * (chance * (1 - chance))[:, None]).T @ padded + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < SMALLEST_STEP:
            break
    return found
