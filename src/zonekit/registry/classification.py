"""Which class of GB/T 4754-2017 an enterprise belongs to, told from its name and business scope, with its reasons.

Words of the lexicon are found in every item of the scope and in the name. What the firm does with the goods (makes,
wholesales, retails, repairs, develops) decides between the class that makes a product and those that trade in it; the
first items and the words of the name weigh most; sisters in the same group and division support each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from typing import Literal

from zonekit.registry.lexicon import Found, Lexicon, load_lexicon
from zonekit.registry.scopes import Activity, Item, items_of
from zonekit.registry.temper import Temper, name_core, temper_of
from zonekit.registry.weights import Weights

Field = Literal["name", "scope"]
Tell = Callable[[int], None]
MOST_PHRASES = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the name or the scope that spoke for a class, and their part of its points (0 to 1)."""

    text: str
    field: Field
    weight: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """One class proposed. The scores of all classes of one firm add up to at most 1."""

    code: str
    score: float
    phrases: tuple[Phrase, ...]


Points = dict[str, float]
Evidence = tuple[tuple[str, float, str], ...]


class Classifier:
    """Made once by `load_classifier`; remembers the items it has read, as the same words come again and again."""

    def __init__(self, lexicon: Lexicon, weights: Weights | None = None) -> None:
        self.lexicon = lexicon
        self.weights = weights or Weights()
        self._item = lru_cache(maxsize=200_000)(self._read_item)

    def classify(self, names: Sequence[str], scopes: Sequence[str], top: int = 3) -> list[tuple[Ranked, ...]]:
        """For every firm the `top` likeliest classes, the likeliest first; none where nothing is said."""
        return [self.classify_one(name, scope, top) for name, scope in zip(names, scopes, strict=True)]

    def classify_one(self, name: str, scope: str, top: int = 3) -> tuple[Ranked, ...]:
        items = items_of(scope)
        core = name_core(name)
        temper = temper_of(core, items)
        said: list[tuple[str, float, str, Field]] = []
        for number, item in enumerate(items):
            worth = self._worth_of_place(number, item)
            activity = item.activity or temper.activity
            kinds = self._kinds(activity, temper)
            for code, weight, word in self._item(item.text, item.whole, activity):
                said.append((code, worth * weight * kinds[kind_of(code)], word, "scope"))
        said += self._of_name(core, temper)
        return self._ranked(said, core, temper, top)

    def _worth_of_place(self, number: int, item: Item) -> float:
        one = self.weights
        return max(one.floor, 1.0 / (1.0 + one.per_clause * item.clause + one.per_item * number))

    def _kinds(self, activity: Activity, temper: Temper) -> dict[str, float]:
        return _kinds(self.weights, activity, temper)

    def _read_item(self, text: str, whole: str, activity: Activity) -> Evidence:
        """What an item says: of goods in the text without its verbs, of services in the whole."""
        found = list(self.lexicon.found_in(whole))
        if text != whole:
            known = {one.word for one in found}
            found = [self._ended(one, text, whole) for one in found]
            found += [one for one in self.lexicon.found_in(text) if one.word not in known and one.start >= 0]
        if not found:
            return tuple((code, self.weights.like * share, text) for code, share in self.lexicon.like(text or whole))
        total = max(2.0, sum(one.weight for one in found))
        covered = min(1.0, sum(len(one.word) for one in found) / max(1, len(text or whole)))
        strength = covered**self.weights.cover / total
        return tuple(
            (code, strength * one.weight * share, one.word)
            for one in found
            for code, share in self._codes(one, activity)
        )

    def _ended(self, one: Found, text: str, whole: str) -> Found:
        """A word that ends where the goods end is the head, though a verb follows."""
        behind = whole[one.start + len(one.word) :]
        if behind and whole.endswith(text + behind) and text.endswith(one.word):
            return replace(one, weight=one.weight / 0.55)
        return one

    def _codes(self, one: Found, activity: Activity) -> tuple[tuple[str, float], ...]:
        """The classes of a word, with the traders of what it names."""
        given: Points = dict(one.codes)
        has_wholesale = any(code.startswith("51") for code in given)
        has_retail = any(code.startswith("52") for code in given)
        if activity & Activity.TRADE or not activity:
            for code, share in one.codes:
                traders = self.lexicon.trade.get(code)
                if traders is None or (has_wholesale and not code.startswith("51")):
                    continue
                if not has_wholesale:
                    given[traders[0]] = given.get(traders[0], 0.0) + share
                if not has_retail:
                    given[traders[1]] = given.get(traders[1], 0.0) + share
        return tuple(given.items())

    def _of_name(self, core: str, temper: Temper) -> list[tuple[str, float, str, Field]]:
        kinds = self._kinds(temper.activity, temper)
        found = self.lexicon.found_in(core)
        total = max(2.0, sum(one.weight for one in found))
        return [
            (code, self.weights.name * one.weight / total * share * kinds[kind_of(code)], one.word, "name")
            for one in found
            for code, share in self._codes(one, temper.activity)
        ]

    def _ranked(
        self, said: list[tuple[str, float, str, Field]], core: str, temper: Temper, top: int
    ) -> tuple[Ranked, ...]:
        points: defaultdict[str, float] = defaultdict(float)
        for code, weight, _, _ in said:
            points[code] += weight
        if not points:
            return ()
        final = self._supported(points, core)
        power = self.weights.sharpness
        whole = sum(value**power for value in final.values())
        best = sorted(final.items(), key=lambda one: (-one[1], one[0]))[:top]
        return tuple(
            Ranked(code, round(value**power / whole, 4), _phrases(code, said)) for code, value in best if value > 0
        )

    def _supported(self, points: Points, core: str) -> Points:
        """Points of a class with what its group, its division and the hints of the name add."""
        one = self.weights
        groups: defaultdict[str, float] = defaultdict(float)
        for code, value in points.items():
            groups[code[:3]] += value
            groups[code[:2]] += value
        for word, divisions in self.lexicon.hints.items():
            if word in core:
                for division in divisions:
                    groups[division] += one.hint / len(divisions)
        return {
            code: value + min(1.0, value * 3) * (one.group * groups[code[:3]] + one.division * groups[code[:2]])
            for code, value in points.items()
        }


