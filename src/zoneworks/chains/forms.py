"""Shapes of what people say on the pages of chains; whether it may be said is for the services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zoneworks.chains.choices import BlockageKind
from zoneworks.common.errors import Refused
from zoneworks.units.models import Unit

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Statement(forms.Form):
    """`refuse` puts what a service refused beside the field it is about."""

    use_required_attribute = False

    def refuse(self, refused: Refused) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


class Seen(Statement):
    """`seen`: the revision the person looked at, so that nobody's work is written over."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class TakeForm(Seen):
    unit = forms.ChoiceField(label=_("Responsible unit"))
    due = forms.DateField(label=_("To be closed by"), widget=DAY)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.fields["unit"].choices = [("", "–"), *((unit.code, unit.title) for unit in units)]  # type: ignore[attr-defined]


class NoteForm(Seen):
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Read by everybody who may open the chain."),
    )  # fmt: skip


class BlockageForm(Statement):
    submission = forms.CharField(widget=forms.HiddenInput, max_length=80)
    kind = forms.ChoiceField(label=_("What blocks it"), choices=BlockageKind.choices)
    words = forms.CharField(
        label=pgettext_lazy("blockage", "In words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    since = forms.DateField(label=_("Since"), widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", uuid4().hex)
