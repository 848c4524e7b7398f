"""Bands: the share of the points that belongs to the band a figure falls into.

A common form of assessment rules ("90 % and above: full; 80 to 90 %: 80 % of the points; below: none"). Bands are
closed below and open above; together they hold every number once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from zonekit.scoring.fields import Entries, Number, issue
from zonekit.scoring.formulas.faces import Case, OneLine, Outcome, evidence_of
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import ZERO, number, plain
from zonekit.values.issues import Issue


class Bands(OneLine):
    """A band without `low` begins below everything, one without `high` never ends."""

    code = "bands"
    fields = {
        "bands": Entries({"low": Number(), "high": Number(), "share": Number(is_required=True, least="0", most="1")})
    }

    def check(self, rule: Mapping[str, Any], path: str) -> Iterator[Issue]:
        bands = [(number(band.get("low")), number(band.get("high"))) for band in rule["params"]["bands"]]
        bands.sort(key=lambda band: (band[0] is not None, band[0] or ZERO))
        path = f"{path}.params.bands"
        for low, high in bands:
            if low is not None and high is not None and low >= high:
                yield issue("band_reversed", path, low=low, high=high)
        if bands[0][0] is not None:
            yield issue("bands_gap", path, below=bands[0][0])
        for (_, high), (low, _) in pairwise(bands):
            if high is None or low is None or low < high:
                yield issue("bands_overlap", path, at="" if low is None else low)
            elif high < low:
                yield issue("bands_gap", path, above=high, below=low)
        if bands[-1][1] is not None:
            yield issue("bands_gap", path, above=bands[-1][1])

    def one(self, rule: Rule, case: Case) -> Outcome:
        value = case.actual("value") or ZERO
        band = next(
            band
            for band in rule.params["bands"]
            if (band["low"] is None or value >= band["low"]) and (band["high"] is None or value < band["high"])
        )
        ends = {name: "" if band[name] is None else plain(band[name]) for name in ("low", "high")}
        share: Decimal = band["share"]
        return Outcome(
            points=case.share * share,
            most=case.share,
            figures={"actual": plain(value), **ends, "share": plain(share)},
            evidence=evidence_of(case.figures),
        )
