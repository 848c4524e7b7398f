"""Shapes of rulings, draws and findings; whether they may be stated is for the services to say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zoneworks.common.errors import Refused
from zoneworks.reports.choices import OwnLight
from zoneworks.reports.models import ReportEvidence
from zoneworks.verification.choices import Finding

LONGEST_REASON = 2000
WHOLE = "whole"


class Statement(forms.Form):
    """Something stated once: `submission` names the form, so that sending it again changes nothing."""

    use_required_attribute = False
    submission = forms.CharField(widget=forms.HiddenInput, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", uuid4().hex)

    def refuse(self, refused: Refused) -> None:
        """Put what a service refused beside the field it is about."""
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


def reason_field(help_text: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Reason"), max_length=LONGEST_REASON, required=required, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class RulingForm(Statement):
    light = forms.ChoiceField(
        label=pgettext_lazy("light", "Ruling"), choices=OwnLight.choices, widget=forms.RadioSelect,
        help_text=gettext_lazy("It stands beside the computed light and never changes it."),
    )  # fmt: skip
    reason = reason_field(gettext_lazy("Everybody in the zone reads it beside the ruling."))


class WithdrawForm(Statement):
    reason = reason_field(gettext_lazy("Why the ruling stands no longer; both stay on record."))


class DrawForm(forms.Form):
    """How many, as a number or as a share; the seed is proposed and may be another."""

    use_required_attribute = False
    size = forms.IntegerField(label=gettext_lazy("Reports to draw"), required=False, min_value=1)
    share = forms.DecimalField(
        label=gettext_lazy("Or a share of them, %"), required=False, min_value=Decimal("0.01"), max_value=Decimal(100),
        max_digits=5, decimal_places=2,
    )  # fmt: skip
    seed = forms.CharField(
        label=gettext_lazy("Seed"), max_length=64,
        help_text=gettext_lazy("The draw follows from it alone. Another may be given, such as a number drawn by lot."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and (said.get("size") is None) == (said.get("share") is None):
            self.add_error("size", _("Say how many reports are drawn, or which share of them."))
        return said

    @property
    def asked(self) -> dict[str, int]:
        """As the service takes it; the share in basis points."""
        size, share = self.cleaned_data["size"], self.cleaned_data["share"]
        return {"size": size} if share is None else {"share": int(share * 100)}


class CheckForm(Statement):
    """`part`: the report as a whole, or one of its files."""

    part = forms.ChoiceField(label=gettext_lazy("What was checked"), widget=forms.RadioSelect)
    finding = forms.ChoiceField(
        label=pgettext_lazy("verification", "Finding"), choices=Finding.choices, widget=forms.RadioSelect
    )
    reason = reason_field(
        gettext_lazy("Needed unless it is true: what is missing or not so, and how it was seen."),
        required=False,
    )

    def __init__(self, *args: Any, evidence: list[ReportEvidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files = [(str(one.pk), one.caption or one.file.name) for one in evidence]
        part = self.fields["part"]
        assert isinstance(part, forms.ChoiceField)
        part.choices = [(WHOLE, _("The report as a whole, with all its files")), *files]
        self.initial.setdefault("part", WHOLE)
        self.by_key = {str(one.pk): one for one in evidence}

    @property
    def checked(self) -> ReportEvidence | None:
        return self.by_key.get(self.cleaned_data["part"])


class AnswerForm(forms.Form):
    """Better evidence for a report whose evidence was found insufficient."""

    use_required_attribute = False
    file = forms.FileField(label=gettext_lazy("File"))
    caption = forms.CharField(label=gettext_lazy("What the file shows"), required=False, max_length=200)

    def refuse(self, refused: Refused) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))
