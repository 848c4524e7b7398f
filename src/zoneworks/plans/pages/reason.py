"""Why a row has its light: the sentence, what each indicator and milestone says, the reports it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zonekit.plans import RuleSet, load_rule_sets
from zonekit.plans.reasons import BandReason, IndicatorReason, MilestoneReason
from zoneworks.common.text import in_language
from zoneworks.plans.messages import LIGHTS, Line, day
from zoneworks.plans.models import Actual, Item, MilestoneFact
from zoneworks.plans.pages.rules import CONFIDENCES, said
from zoneworks.plans.queries_items import ItemDetail
from zoneworks.plans.queries_reports import STEP, VALUE, evidence
from zoneworks.ui.addresses import address
from zoneworks.ui.figures import figure_text

# A heading is judged twice; the words say which judgement is which.
HEADING_LIGHTS: dict[str, Promise] = {
    "overall": gettext_lazy("By the lights below it"),
    "progress": gettext_lazy("By its own weighted progress"),
}


@dataclass(frozen=True)
class Evidence:
    words: str
    url: str


@dataclass(frozen=True)
class ReasonLine:
    """One thing that was judged. `is_waiting`: a newer report stands beside it and counts for nothing yet."""

    light: str
    text: str
    is_deciding: bool
    is_unsure: bool
    is_inferred: bool
    evidence: tuple[Evidence, ...]
    is_waiting: bool


@dataclass(frozen=True)
class LightLine:
    name: Promise | str
    light: str


@dataclass(frozen=True)
class DecidingRow:
    title: str
    url: str
    light: str


class ReasonPage:
    """Everything `plans/reason_body.html` shows."""

    def __init__(self, request: HttpRequest, detail: ItemDetail) -> None:
        self.request, self.detail = request, detail
        self.reason, self.text = detail.reason, detail.text

    @property
    def is_hollow(self) -> bool:
        """A report waits at the row itself; somewhere below a heading one nearly always does."""
        return self.reason.is_hollow and self.reason.parent is None

    @property
    def headline(self) -> str:
        return self.text.headline

    @cached_property
    def rules(self) -> RuleSet | None:
        return next((rules for rules in load_rule_sets() if rules.code == self.reason.rule_set), None)

    @property
    def rules_publisher(self) -> str:
        return said(self.rules.publisher) if self.rules else ""

    @property
    def rules_confidence(self) -> str:
        return str(CONFIDENCES[self.rules.confidence]) if self.rules else ""

    @property
    def rules_url(self) -> str:
        return f"{address(self.request, 'plans:rules')}#{self.reason.rule_set}"

    @cached_property
    def lights(self) -> list[LightLine]:
        """The lights that the row has: of a heading both judgements, of a leaf those of what it holds."""
        reason = self.reason
        if reason.parent:
            return [LightLine(name, reason.lights[code]) for code, name in HEADING_LIGHTS.items()]
        has = {
            "start": any(part.kind == "start" for part in reason.milestones),
            "progress": bool(reason.indicators_total),
            "milestones": any(part.kind == "node" for part in reason.milestones),
        }
        return [LightLine(LIGHTS[code], reason.lights[code]) for code, is_there in has.items() if is_there]

    @cached_property
    def lines(self) -> list[ReasonLine]:
        values = [key for part in self.reason.indicators for key in part.evidence]
        steps = [key for part in self.reason.milestones for key in part.evidence]
        found_values, found_steps = evidence(values, steps)
        parts: list[IndicatorReason | MilestoneReason] = [*self.reason.indicators, *self.reason.milestones]
        lines = []
        for part, line in zip(parts, self.text.lines, strict=True):
            reports: dict[int, Actual] | dict[int, MilestoneFact]
            reports = found_values if isinstance(part, IndicatorReason) else found_steps
            used = tuple(self.evidence_of(reports[int(key)]) for key in part.evidence if int(key) in reports)
            lines.append(reason_line(part, line, used, is_telling=self.text.light != "green"))
        return lines

    def evidence_of(self, fact: Actual | MilestoneFact) -> Evidence:
        kind = VALUE if isinstance(fact, Actual) else STEP
        url = address(self.request, "plans:facts", self.detail.item.pk, report=f"{kind}{fact.pk}")
        return Evidence(evidence_words(fact), url)

    @cached_property
    def deciding(self) -> list[DecidingRow]:
        """Of a heading: the worst of the rows below; where all is well there is nobody to name."""
        if self.worst_below not in {"red", "yellow"}:
            return []
        keys = [int(key) for key in self.reason.decided_by]
        found = Item.objects.in_bulk(keys)
        return [
            DecidingRow(title_of(found[key]), address(self.request, "plans:item", key), self.worst_below)
            for key in keys
            if key in found
        ]

    @property
    def worst_below(self) -> str:
        counts = self.reason.parent.children_by_light if self.reason.parent else {}
        return next((word for word in ("red", "yellow", "green") if counts.get(word)), "grey")

    @property
    def deciding_left(self) -> int:
        """How many more rows below have the deciding light than are listed."""
        counts = self.reason.parent.children_by_light if self.reason.parent else {}
        return counts.get(self.worst_below, 0) - len(self.deciding)

    @property
    def weights(self) -> list[tuple[str, float]]:
        """Of a heading: the share of the weight below by light, worst first."""
        shares = self.reason.parent.weight_by_light if self.reason.parent else {}
        return [(word, shares[word]) for word in ("red", "yellow", "green", "grey") if shares.get(word)]


def reason_line(
    part: IndicatorReason | MilestoneReason, line: Line, used: Iterable[Evidence], *, is_telling: bool
) -> ReasonLine:
    """`is_telling`: the light is such that somebody wants to know what made it."""
    band: BandReason | None = part.band
    return ReasonLine(
        light=line.light,
        text=line.text,
        is_deciding=line.is_deciding and is_telling,
        is_unsure=bool(band and band.to_be_confirmed),
        is_inferred=bool(band and band.is_inferred),
        evidence=tuple(used),
        is_waiting=part.waiting is not None,
    )


def evidence_words(fact: Actual | MilestoneFact) -> str:
    """Who recorded and confirmed it, when; of a share what it was computed from."""
    recorded = fact.recorded_by.title if fact.recorded_by else "–"
    words = [_("recorded by %(who)s on %(date)s") % {"who": recorded, "date": day(fact.recorded_on)}]
    if fact.confirmed_on:
        who = fact.confirmed_by.title if fact.confirmed_by else "–"
        words.append(_("confirmed by %(who)s on %(date)s") % {"who": who, "date": day(fact.confirmed_on)})
    if isinstance(fact, Actual) and fact.denominator is not None:
        words.insert(0, share_words(fact))
    return " · ".join(words)


def share_words(fact: Actual) -> str:
    return _("%(numerator)s of %(denominator)s") % {
        "numerator": figure_text(fact.numerator),
        "denominator": figure_text(fact.denominator),
    }


def title_of(item: Item) -> str:
    label = item.label
    return f"{label} {item.title}" if label else in_language(item.name, item.name_en) or item.goal_shown
