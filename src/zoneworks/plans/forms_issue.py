"""What becomes of the open orders on rows that leave the plan, as the supervision office decides it when it issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zoneworks.plans.models import Item
from zoneworks.plans.services import OrderDecision
from zoneworks.supervision.models import Order

CHOICES = (
    ("strike_off", gettext_lazy("Strike it off: its matter is gone")),
    ("carry_on", gettext_lazy("Carry it on with another row")),
    ("suspend", gettext_lazy("Suspend it: its clock stands still")),
)


@dataclass(frozen=True)
class OrderGroup:
    """An order, the row that leaves, and the fields that decide it."""

    order: Order
    row: Item
    fields: list[forms.BoundField]


class OrdersForm(forms.Form):
    def __init__(
        self, *args: Any, orders: Sequence[tuple[Order, Item]], rows: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.orders = orders
        for order, _row in orders:
            self.fields[f"choice-{order.pk}"] = forms.ChoiceField(
                label=_("What becomes of the order"),
                choices=CHOICES,
                widget=forms.RadioSelect,
                error_messages={"required": _("Decide what becomes of this order.")},
            )
            self.fields[f"row-{order.pk}"] = forms.ChoiceField(
                label=_("The row it goes on with"), choices=[("", _("none")), *rows], required=False
            )
            self.fields[f"words-{order.pk}"] = forms.CharField(
                label=_("Reason"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Whoever undertakes the order reads it. Left empty, the reason of the row is taken."),
            )
            self.fields[f"order-{order.pk}"] = forms.IntegerField(widget=forms.HiddenInput, initial=order.revision)

    @property
    def groups(self) -> list[OrderGroup]:
        parts = ("choice", "row", "words", "order")
        return [OrderGroup(order, row, [self[f"{part}-{order.pk}"] for part in parts]) for order, row in self.orders]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for order, _row in self.orders:
            if cleaned.get(f"choice-{order.pk}") == "carry_on" and not cleaned.get(f"row-{order.pk}"):
                self.add_error(f"row-{order.pk}", _("Choose the row on which the order goes on."))
        return cleaned

    def decisions(self) -> list[OrderDecision]:
        said = self.cleaned_data
        return [
            OrderDecision(
                order=order.pk,
                choice=said[f"choice-{order.pk}"],
                seen=said[f"order-{order.pk}"],
                item=int(said[f"row-{order.pk}"]) if said[f"row-{order.pk}"] else None,
                words=said[f"words-{order.pk}"],
            )
            for order, _row in self.orders
        ]
