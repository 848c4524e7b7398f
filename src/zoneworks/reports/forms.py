"""Shapes of what people type into a monthly report; whether it may be written is for the services to say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zoneworks.common.errors import Refused
from zoneworks.plans.choices import IndicatorKind
from zoneworks.plans.forms import DayField, FigureField
from zoneworks.plans.models import Indicator
from zoneworks.plans.registers import is_fed
from zoneworks.reports.choices import OwnLight
from zoneworks.reports.models import ReportStep, ReportValue
from zoneworks.reports.queries_report import ReportDetail
from zoneworks.reports.services import Problem, ReportFields, StepEntry, ValueEntry

WORDS = ("progress", "problems", "next_steps")
LONGEST_NOTE = 2000
LONGEST_REASON = 1000
PARTS = ("value", "numerator", "denominator", "note")


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; whether they are what they say is for the service to find out."""

    widget = FilesInput(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [file for one in given if one and (file := super(FilesField, self).clean(one, initial))]


class ReportForm(forms.Form):
    """All that a report says. `value-12`, `done_on-7`: fields of an indicator or a milestone by its key."""

    use_required_attribute = False
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    progress = forms.CharField(
        label=pgettext_lazy("monthly report", "Progress"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("What was done this month, with its result."),
    )
    problems = forms.CharField(
        label=gettext_lazy("Problems"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What stands in the way, and whose help is needed."),
    )
    next_steps = forms.CharField(
        label=gettext_lazy("Next steps"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What will be done next month."),
    )
    own_light = forms.ChoiceField(
        label=gettext_lazy("Own assessment"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", pgettext_lazy("own assessment", "Not assessed")), *OwnLight.choices],
        help_text=gettext_lazy(
            "How you yourselves see the month. The light computed from rule and figures stands beside."
        ),
    )
    evidence = FilesField(
        label=gettext_lazy("Add files"),
        required=False,
        help_text=gettext_lazy("Pictures, PDF, Word, Excel; several at once."),
    )
    caption = forms.CharField(label=gettext_lazy("What the files show"), required=False, max_length=200)
    sure = forms.BooleanField(label=gettext_lazy("It is right all the same"), required=False)

    def __init__(self, *args: Any, detail: ReportDetail, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = known(detail)
        self.detail = detail
        self.asked: set[str] = set()
        for line in detail.values:
            if not is_fed(line.indicator):
                self.add_value(line.indicator)
        for step in detail.steps:
            if step.known is None:
                self.fields[f"done_on-{step.milestone.pk}"] = DayField(label=_("Reached on"), required=False)
                self.fields[f"done_note-{step.milestone.pk}"] = note_field(_("How it shows"))

    def mark_needed(self) -> None:
        """A draft may lack anything; what submitting needs is not called optional. After the form was looked at."""
        for name, field in self.fields.items():
            field.required = field.required or name == "progress" or name.startswith("value-")

    def add_value(self, indicator: Indicator) -> None:
        key = indicator.pk
        label = _("Value at the end of the month, %(unit)s") % {"unit": indicator.unit_shown}
        self.fields[f"value-{key}"] = FigureField(label=label, required=False)
        if indicator.kind == IndicatorKind.RATE:
            self.fields[f"numerator-{key}"] = FigureField(label=_("Numerator"), required=False)
            self.fields[f"denominator-{key}"] = FigureField(label=_("Denominator"), required=False)
        self.fields[f"note-{key}"] = note_field(_("Note"))
        self.fields[f"sure-{key}"] = forms.BooleanField(label=_("It is right all the same"), required=False)

    # --- what was typed ----------------------------------------------------------------------------------------------

    @property
    def seen_revision(self) -> int | None:
        revision: int | None = self.cleaned_data["seen"]
        return revision

    def report_fields(self) -> ReportFields:
        said = self.cleaned_data
        return ReportFields(
            **{name: said[name] for name in (*WORDS, "own_light")},
            values={
                line.indicator.pk: self.value_entry(line.indicator.pk)
                for line in self.detail.values
                if not is_fed(line.indicator)
            },
            steps={
                step.milestone.pk: StepEntry(day, said[f"done_note-{step.milestone.pk}"])
                for step in self.detail.steps
                if step.known is None and (day := said[f"done_on-{step.milestone.pk}"])
            },
        )

    def value_entry(self, key: int) -> ValueEntry:
        given = {part: self.cleaned_data.get(f"{part}-{key}") for part in PARTS}
        return ValueEntry(
            given["value"], given["numerator"], given["denominator"], given["note"] or "",
            self.cleaned_data[f"sure-{key}"],
        )  # fmt: skip

    # --- what was refused --------------------------------------------------------------------------------------------

    def refuse(self, refused: Refused) -> None:
        """Put what a service refused beside the field it is about; values are named by their number."""
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))

    def blame(self, problems: Iterable[Problem]) -> None:
        """Everything in the way of submitting, each at its field; `asked`: where the person is to say they are sure."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
            if problem.is_question:
                _part, _dash, key = problem.field.partition("-")
                self.asked.add(f"sure-{key}" if f"sure-{key}" in self.fields else "sure")


def note_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2, "class": "short"})
    )


def known(detail: ReportDetail) -> dict[str, Any]:
    """What the report says so far, by field; a value confirmed for this very day where it says nothing yet."""
    report = detail.report
    found: dict[str, Any] = {"seen": detail.seen}
    if report:
        found |= {name: getattr(report, name) for name in (*WORDS, "own_light")}
    for line in detail.values:
        key, said = line.indicator.pk, line.value
        if said is not None:
            found |= value_said(key, said)
        elif line.known is not None and line.known.about == detail.about:
            found |= {f"{part}-{key}": getattr(line.known, part) for part in PARTS[:3]}
    for step in detail.steps:
        if step.step is not None:
            found |= step_said(step.milestone.pk, step.step)
    return found


def value_said(key: int, said: ReportValue) -> dict[str, Any]:
    return {f"{part}-{key}": getattr(said, part) for part in PARTS} | {f"sure-{key}": said.is_sure}


def step_said(key: int, said: ReportStep) -> dict[str, Any]:
    return {f"done_on-{key}": said.done_on, f"done_note-{key}": said.note}


class ReturnForm(forms.Form):
    """Why a report goes back to its unit."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The unit reads this above its report."),
    )


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )
