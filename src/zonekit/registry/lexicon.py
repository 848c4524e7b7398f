"""The words that tell industries: our own keywords per class, what traders of a product are called, hints of names.

A keyword of a product belongs to the class that makes it. Who only sells the product belongs to the wholesale or retail
class that `data/trade.csv` gives for it.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log

from zonekit.registry.industry import classes
from zonekit.registry.scopes import plain_text

LONGEST_WORD = 10
LONGEST_HINT = 5
NOT_AT_END = 0.55
NAME_OF_CLASS = 0.7
PLAIN = 0.5
_ENDINGS = re.compile(
    r"(?:专用设备制造|及其?(?:制品|配件|零件)?(?:制造|加工)|制造业?|加工业?|生产|制作|服务|活动|批发|零售|业)$"
)
_SPLIT = re.compile(r"[、（()）,]|以及|及其|及|和|与")
_EMPTY = frozenset(
    {
        "其他",
        "类似",
        "类似品",
        "有关",
        "相关",
        "活动",
        "服务",
        "制品",
        "用品",
        "零件",
        "产品",
        "专业",
        "材料",
        "设备",
        "设备制造",
        "专用设备",
        "制造",
        "物品",
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """A word of the lexicon in a text, with the classes it speaks for and how strongly (shares of 1)."""

    word: str
    start: int
    weight: float
    codes: tuple[tuple[str, float], ...]

    @property
    def end(self) -> int:
        return self.start + len(self.word)


@dataclass(slots=True)
class Lexicon:
    """Words by what they say. `words` maps a word to the classes it stands under."""

    words: dict[str, tuple[tuple[str, float], ...]]
    trade: Mapping[str, tuple[str, str]]
    hints: Mapping[str, tuple[str, ...]]
    natures: Mapping[str, str]
    pairs: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    plainness: Mapping[str, float] = field(default_factory=dict)
    reach: dict[str, int] = field(init=False)
    hinting: frozenset[str] = field(init=False)
    closing: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """How long the words are that begin with a pair of characters: most places of a text begin none, or end none
        of those that tell what a firm is."""
        self.hinting = frozenset(word[:2] for word in self.hints)
        self.closing = frozenset(word[-2:] for word in self.natures)
        self.reach = {}
        for word in self.words:
            if len(word) <= LONGEST_WORD:
                self.reach[word[:2]] = max(len(word), self.reach.get(word[:2], 0))

    def found_in(self, text: str) -> tuple[Found, ...]:
        """The words in a text, none inside another, the longest first; the later ones win between equals, because the
        head of a Chinese compound stands at its end."""
        size = len(text)
        words, reach = self.words, self.reach
        spans = [
            (end - start, end, start)
            for start in range(size - 1)
            if (longest := reach.get(text[start : start + 2]))
            for end in range(start + 2, min(size, start + longest) + 1)
            if text[start:end] in words and (text[start] > "z" < text[end - 1] or _stands_alone(text, start, end))
        ]
        if size == 1 and text in words:
            spans = [(1, 1, 0)]
        if not spans:
            return ()
        spans.sort(reverse=True)
        taken = [False] * size
        found = []
        for length, end, start in spans:
            if not any(taken[start:end]):
                taken[start:end] = [True] * length
                word = text[start:end]
                weight = weight_of(length, end, size) * self.plainness.get(word, 1.0)
                found.append(Found(word, start, weight, self.words[word]))
        return tuple(found)

    def hints_in(self, name: str) -> Iterator[tuple[str, ...]]:
        """Divisions that the words of a name hint at, word by word."""
        size = len(name)
        for start in range(size - 1):
            if name[start : start + 2] not in self.hinting:
                continue
            for end in range(start + 2, min(size, start + LONGEST_HINT) + 1):
                if divisions := self.hints.get(name[start:end]):
                    yield divisions

    def nature_of(self, name: str) -> tuple[str, str] | None:
        """The word of a name that says what the whole firm is, such as 加油站 (petrol station), and its class: the last
        one, the longest of those that end there."""
        for end in range(len(name), 1, -1):
            if name[end - 2 : end] not in self.closing:
                continue
            for start in range(max(0, end - LONGEST_WORD), end - 1):
                if code := self.natures.get(name[start:end]):
                    return name[start:end], code
        return None

    def like(self, text: str) -> tuple[tuple[str, float], ...]:
        """The classes whose words have most pairs of characters in common with the text, for texts without a word."""
        points: defaultdict[str, float] = defaultdict(float)
        total = 0.0
        for place in range(len(text) - 1):
            pair = text[place : place + 2]
            for code, weight in () if pair.isascii() else self.pairs.get(pair, ()):
                points[code] += weight
            total += 1.0
        best = sorted(points.items(), key=lambda one: (-one[1], one[0]))[:4]
        return tuple((code, weight / total) for code, weight in best if weight / total > 0.08)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether letters are a word of their own: ct is none in "manufacture"; Chinese words have no such ends."""
    return not (_are_letters(text[start - 1 : start + 1]) or _are_letters(text[end - 1 : end + 1]))


def _are_letters(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalpha()


def weight_of(length: int, end: int, size: int) -> float:
    """Longer words say more; the last word of a compound is what the thing is, the others say of what or for what."""
    at_end = 1.0 if end == size else NOT_AT_END
    return at_end * float(min(length, 6) ** 0.8)


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that ships, read once."""
    heard: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for code, word in _keywords():
        heard[word][code] = 1.0
    for code, word in _names_of_classes():
        if code not in heard[word]:
            heard[word][code] = NAME_OF_CLASS
    words = {word: _shares(codes) for word, codes in heard.items() if codes}
    return Lexicon(words, _trade(), _hints(), _natures(), _pairs(words), _plainness(words))


def _plainness(words: Iterable[str]) -> dict[str, float]:
    """Words that many longer words contain (设备, 机械, 化工) are plain: they say little about the class."""
    known = set(words)
    inside: defaultdict[str, int] = defaultdict(int)
    for word in known:
        parts = {word[a:b] for a in range(len(word)) for b in range(a + 1, len(word) + 1)} - {word}
        for part in parts & known:
            inside[part] += 1
    return {word: float((1.0 + log(1.0 + count)) ** -PLAIN) for word, count in inside.items()}


def _shares(codes: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """A word under several classes speaks for each of them less; makers, wholesalers and retailers do not compete."""
    count: defaultdict[str, int] = defaultdict(int)
    for code in codes:
        count[_realm(code)] += 1
    return tuple((code, weight / count[_realm(code)] ** 0.7) for code, weight in sorted(codes.items()))


def _realm(code: str) -> str:
    if code[:2] in ("51", "52"):
        return code[:2]
    return "made" if "13" <= code[:2] <= "42" else "other"


def _keywords() -> Iterator[tuple[str, str]]:
    known = {one.code for one in classes()}
    for path in sorted((files(__package__) / "data" / "keywords").iterdir(), key=lambda one: one.name):
        if path.name.endswith(".csv"):
            for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
                if row["code"] in known:
                    yield from ((row["code"], _without_works(word)) for word in plain_text(row["words"]).split())


def _without_works(word: str) -> str:
    """化工厂 (chemical works) says no more than 化工."""
    return word[:-1] if len(word) > 2 and word.endswith("厂") else word


def _names_of_classes() -> Iterator[tuple[str, str]]:
    for one in classes():
        whole = plain_text(one.name.zh).replace(" ", "")
        if whole.startswith("其他"):
            continue
        for part in _SPLIT.split(whole):
            bare = _ENDINGS.sub("", part)
            bare = bare if len(bare) > 1 else part
            if len(bare) > 1 and bare not in _EMPTY and "其他" not in bare and "类似" not in bare:
                yield one.code, bare


def _pairs(words: Mapping[str, tuple[tuple[str, float], ...]]) -> dict[str, tuple[tuple[str, float], ...]]:
    """Pairs of characters by the classes that have them, rare pairs stronger; pairs of very many classes left out."""
    seen: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word, codes in words.items():
        for place in range(len(word) - 1):
            for code, share in codes:
                seen[word[place : place + 2]][code] += share / (len(word) - 1)
    everything = len(classes())
    found = {}
    for pair, points in seen.items():
        if len(points) <= 60:
            rare = log(everything / len(points)) / log(everything)
            whole = sum(points.values())
            best = sorted(points.items(), key=lambda one: (-one[1], one[0]))[:12]
            found[pair] = tuple((code, rare * weight / whole) for code, weight in best)
    return found


def _trade() -> dict[str, tuple[str, str]]:
    """For every class that makes or wholesales goods: its wholesaler and its retailer; the longest prefix counts."""
    rules = {row["goods"]: (row["wholesale"], row["retail"]) for row in _rows("trade.csv")}
    found = {}
    for one in classes():
        for length in (4, 3, 2, 1):
            if one.code[:length] in rules and (length > 1 or one.code < "06"):
                found[one.code] = rules[one.code[:length]]
                break
    return found


def _hints() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows("name_words.csv"):
        for word in row["words"].split():
            found[word] += row["codes"].split()
    return {word: tuple(dict.fromkeys(codes)) for word, codes in found.items()}


def _natures() -> dict[str, str]:
    return {word: row["code"] for row in _rows("name_classes.csv") for word in row["words"].lower().split()}


def _rows(file_name: str) -> Iterator[dict[str, str]]:
    text = (files(__package__) / "data" / file_name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
