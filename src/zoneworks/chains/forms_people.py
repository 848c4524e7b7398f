"""Shapes of what is said of roles and artefacts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zoneworks.chains.choices import ArtefactState, ChainRoleKind
from zoneworks.chains.forms import DAY, Statement
from zoneworks.chains.services import ArtefactFields, Holder
from zoneworks.enterprises.models import Enterprise
from zoneworks.units.models import Post, Unit


class RoleForm(Statement):
    kind = forms.ChoiceField(label=pgettext_lazy("chain", "Role"), choices=ChainRoleKind.choices)
    holder = forms.ChoiceField(label=_("Held by"), required=False)
    words = forms.CharField(
        label=_("Or somebody in words"), required=False, max_length=200,
        help_text=_("An alliance or an expert, for instance, that is no unit of the zone."),
    )  # fmt: skip
    since = forms.DateField(label=_("Since"), widget=DAY)

    def __init__(
        self, *args: Any, posts: Sequence[Post], units: Sequence[Unit], enterprises: Sequence[Enterprise], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.holders: dict[str, Holder] = {
            **{f"post:{one.pk}": Holder(post=one) for one in posts},
            **{f"unit:{one.pk}": Holder(unit=one) for one in units},
            **{f"enterprise:{one.pk}": Holder(enterprise=one) for one in enterprises},
        }
        groups = (
            (_now("Posts"), "post", posts),
            (_now("Units"), "unit", units),
            (_now("Enterprises"), "enterprise", enterprises),
        )
        self.fields["holder"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((word, [(f"{name}:{one.pk}", one.title) for one in found]) for word, name, found in groups if found),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if bool(data.get("holder")) == bool(data.get("words")) and not self.errors:
            self.add_error("holder", _now("Name one holder: choose one, or say who it is in words."))
        return data

    def said(self) -> Holder:
        data = self.cleaned_data
        return self.holders[data["holder"]] if data["holder"] else Holder(words=data["words"])


class ArtefactForm(Statement):
    state = forms.ChoiceField(label=_("State"), choices=ArtefactState.choices)
    title = forms.CharField(label=_("Title"), required=False, max_length=200)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=200)
    unit = forms.ChoiceField(label=_("Responsible unit"), required=False)
    due = forms.DateField(label=_("Due"), required=False, widget=DAY)
    valid_until = forms.DateField(label=_("Valid until"), required=False, widget=DAY)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label=_("Add a document"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.fields["unit"].choices = [("", "–"), *((unit.code, unit.title) for unit in units)]  # type: ignore[attr-defined]

    def said(self) -> ArtefactFields:
        data = self.cleaned_data
        return ArtefactFields(
            state=ArtefactState(data["state"]), title=data["title"], title_en=data["title_en"], note=data["note"],
            due=data["due"], valid_until=data["valid_until"],
        )  # fmt: skip
