"""What an enterprise shows of itself that speaks for a node: its industry class, product words in name and scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zonekit.chains.gap_rules import PlacementRules
from zonekit.chains.model import Chain
from zonekit.chains.placed import Floats, Ints, sums
from zonekit.chains.word_finder import WordFinder

SHORTEST_WORD = 2
# What a scope says it does not do: （不含…）, （…除外）.
EXCLUDED = re.compile(r"[（(](?:不含|不得|不包括)[^（）()]*[）)]|[（(][^（）()]*除外[）)]")


Likely = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Firms:
    """Enterprises as columns of one length. `classes`: GB/T 4754-2017 code, "" where it is not known; then `likely`, if
    it is given, says which it may be, with the chance of each."""

    classes: Sequence[str]
    names: Sequence[str]
    scopes: Sequence[str]
    likely: Sequence[Likely] = ()

    def __post_init__(self) -> None:
        lengths = {len(self.classes), len(self.names), len(self.scopes), len(self.likely or self.classes)}
        if len(lengths) > 1:
            raise ValueError("columns of different lengths")

    def __len__(self) -> int:
        return len(self.classes)


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """One row for each enterprise and node between which there is any sign, by enterprise and node.

    `by_class` and `by_words`: how strongly each speaks, 0 to 1; `words` tells which, by row.
    """

    firm: Ints
    node: Ints
    by_class: Floats
    by_words: Floats
    words: dict[int, tuple[str, ...]]


def signs_of(chain: Chain, firms: Firms, rules: PlacementRules) -> Signs:
    """All signs between the enterprises and the nodes of a chain, in one pass over the texts."""
    count = max(len(chain.nodes), 1)
    classes = _class_pairs(chain, firms, rules)
    found = _word_pairs(chain, firms, rules)
    pairs = np.array(sorted({*classes, *found}), dtype=np.int64)
    words: dict[int, tuple[str, ...]] = {}
    by_words = np.zeros(len(pairs))
    for row, pair in enumerate(pairs.tolist()):
        if pair in found:
            by_words[row], words[row] = _strength(found[pair])
    by_class = np.array([classes.get(pair, 0.0) for pair in pairs.tolist()], dtype=np.float64)
    return Signs(pairs // count, pairs % count, by_class, by_words, words)


def best_of_firm(signs: Signs, values: Floats, count: int) -> Floats:
    """The highest value of each enterprise, 0 where it has no sign."""
    best = np.zeros(count)
    np.maximum.at(best, signs.firm, values)
    return best


def rivals(signs: Signs, values: Floats, count: int) -> Floats:
    """For each row, at how many nodes of its enterprise the value is as high as the highest."""
    is_best = values >= best_of_firm(signs, values, count)[signs.firm]
    return np.maximum(sums(signs.firm, (is_best & (values > 0)).astype(np.float64), count)[signs.firm], 1.0)


def is_residual(code: str) -> bool:
    """Whether a class is one of "others not elsewhere classified", which hold the most different makers.

    >>> is_residual("3499"), is_residual("3990"), is_residual("3714")
    (True, True, False)
    """
    return code[3:] == "9" or code[2:] == "90"


def class_strengths(chain: Chain, code: str, rules: PlacementRules) -> dict[int, float]:
    """How well a class fits the nodes of a chain: in full, through a group or through a division that a node names."""
    full = rules.class_residual if is_residual(code) else rules.class_full
    worth = {4: full, 3: rules.class_group, 2: rules.class_division}
    fits: dict[int, float] = {}
    for place, node in enumerate(chain.nodes):
        strength = max((worth.get(len(branch), 0.0) for branch in node.classes if code.startswith(branch)), default=0.0)
        if strength:
            fits[place] = strength
    return fits


def _class_pairs(chain: Chain, firms: Firms, rules: PlacementRules) -> dict[int, float]:
    """firm * nodes + node -> strength."""
    count = len(chain.nodes)
    fits: dict[str, dict[int, float]] = {"": {}}
    pairs: dict[int, float] = {}
    for firm, stated in enumerate(firms.classes):
        chances = ((stated, 1.0),) if stated or not firms.likely else firms.likely[firm]
        for code, chance in chances:
            if code not in fits:
                fits[code] = class_strengths(chain, code, rules)
            for node, strength in fits[code].items():
                pair = firm * count + node
                pairs[pair] = min(pairs.get(pair, 0.0) + chance * strength, rules.class_full)
    return pairs


def _word_pairs(chain: Chain, firms: Firms, rules: PlacementRules) -> dict[int, dict[str, float]]:
    """firm * nodes + node -> the product words found and what each is worth; a word in the name is worth more."""
    count = len(chain.nodes)
    nodes_of = _nodes_of_words(chain)
    pairs: dict[int, dict[str, float]] = {}
    if not nodes_of:
        return pairs
    finder = WordFinder(nodes_of)
    for texts, bonus in ((firms.scopes, 0.0), (firms.names, rules.word_in_name)):
        for firm, word in dict.fromkeys(finder.find([_plain(text) for text in texts])):
            worth = min(_worth(word, rules) + bonus, 1.0)
            for node in nodes_of[word]:
                words = pairs.setdefault(firm * count + node, {})
                words[word] = max(words.get(word, 0.0), worth)
    return pairs


def _nodes_of_words(chain: Chain) -> dict[str, list[int]]:
    nodes_of: dict[str, list[int]] = {}
    for place, node in enumerate(chain.nodes):
        for word in {word.lower() for word in (*node.products, *node.products_en)}:
            if len(word) >= SHORTEST_WORD:
                nodes_of.setdefault(word, []).append(place)
    return nodes_of


def _plain(text: str) -> str:
    """A text as it is searched: in small letters, on one line, without what it says it does not do."""
    return EXCLUDED.sub("", text).lower().replace("\n", " ")


def _worth(word: str, rules: PlacementRules) -> float:
    """A long word says more; in letters four stand for one character."""
    length = len(word) // 4 + 1 if word.isascii() else len(word)
    return rules.word_2 if length <= 2 else rules.word_3 if length == 3 else rules.word_4


def _strength(words: dict[str, float]) -> tuple[float, tuple[str, ...]]:
    """Words speak together as independent signs; the strongest is named first."""
    against = 1.0
    for worth in words.values():
        against *= 1.0 - worth
    return 1.0 - against, tuple(sorted(words, key=lambda word: (-words[word], word)))
