"""What is wrong with a rulebook, in sentences that say where and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zoneworks.common.text import in_language

STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
SENTENCES: Mapping[str, Promise] = {
    "not_an_object": gettext_lazy("This is not a rulebook in its form: fields with values are expected here."),
    "list_empty": gettext_lazy("This list must have at least one entry."),
    "field_missing": gettext_lazy("This field is missing."),
    "field_unknown": gettext_lazy("This field is not known. Remove it, or correct its name."),
    "not_a_number": gettext_lazy('“%(value)s” is not a number. Write it in digits, as text, such as "0.5".'),
    "not_positive": gettext_lazy("%(value)s must be above nought."),
    "below_least": gettext_lazy("%(value)s is below the least allowed, %(least)s."),
    "above_most": gettext_lazy("%(value)s is above the most allowed, %(most)s."),
    "choice_unknown": gettext_lazy("“%(value)s” is none of %(options)s."),
    "not_yes_or_no": gettext_lazy("“%(value)s” is neither true nor false."),
    "not_a_code": gettext_lazy("A code of letters, digits and underscores is needed here."),
    "text_missing": gettext_lazy("The text is needed in Chinese (zh) and in English (en)."),
    "code_twice": gettext_lazy("“%(id)s” is used twice. Give each its own code."),
    "version_not_a_number": gettext_lazy("The version must be a whole number from 1."),
    "version_twice": gettext_lazy("Version %(version)s of “%(id)s” is there twice."),
    "validity_overlaps": gettext_lazy("Two versions of “%(id)s” hold from %(first)s to %(last)s. Let one end before."),
    "validity_reversed": gettext_lazy("It ends on %(valid_to)s, before it begins on %(valid_from)s."),
    "date_unreadable": gettext_lazy("“%(value)s” is not a date such as 2023-01-01."),
    "places_out_of_range": gettext_lazy("Scores are rounded to %(least)s to %(most)s places."),
    "more_places_than_stated": gettext_lazy("%(value)s has more places than the %(places)s the rulebook rounds to."),
    "caps_reversed": gettext_lazy("The least, %(least)s, is above the most, %(most)s."),
    "cap_below_points": gettext_lazy("The most, %(most)s, is below the points, %(points)s."),
    "cap_forbids_all": gettext_lazy(
        "With least %(least)s and most %(most)s, %(per)s a case can never give or take anything."
    ),
    "amounts_reversed": gettext_lazy("The least amount, %(least)s, is above the most, %(most)s."),
    "weights_do_not_add_up": gettext_lazy(
        "The points of the rules add up to %(sum)s, the group has %(points)s. Change one of them."
    ),
    "groups_do_not_add_up": gettext_lazy(
        "The points of the groups add up to %(sum)s, the whole is %(total)s. Change one of them."
    ),
    "rule_without_points": gettext_lazy("A rule of this formula needs points."),
    "ledger_with_points": gettext_lazy("A ledger has no points of its own: give 0, and caps instead."),
    "formula_unknown": gettext_lazy("There is no formula “%(value)s”."),
    "measure_missing": gettext_lazy("This formula needs a measure for “%(role)s”."),
    "measure_unknown": gettext_lazy("There is no measure “%(measure)s”. The page of rulebooks lists those there are."),
    "role_unknown": gettext_lazy("This formula has no place for a measure “%(role)s”."),
    "gate_unknown": gettext_lazy("The rulebook has no gate “%(value)s”."),
    "rule_unknown": gettext_lazy("The rulebook has no rule “%(value)s”."),
    "neutral_share_missing": gettext_lazy("Say which share of the points a unit gets of which nothing is known."),
    "bands_gap": gettext_lazy("The bands leave a gap: every number must fall into one of them."),
    "bands_overlap": gettext_lazy("Two bands overlap: every number must fall into one of them only."),
    "band_reversed": gettext_lazy("The band ends at %(high)s, not above where it begins, at %(low)s."),
    "bounds_half_given": gettext_lazy("Give both the least and the most, or neither."),
    "bounds_reversed": gettext_lazy("The least, %(min)s, is not below the most, %(max)s."),
    "coefficient_above_100": gettext_lazy("Base %(base)s and span %(span)s together exceed 100."),
    "mixed_weights_not_one": gettext_lazy("The weights of count (%(count)s) and amount (%(amount)s) must add up to 1."),
    "steps_not_descending": gettext_lazy("A lower rank cannot get more: %(value)s stands after %(before)s."),
    "floor_above_steps": gettext_lazy("The floor, %(floor)s, is above the last step, %(last_step)s."),
    "grades_not_descending": gettext_lazy("Grades go from the best down: %(value)s stands after %(before)s."),
    "deduction_twice": gettext_lazy("The deduction “%(id)s” is there twice."),
}
PLACES: Mapping[str, Promise] = {
    "groups": gettext_lazy("group"),
    "rules": gettext_lazy("rule"),
    "gates": gettext_lazy("gate"),
    "deductions": gettext_lazy("deduction"),
    "bands": gettext_lazy("band"),
    "grades": gettext_lazy("grade"),
}


def fault_sentences(issues: Sequence[Any], data: object) -> list[str]:
    """Each fault with its place in words, in the order of the rulebook."""
    return [f"{place_of(issue.params.get('path', ''), data)}{sentence_of(issue, data)}" for issue in issues]


def sentence_of(issue: Any, data: object) -> str:
    figures = dict(issue.params)
    if isinstance(data, Mapping):
        figures.setdefault("places", str(data.get("places", "")))
    if issue.code not in SENTENCES:
        return _("This does not hold: %(code)s.") % {"code": issue.code}
    return str(SENTENCES[issue.code]) % Figures(figures)


class Figures(dict[str, str]):
    """A figure the engine did not give reads as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def place_of(path: str, data: object) -> str:
    """The way to the fault by the names of what lies on it: "Group “Process”, rule “Reports”, points: ".

    >>> place_of("groups[0].points", {"groups": [{"name": {"zh": "过程", "en": "Process"}}]})
    'group “Process”, points: '
    """
    here: Any = data
    told: list[str] = []
    for name, index in STEP.findall(path):
        here = here.get(name) if isinstance(here, Mapping) else None
        if index:
            here = here[int(index)] if isinstance(here, list) and int(index) < len(here) else None
            told.append(f"{PLACES.get(name, name)} {entry_name(here, int(index))}")
        elif name != "params":
            told.append(name)
    return f"{_(', ').join(told)}{_(': ')}" if told else ""


def entry_name(entry: Any, index: int) -> str:
    """By its name, its code or its place in the list."""
    if isinstance(entry, Mapping):
        name = entry.get("name")
        if isinstance(name, Mapping):
            return f"“{in_language(str(name.get('zh', '')), str(name.get('en', '')))}”"
        code = entry.get("id") or entry.get("code")
        if code:
            return f"“{code}”"
    return str(index + 1)
