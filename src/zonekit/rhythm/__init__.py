"""The rhythm of a zone's year: which day has which occasion, by rules that are data.

>>> from datetime import date
>>> from zonekit.values.workdays import chinese_calendar
>>> rules = default_rhythm_rules(date(2023, 10, 8))
>>> year = occasions(2023, rules, chinese_calendar())
>>> [(one.code, one.day.isoformat(), one.nominal.isoformat()) for one in year if one.is_moved and one.day.month == 10]
[('weekly_dispatch', '2023-10-08', '2023-10-06'), ('quarterly_assessment', '2023-10-16', '2023-10-15')]
"""

from zonekit.rhythm.days import DayKind, DayMark, days_of
from zonekit.rhythm.occasions import Occasion, occasions
from zonekit.rhythm.rules import (
    Every,
    OccasionRule,
    RhythmRuleError,
    RhythmRules,
    Shift,
    default_rhythm_rules,
    load_rhythm_rules,
    parse_rhythm_rules,
)

__all__ = [
    "DayKind",
    "DayMark",
    "Every",
    "Occasion",
    "OccasionRule",
    "RhythmRuleError",
    "RhythmRules",
    "Shift",
    "days_of",
    "default_rhythm_rules",
    "load_rhythm_rules",
    "occasions",
    "parse_rhythm_rules",
]
