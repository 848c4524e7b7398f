"""A pool of firms that could be attracted, as arrays: what is not known is empty, NaN or "", never a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from zonekit.chains.relatedness import Bools, Floats

SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class PoolFirm:
    """One firm of a pool. `industry_class`: GB/T 4754-2017, 2 to 4 digits; money in yuan; place in degrees."""

    code: str
    name: str
    industry_class: str = ""
    products: tuple[str, ...] = ()
    scope: str = ""
    region: str = ""
    longitude: float | None = None
    latitude: float | None = None
    revenue: float | None = None
    employees: float | None = None
    capital: float | None = None


@dataclass(frozen=True)
class Pool:
    """Firms in columns of one length. Build it with `Pool.of` once and rank it for many gaps."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    classes: tuple[str, ...]
    products: tuple[tuple[str, ...], ...]
    scopes: tuple[str, ...]
    regions: tuple[str, ...]
    longitudes: Floats
    latitudes: Floats
    revenues: Floats
    employees: Floats
    capitals: Floats

    @classmethod
    def of(cls, firms: Sequence[PoolFirm]) -> Pool:
        """
        >>> pool = Pool.of([PoolFirm("1", "甲轴承厂", "3451", ("轴承",), revenue=3e8), PoolFirm("2", "乙")])
        >>> len(pool), pool.classes, pool.revenues.tolist(), pool.mentions("轴承").tolist()
        (2, ('3451', ''), [300000000.0, nan], [0])
        """
        return cls(
            tuple(firm.code for firm in firms),
            tuple(firm.name for firm in firms),
            tuple(firm.industry_class for firm in firms),
            tuple(firm.products for firm in firms),
            tuple(firm.scope for firm in firms),
            tuple(firm.region for firm in firms),
            _figures([firm.longitude for firm in firms]),
            _figures([firm.latitude for firm in firms]),
            _figures([firm.revenue for firm in firms]),
            _figures([firm.employees for firm in firms]),
            _figures([firm.capital for firm in firms]),
        )

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def class_codes(self) -> npt.NDArray[np.str_]:
        return np.asarray(self.classes or [""], dtype="U4")[: len(self)]

    @cached_property
    def _own(self) -> _Text:
        """Products and name: what the firm says it makes."""
        own = zip(self.products, self.names, strict=True)
        return _Text.of([f"{' '.join(products)} {name}" for products, name in own])

    @cached_property
    def _scope(self) -> _Text:
        return _Text.of(self.scopes)

    def mentions(self, word: str) -> npt.NDArray[np.intp]:
        """Firms whose products or name hold the word."""
        return self._own.holding(word)

    def scope_mentions(self, word: str) -> npt.NDArray[np.intp]:
        """Firms whose business scope holds the word."""
        return self._scope.holding(word)

    def is_known(self, column: Floats) -> Bools:
        return np.isfinite(column)


@dataclass(frozen=True, slots=True)
class _Text:
    """All texts in one, so that one search finds a word in all of them."""

    joined: str
    ends: npt.NDArray[np.intp]

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Text:
        lines = [text.replace(SEPARATOR, " ").casefold() for text in texts]
        lengths = np.fromiter((len(line) + 1 for line in lines), dtype=np.intp, count=len(lines))
        return cls(SEPARATOR.join(lines), np.cumsum(lengths))

    def holding(self, word: str) -> npt.NDArray[np.intp]:
        """Numbers of the texts that hold the word, in order, once each."""
        wanted, found = word.casefold(), []
        place = self.joined.find(wanted) if wanted.strip() else -1
        while place >= 0:
            text = int(np.searchsorted(self.ends, place, side="right"))
            found.append(text)
            place = self.joined.find(wanted, int(self.ends[text]))
        return np.asarray(found, dtype=np.intp)


def _figures(values: Sequence[float | None]) -> Floats:
    return np.asarray([np.nan if value is None else value for value in values], dtype=np.float64)
