"""The shape of what a person says of an enterprise on a node."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zoneworks.chains.forms import DAY, Statement
from zoneworks.chains.services import PlacementFields
from zoneworks.enterprises.models import Enterprise

FEN_OF_TEN_THOUSAND = 1_000_000


class PlaceForm(Statement):
    """With `nodes` and `enterprises` for a new placement, without them for one that is there."""

    node = forms.ChoiceField(label=_("Node"))
    enterprise = forms.TypedChoiceField(label=_("Enterprise"), coerce=int, widget=forms.RadioSelect)
    share = forms.DecimalField(
        label=_("Share of its output, %"), required=False, min_value=Decimal("0.01"), max_value=100, decimal_places=2,
        help_text=_("Left empty: what its other nodes leave."),
    )  # fmt: skip
    capacity = forms.DecimalField(
        label=_("Capacity a year, 10,000 yuan"), required=False, min_value=0, max_digits=12, decimal_places=2,
        help_text=_("The output it could deliver for the node in a year."),
    )  # fmt: skip
    is_foreign_owned = forms.BooleanField(label=_("Foreign-owned"), required=False)
    since = forms.DateField(label=_("Delivers since"), required=False, widget=DAY)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self,
        *args: Any,
        nodes: Sequence[tuple[str, str]] | None = None,
        enterprises: Sequence[Enterprise] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if nodes is None:
            del self.fields["node"], self.fields["enterprise"]
            return
        self.enterprises = {one.pk: one for one in enterprises}
        self.fields["node"].choices = [("", "–"), *nodes]  # type: ignore[attr-defined]
        self.fields["enterprise"].choices = [(one.pk, label_of(one)) for one in enterprises]  # type: ignore[attr-defined]

    def said(self) -> PlacementFields:
        data = self.cleaned_data
        return PlacementFields(
            share_bp=None if data["share"] is None else round(data["share"] * 100),
            capacity_fen=None if data["capacity"] is None else round(data["capacity"] * FEN_OF_TEN_THOUSAND),
            is_foreign_owned=data["is_foreign_owned"],
            since=data["since"],
            note=data["note"],
        )


def label_of(enterprise: Enterprise) -> str:
    return f"{enterprise.title} {enterprise.credit_code}".strip()
