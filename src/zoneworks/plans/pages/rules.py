"""Sets of light rules as a page shows them: who published what, how sure it is, which band gives which colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import nan

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zonekit.plans import Band, RuleSet
from zonekit.plans.reasons import BandReason
from zonekit.plans.rules import LightRule, ParentRule, ReportingRule, Text
from zoneworks.common.text import in_language
from zoneworks.plans.messages import LIGHTS, band_words, fraction
from zoneworks.ui.figures import figure_text, share_text

# Lights that published rules speak of and no register feeds yet.
FURTHER_LIGHTS: dict[str, Promise] = {
    "payment": gettext_lazy("Payment light"),
    "statistics_entry": gettext_lazy("Statistics light"),
    "zone_month": gettext_lazy("Monthly light of a zone"),
}
CONFIDENCES: dict[str, Promise] = {
    "official": gettext_lazy("the publisher's own text"),
    "media": gettext_lazy("reported by the press"),
    "reprint": gettext_lazy("known from a reprint"),
    "product": gettext_lazy("proposed by the product"),
    "zone": gettext_lazy("set by the zone"),
}


@dataclass(frozen=True)
class BandShown:
    light: str
    words: str
    is_inferred: bool


@dataclass(frozen=True)
class LightShown:
    """`is_borrowed`: the set says nothing of this light, the product's default completes it."""

    name: str
    bands: tuple[BandShown, ...]
    is_applied: bool
    is_unsure: bool
    is_borrowed: bool
    note: str


@dataclass(frozen=True)
class RulesShown:
    """`said`: publisher, year or date, document number - what is known of them."""

    code: str
    name: str
    publisher: str
    year: int | None
    rules: RuleSet
    confidence: str
    note: str
    lights: tuple[LightShown, ...]
    parent: tuple[BandShown, ...]
    parent_note: str
    is_parent_unsure: bool
    is_parent_borrowed: bool
    reporting: str
    reporting_note: str
    is_reporting_unsure: bool
    is_reporting_borrowed: bool


def rules_shown(rules: RuleSet) -> RulesShown:
    return RulesShown(
        code=rules.code,
        name=said(rules.name),
        publisher=said(rules.publisher),
        year=rules.year,
        rules=rules,
        confidence=str(CONFIDENCES[rules.confidence]),
        note=said(rules.note),
        lights=tuple(light_shown(rule) for rule in in_order(rules.lights)),
        parent=parent_bands(rules.parent),
        parent_note=said(rules.parent.note),
        is_parent_unsure=rules.parent.to_be_confirmed,
        is_parent_borrowed=is_of_product(rules.parent.code),
        reporting=reporting_words(rules.reporting),
        reporting_note=said(rules.reporting.note),
        is_reporting_unsure=rules.reporting.to_be_confirmed,
        is_reporting_borrowed=is_of_product(rules.reporting.code),
    )


def said(text: Text | None) -> str:
    return in_language(text.zh, text.en) if text else ""


def is_of_product(code: str) -> bool:
    return code.startswith("product")


def in_order(rules: Iterable[LightRule]) -> list[LightRule]:
    """Those in use first, in the order in which a row's lights are named."""
    places = list(LIGHTS)
    return sorted(rules, key=lambda rule: (not rule.applies, places.index(rule.light) if rule.light in places else 9))


def light_shown(rule: LightRule) -> LightShown:
    name = LIGHTS.get(rule.light) or FURTHER_LIGHTS.get(rule.light) or rule.light
    return LightShown(
        name=str(name),
        bands=tuple(BandShown(band.light.word, words_of(rule, band), band.is_inferred) for band in best_first(rule)),
        is_applied=rule.applies,
        is_unsure=rule.to_be_confirmed,
        is_borrowed=is_of_product(rule.code),
        note=said(rule.note),
    )


def best_first(rule: LightRule) -> list[Band]:
    """Green, yellow, red; of the same colour as the data has them, the better end first where gaps are measured."""
    bands = rule.banding.bands
    ordered = reversed(bands) if rule.banding.measure in {"gap_points", "ratio", "share_of_requirement"} else bands
    return sorted(ordered, key=lambda band: band.light)


def words_of(rule: LightRule, band: Band) -> str:
    measure = rule.banding.measure
    if measure == "share_of_requirement":
        return requirement_words(band)
    if measure == "consecutive_months_missed":
        return missed_words(band)
    if rule.light == "statistics_entry":
        return entry_words(band)
    return band_words(
        BandReason(
            rule=rule.code, measure=measure, value=nan, band=band.code, low=band.low, high=band.high,
            includes_low=band.includes_low, includes_high=band.includes_high, is_inferred=band.is_inferred,
            to_be_confirmed=rule.to_be_confirmed,
        )
    )  # fmt: skip


def requirement_words(band: Band) -> str:
    if band.low is None:
        return _("less than %(share)s of what is required") % {"share": share_text(band.high)}
    return _("%(share)s of what is required or more") % {"share": share_text(band.low)}


def missed_words(band: Band) -> str:
    if band.low is None:
        return _("the month's task done")
    if band.high is None:
        return _("missed %(months)s months running or more") % {"months": figure_text(band.low)}
    return _("missed less than %(months)s months running") % {"months": figure_text(band.high)}


def entry_words(band: Band) -> str:
    if band.high is not None:
        return _("entered within %(months)s months of the start, or not due") % {"months": figure_text(band.high)}
    return _("not entered more than %(months)s months after the start") % {"months": figure_text(band.low)}


def reporting_words(rule: ReportingRule) -> str:
    if rule.report_days == 0:
        return _("due on the last day of the month itself")
    return ngettext(
        "due %(days)d day after the end of the month; until then what is not in is judged by the month before",
        "due %(days)d days after the end of the month; until then what is not in is judged by the month before",
        rule.report_days,
    ) % {"days": rule.report_days}


def parent_bands(rule: ParentRule) -> tuple[BandShown, ...]:
    red, warning = {"bound": fraction(str(rule.red_share))}, {"bound": fraction(str(rule.warning_share))}
    return (
        BandShown("green", _("anything else"), False),
        BandShown(
            "yellow",
            _("red and yellow rows below carry %(bound)s of the weight or more, or any of them is red") % warning,
            False,
        ),
        BandShown("red", _("red rows below carry %(bound)s of the weight or more") % red, False),
        BandShown("grey", _("nothing below has been reported"), False),
    )
