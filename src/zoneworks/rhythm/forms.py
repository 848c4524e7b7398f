"""The shape of what a dispatch decides."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zoneworks.common.errors import Refused
from zoneworks.plans.forms import DayField
from zoneworks.rhythm.services.deciding import LONGEST
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone


class DecisionForm(forms.Form):
    """One thing that one unit does by one day."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=32, min_length=32)
    words = forms.CharField(label=_("What is to be done"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.ModelChoiceField(
        label=pgettext_lazy("decision", "By which unit"), queryset=Unit.objects.none(), to_field_name="code",
        empty_label=_("Choose a unit"),
    )  # fmt: skip
    due = DayField(label=pgettext_lazy("decision", "By when"), required=False)

    def __init__(self, *args: Any, zone: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4().hex
        self.fields["unit"].queryset = units_of_zone(zone)  # type: ignore[attr-defined]

    @property
    def submission(self) -> str:
        return f"form:{self.cleaned_data['token']}"

    def refuse(self, refused: Refused) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))
