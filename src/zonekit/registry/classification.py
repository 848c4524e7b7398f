"""Which class of GB/T 4754-2017 an enterprise belongs to, told from its name and business scope, with its reasons.

Words of the lexicon are found in every item of the scope and in the name. What the firm does with the goods (makes,
wholesales, retails, repairs, develops) decides between the class that makes a product and those that trade in it; the
first items and the words of the name weigh most; sisters in the same group and division support each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from zonekit.registry.lexicon import Found, Lexicon, load_lexicon
from zonekit.registry.scopes import Activity, Item, items_of
from zonekit.registry.temper import Temper, name_core, temper_of
from zonekit.registry.weights import Weights

Field = Literal["name", "scope"]

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
Evidence = tuple[tuple[str, str, float, str], ...]
"""Class, its kind, weight and word."""
Said = tuple[float, Mapping[str, float], Evidence, Field]
"""What an item or the name says: its worth, how much each kind of class counts there, the evidence."""
LEAST_WEIGHT = 2.0
"""An item of plain words only is not blown up to the strength of one that says something."""


class Classifier:
    """Made once by `load_classifier`; remembers the items it has read, as the same words come again and again."""

    def __init__(self, lexicon: Lexicon, weights: Weights | None = None) -> None:
        self.lexicon = lexicon
        self.weights = weights or Weights()
        self._item = lru_cache(maxsize=200_000)(self._read_item)
        self._counts: dict[tuple[str, Activity], Mapping[str, float]] = {}

    def classify(self, names: Sequence[str], scopes: Sequence[str], top: int = 3) -> list[tuple[Ranked, ...]]:
        """For every firm the `top` likeliest classes, the likeliest first; none where nothing is said."""
        return [self.classify_one(name, scope, top) for name, scope in zip(names, scopes, strict=True)]

    def classify_one(self, name: str, scope: str, top: int = 3) -> tuple[Ranked, ...]:
        """The classes of one firm; evidence that counts the same again is read from memory."""
        items = items_of(scope)
        core = name_core(name)
        temper = temper_of(core, items)
        said: list[Said] = []
        for number, item in enumerate(items):
            activity = item.activity or temper.activity
            evidence = self._item(item.text, item.whole, activity)
            if evidence:
                kinds = self._kinds(activity, temper)
                said.append((self._worth_of_place(number, item), kinds, evidence, "scope"))
        evidence = self._of_name(core, temper)
        if evidence:
            said.append((self.weights.name, self._kinds(temper.activity, temper), evidence, "name"))
        if nature := self.lexicon.nature_of(core):
            word, code = nature
            said.append((self.weights.nature, _EVERY_KIND, ((code, KINDS[code[:2]], 1.0, word),), "name"))
        return self._ranked(said, core, top)

    def _kinds(self, activity: Activity, temper: Temper) -> Mapping[str, float]:
        key = (temper.name, activity)
        if key not in self._counts:
            self._counts[key] = kinds_of(self.weights, activity, temper)
        return self._counts[key]

    def _worth_of_place(self, number: int, item: Item) -> float:
        one = self.weights
        return max(one.floor, 1.0 / (1.0 + one.per_clause * item.clause + one.per_item * number))

    def _read_item(self, text: str, whole: str, activity: Activity) -> Evidence:
        """What an item says: of goods in the text without its verbs, of services in the whole."""
        found = list(self.lexicon.found_in(whole))
        if text != whole:
            known = {one.word for one in found}
            found = [self._ended(one, text, whole) for one in found]
            found += [one for one in self.lexicon.found_in(text) if one.word not in known and one.start >= 0]
        if not found:
            return tuple(
                (code, KINDS[code[:2]], self.weights.like * share, text)
                for code, share in self.lexicon.like(text or whole)
            )
        total = max(LEAST_WEIGHT, sum(one.weight for one in found))
        covered = min(1.0, sum(len(one.word) for one in found) / max(1, len(text or whole)))
        strength = covered**self.weights.cover / total
        return tuple(
            (code, KINDS[code[:2]], strength * one.weight * share, one.word)
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

    def _of_name(self, core: str, temper: Temper) -> Evidence:
        found = self.lexicon.found_in(core)
        total = max(LEAST_WEIGHT, sum(one.weight for one in found))
        return tuple(
            (code, KINDS[code[:2]], one.weight / total * share, one.word)
            for one in found
            for code, share in self._codes(one, temper.activity)
        )

    def _ranked(self, said: Sequence[Said], core: str, top: int) -> tuple[Ranked, ...]:
        points: defaultdict[str, float] = defaultdict(float)
        for worth, kinds, evidence, _ in said:
            for code, kind, weight, _word in evidence:
                points[code] += worth * kinds[kind] * weight
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
        for divisions in self.lexicon.hints_in(core):
            for division in divisions:
                groups[division] += one.hint / len(divisions)
        return {
            code: value + min(1.0, value * 3) * (one.group * groups[code[:3]] + one.division * groups[code[:2]])
            for code, value in points.items()
        }


KINDS = {
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


_EVERY_KIND: Mapping[str, float] = dict.fromkeys(KINDS.values(), 1.0)


def kinds_of(weights: Weights, activity: Activity, temper: Temper) -> dict[str, float]:
    """How much evidence counts for each kind of class, given what is done with the thing and what the firm is."""
    made, sold = bool(activity & Activity.MAKE), bool(activity & Activity.TRADE)
    retail = bool(activity & Activity.RETAIL) and not activity & (Activity.WHOLESALE | Activity.SELL)
    wholesale = bool(activity & Activity.WHOLESALE)
    one = weights
    if made:
        make, land, wholesaler, retailer = 1.0, 1.0, one.trade_if_made, one.retail_if_made
    elif retail:
        make, land, wholesaler, retailer = one.make_if_sold, one.land_if_sold, one.wholesale_if_retail, 1.0
    elif sold:
        retailer = one.retail_if_wholesale if wholesale else one.retail_if_sold
        make, land, wholesaler = one.make_if_sold, one.land_if_sold, 1.0
    else:
        make = one.make_if_repaired if activity & Activity.REPAIR else one.make_if_other
        land, wholesaler, retailer = 1.0, one.trade_if_other, one.retail_if_other
    base = {
        "make": make,
        "land": land,
        "wholesale": wholesaler,
        "retail": retailer,
        "serve": one.serve_if_goods if made or sold else 1.0,
        "repair": 1.0 if activity & Activity.REPAIR else 0.3,
        "build": 1.0 if activity & Activity.INSTALL else one.serve_if_goods if made or sold else 0.8,
        "develop": 1.0 if activity & Activity.DEVELOP else 0.4,
        "lease": 1.0 if activity & Activity.LEASE else 0.3,
        "store": 1.0 if activity & Activity.STORE else 0.6,
    }
    return {kind: value * temper.times.get(kind, 1.0) for kind, value in base.items()}


def _phrases(code: str, said: Iterable[Said]) -> tuple[Phrase, ...]:
    parts: defaultdict[tuple[str, Field], float] = defaultdict(float)
    for worth, kinds, evidence, place in said:
        for one, kind, weight, word in evidence:
            if one == code:
                parts[word, place] += worth * kinds[kind] * weight
    whole = sum(parts.values()) or 1.0
    best = sorted(parts.items(), key=lambda one: (-one[1], one[0]))[:MOST_PHRASES]
    return tuple(Phrase(word, place, round(weight / whole, 3)) for (word, place), weight in best)


@cache
def load_classifier() -> Classifier:
    """The classifier with the lexicon and weights that ship; made once, in about a second."""
    return Classifier(load_lexicon())
