"""Who is strong in what, and which industries go together: RCA, presence, proximity, density.

Matrices have regions in rows and industries in columns. Sources: Balassa (1965), "Trade Liberalisation and Revealed
Comparative Advantage"; Hidalgo, Klinger, Barabasi, Hausmann (2007), "The Product Space Conditions the Development of
Nations". Values equal those of the R package economiccomplexity to 1e-6.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Matrix = npt.NDArray[Any]

STRONG = 1.0
# Industries at a time, as processors like it: rows of the matrix of proximities, columns of the sums that run along.
ROWS, COLUMNS = 512, 200


def rca(values: npt.ArrayLike) -> Floats:
    """Revealed comparative advantage (Balassa 1965): share of an industry in a region over its share everywhere.

    `values`: regions x industries, not negative. A region or industry without any value has 0 throughout.

    >>> rca([[30.0, 10.0], [10.0, 50.0]]).round(3).tolist()
    [[1.875, 0.417], [0.417, 1.389]]
    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2 or not np.isfinite(table).all() or (table < 0).any():
        raise ValueError("values must be a matrix of finite numbers that are not negative")
    rows, columns, total = table.sum(axis=1), table.sum(axis=0), table.sum()
    shares: Floats = table / np.where(rows > 0, rows, 1)[:, None]
    everywhere = columns / (total if total > 0 else 1)
    shares /= np.where(everywhere > 0, everywhere, 1)
    return shares


def presence(advantage: npt.ArrayLike, at_least: float = STRONG) -> Bools:
    """Whether a region has an industry: RCA of 1 or more.

    >>> presence([[1.875, 0.417], [0.417, 1.0]]).tolist()
    [[True, False], [False, True]]
    """
    return np.asarray(np.asarray(advantage) >= at_least)


def proximity(present: npt.ArrayLike) -> Singles:
    """How often two industries are found together: the smaller of the two conditional probabilities (Hidalgo 2007).

    phi(p, q) = regions with both / max(regions with p, regions with q). Symmetric, 1 on the diagonal, 0 where an
    industry is nowhere. 32-bit floats: counts are exact up to 16 million regions, quotients to 6e-8.

    >>> proximity([[1, 1, 0], [1, 0, 0], [1, 1, 1], [1, 0, 0]]).tolist()
    [[1.0, 0.5, 0.25], [0.5, 1.0, 0.5], [0.25, 0.5, 1.0]]
    """
    found = np.ascontiguousarray(np.asarray(present, dtype=bool), dtype=np.float32)
    ubiquity = np.maximum(found.sum(axis=0), 1)
    inverse = (1 / ubiquity).astype(np.float32)
    near: Singles = np.empty((len(ubiquity), len(ubiquity)), dtype=np.float32)
    for begin in range(0, len(ubiquity), ROWS):  # what is right of the diagonal is counted, what is left of it copied
        end = min(begin + ROWS, len(ubiquity))
        together = found[:, begin:end].T @ found[:, begin:]
        together *= np.minimum.outer(inverse[begin:end], inverse[begin:])
        near[begin:end, begin:] = together
        near[end:, begin:end] = together[:, end - begin :].T
    return near


def density(present: npt.ArrayLike) -> Floats:
    """How much of what goes with an industry a region has: sum of phi(p, q) over its p / sum over all p (Hidalgo 2007).

    The industry itself counts in both sums, as in the R package. Between 0 and 1; 0 for an industry found nowhere.
    The matrix of proximities is never made: the work is regions x regions x industries.

    >>> density([[1, 1, 0], [1, 0, 0], [1, 1, 1]]).round(3).tolist()
    [[0.833, 0.769, 0.455], [0.5, 0.308, 0.182], [1.0, 1.0, 1.0]]
    """
    found = np.asarray(np.asarray(present, dtype=bool), dtype=np.float64)
    both = weighted_nearness(np.vstack([found, np.ones((1, found.shape[1]))]), found)
    near, whole = both[:-1], both[-1]
    share: Floats = np.divide(near, whole, out=np.zeros_like(near), where=whole > 0)
    return share


def weighted_nearness(weights: Floats, found: Floats) -> Floats:
    """Sum over p of weights(r, p) x phi(p, q), phi of `found`; `weights`: rows x industries, any numbers.

    phi(p, q) = sum over regions of found(s, p) x found(s, q) / max(k_p, k_q). In order of ubiquity k the larger
    is k_q for all p before q and k_p for all behind it, so both parts are sums that run along, regions wide; pairs
    within a block of industries are taken one by one.

    >>> table = np.array([[1.0, 1, 0], [1, 0, 0], [1, 1, 1]])
    >>> bool(np.allclose(weighted_nearness(table, table), table @ proximity(table)))
    True
    """
    ubiquity = found.sum(axis=0)
    order = np.argsort(ubiquity, kind="stable")[int((ubiquity == 0).sum()) :]
    had, inverse = found[:, order], 1 / ubiquity[order]
    wanted = weights[:, order]
    near = np.zeros((len(weights), len(order)))
    rarer = np.zeros((len(weights), len(found)))
    commoner = (wanted * inverse) @ had.T
    for begin in range(0, len(order), COLUMNS):
        block = slice(begin, begin + COLUMNS)
        here, asked, own = had[:, block], wanted[:, block], inverse[block]
        commoner -= (asked * own) @ here.T
        within = (here.T @ here) * np.minimum.outer(own, own)
        near[:, block] = (rarer @ here) * own + commoner @ here + asked @ within
        rarer += asked @ here.T
    whole = np.zeros((len(weights), found.shape[1]))
    whole[:, order] = near
    if weights.size and weights.min() >= 0:  # rounding may leave a last bit below nothing
        np.maximum(whole, 0, out=whole)
    return whole
