"""Charts of the answer sheet and the bulletin; each says in words what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.documents.blocks import Chart, ChartKind, Series, Tone
from zoneworks.answers.sheet_figures import ORDER, Pace
from zoneworks.ui.lights import WORDS

TENTH = Decimal("0.1")
HUNDRED = Decimal(100)


def lights_chart(title: str, groups: Sequence[tuple[str, Mapping[str, int]]]) -> Chart:
    """How many items of each group are on which light."""
    series = tuple(
        Series(str(WORDS[light]), tuple(Decimal(counts[light]) for _name, counts in groups), Tone(light))
        for light in ORDER
    )
    told = (
        _("%(name)s: %(counts)s")
        % {"name": name, "counts": _(", ").join(f"{WORDS[light]} {counts[light]}" for light in ORDER)}
        for name, counts in groups
    )
    alt = pgettext("between statements in a line", "; ").join(told)
    return Chart(ChartKind.STACKED, title, tuple(name for name, _counts in groups), series, _("items"), alt)


def pace_chart(title: str, groups: Sequence[tuple[str, Pace | None]]) -> Chart | None:
    """Progress against schedule and the whole target."""
    known = [(name, pace) for name, pace in groups if pace]
    if not known:
        return None
    series = (
        Series(pgettext("series", "Actual"), tuple(one.progress.value.quantize(TENTH) for _n, one in known)),
        Series(
            pgettext("series", "Schedule"), tuple(one.scheduled.value.quantize(TENTH) for _n, one in known),
            Tone.SCHEDULE,
        ),
        Series(pgettext("series", "Annual target"), tuple(HUNDRED for _pair in known), Tone.TARGET),
    )  # fmt: skip
    told = (
        _("%(name)s: actual %(progress)s%%, schedule %(scheduled)s%%")
        % {
            "name": name,
            "progress": one.progress.value.quantize(TENTH),
            "scheduled": one.scheduled.value.quantize(TENTH),
        }
        for name, one in known
    )
    alt = pgettext("between statements in a line", "; ").join(told)
    return Chart(ChartKind.BARS, title, tuple(name for name, _pace in known), series, "%", alt)
