"""Shapes of what people type about plans; whether it may be written is for the services to say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zoneworks.common.errors import Refused
from zoneworks.plans.choices import Direction, IndicatorKind
from zoneworks.plans.models import Indicator, Plan

NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}([, ]\d{3})+)(\.\d+)?", re.ASCII)
TOKEN = re.compile(r"[0-9a-f]{32}")
LONGEST_NUMBER = 40
LONGEST_NOTE = 2000


class FigureField(forms.Field):
    """A number as people write it: full-width digits, separators and spaces are taken as what they are."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "figure-input"})

    def to_python(self, value: Any) -> Decimal | None:
        text = " ".join(unicodedata.normalize("NFKC", str(value or "")).replace("−", "-").split())
        if not text:
            return None
        if not NUMBER.fullmatch(text) or len(text) > LONGEST_NUMBER:
            raise forms.ValidationError(
                _("“%(text)s” is not a number such as 1234.5.") % {"text": str(value).strip()[:LONGEST_NUMBER]}
            )
        return Decimal(text.replace(",", "").replace(" ", ""))

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **more)


class SentForm(forms.Form):
    """A form that is taken once, however often it is sent."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=32)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4().hex

    def clean_token(self) -> str:
        token: str = self.cleaned_data["token"]
        if not TOKEN.fullmatch(token):
            raise forms.ValidationError(_("This form is not from here. Load the page again and repeat."))
        return token

    @property
    def submission(self) -> str:
        return f"form:{self.cleaned_data['token']}"

    def refuse(self, refused: Refused) -> None:
        """Put what a service refused beside the field it is about."""
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


class ValueForm(SentForm):
    """The value of an indicator on a date. `is_asked`: the person is to say whether what looks wrong is right."""

    about = DayField(label=gettext_lazy("Value on"))
    value = FigureField(required=False)
    numerator = FigureField(label=gettext_lazy("Numerator"), required=False)
    denominator = FigureField(label=gettext_lazy("Denominator"), required=False)
    sure = forms.BooleanField(label=gettext_lazy("It is right all the same"), required=False)
    field_order = ["token", "about", "value", "numerator", "denominator", "note", "sure"]

    def __init__(self, *args: Any, indicator: Indicator, year: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"value-{indicator.pk}-%s", **kwargs)
        self.is_asked = False
        self.fields["value"].label = _("Value, %(unit)s") % {"unit": indicator.unit_shown}
        limits = {"min": date(year, 1, 1), "max": min(today, date(year, 12, 31))}
        self.fields["about"].widget.attrs.update({name: day.isoformat() for name, day in limits.items()})
        self.fields["value"].error_messages["required"] = _("Give the value.")
        if indicator.kind != IndicatorKind.RATE:
            del self.fields["numerator"], self.fields["denominator"]
            self.fields["value"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "numerator" not in self.fields or self.errors:
            return cleaned
        if all(cleaned.get(name) is None for name in ("value", "numerator", "denominator")):
            self.add_error("value", _("Give the value, or what it is computed from."))
        return cleaned

    def refuse(self, refused: Refused) -> None:
        self.is_asked = refused.code == "needs_confirmation"
        super().refuse(refused)


class MilestoneForm(SentForm):
    """The day on which a milestone was reached."""

    done_on = DayField(label=gettext_lazy("Reached on"))
    field_order = ["token", "done_on", "note"]

    def __init__(self, *args: Any, key: int, year: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"milestone-{key}-%s", **kwargs)
        limits = {"min": date(year, 1, 1), "max": min(today, date(year, 12, 31))}
        self.fields["done_on"].widget.attrs.update({name: day.isoformat() for name, day in limits.items()})


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What is to be corrected"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The unit reads this beside its report."),
    )


class PlanForm(forms.Form):
    """The head of a draft."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=300, required=False)
    document_no = forms.CharField(label=gettext_lazy("Document number"), max_length=80, required=False)
    document_no_en = forms.CharField(label=gettext_lazy("Document number in English"), max_length=120, required=False)
    issued_on = DayField(
        label=gettext_lazy("Date of issue"),
        required=False,
        help_text=gettext_lazy("Left empty, it is the day on which the plan is issued here."),
    )
    rule_set = forms.ChoiceField(label=gettext_lazy("Light rules"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, rule_sets: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rule_set"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(rule_sets)

    @staticmethod
    def known(plan: Plan) -> dict[str, Any]:
        names = ("title", "title_en", "document_no", "document_no_en", "issued_on", "rule_set")
        return {name: getattr(plan, name) for name in names}


class IndicatorForm(forms.Form):
    """A proposed indicator with the values due at dates: `days` names those asked for."""

    name = forms.CharField(label=gettext_lazy("Indicator"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Indicator in English"), max_length=300, required=False)
    unit = forms.CharField(label=gettext_lazy("Unit of measure"), max_length=40)
    unit_en = forms.CharField(label=gettext_lazy("Unit of measure in English"), max_length=60, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=IndicatorKind.choices,
        help_text=gettext_lazy(
            "A cumulative value runs from 0 on 1 January; a level is a stock on a date; a rate is held on each date."
        ),
    )
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), choices=Direction.choices)
    start = FigureField(
        label=gettext_lazy("Start value"),
        required=False,
        help_text=gettext_lazy("For a level: where it stood on 31 December of the year before."),
    )
    baseline = FigureField(
        label=gettext_lazy("Baseline"), required=False, help_text=gettext_lazy("The year before, for comparison.")
    )
    target = FigureField(label=gettext_lazy("Annual target"), required=False)

    def __init__(self, *args: Any, days: Iterable[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = {f"due-{day:%Y%m%d}": day for day in days}
        for name, day in self.days.items():
            label = _("Due by %(date)s") % {"date": date_format(day, "DATE_FORMAT")}
            self.fields[name] = FigureField(label=label, required=False)

    @property
    def schedule_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.days]

    @property
    def head_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.days]

    def schedule(self) -> list[tuple[date, Decimal]]:
        values = ((day, self.cleaned_data[name]) for name, day in self.days.items())
        return [(day, value) for day, value in values if value is not None]

    def indicator_fields(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in self.days}