def kind_of(code: str) -> str:
    return _KINDS[code[:2]]


_KINDS = {
    **{f"{one:02d}": "land" for one in range(1, 13)},
    **{f"{one}": "make" for one in range(13, 43)},
    **{f"{one}": "serve" for one in range(44, 98)},
    **dict.fromkeys(("43", "81"), "repair"),
    **dict.fromkeys(("47", "48", "49", "50"), "build"),
    **dict.fromkeys(("73", "75", "65"), "develop"),
    "51": "wholesale",
    "52": "retail",
    "71": "lease",
    "59": "store",
}


@lru_cache(maxsize=4096)
def _kinds(weights: Weights, activity: Activity, temper: Temper) -> dict[str, float]:
    """How much evidence counts for each kind of class, given what is done with the thing and what the firm is."""
    made, sold = bool(activity & Activity.MAKE), bool(activity & Activity.TRADE)
    retail = bool(activity & Activity.RETAIL) and not activity & (Activity.WHOLESALE | Activity.SELL)
    wholesale = bool(activity & Activity.WHOLESALE)
    one = weights
    base = {
        "make": 1.0 if made else one.make_if_sold if sold else one.make_if_other,
        "land": 1.0 if made else one.land_if_sold if sold else 1.0,
        "wholesale": one.trade_if_made if made else (one.wholesale_if_retail if retail else 1.0) if sold else 0.15,
        "retail": one.retail_if_made
        if made
        else 1.0
        if retail
        else one.retail_if_wholesale
        if wholesale
        else one.retail_if_sold
        if sold
        else 0.1,
        "serve": one.serve_if_goods if made or sold else 1.0,
        "repair": 1.0 if activity & Activity.REPAIR else 0.3,
        "build": 1.0 if activity & Activity.INSTALL else one.serve_if_goods if made or sold else 0.8,
        "develop": 1.0 if activity & Activity.DEVELOP else 0.4,
        "lease": 1.0 if activity & Activity.LEASE else 0.3,
        "store": 1.0 if activity & Activity.STORE else 0.6,
    }
    return {kind: value * getattr(temper, kind, 1.0) for kind, value in base.items()}


def _phrases(code: str, said: Iterable[tuple[str, float, str, Field]]) -> tuple[Phrase, ...]:
    parts: defaultdict[tuple[str, Field], float] = defaultdict(float)
    for one, weight, word, place in said:
        if one == code:
            parts[word, place] += weight
    whole = sum(parts.values()) or 1.0
    best = sorted(parts.items(), key=lambda one: (-one[1], one[0]))[:MOST_PHRASES]
    return tuple(Phrase(word, place, round(weight / whole, 3)) for (word, place), weight in best)


@cache
def load_classifier() -> Classifier:
    """The classifier with the lexicon and weights that ship; made once, in about a second."""
    return Classifier(load_lexicon())


def classify_chunks(
    firms: Iterable[tuple[str, str]], chunk: int = 5_000, tell: Tell | None = None, top: int = 3
) -> Iterator[list[tuple[Ranked, ...]]]:
    """The classes of (name, scope) pairs, chunk by chunk; `tell` hears how many are done."""
    classifier, rows, done = load_classifier(), iter(firms), 0
    while part := list(islice(rows, chunk)):
        yield classifier.classify([name for name, _ in part], [scope for _, scope in part], top)
        done += len(part)
        if tell:
            tell(done)
