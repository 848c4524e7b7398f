"""Which row of a plan a row of a sheet is: by headings and words first, by number and likeness last.

A number is a label that people repeat, skip and renumber; two rows are the same row because they say the same. Rules of
our own, published by nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from zonekit.sheets.matching.names import folded, pairs_of, shared

LIKE_WITH_NUMBER = 0.4
LIKE_WITHOUT_NUMBER = 0.6
_RARE_PAIRS = 6
_COMMON = 60


@dataclass(frozen=True, slots=True)
class RowWords:
    """What identifies a row: its headings outermost first, its short name (or none), its goal, its printed number."""

    path: tuple[str, ...]
    name: str
    text: str
    no: str = ""


@dataclass(frozen=True, slots=True)
class _Folded:
    path: tuple[str, ...]
    name: str
    text: str
    no: str

    @property
    def words(self) -> str:
        return self.name + self.text


def match_rows(known: Sequence[RowWords], rows: Sequence[RowWords]) -> tuple[int | None, ...]:
    """For each row the index of the known row it is, or None; no known row is given twice.

    In turn: same headings, name and goal; same headings and name; same headings and goal; the name of one the goal of
    the other (a table with one column of words less); same name and goal under other headings (moved); then the most
    alike, where the same number and the same headings weigh. Where several rows say the same, number and then order
    decide.

    >>> known = [RowWords(("A",), "Sign 200 projects", "", "1"), RowWords(("A",), "Open 2 parks", "", "2")]
    >>> match_rows(known, [RowWords(("A",), "Open 2 parks", "", "1"), RowWords(("B",), "Build a road", "", "3")])
    (1, None)
    """
    old = [_fold(row) for row in known]
    new = [_fold(row) for row in rows]
    found: dict[int, int] = {}
    keys: tuple[Callable[[_Folded], Hashable], ...] = (
        lambda row: (row.path, row.name, row.text, row.no),
        lambda row: (row.path, row.name, row.text),
        lambda row: (row.path, row.name, row.no) if row.name else None,
        lambda row: (row.path, row.name) if row.name else None,
        lambda row: (row.path, row.text, row.no) if row.text else None,
        lambda row: (row.path, row.name or row.text) if row.words else None,
        lambda row: (row.name, row.text),
    )
    for key in keys:
        _pair_equal(old, new, key, found)
    _pair_alike(old, new, found)
    return tuple(found.get(index) for index in range(len(new)))


def _fold(row: RowWords) -> _Folded:
    return _Folded(tuple(folded(heading) for heading in row.path), folded(row.name), folded(row.text), folded(row.no))


def _pair_equal(
    old: Sequence[_Folded], new: Sequence[_Folded], key: Callable[[_Folded], Hashable], found: dict[int, int]
) -> None:
    taken = set(found.values())
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index, row in enumerate(old):
        if index not in taken and (value := key(row)) is not None:
            waiting[value].append(index)
    for index, row in enumerate(new):
        if index not in found and (value := key(row)) is not None and (places := waiting.get(value)):
            found[index] = places.pop(0)


def _pair_alike(old: Sequence[_Folded], new: Sequence[_Folded], found: dict[int, int]) -> None:
    """Pair what is left by likeness, best pairs first, so that a good match never loses its row to a poor one."""
    taken = set(found.values())
    left = _Index(old, [index for index in range(len(old)) if index not in taken])
    likely = []
    for seeker, row in enumerate(new):
        if seeker in found:
            continue
        counted = pairs_of(row.words)
        for candidate in left.candidates(row, counted):
            if worth := _worth(old[candidate], row, shared(left.pairs[candidate], counted)):
                likely.append((-worth, abs(candidate - seeker), seeker, candidate))
    for _minus_worth, _distance, seeker, candidate in sorted(likely):
        if seeker not in found and candidate not in taken:
            found[seeker] = candidate
            taken.add(candidate)


def _worth(old: _Folded, new: _Folded, like: float) -> float:
    if old.name and old.name == new.name:
        like = max(like, 0.8)
    has_number, has_path = bool(old.no) and old.no == new.no, old.path == new.path
    enough = LIKE_WITH_NUMBER if has_number and has_path else LIKE_WITHOUT_NUMBER
    return like + 0.2 * has_number + 0.3 * has_path if like >= enough else 0.0


class _Index:
    """Finds candidates by number and by rare pairs of characters, so that 5,000 rows need no 25 million looks."""

    def __init__(self, rows: Sequence[_Folded], left: Iterable[int]) -> None:
        self.pairs = {index: pairs_of(rows[index].words) for index in left}
        self.by_pair: dict[str, list[int]] = defaultdict(list)
        self.by_number: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
        for index, pairs in self.pairs.items():
            for pair in pairs:
                self.by_pair[pair].append(index)
            if rows[index].no:
                self.by_number[rows[index].path, rows[index].no].append(index)

    def candidates(self, row: _Folded, pairs: Iterable[str]) -> set[int]:
        places = [self.by_pair[pair] for pair in pairs if pair in self.by_pair]
        rare = sorted((known for known in places if len(known) <= _COMMON), key=len)[:_RARE_PAIRS]
        counted = Counter(index for known in rare for index in known)
        near = {index for index, _times in counted.most_common(2 * _RARE_PAIRS)}
        return near | set(self.by_number.get((row.path, row.no), ())[:_COMMON])
