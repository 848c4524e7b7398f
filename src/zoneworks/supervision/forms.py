"""Shapes of what people type about orders; whether it may be written is for the services to say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zoneworks.common.errors import Refused

TOKEN = re.compile(r"[0-9a-f]{32}")
LONGEST = 6000


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; whether they are what they say is for the service to find out."""

    widget = FilesInput(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [file for one in given if one and (file := super(FilesField, self).clean(one, initial))]


def day_field(**more: Any) -> forms.DateField:
    """A day, chosen from the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], **more)


def words_field(label: Any, *, required: bool = False, rows: int = 3, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "short"})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=widget, help_text=help_text)


def days_field(**more: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "figure-input", "min": "1", "max": "250"})
    return forms.IntegerField(label=gettext_lazy("Limit, working days"), required=False, widget=widget, **more)


class OrderForm(forms.Form):
    """A form about an order that is taken once, however often it is sent. `seen`: the order as the person saw it."""

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
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


class StepForm(OrderForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AssignForm(StepForm):
    limit_days = days_field(help_text=gettext_lazy("Counted from today; empty: the limit of the order."))
    words = words_field(gettext_lazy("Words to the unit"))


class WordsForm(StepForm):
    words = words_field(gettext_lazy("Note"), rows=2)


class ReportForm(StepForm):
    words = words_field(
        pgettext_lazy("order", "What was done"),
        required=True,
        rows=5,
        help_text=gettext_lazy("The result first, then how it came about and what is still open."),
    )
    attached = FilesField(
        label=pgettext_lazy("order", "Add files"),
        required=False,
        help_text=gettext_lazy("Pictures, PDF, Word, Excel; several at once."),
    )
    caption = forms.CharField(label=pgettext_lazy("order", "What the files show"), required=False, max_length=200)


class AskForm(StepForm):
    due = day_field(label=gettext_lazy("Extend until"))
    reason = words_field(
        gettext_lazy("Reason"),
        required=True,
        help_text=gettext_lazy("Why it takes longer, what has been done so far, when it will be finished."),
    )


class GrantForm(StepForm):
    due = day_field(label=gettext_lazy("Extend until"), help_text=gettext_lazy("The day asked for, or another one."))
    words = words_field(gettext_lazy("Note"), rows=2)


class ReasonForm(StepForm):
    reason = words_field(gettext_lazy("Reason"), required=True)


class ReturnForm(StepForm):
    reason = words_field(
        gettext_lazy("Reason"), required=True, help_text=gettext_lazy("The unit reads this above its order.")
    )
    limit_days = days_field(help_text=gettext_lazy("Counted from today; empty: what the rules say."))


class HoldForm(StepForm):
    consequence = forms.ChoiceField(label=gettext_lazy("What was carried out"))
    words = words_field(
        pgettext_lazy("order", "Record"),
        required=True,
        rows=5,
        help_text=gettext_lazy("Who spoke with whom, where and when, what was said and agreed."),
    )
    attached = FilesField(label=gettext_lazy("Minutes"), required=False)

    def __init__(self, *args: Any, owed: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consequence"].choices = list(owed)  # type: ignore[attr-defined]


class NewOrderForm(OrderForm):
    """An order to be filed. `units`: each of them gets an order of its own."""

    subject = forms.CharField(widget=forms.HiddenInput, required=False, max_length=90)
    title = forms.CharField(label=gettext_lazy("Matter"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Matter in English"), max_length=300, required=False)
    content = words_field(
        pgettext_lazy("order", "What is asked"),
        required=True,
        rows=5,
        help_text=gettext_lazy("What is to be done, and what is to be reported back."),
    )
    basis = forms.ChoiceField(label=gettext_lazy("Basis of the order"))
    source = forms.CharField(
        label=pgettext_lazy("order", "Source"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("The document with its number, the meeting, the instruction and its day."),
    )
    is_urgent = forms.BooleanField(label=pgettext_lazy("order", "Urgent"), required=False)
    is_major = forms.BooleanField(label=pgettext_lazy("order", "Major"), required=False)
    rung = forms.TypedChoiceField(
        label=pgettext_lazy("order", "Starts as"), required=False, coerce=int, empty_value=None
    )
    limit_days = days_field(help_text=gettext_lazy("Empty: as the basis and the rung say."))
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Undertaking unit"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Several: each gets an order of its own, with its own number."),
    )
    helpers = forms.MultipleChoiceField(
        label=gettext_lazy("Co-handling units"), widget=forms.CheckboxSelectMultiple, required=False
    )
    leader = forms.ChoiceField(label=gettext_lazy("Lead leader"), required=False)
    assign = forms.BooleanField(label=gettext_lazy("Assign it at once; its clock runs from today"), required=False)

    def offer(self, **choices: Iterable[tuple[str, str]]) -> None:
        for name, found in choices.items():
            self.fields[name].choices = list(found)  # type: ignore[attr-defined]


class UrgeForm(forms.Form):
    words = words_field(gettext_lazy("Words to the unit"), rows=2)
