"""The shape of what people send: a file or a text, and what they know better than the sheet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from zonekit.sheets.source import Limits
from zoneworks.imports.kinds import AnyKind

FIRST_YEAR, LAST_YEAR = 1990, 2100


class OptionsForm(forms.Form):
    """What a person may say where the sheet does not."""

    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        localize=False,
        help_text=_("Only where the table does not name its year."),
    )
    area = forms.CharField(
        label=_("Area column"),
        required=False,
        max_length=80,
        help_text=_("For tables with one column for each area: the column that is this zone's."),
    )

    def options(self) -> dict[str, Any]:
        """What was filled in, without what was left empty."""
        return {name: value for name, value in self.cleaned_data.items() if name in {"year", "area"} and value}


class NewImportForm(OptionsForm):
    kind = forms.ChoiceField(label=_("What the table holds"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("The table as issued: .xlsx, .docx, .csv or .txt, at most 20 MB; large lists at most 100 MB."),
    )
    pasted = forms.CharField(
        label=_("Or paste the table or the outline here"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    field_order = ["kind", "file", "pasted", "year", "area"]

    def __init__(self, *args: Any, kinds: tuple[AnyKind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind.code, kind.label) for kind in kinds]
        field.initial = kinds[0].code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not (cleaned.get("pasted") or "").strip() and "file" not in self.errors:
            self.add_error("file", _("Choose a file or paste a text."))
        if cleaned.get("file") and (cleaned.get("pasted") or "").strip():
            self.add_error("pasted", _("Choose a file or paste a text, not both."))
        return cleaned

    def received_file(self) -> tuple[str, File]:
        """File name and the file itself, for large tables."""
        file = self.cleaned_data.get("file")
        if file:
            return str(file.name), file
        return str(_("pasted text")) + ".csv", ContentFile(self.cleaned_data["pasted"].encode("utf-8", "replace"))

    def received(self) -> tuple[str, bytes]:
        """File name and bytes, read no further than just beyond the limit."""
        file = self.cleaned_data.get("file")
        if file:
            return str(file.name), bytes(file.read(Limits().file_bytes + 1))
        return str(_("pasted text")) + ".txt", self.cleaned_data["pasted"].encode("utf-8", "replace")
