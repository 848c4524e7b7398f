"""What the search holds of an enterprise, and what is asked of it: pairs of characters, made here and not by databases.

Word indexes silently find nothing for two Chinese characters, so every name is kept as its overlapping pairs and its
last character. A pair finds it at once, a single character as the beginning of a pair; what is longer is found by all
its pairs and then looked up in the plain text. Credit codes are kept as fours under a mark of their own, so that two
letters typed for pinyin initials do not meet every code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import add
from typing import NamedTuple

from zonekit.registry.names import initials, normal_name

CODE_MARK = "\ue000"
CODE_RUN = 4
MOST_WORDS = 6
LONGEST_WORD = 40


def bare(text: str) -> str:
    """Letters, characters and digits alone, in their comparable form: brackets and marks tell nobody apart."""
    return bare_of(normal_name(text))


def bare_of(key: str) -> str:
    """The same of a name in its comparable form."""
    return key if key.isalnum() else "".join(sign for sign in key if sign.isalnum())


class Entry(NamedTuple):
    """What is kept of one enterprise: `plain` is what a longer word must stand in; `tokens` have blanks between."""

    plain: str
    tokens: str


def entry_of(names: Iterable[str], initials: Iterable[str], codes: Iterable[str] = ()) -> Entry:
    """Every pair, and the last character: a single one is found as the beginning of a pair, or as the end.

    >>> entry_of(["示例(天津)"], ["sltj"], ["91350100M000100Y43"]).tokens[:19]
    '示例 例天 天津 津 sl lt tj'
    """
    texts = [text for text in dict.fromkeys([*map(bare, names), *initials]) if text]
    numbers = [code.casefold() for code in codes if code]
    tokens = chain(*((*map(add, text, text[1:]), text[-1]) for text in texts), *map(code_runs, numbers))
    return Entry(" ".join([*texts, *numbers]), " ".join(dict.fromkeys(tokens)))


def full_entry(names: Iterable[str], codes: Iterable[str]) -> Entry:
    """Of any names of an enterprise."""
    said = [name for name in names if name]
    return entry_of(said, (initials(name) for name in said if not name.isascii()), codes)


def entry_of_names(name: str, code: str, name_en: str, former: Sequence[str], key: str, letters: str) -> Entry:
    """Of an enterprise whose name has been made comparable (`key`, `letters`); most have but that one."""
    if former or name_en:
        return full_entry([name, name_en, *former], [code])
    return entry_of([], [bare_of(key), letters], [code])


def code_runs(text: str) -> list[str]:
    return [CODE_MARK + text[place : place + CODE_RUN] for place in range(len(text) - CODE_RUN + 1)]


@dataclass(frozen=True, slots=True)
class Word:
    """One word asked for. `alternatives`: each a set of tokens that must all be there."""

    text: str
    alternatives: tuple[tuple[str, ...], ...]

    @property
    def is_exact(self) -> bool:
        """Whether the tokens say everything, so that the plain text need not be looked at."""
        return len(self.text) <= 2


def words_of(asked: str) -> tuple[Word, ...]:
    """The words of what a person typed; nothing that could be found gives no word.

    >>> [word.text for word in words_of(" 天津  示例（电子） ")]
    ['天津', '示例电子']
    """
    found = dict.fromkeys(bare(part)[:LONGEST_WORD] for part in asked.split())
    return tuple(word_of(text) for text in list(filter(None, found))[:MOST_WORDS])


def word_of(text: str) -> Word:
    if len(text) == 1:
        return Word(text, ((text,),))
    pairs = tuple(dict.fromkeys(map("".join, pairwise(text))))
    if text.isascii() and len(text) >= CODE_RUN:
        return Word(text, (pairs, tuple(dict.fromkeys(code_runs(text)))))
    return Word(text, (pairs,))


def sqlite_query(words: Sequence[Word]) -> str:
    """In the language of FTS5.

    >>> sqlite_query(words_of("天津示 津"))
    '("天津" AND "津示") AND ("津"*)'
    """
    return " AND ".join(f"({either})" for either in (clause(word, '"', "*", " AND ", " OR ") for word in words))


def postgresql_query(words: Sequence[Word]) -> str:
    """As a tsquery whose lexemes are quoted, so that no parser cuts them.

    >>> postgresql_query(words_of("天津示 津"))
    "('天津' & '津示') & ('津':*)"
    """
    return " & ".join(f"({either})" for either in (clause(word, "'", ":*", " & ", " | ") for word in words))


def clause(word: Word, quote: str, beginning: str, both: str, either: str) -> str:
    after = quote + beginning if len(word.text) == 1 else quote
    sets = [both.join(f"{quote}{token}{after}" for token in tokens) for tokens in word.alternatives]
    return sets[0] if len(sets) == 1 else either.join(f"({one})" for one in sets)
