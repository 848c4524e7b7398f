"""Where the figure of an indicator comes from: a measure, then the words that narrow it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zoneworks.measures.kinds import MeasureKind, all_kinds, kind_or_none
from zoneworks.plans.models import Indicator
from zoneworks.units.models import Unit

BY_HAND = ("", _("Reported by the unit"))


class BindingForm(forms.Form):
    """`asked`: the measure whose arguments are offered; the page is loaded anew when another one is chosen."""

    register = forms.ChoiceField(label=_("Comes from"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, indicator: Indicator, zone: Unit, asked: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind: MeasureKind | None = kind_or_none(asked)
        kinds = sorted(all_kinds(), key=lambda kind: kind.code)
        self.fields["register"].choices = [BY_HAND, *((kind.code, kind.label) for kind in kinds)]  # type: ignore[attr-defined]
        self.initial = {"register": asked if self.kind else "", "seen": indicator.item.revision}
        for argument in self.kind.arguments if self.kind else ():
            name = f"arg-{argument.code}"
            self.fields[name] = (
                forms.ChoiceField(
                    label=str(argument.label), required=False, choices=[("", _("All")), *argument.choices(zone)]
                )
                if argument.choices
                else forms.CharField(label=str(argument.label), required=False, max_length=80)
            )
            self.initial[name] = indicator.register_args.get(argument.code, "") if asked == indicator.register else ""

    def narrowing(self) -> list[forms.BoundField]:
        """The fields of the measure's arguments."""
        return [self[name] for name in self.fields if name.startswith("arg-")]

    def arguments(self) -> dict[str, str]:
        return {
            name.removeprefix("arg-"): value for name, value in self.cleaned_data.items() if name.startswith("arg-")
        }
