"""Reasons and events as sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from zonekit.plans import Reason, RuleSet, load_rule_sets
from zonekit.plans.reasons import BandReason, IndicatorReason, MilestoneReason, ParentReason, ReportReason
from zonekit.plans.words import Key
from zoneworks.common.text import in_language, is_english
from zoneworks.ui.figures import figure_text, share_text

COLOURS = {
    "green": gettext_lazy("green"),
    "yellow": gettext_lazy("yellow"),
    "red": gettext_lazy("red"),
    "grey": gettext_lazy("grey"),
}
LIGHTS = {
    "start": gettext_lazy("Start light"),
    "progress": gettext_lazy("Progress light"),
    "milestones": gettext_lazy("Milestone light"),
    "overall": gettext_lazy("Overall light"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the keys of a reason are called. Indicators: name and unit."""

    indicator: Callable[[Key], tuple[str, str]]
    milestone: Callable[[Key], str]
    item: Callable[[Key], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence (or a few) about one thing; `light` is its own light, `is_deciding` whether it made the overall."""

    light: str
    text: str
    is_deciding: bool
    kind: str = ""
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class ReasonText:
    """A reason for people: the whole in one sentence, one line per thing, the rule set and how sure it is."""

    light: str
    headline: str
    lines: tuple[Line, ...]
    rule_set: str
    caution: str

    @property
    def text(self) -> str:
        return in_a_row([self.headline, *(line.text for line in self.lines)])


def reason_text(reason: Reason, names: Names) -> ReasonText:
    rules = next(known for known in load_rule_sets() if known.code == reason.rule_set)
    rule_name = in_language(rules.name.zh, rules.name.en)
    lines = [indicator_line(part, reason, names, rule_name) for part in reason.indicators]
    lines += [milestone_line(part, reason, names, rule_name) for part in reason.milestones]
    return ReasonText(
        light=reason.lights["overall"],
        headline=headline(reason, names, rule_name),
        lines=tuple(lines),
        rule_set=rule_name,
        caution=caution_of(rules),
    )


def caution_of(rules: RuleSet) -> str:
    if not rules.to_be_confirmed:
        return ""
    note = in_language(rules.note.zh, rules.note.en) if rules.note else ""
    return in_a_row([_("This rule set is to be confirmed."), note])


# --- the item ------------------------------------------------------------------------------------------------------


def headline(reason: Reason, names: Names, rule_name: str) -> str:
    if reason.parent:
        return parent_headline(reason, reason.parent, rule_name)
    if reason.finding == "nothing_to_measure":
        return _("There is nothing to measure: no confirmed indicator and no milestone with a date.")
    if reason.finding == "not_reported":
        silence = _("Nothing that counts has been reported by %(date)s.") % {"date": day(reason.at)}
        return in_a_row([silence, grace_note(reason)])
    if reason.finding == "nothing_due":
        return _("Nothing is due yet on %(date)s.") % {"date": day(reason.at)}
    colour = COLOURS[reason.lights["overall"]]
    called = deciders(reason, names)
    decided = ""
    if called and reason.lights["overall"] != "green":
        decided = _("The worst of its lights decides, and it is %(colour)s: %(things)s.") % {
            "colour": colour,
            "things": listed(called),
        }
    progress = progress_sentence(reason.progress, reason.scheduled, reason.gap, reason.schedule_date)
    return in_a_row([progress, grace_note(reason), decided])


def deciders(reason: Reason, names: Names) -> list[str]:
    """What has the overall light itself."""
    overall = reason.lights["overall"]
    called = [names.indicator(part.indicator)[0] for part in reason.indicators if part.light == overall]
    return called + [names.milestone(part.milestone) for part in reason.milestones if part.light == overall]


def progress_sentence(progress: float | None, scheduled: float | None, gap: float | None, by: date) -> str:
    """Actual against schedule, and how far behind or ahead."""
    if progress is None or scheduled is None or gap is None:
        return ""
    figures = {
        "progress": share_text(progress),
        "scheduled": share_text(scheduled),
        "date": day(by),
        "gap": figure_text(abs(gap), 1),
    }
    if gap < 0:
        return _("Progress %(progress)s against %(scheduled)s scheduled by %(date)s: %(gap)s points behind.") % figures
    if gap > 0:
        return _("Progress %(progress)s against %(scheduled)s scheduled by %(date)s: %(gap)s points ahead.") % figures
    return _("Progress %(progress)s, as scheduled by %(date)s.") % figures


def grace_note(reason: Reason) -> str:
    """Which month end judges what has not been reported yet, as far as it is not the last one."""
    if reason.report is None:
        return ""
    if reason.indicators_in_grace == reason.indicators_total:
        return grace_sentence(reason.report)
    figures = {**days_of(reason.report), "count": reason.indicators_in_grace, "total": reason.indicators_total}
    mixed = _(
        "The schedule of %(date)s counts for %(count)d of %(total)d indicators: "
        "the report for %(month)s is due by %(due)s."
    )
    return mixed % figures


def grace_sentence(report: ReportReason) -> str:
    """Why a month that has ended does not judge yet."""
    days = days_of(report)
    return _("The report for %(month)s is due by %(due)s; until then the schedule of %(date)s counts.") % days


def days_of(report: ReportReason) -> dict[str, str]:
    """The days of a report, all within a few weeks of each other, so without their years."""
    written = pgettext("a day in a sentence, as a date format", "j F")
    return {
        "month": date_format(report.month, pgettext("a month in a sentence, as a date format", "F")),
        "due": date_format(report.due, written),
        "date": date_format(report.judged_by, written),
    }


def parent_headline(reason: Reason, parent: ParentReason, rule_name: str) -> str:
    parts = [parent_finding(parent), children_sentence(parent)]
    parts.append(progress_sentence(reason.progress, reason.scheduled, reason.gap, reason.schedule_date))
    parts.append(grace_note(reason))
    if parent.gap_band:
        parts.append(
            _("By its own progress alone: %(rule)s")
            % {"rule": rule_sentence(parent.gap_band, reason.lights["progress"], rule_name)}
        )
    return in_a_row(parts)


def parent_finding(parent: ParentReason) -> str:
    weight = parent.weight_by_light
    red, warning = share_text(weight["red"]), share_text(weight["red"] + weight["yellow"])
    bounds = {"red": fraction(parent.red_share), "warning": fraction(parent.warning_share)}
    sentences = {
        "red_share": _("Red rows below carry %(share)s of the weight; from %(bound)s on it is red.")
        % {"share": red, "bound": bounds["red"]},
        "warning_share": _("Red and yellow rows below carry %(share)s of the weight; from %(bound)s on it is yellow.")
        % {"share": warning, "bound": bounds["warning"]},
        "one_red": _("A row below is red, so it is at least yellow."),
        "below_shares": _("Red and yellow rows below carry %(share)s of the weight, less than %(bound)s: it is green.")
        % {"share": warning, "bound": bounds["warning"]},
        "none_known": _("Nothing below has been reported yet."),
    }
    return sentences[parent.finding]


def children_sentence(parent: ParentReason) -> str:
    counts = [
        f"{parent.children_by_light[word]} {COLOURS[word]}"
        for word in ("red", "yellow", "green", "grey")
        if parent.children_by_light[word]
    ]
    total = sum(parent.children_by_light.values())
    return ngettext("Of %(total)d row below: %(counts)s.", "Of %(total)d rows below: %(counts)s.", total) % {
        "total": total,
        "counts": listed(counts),
    }


# --- its parts -----------------------------------------------------------------------------------------------------


def indicator_line(part: IndicatorReason, reason: Reason, names: Names, rule_name: str) -> Line:
    name, unit = names.indicator(part.indicator)
    text = unreported(part, name, unit) if part.value is None else reported(part, name, unit, rule_name)
    return Line(part.light, text, part.light == reason.lights["overall"], "indicator", part.indicator)


def unreported(part: IndicatorReason, name: str, unit: str) -> str:
    due = _("%(indicator)s: not reported; %(schedule)s %(unit)s were due by %(date)s.") % {
        "indicator": name,
        "schedule": figure_text(round(part.schedule, 2)),
        "unit": unit,
        "date": day(part.schedule_date),
    }
    return in_a_row([due, grace_sentence(part.report) if part.report else ""])


def reported(part: IndicatorReason, name: str, unit: str, rule_name: str) -> str:
    figures = {
        "indicator": name,
        "value": figure_text(part.value),
        "about": day(part.value_date) if part.value_date else "",
        "schedule": figure_text(round(part.schedule, 2)),
        "target": figure_text(part.target),
        "unit": unit,
        "date": day(part.schedule_date),
    }
    sentences = [
        _("%(indicator)s: %(value)s on %(about)s, %(schedule)s due by %(date)s, target %(target)s %(unit)s.") % figures
    ]
    if part.finding == "nothing_due":
        sentences.append(_("Nothing is due yet."))
    elif part.kind == "rate":
        sentences.append(rate_sentence(part.gap))
    else:
        sentences.append(progress_sentence(part.progress_raw, part.scheduled, part.gap, part.schedule_date))
    if part.report:
        sentences.append(grace_sentence(part.report))
    if part.band:
        sentences.append(rule_sentence(part.band, part.light, rule_name))
    return in_a_row(sentences)


def rate_sentence(gap: float | None) -> str:
    """A rate is to be held: what counts is how far it is from the rate due."""
    if not gap:
        return _("As due.")
    figures = {"gap": figure_text(abs(gap), 1)}
    return _("%(gap)s points short of the rate due.") % figures if gap < 0 else _("Better than the rate due.")


def milestone_line(part: MilestoneReason, reason: Reason, names: Names, rule_name: str) -> Line:
    figures = {"milestone": names.milestone(part.milestone), "due": day(part.due), "days": part.days_late}
    if part.is_done and part.done:
        text = _("%(milestone)s: reached on %(done)s, due %(due)s.") % {**figures, "done": day(part.done)}
    elif part.is_overdue:
        text = ngettext(
            "%(milestone)s: due %(due)s, %(days)d day late.", "%(milestone)s: due %(due)s, %(days)d days late.",
            part.days_late,
        ) % figures  # fmt: skip
        if part.band:
            text = in_a_row([text, rule_sentence(part.band, part.light, rule_name)])
    else:
        text = _("%(milestone)s: due %(due)s, not due yet.") % figures
    return Line(part.light, text, part.light == reason.lights["overall"], "milestone", part.milestone)


# --- rules ---------------------------------------------------------------------------------------------------------


def rule_sentence(band: BandReason, light: str, rule_name: str) -> str:
    """Which rule made the colour. A rule the product proposes is named as such, whatever set it completes."""
    figures = {"rules": rule_name, "band": band_words(band), "colour": COLOURS[light]}
    if band.rule.startswith("product"):
        return _("Product default: %(band)s is %(colour)s.") % figures
    return _("%(rules)s: %(band)s is %(colour)s.") % figures


def band_words(band: BandReason) -> str:
    makers: dict[str, Callable[[BandReason], str]] = {
        "gap_points": gap_words,
        "ratio": ratio_words,
        "days_late": late_words,
        "months_late": month_words,
    }
    maker = makers.get(band.measure)
    return maker(band) if maker else f"{figure_text(band.low)} … {figure_text(band.high)}"


def gap_words(band: BandReason) -> str:
    """Bounds are negative behind the schedule: the high one is the lesser lag."""
    low = None if band.low is None else figure_text(abs(band.low))
    high = None if band.high is None else figure_text(abs(band.high))
    if band.high is None:
        return (
            _("on schedule or ahead")
            if not band.low
            else _("less than %(low)s points behind, on schedule or ahead") % {"low": low}
        )
    if band.low is None:
        words = _("%(high)s points behind or more") if band.includes_high else _("more than %(high)s points behind")
        return words % {"high": high}
    if not band.high:
        return _("less than %(low)s points behind") % {"low": low}
    return _("%(high)s to %(low)s points behind") % {"high": high, "low": low}


def ratio_words(band: BandReason) -> str:
    low = None if band.low is None else share_text(band.low)
    high = None if band.high is None else share_text(band.high)
    if band.low is None:
        return _("less than %(high)s of the schedule") % {"high": high}
    if band.high is None:
        return _("%(low)s of the schedule or more") % {"low": low}
    return _("%(low)s to %(high)s of the schedule") % {"low": low, "high": high}


def late_words(band: BandReason) -> str:
    if band.low is None:
        return _("not overdue")
    if band.high is None:
        return _("more than %(days)s days overdue") % {"days": figure_text(band.low)}
    return _("up to %(days)s days overdue") % {"days": figure_text(band.high)}


def month_words(band: BandReason) -> str:
    if band.low is None:
        return _("started as planned, or not due to start")
    if band.high is None:
        return _("%(months)s months or more without the planned start") % {"months": figure_text(band.low)}
    return _("less than %(months)s months without the planned start") % {"months": figure_text(band.high)}


# --- words ---------------------------------------------------------------------------------------------------------


def fraction(text: str) -> str:
    part = Fraction(text)
    return share_text(float(part)) if part.denominator > 10 else f"{part.numerator}/{part.denominator}"


def day(when: date) -> str:
    return date_format(when, "DATE_FORMAT")


def in_a_row(sentences: Iterable[str]) -> str:
    """Sentences one after the other: with a space between them in English, with none in Chinese."""
    return (" " if is_english() else "").join(filter(None, sentences))


def listed(words: Iterable[str]) -> str:
    return _(", ").join(words)
