"""Records that are probably one enterprise: by code, by name, by a former name, by trade name at one address.

Nothing is compared that does not share a key, so that 300,000 records take seconds. Records that share one key are each
paired with the first of them, not with each other: a hundred records of one name are ninety-nine pairs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from zonekit.registry.names import normal_name, parts_of

# Two firms of one trade name (华泰) are common; only so many of one are compared by their addresses.
MOST_COMPARED = 60
SHORTEST_ADDRESS = 5
SHORTEST_CORE = 2
ALIKE_ADDRESS = 0.6

_NUMBER = re.compile(r"\d+")
_ADMINISTRATIVE = re.compile(r"\A[^\d]{1,9}?(?:特别行政区|自治区|自治州|自治县|省|市|区|县|旗)(?=.{4})")


class Why(StrEnum):
    """What two records have in common."""

    CODE = "same_code"
    NAME = "same_name"
    NAME_BUT_FORM = "same_name_other_form"  # 有限公司 here, 有限责任公司 there; the place in front or in brackets
    FORMER_NAME = "former_name"
    ADDRESS = "same_trade_name_and_address"


# How sure each makes it, for the order in which a person looks at them.
WEIGHTS = {Why.CODE: 1.0, Why.NAME: 0.95, Why.FORMER_NAME: 0.85, Why.NAME_BUT_FORM: 0.8, Why.ADDRESS: 0.7}
CODES_DIFFER = 0.5


@dataclass(frozen=True, slots=True)
class Record:
    """An enterprise as it is compared. `code` only where it checks."""

    key: int
    name: str
    code: str = ""
    former: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records in the order they came. `codes_differ`: both have a code and not the same: two registrations, or one
    code is wrong."""

    first: int
    second: int
    reasons: tuple[Why, ...]
    score: float
    codes_differ: bool = False


def find_duplicates(records: Sequence[Record]) -> tuple[Pair, ...]:
    """Every pair with its reasons, the surest first.

    >>> found = find_duplicates([
    ...     Record(1, "天津示例电子有限公司", address="天津市武清区示例路8号"),
    ...     Record(2, "示例电子（天津）有限责任公司", address="武清区示例路８号院"),
    ...     Record(3, "天津示例机械有限公司", former=("天津示例电子有限公司",)),
    ... ])
    >>> [(pair.first, pair.second, [str(why) for why in pair.reasons]) for pair in found]
    [(1, 2, ['same_name_other_form', 'same_trade_name_and_address']), (1, 3, ['former_name'])]
    """
    reasons: dict[tuple[int, int], set[Why]] = defaultdict(set)
    for one, other, why in _hits(records):
        if one != other:
            reasons[min(one, other), max(one, other)].add(why)
    pairs = [_pair(records[one], records[other], found) for (one, other), found in reasons.items()]
    kept = [pair for pair in pairs if not (pair.codes_differ and pair.reasons == (Why.ADDRESS,))]
    return tuple(sorted(kept, key=lambda pair: (-pair.score, pair.first, pair.second)))


def _pair(one: Record, other: Record, found: set[Why]) -> Pair:
    differ = bool(one.code and other.code and one.code != other.code)
    reasons = tuple(why for why in Why if why in found)
    doubt = 1.0
    for why in reasons:
        doubt *= 1 - WEIGHTS[why]
    return Pair(one.key, other.key, reasons, round((1 - doubt) * (CODES_DIFFER if differ else 1), 4), differ)


def _hits(records: Sequence[Record]) -> Iterator[tuple[int, int, Why]]:
    """Places of two records and what they share."""
    names: list[str] = []
    by_core: dict[str, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        names.append(normal_name(record.name))
        parts = parts_of(record.name)
        if len(parts.core) >= SHORTEST_CORE:
            by_core[parts.core + parts.branch].append(place)
    yield from _sharing(((record.code, place) for place, record in enumerate(records)), Why.CODE)
    yield from _sharing(((name, place) for place, name in enumerate(names)), Why.NAME)
    yield from _former(records, names)
    for places in by_core.values():
        if len(places) > 1:
            yield from _of_one_core(records, places)


def _sharing(keyed: Iterable[tuple[str, int]], why: Why) -> Iterator[tuple[int, int, Why]]:
    first: dict[str, int] = {}
    for key, place in keyed:
        if key and first.setdefault(key, place) != place:
            yield first[key], place, why


def _former(records: Sequence[Record], names: Sequence[str]) -> Iterator[tuple[int, int, Why]]:
    """A former name of one that another bears, or that another bore as well."""
    bearers: dict[str, int] = {}
    bore: dict[str, int] = {}
    for place, name in enumerate(names):
        bearers.setdefault(name, place)
    for place, record in enumerate(records):
        for key in filter(None, map(normal_name, record.former)):
            if key in bearers:
                yield bearers[key], place, Why.FORMER_NAME
            yield bore.setdefault(key, place), place, Why.FORMER_NAME


def _of_one_core(records: Sequence[Record], places: Sequence[int]) -> Iterator[tuple[int, int, Why]]:
    """Among records of one trade name: the same place of registration, or the same address."""
    by_place: dict[str, int] = {}
    for place in places:
        region = _region(parts_of(records[place].name).place)
        if region and by_place.setdefault(region, place) != place:
            yield by_place[region], place, Why.NAME_BUT_FORM
    addresses = [(place, normal_address(records[place].address)) for place in places]
    known = [(place, address) for place, address in addresses if len(address) >= SHORTEST_ADDRESS]
    if len(known) > MOST_COMPARED:
        yield from _sharing(((address, place) for place, address in known), Why.ADDRESS)
        return
    for position, (place, address) in enumerate(known):
        for other, other_address in known[:position]:
            if _is_same_address(address, other_address):
                yield other, place, Why.ADDRESS


def _region(place: str) -> str:
    """The place of a name as it is compared: 天津市 and 天津 are one."""
    return place.replace("省", "").replace("市", "") or place


@lru_cache(maxsize=65_536)
def normal_address(address: str) -> str:
    """An address as it is compared: folded, without the province, city and district it may or may not begin with.

    >>> normal_address("天津市武清区　示例路８号")
    '示例路8号'
    """
    text = normal_name(address).replace("(", "").replace(")", "").replace("-", "")
    for _ in range(3):
        shorter = _ADMINISTRATIVE.sub("", text)
        if shorter == text:
            break
        text = shorter
    return text


def _is_same_address(one: str, other: str) -> bool:
    """The same house numbers, and most of the rest alike; one may stop earlier than the other."""
    if one == other:
        return True
    numbers, others = _NUMBER.findall(one), _NUMBER.findall(other)
    shared = min(len(numbers), len(others))
    if not shared or numbers[:shared] != others[:shared]:
        return False
    if one.startswith(other) or other.startswith(one):
        return True
    signs, other_signs = set(pairwise(one)), set(pairwise(other))
    return len(signs & other_signs) >= ALIKE_ADDRESS * len(signs | other_signs)
