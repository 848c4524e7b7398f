"""Finding hundreds of words in millions of characters: by their first two characters at once, then by the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

CHUNK = 1_000_000  # characters held as numbers at a time
BREAK = "\n"
_BMP = 0xFFFF


class WordFinder:
    """Finds words of two characters or more; of several that begin at one place the longest, and none inside another.

    Words in letters are found as whole words only, in small letters.

    >>> finder = WordFinder(["车轴", "车轴钢", "轮对", "gear"])
    >>> list(finder.find(["车轴钢和轮对", "gears", "车轴 gear"]))
    [(0, '车轴钢'), (0, '轮对'), (2, '车轴'), (2, 'gear')]
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, list[str]] = {}
        for word in sorted({word for word in words if len(word) >= 2}, key=lambda word: (-len(word), word)):
            self._words.setdefault(word[:2], []).append(word)
        self._first = _numbered(pair[0] for pair in self._words)
        self._second = _numbered(pair[1] for pair in self._words)
        self._pairs = np.zeros((int(self._first.max()) + 1, int(self._second.max()) + 1), dtype=np.bool_)
        for pair in self._words:
            self._pairs[self._first[_place(pair[0])], self._second[_place(pair[1])]] = True

    def find(self, texts: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The place of each text and a word in it, in their order; a word as often as it stands there."""
        for first, part in _parts(texts):
            text = BREAK.join(part)
            hits = list(self._hits(text))
            ends = np.cumsum([len(one) + 1 for one in part])
            owners = np.searchsorted(ends, [at for at, _ in hits], side="right") + first
            yield from zip(owners.tolist(), (word for _, word in hits), strict=True)

    def _hits(self, text: str) -> Iterator[tuple[int, str]]:
        codes = np.minimum(np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32), _BMP)
        is_pair = self._pairs[self._first[codes[:-1]], self._second[codes[1:]]]
        end = 0
        for at in np.flatnonzero(is_pair).tolist():
            if at < end:
                continue
            for word in self._words.get(text[at : at + 2], ()):
                if text.startswith(word, at) and _stands_alone(text, at, word):
                    end = at + len(word)
                    yield at, word
                    break


def _parts(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Texts in runs of some length, with the place of the first of each."""
    first, length, part = 0, 0, list[str]()
    for place, text in enumerate(texts):
        part.append(text)
        length += len(text) + 1
        if length >= CHUNK:
            yield first, part
            first, length, part = place + 1, 0, []
    if part:
        yield first, part


def _numbered(characters: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    """A table from character to a small number, 0 for all that begin (or go on with) no word."""
    table = np.zeros(_BMP + 1, dtype=np.uint16)
    for number, character in enumerate(sorted(set(characters)), start=1):
        table[_place(character)] = number
    return table


def _place(character: str) -> int:
    return min(ord(character), _BMP)


def _stands_alone(text: str, at: int, word: str) -> bool:
    """Whether a word in letters is no part of a longer one; Chinese has no such ends."""
    before, after = text[at - 1 : at] if at else "", text[at + len(word) : at + len(word) + 1]
    return not (_is_letter(word[0]) and _is_letter(before)) and not (_is_letter(word[-1]) and _is_letter(after))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()
