"""What the style page shows: every component with plausible content, in each of its states."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from zoneworks.ui.lights import NODE_WORDS, WORDS
from zoneworks.ui.parts import Crumb, FigureCell, Happening, Tab

SURFACES = ("surface", "surface-quiet", "surface-strong", "line", "line-strong", "line-control")
INKS = ("ink", "ink-quiet", "ink-faint", "action", "action-strong", "action-quiet")
LIGHT_TOKENS = tuple(
    f"{colour}{part}" for colour in ("green", "yellow", "red", "grey") for part in ("", "-edge", "-ink", "-quiet")
)
SHANGHAI = ZoneInfo("Asia/Shanghai")


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=gettext_lazy("Name of the item"), max_length=60)
    value = forms.DecimalField(
        label=gettext_lazy("Actual value"), help_text=gettext_lazy("In ten thousand yuan, from 1 January to the date.")
    )
    on = forms.DateField(label=gettext_lazy("Date"), widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("a", gettext_lazy("Value")), ("b", "…")])
    ways = forms.ChoiceField(
        label=gettext_lazy("Where it comes from"),
        choices=[("hand", gettext_lazy("Entered by hand")), ("sheet", gettext_lazy("From a sheet"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Explanation"), widget=forms.Textarea, required=False)
    evidence = forms.FileField(label=gettext_lazy("Evidence"), required=False)
    sure = forms.BooleanField(label=gettext_lazy("I have compared the figure with the records"), required=False)


def forms_shown() -> dict[str, Any]:
    empty_form = SampleForm(auto_id="empty-%s")
    refused = SampleForm(
        {"name": "", "value": "1,2x", "on": "2023-06-31", "kind": "a", "ways": "hand"}, auto_id="bad-%s"
    )
    refused.add_error(None, _("Three fields need another look; nothing was saved yet."))
    return {"empty_form": empty_form, "refused_form": refused}


def cells() -> list[FigureCell]:
    return [
        FigureCell(_("Sub-projects"), 95, url="?", note=_("in 44 projects"), is_current=True),
        FigureCell(WORDS["green"], 61, url="?", light="green"),
        FigureCell(WORDS["yellow"], 18, url="?", light="yellow"),
        FigureCell(WORDS["red"], 9, url="?", light="red"),
        FigureCell(WORDS["grey"], 7, url="?", light="grey"),
        FigureCell(_("Paid-in investment"), 1283450.5, _("ten thousand yuan"), note=_("of 1,600,000 for the year")),
        FigureCell(_("Overdue"), None),
    ]


def table_rows() -> list[dict[str, Any]]:
    return [
        {"no": "1", "depth": 1, "name": _("Investment"), "light": "yellow", "actual": 0.712, "schedule": 0.75},
        {
            "no": "1.1",
            "depth": 2,
            "name": _("Sign 40 projects above 100 million yuan"),
            "light": "green",
            "actual": 0.8,
            "schedule": 0.75,
            "value": 32,
            "unit": _("projects"),
        },
        {
            "no": "1.2",
            "depth": 2,
            "name": _("Bring idle land back into use"),
            "light": "red",
            "actual": 0.31,
            "schedule": 0.75,
            "value": 124,
            "unit": _("mu"),
        },
        {
            "no": "1.3",
            "depth": 2,
            "name": _("Publish the list of opportunities"),
            "light": "grey",
            "actual": None,
            "schedule": 0.5,
        },
    ]


def happenings() -> list[Happening]:
    def at(day: int, hour: int, minute: int) -> datetime:
        return datetime(2023, 10, day, hour, minute, tzinfo=SHANGHAI)

    office, bureau = _("Supervision office"), _("Economic development bureau")
    return [
        Happening(at(8, 9, 12), _("Confirmed the value of September"), office),
        Happening(
            at(7, 16, 40), _("Corrected the value of September"), bureau, before="1,180", after="1,204", is_change=True
        ),
        Happening(at(6, 11, 5), _("Submitted the value of September"), bureau, detail=_("With two pages of evidence.")),
    ]


def samples(request: HttpRequest) -> dict[str, Any]:
    """Context of the style page."""
    theme = request.GET.get("look", "")
    names = {"": _("As the device"), "light": pgettext("appearance", "Light"), "dark": pgettext("appearance", "Dark")}
    pages = Paginator(range(2000), 50)
    return {
        "themes": [Tab(name, f"?look={code}" if code else "?", code == theme) for code, name in names.items()],
        "palettes": [(code, names[code], [SURFACES, INKS, LIGHT_TOKENS]) for code in ("light", "dark")],
        "codes": list(WORDS),
        "nodes": list(NODE_WORDS),
        "counts": {"green": 61, "yellow": 18, "red": 9, "grey": 7},
        "cells": cells(),
        "trail": [
            Crumb(_("Plan"), "?"),
            Crumb(_("Category one"), "?"),
            Crumb(_("Sign 40 projects above 100 million yuan")),
        ],
        "tabs_shown": [Tab(_("Table"), "?", True, 139), Tab(_("Wall chart"), "?"), Tab(_("History"), "?", count=12)],
        "units_shown": [("a", _("Economic development bureau")), ("b", _("Supervision office"))],
        "rows": table_rows(),
        "page": pages.page(7),
        "facts_shown": [
            (_("Lead leader"), _("Deputy director (investment)")),
            (_("Responsible unit"), _("Economic development bureau")),
            (_("Deadline"), None),
        ],
        "happenings": happenings(),
        **forms_shown(),
    }
