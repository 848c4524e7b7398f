"""Which class of GB/T 4754-2017 an enterprise belongs to, told from its name and business scope, with its reasons.

Words of the lexicon are found in every item of the scope and in the name. What the firm does with the goods (makes,
wholesales, retails, repairs, develops) decides between the class that makes a product and those that trade in it; the
first items and the words of the name weigh most; sisters in the same group and division support each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from zonekit.registry.lexicon import NOT_AT_END, Found, Lexicon, load_lexicon
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
Evidence = dict[str, tuple[float, str]]
"""Classes with the points an item or a name gives them and the word that gave most."""
Said = tuple[float, Evidence, Field]
"""What an item or the name says, and its worth."""
MOST_REMEMBERED = 300_000
LEAST_SHARE = 0.05
"""Classes that an item gives less than this part of what it gives the likeliest are not carried along."""
LEAST_WEIGHT = 2.0
"""An item of plain words only is not blown up to the strength of one that says something."""


class Classifier:
    """Made once by `load_classifier`; remembers the items it has read, as the same words come again and again."""

    def __init__(self, lexicon: Lexicon, weights: Weights | None = None) -> None:
        self.lexicon = lexicon
        self.weights = weights or Weights()
        self._items: dict[tuple[str, str, int, str], Evidence] = {}
        self._words: dict[tuple[str, bool], tuple[tuple[str, str, float], ...]] = {}
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
        for item in items:
            evidence = self._of_item(item, item.activity or temper.activity, temper)
            if evidence:
                said.append((self._worth_of_place(item), evidence, "scope"))
        if of_name := self._of_name(core, temper):
            said.append((self.weights.name, of_name, "name"))
        if nature := self.lexicon.nature_of(core):
            word, code = nature
            said.append((self.weights.nature, {code: (1.0, word)}, "name"))
        return self._ranked(said, core, top)

    def _kinds(self, activity: Activity, temper: Temper) -> Mapping[str, float]:
        key = (temper.name, activity)
        if key not in self._counts:
            self._counts[key] = kinds_of(self.weights, activity, temper)
        return self._counts[key]

    def _worth_of_place(self, item: Item) -> float:
        one = self.weights
        before = one.per_clause * item.clause + one.per_item * item.place + one.per_section * item.section
        return max(one.floor, 1.0 / (1.0 + before))

    def _of_item(self, item: Item, activity: Activity, temper: Temper) -> Evidence:
        """What the item says, remembered: by numbers and texts, as a flag is slow to look up."""
        key = (item.text, item.whole, activity._value_, temper.name)
        known = self._items.get(key)
        if known is None:
            if len(self._items) >= MOST_REMEMBERED:
                self._items.clear()
            known = self._items[key] = self._read_item(item.text, item.whole, activity, temper)
        return known

    def _read_item(self, text: str, whole: str, activity: Activity, temper: Temper) -> Evidence:
        """What an item says: of goods in the text without its verbs, of services in the whole."""
        found = list(self.lexicon.found_in(whole))
        if text != whole:
            found = self._of_goods(found, text, whole)
        kinds = self._kinds(activity, temper)
        if not found:
            like = self.lexicon.like(text or whole)
            return {code: (self.weights.like * share * kinds[KINDS[code[:2]]], text) for code, share in like}
        covered = min(1.0, sum(len(one.word) for one in found) / max(1, len(text or whole)))
        return self._weighed(found, float(covered**self.weights.cover), activity, kinds)

    def _weighed(
        self, found: Sequence[Found], strength: float, activity: Activity, kinds: Mapping[str, float]
    ) -> Evidence:
        """The points of each class that the words speak for, without those that hardly count."""
        total = max(LEAST_WEIGHT, sum([one.weight for one in found]))
        is_sold = not activity or bool(activity & Activity.TRADE)
        points: Evidence = {}
        best: Points = {}
        for one in found:
            scale = strength * one.weight / total
            for code, kind, share in self._codes(one, is_sold=is_sold):
                more = scale * share * kinds[kind]
                before, word = points.get(code, (0.0, ""))
                if more > best.get(code, 0.0):
                    best[code], word = more, one.word
                points[code] = before + more, word
        least = LEAST_SHARE * max([value for value, _ in points.values()], default=0.0)
        return {code: one for code, one in points.items() if one[0] > least}

    def _of_goods(self, found: Sequence[Found], text: str, whole: str) -> list[Found]:
        """The words of the whole with those of the goods alone: a word that ends where the goods end is the head though
        a verb follows, and one that reaches into the verb may hide another."""
        begin = max(0, whole.find(text))
        end = begin + len(text)
        known = {one.word for one in found}
        hides = any(one.start < begin < one.end or one.start < end < one.end for one in found)
        more = [one for one in self.lexicon.found_in(text) if one.word not in known] if hides else []
        is_followed = end < len(whole)
        heads = [
            replace(one, weight=one.weight / NOT_AT_END) if is_followed and one.end == end else one for one in found
        ]
        return heads + more

    def _codes(self, one: Found, *, is_sold: bool) -> tuple[tuple[str, str, float], ...]:
        """The classes of a word with their kinds, and the traders of what it names where it is or may be sold."""
        known = self._words.get((one.word, is_sold))
        if known is None:
            given = self._with_traders(one.codes) if is_sold else dict(one.codes)
            known = tuple((code, KINDS[code[:2]], share) for code, share in given.items())
            self._words[one.word, is_sold] = known
        return known

    def _with_traders(self, codes: Sequence[tuple[str, float]]) -> Points:
        given: Points = dict(codes)
        has_wholesale = any(code.startswith("51") for code in given)
        has_retail = any(code.startswith("52") for code in given)
        for code, share in codes:
            traders = self.lexicon.trade.get(code)
            if traders is None or (has_wholesale and not code.startswith("51")):
                continue
            if not has_wholesale:
                given[traders[0]] = given.get(traders[0], 0.0) + share
            if not has_retail:
                given[traders[1]] = given.get(traders[1], 0.0) + share
        return given

    def _of_name(self, core: str, temper: Temper) -> Evidence:
        found = self.lexicon.found_in(core)
        return self._weighed(found, 1.0, temper.activity, self._kinds(temper.activity, temper)) if found else {}

    def _ranked(self, said: Sequence[Said], core: str, top: int) -> tuple[Ranked, ...]:
        points: defaultdict[str, float] = defaultdict(float)
        for worth, evidence, _ in said:
            for code, (value, _word) in evidence.items():
                points[code] += worth * value
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
        least = LEAST_SHARE * max(points.values())
        return {
            code: value + min(1.0, value * 3) * (one.group * groups[code[:3]] + one.division * groups[code[:2]])
            for code, value in points.items()
            if value > least
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
    parts: dict[tuple[str, Field], float] = {}
    for worth, evidence, place in said:
        if one := evidence.get(code):
            parts[one[1], place] = parts.get((one[1], place), 0.0) + worth * one[0]
    whole = sum(parts.values()) or 1.0
    best = sorted(parts.items(), key=lambda one: (-one[1], one[0]))[:MOST_PHRASES]
    return tuple(Phrase(word, place, round(weight / whole, 3)) for (word, place), weight in best)


@cache
def load_classifier() -> Classifier:
    """The classifier with the lexicon and weights that ship; made once, in about a second."""
    return Classifier(load_lexicon())
