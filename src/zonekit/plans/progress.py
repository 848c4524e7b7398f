"""Progress, scheduled share, gap and ratio of every indicator: one formula per kind, whole arrays at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zonekit.plans.arrays import Bools, Floats
from zonekit.plans.schedules import TINY, holds_level
from zonekit.plans.words import Kind

if TYPE_CHECKING:
    from zonekit.plans.table import IndicatorArrays

GAP_DECIMALS = 6  # of a percentage point: exactly 10 points behind must not depend on the last bit of a float
RATIO_DECIMALS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """Per indicator (m,): shares of the whole (1.0 = the annual target), NaN where no value is known.

    `raw` may leave 0..1, `share` is kept in it; `scheduled` is known without a value. `gap`: percentage points,
    negative is behind, rounded to 6 decimals. `ratio`: actual / scheduled, rounded to 8. `is_due`: False where the
    schedule asks for nothing yet.
    """

    raw: Floats
    share: Floats
    scheduled: Floats
    gap: Floats
    ratio: Floats
    is_due: Bools


def progress_of(ind: IndicatorArrays, value: Floats, schedule: Floats, has_begun: Bools) -> Progress:
    """Formulas (v value, s schedule, T target, b start; for "lower is better" v - s turns into s - v):

    - cumulative: scheduled s / T, gap (v - s) / |T|. With T = 0 any value beyond the schedule is a full miss.
    - level: scheduled (s - b) / (T - b), gap (v - s) / |T - b|. A level to be held: scheduled 1, gap 0 when at least
      as good, else (v - s) / |T|.
    - rate: scheduled 1, gap v - s in percentage points; (v - s) / |T| when the unit is not %.
    - before the first month end that judges (`has_begun` False) nothing is due of any kind: scheduled 0.

    Progress is always scheduled + gap, so for a higher cumulative figure it is v / T.
    """
    sign = np.where(ind.is_lower, -1.0, 1.0)
    ahead = sign * (value - schedule)
    is_held, is_rate = holds_level(ind), ind.kind == Kind.RATE
    is_advance = (ind.kind == Kind.LEVEL) & ~is_held
    scale = _scale(ind, is_advance)
    has_scale = scale > TINY
    gap = np.where(has_scale, ahead / np.where(has_scale, scale, 1.0), np.where(ahead < 0, -1.0, 0.0))
    gap = np.where(np.isnan(value), np.nan, np.where(is_held, np.minimum(gap, 0.0), gap))
    scheduled = _scheduled(ind, schedule, is_advance, is_held | is_rate | ~has_scale)
    scheduled = np.where(has_begun, scheduled, 0.0)
    is_due = has_begun & ((np.round(scheduled, 9) != 0) | ~has_scale)
    raw = scheduled + gap
    return Progress(
        raw=raw,
        share=np.clip(raw, 0.0, 1.0),
        scheduled=np.clip(scheduled, 0.0, 1.0),
        gap=np.round(gap * 100.0, GAP_DECIMALS),
        ratio=np.round(_ratio(ahead, gap, schedule, scheduled, is_rate), RATIO_DECIMALS),
        is_due=is_due,
    )


def _scale(ind: IndicatorArrays, is_advance: Bools) -> Floats:
    """What a gap is divided by to become a share."""
    own = np.where(is_advance, np.abs(ind.target - ind.start), np.abs(ind.target))
    return np.where((ind.kind == Kind.RATE) & ind.is_percent, 100.0, own)


def _scheduled(ind: IndicatorArrays, schedule: Floats, is_advance: Bools, is_whole: Bools) -> Floats:
    """Share of the year's work that the schedule asks for. What is held rather than built up is due in full."""
    from_start = np.where(is_advance, ind.start, 0.0)
    whole = np.where(is_whole, 1.0, ind.target - from_start)
    return np.where(is_whole, 1.0, (schedule - from_start) / whole)


def _ratio(ahead: Floats, gap: Floats, schedule: Floats, scheduled: Floats, is_rate: Bools) -> Floats:
    """Actual over scheduled, mirrored about the schedule where lower is better; 1 or 0 where the schedule is 0."""
    part = np.where(is_rate, ahead, gap)
    whole = np.abs(np.where(is_rate, schedule, scheduled))
    is_zero = np.round(whole, 9) == 0
    ratio = 1.0 + part / np.where(is_zero, 1.0, whole)
    at_zero = np.where(np.isnan(part), np.nan, np.where(part < 0, 0.0, 1.0))
    return np.where(is_zero, at_zero, ratio)
