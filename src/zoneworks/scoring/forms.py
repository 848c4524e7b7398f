"""Shapes of what people type about scores; whether it may be written is for the services to say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zoneworks.common.errors import Refused
from zoneworks.plans.forms import DayField, FigureField
from zoneworks.scoring.rule_figures import GroupFigures, field_for
from zoneworks.scoring.services.rulebooks import FaultyRulebook, overtaken

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
            "Checks, entries and marks count up to the moment you publish. Leave this as it is unless the record of a "
            "register had to be corrected as well."
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


class DaysForm(RefusableForm):
    """What a draft has beside its rules."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = DayField(label=gettext_lazy("Holds from"))
    draw_up_day = forms.IntegerField(label=gettext_lazy("Drawn up on this day of the month after the period"))
    objection_days = forms.IntegerField(label=gettext_lazy("Working days for appeals"))


@dataclass(frozen=True)
class SectionShown:
    """A group of the rulebook with the fields of its own, and of each of its rules."""

    name: str
    fields: list[forms.BoundField]
    rules: list[tuple[str, list[forms.BoundField]]]


class FiguresForm(DaysForm):
    """Points, caps and thresholds: one field for each figure the draft states, named by its path."""

    def __init__(self, *args: Any, groups: Sequence[GroupFigures], revision: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups, self.revision = groups, revision
        self.paths: list[str] = []
        for group in groups:
            for one in (*group.figures, *(figure for rule in group.rules for figure in rule.figures)):
                self.paths.append(one.path)
                self.fields[one.path] = FigureField(label=one.label, initial=one.value, required=one.is_required)

    def clean(self) -> dict[str, Any]:
        """A form of an earlier revision may name other rules by the same paths."""
        if self.cleaned_data.get("seen") != self.revision:
            raise forms.ValidationError(str(overtaken()))
        return self.cleaned_data

    @property
    def figures(self) -> dict[str, Decimal | None]:
        return {path: self.cleaned_data[path] for path in self.paths}

    @property
    def days(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DaysForm.base_fields}

    def sections(self) -> list[SectionShown]:
        return [
            SectionShown(
                group.name,
                [self[one.path] for one in group.figures],
                [(rule.name, [self[one.path] for one in rule.figures]) for rule in group.rules],
            )
            for group in self.groups
        ]

    def refuse_rules(self, faulty: FaultyRulebook) -> list[str]:
        """Each fault beside the figure it is about; what is about none of them is given back, with its place."""
        left = []
        for sentence, (path, words) in zip(faulty.sentences, faulty.places, strict=True):
            beside = field_for(path, self.paths)
            if beside:
                self.add_error(beside, words)
            else:
                left.append(sentence)
        if left:
            self.add_error(None, _("The rules have faults that only their form can mend; they are told above."))
        return left


class RulebookForm(DaysForm):
    """Dates, and the whole rulebook in its form."""

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
