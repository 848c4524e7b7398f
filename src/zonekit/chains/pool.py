"""A pool of firms that could be attracted, as arrays: what is not known is empty, NaN or "", never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from zonekit.chains.relatedness import Bools, Floats

BREAK, ENTRY = "\n", "\x1f"


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

    @property
    def has_sizes(self) -> bool:
        """Whether revenue, employees or capital of any firm are known."""
        return any(np.isfinite(column).any() for column in (self.revenues, self.employees, self.capitals))

    @cached_property
    def class_kinds(self) -> Kinds:
        return Kinds.of(self.classes)

    @cached_property
    def region_kinds(self) -> Kinds:
        return Kinds.of(self.regions)

    @cached_property
    def product_text(self) -> Text:
        return Text.of([ENTRY.join(product.strip() for product in products) for products in self.products])

    @cached_property
    def name_text(self) -> Text:
        return Text.of(self.names)

    @cached_property
    def scope_text(self) -> Text:
        return Text.of(self.scopes)

    @cached_property
    def tells_what_it_makes(self) -> Bools:
        """Whether products or a business scope are given."""
        given = (bool(made) or bool(scope.strip()) for made, scope in zip(self.products, self.scopes, strict=True))
        return np.fromiter(given, dtype=bool, count=len(self))

    def mentions(self, word: str) -> npt.NDArray[np.intp]:
        """Firms whose products or name hold the word, in order, once each."""
        return np.union1d(self.product_text.find(word).rows, self.name_text.find(word).rows)


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """A column as its distinct values and the number of each row's value: what is asked of a value is asked once."""

    values: tuple[str, ...]
    numbers: npt.NDArray[np.intp]

    @classmethod
    def of(cls, column: Sequence[str]) -> Kinds:
        numbers: dict[str, int] = {}
        places = np.fromiter((numbers.setdefault(value, len(numbers)) for value in column), np.intp, len(column))
        return cls(tuple(numbers), places)

    def spread(self, answers: Iterable[float]) -> Floats:
        """The answer of each row, from those of the distinct values in order."""
        return np.fromiter(answers, dtype=np.float64, count=len(self.values))[self.numbers]


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Where a word stands: the row, and whether an entry of that row begins and ends with it there."""

    rows: npt.NDArray[np.intp]
    begins: Bools
    ends: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """All rows of a column in one array of characters, so that one pass finds a word in all of them."""

    letters: npt.NDArray[np.uint32]
    bounds: npt.NDArray[np.intp]

    @classmethod
    def of(cls, rows: Sequence[str]) -> Text:
        """Entries within a row are parted by `ENTRY`."""
        lines = [row.replace(BREAK, " ").casefold() for row in rows]
        joined = BREAK + BREAK.join(lines) + BREAK
        letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return cls(letters, np.flatnonzero(letters == ord(BREAK)))

    def find(self, word: str) -> Hits:
        """
        >>> hits = Text.of(["轴承\x1f轴承钢", "水泥", "滚子轴承"]).find("轴承")
        >>> hits.rows.tolist(), hits.begins.tolist(), hits.ends.tolist()
        ([0, 0, 2], [True, True, False], [True, False, True])
        """
        wanted = np.frombuffer(word.casefold().strip().encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        if not len(wanted) or len(wanted) > len(self.letters):
            return Hits(np.empty(0, np.intp), np.empty(0, bool), np.empty(0, bool))
        places = np.flatnonzero(self.letters[: len(self.letters) - len(wanted) + 1] == wanted[0])
        for step in range(1, len(wanted)):
            places = places[self.letters[places + step] == wanted[step]]
        before, after = self.letters[places - 1], self.letters[places + len(wanted)]
        rows = np.searchsorted(self.bounds, places) - 1
        return Hits(rows, _is_parting(before), _is_parting(after))


def _is_parting(letters: npt.NDArray[np.uint32]) -> Bools:
    return np.asarray((letters == ord(BREAK)) | (letters == ord(ENTRY)))


def _figures(values: Sequence[float | None]) -> Floats:
    return np.asarray([np.nan if value is None else value for value in values], dtype=np.float64)
