"""Shapes of what people type about enterprises; whether it may be written is for the services to say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zonekit.registry.readings import read_capital
from zonekit.values.dates import month_end
from zoneworks.common.errors import Refused
from zoneworks.enterprises.choices import EnterpriseState, FactKind, FactSource, LeadingRole, Span
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.words import UNITS, unit_of
from zoneworks.units.models import Unit

TOKEN = re.compile(r"[0-9a-f]{32}")
NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}([, ]\d{3})+)(\.\d+)?", re.ASCII)
LONGEST_NUMBER = 24
TEXTS = ("name_en", "credit_code", "legal_form", "business_scope", "address", "home_region", "basis", "basis_en")


def day_field(**more: Any) -> forms.DateField:
    """A day, chosen from the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], **more)


def words_field(label: Any, longest: int, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=False, max_length=longest, widget=widget, **more)


class FigureField(forms.Field):
    """A number as people write it, in the unit of the screen; cleaned, it is in the smallest unit."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "figure-input"})

    def __init__(self, kind: str, **more: Any) -> None:
        super().__init__(required=False, **more)
        self.factor = UNITS[kind][0]

    def to_python(self, value: Any) -> int | None:
        text = " ".join(unicodedata.normalize("NFKC", str(value or "")).replace("−", "-").split())
        if not text:
            return None
        if not NUMBER.fullmatch(text) or len(text) > LONGEST_NUMBER:
            raise forms.ValidationError(
                _("“%(text)s” is not a number such as 1234.5.") % {"text": str(value).strip()[:LONGEST_NUMBER]}
            )
        return int((Decimal(text.replace(",", "").replace(" ", "")) * self.factor).to_integral_value())


class SentForm(forms.Form):
    """A form that is taken once, however often it is sent."""

    use_required_attribute = False
    token = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4().hex

    def clean_token(self) -> str:
        token: str = self.cleaned_data["token"]
        if not TOKEN.fullmatch(token):
            raise forms.ValidationError(_("This form is not from here. Load the page again and repeat."))
        return token

    def refuse(self, refused: Refused) -> None:
        """Put what a service refused beside the field it is about."""
        known = {"capital_fen": "capital"}.get(refused.field or "", refused.field)
        self.add_error(known if known in self.fields else None, str(refused))


class EnterpriseForm(SentForm):
    """A new enterprise, or what is said of one. `seen`: the revision the person saw."""

    name = forms.CharField(
        label=gettext_lazy("Registered name"), max_length=200,
        help_text=gettext_lazy("As in the business licence. A new name is entered apart, so that the old one is kept."),
    )  # fmt: skip
    credit_code = words_field(
        gettext_lazy("Credit code"), 40, help_text=gettext_lazy("18 characters; the check digit is checked.")
    )
    unit = forms.ChoiceField(label=gettext_lazy("Unit in charge"))
    park = forms.ChoiceField(label=gettext_lazy("Park"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=EnterpriseState.choices)
    legal_form = words_field(gettext_lazy("Legal form"), 80)
    capital = words_field(
        gettext_lazy("Registered capital"), 80,
        help_text=gettext_lazy("For example 5000万元 or USD 2 million; another currency is kept as stated."),
    )  # fmt: skip
    established_on = day_field(label=gettext_lazy("Established"), required=False)
    left_on = day_field(label=gettext_lazy("Left on"), required=False)
    business_scope = words_field(gettext_lazy("Business scope"), 5000, rows=5)
    address = words_field(gettext_lazy("Address"), 300)
    home_region = words_field(gettext_lazy("Where the investor comes from"), 80)
    name_en = words_field(gettext_lazy("Name in English"), 300)
    basis = words_field(
        gettext_lazy("Basis"), 1000, rows=2, help_text=gettext_lazy("Publisher and date, where it was published.")
    )
    basis_en = words_field(gettext_lazy("Basis in English"), 1000, rows=2)
    is_confidential = forms.BooleanField(
        label=gettext_lazy("Confidential"), required=False,
        help_text=gettext_lazy(
            "Read only by leaders, the supervision office and the persons named. You are named; further readers are "
            "named on its page."
        ),
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: Iterable[Unit], parks: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        self.parks = {str(park.pk): park for park in parks}
        for name, known, first in (("unit", self.units, []), ("park", self.parks, [("", "–")])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = first + [(key, unit.title) for key, unit in known.items()]

    def clean_business_scope(self) -> str:
        """In one line, as registers and workbooks have it."""
        return " ".join(self.cleaned_data["business_scope"].split())

    def clean_capital(self) -> dict[str, Any]:
        """Yuan are kept as an amount, anything else as it was stated."""
        text = self.cleaned_data["capital"].strip()
        reading = read_capital(text)
        if reading.problem == "capital_missing":
            return {"capital_fen": None, "capital_text": ""}
        if reading.fen is None:
            raise forms.ValidationError(_("“%(text)s” is no amount such as 5000万元.") % {"text": text[:40]})
        if reading.currency != "CNY":
            return {"capital_fen": None, "capital_text": text}
        return {"capital_fen": reading.fen, "capital_text": ""}

    def values(self) -> dict[str, Any]:
        """What the services take, without the name."""
        said = self.cleaned_data
        asked = (*TEXTS, "state", "established_on", "left_on", "is_confidential")
        plain = {name: said[name] for name in asked if name in said}
        return {**plain, **said["capital"], "unit": self.units[said["unit"]], "park": self.parks.get(said["park"])}

    @staticmethod
    def known(enterprise: Enterprise) -> dict[str, Any]:
        found = {name: getattr(enterprise, name) for name in EnterpriseForm.base_fields if hasattr(enterprise, name)}
        wan = enterprise.capital_fen
        amount = "" if wan is None else f"{(Decimal(wan) / 1_000_000).normalize():f}万元"
        return {
            **found, "unit": enterprise.unit_id, "business_scope": enterprise.scope, "park": enterprise.park_id or "",
            "capital": amount or enterprise.capital_text, "seen": enterprise.revision,
        }  # fmt: skip


class RenameForm(SentForm):
    name = forms.CharField(label=gettext_lazy("New registered name"), max_length=200)
    on = day_field(label=gettext_lazy("From this day"))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class FactsForm(SentForm):
    """Figures of one period, as many as are known."""

    span = forms.ChoiceField(label=pgettext_lazy("facts", "Period"), choices=Span.choices)
    year = forms.IntegerField(label=pgettext_lazy("span", "Year"), min_value=1978, max_value=2100)
    month = forms.IntegerField(
        label=gettext_lazy("Month"), required=False, min_value=1, max_value=12,
        help_text=gettext_lazy("For January to month; the value is the sum since 1 January."),
    )  # fmt: skip
    source = forms.ChoiceField(label=pgettext_lazy("facts", "Source"), choices=FactSource.choices)
    source_note = words_field(gettext_lazy("Document or note"), 300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in FactKind:
            label = _("%(kind)s, %(unit)s") % {"kind": kind.label, "unit": unit_of(kind)}
            self.fields[kind.value] = FigureField(kind, label=label)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("span") == Span.MONTH and not said.get("month") and "month" not in self.errors:
            self.add_error("month", _("Say up to which month."))
        if not self.errors and not self.figures():
            raise forms.ValidationError(_("Enter at least one figure."))
        return said

    def figures(self) -> dict[str, int]:
        return {kind.value: value for kind in FactKind if (value := self.cleaned_data.get(kind.value)) is not None}

    def about(self) -> date:
        said = self.cleaned_data
        return month_end(said["year"], said["month"] if said["span"] == Span.MONTH else 12)


class RoleForm(SentForm):
    role = forms.ChoiceField(label=gettext_lazy("Leading role"), choices=LeadingRole.choices)
    since = day_field(label=gettext_lazy("From this day"))
    basis = words_field(gettext_lazy("Document or list that says so"), 300)


class ListingForm(SentForm):
    since = day_field(label=gettext_lazy("Entered in the statistics on"))
    basis = words_field(gettext_lazy("Document or list that says so"), 300)


class UntilForm(SentForm):
    until = day_field(label=gettext_lazy("Last day"))


class ApartForm(forms.Form):
    """Why two records that look like one are two enterprises."""

    reason = words_field(gettext_lazy("Why, if it is worth saying"), 300)


class ClassForm(SentForm):
    class_code = forms.CharField(
        label=gettext_lazy("Class of GB/T 4754-2017"), max_length=8,
        help_text=gettext_lazy("Four digits; two or three where no finer class is known."),
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
