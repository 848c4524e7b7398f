"""Shapes of what people type about scores; whether it may be written is for the services to say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zoneworks.common.errors import Refused
from zoneworks.plans.forms import DayField, FigureField

LONG = forms.Textarea(attrs={"rows": 4})


class RefusableForm(forms.Form):
    def refuse(self, refused: Refused) -> None:
        """Put what a service refused beside the field it is about."""
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


class OnceForm(RefusableForm):
    """Taken once, however often it is sent."""

    token = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4().hex

    @property
    def submission(self) -> str:
        return f"score:{self.cleaned_data['token']}"


def choices_into(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class ReasonForm(RefusableForm):
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=LONG, max_length=5000)


class RepublishForm(ReasonForm):
    as_of = DayField(
        label=gettext_lazy("Registers as known on"), required=False,
        help_text=gettext_lazy(
            "Checks and entries count as corrected by today. Leave this as it is unless the record of a register had "
            "to be corrected as well."
        ),
    )  # fmt: skip


class AppealForm(OnceForm):
    line = forms.ChoiceField(label=gettext_lazy("Line appealed against"), required=False)
    words = forms.CharField(label=gettext_lazy("What is wrong, and why"), widget=LONG, max_length=5000)
    file = forms.FileField(label=gettext_lazy("Evidence"), required=False)

    def __init__(self, *args: Any, lines: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_into(self, "line", [("", _("The sheet as a whole")), *lines])


class DecideForm(ReasonForm):
    decision = forms.ChoiceField(
        label=pgettext_lazy("appeal", "Decision"), widget=forms.RadioSelect,
        choices=[("upheld", pgettext_lazy("appeal", "Uphold")), ("rejected", pgettext_lazy("appeal", "Reject"))],
    )  # fmt: skip
    field_order = ["decision", "reason"]


class EntryForm(OnceForm):
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    rule = forms.ChoiceField(label=pgettext_lazy("scores", "Rule"))
    amount = FigureField(label=gettext_lazy("How often, or how much"))
    words = forms.CharField(label=pgettext_lazy("scores", "What happened"), widget=LONG, max_length=5000)
    file = forms.FileField(label=gettext_lazy("Evidence"), required=False)
    field_order = ["token", "unit", "rule", "amount", "words", "file"]

    def __init__(
        self, *args: Any, units: Iterable[tuple[str, str]], rules: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices_into(self, "unit", units)
        choices_into(self, "rule", rules)


class MarkForm(OnceForm):
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    rule = forms.ChoiceField(label=pgettext_lazy("scores", "Rule"))
    amount = FigureField(label=pgettext_lazy("leader", "Mark"))
    words = forms.CharField(label=gettext_lazy("Reason"), widget=LONG, max_length=5000)

    def __init__(
        self, *args: Any, units: Iterable[tuple[str, str]], rules: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices_into(self, "unit", units)
        choices_into(self, "rule", rules)


class DraftForm(RefusableForm):
    base = forms.ChoiceField(label=gettext_lazy("Begin with"))
    valid_from = DayField(label=gettext_lazy("Holds from"))

    def __init__(self, *args: Any, bases: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_into(self, "base", bases)


class RulebookForm(RefusableForm):
    """Dates, then weights and caps of each rule one by one, or the whole rulebook in its form."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = DayField(label=gettext_lazy("Holds from"))
    draw_up_day = forms.IntegerField(label=gettext_lazy("Drawn up on this day of the month after the period"))
    objection_days = forms.IntegerField(label=gettext_lazy("Working days for appeals"))
    rules = forms.CharField(
        label=gettext_lazy("Rules in their form"), widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        max_length=400_000,
        help_text=gettext_lazy("Points, caps, formulas and measures as JSON; every fault is told with its place."),
    )  # fmt: skip

    def clean_rules(self) -> object:
        try:
            found: object = json.loads(self.cleaned_data["rules"], parse_float=str)
        except (ValueError, RecursionError) as error:
            place = getattr(error, "lineno", 0)
            sentence = _("This is no JSON: look at line %(line)s.")
            raise forms.ValidationError(sentence % {"line": place}) from error
        return found
