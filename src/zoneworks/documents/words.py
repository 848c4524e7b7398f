"""The words that writers set themselves, and sentences about documents that do not hold together."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zonekit.documents.blocks import Fault
from zoneworks.common.errors import Refused

OUTPUT_WORDS: dict[str, Promise] = {
    "contents": pgettext_lazy("document", "Contents"),
    "attachment": pgettext_lazy("document", "Attachment"),
    "edition": pgettext_lazy("document", "Edition"),
    "entries": pgettext_lazy("document", "Entries"),
    "figures": pgettext_lazy("document", "Figures"),
    "records": pgettext_lazy("document", "Records"),
    "label": pgettext_lazy("document", "Number"),
    "title": pgettext_lazy("document", "Title"),
    "group": pgettext_lazy("document", "Belongs to"),
    "light": pgettext_lazy("document", "Light"),
    "unit": pgettext_lazy("document", "Unit"),
    "value": pgettext_lazy("document", "Value"),
    "made_of": pgettext_lazy("document", "Made up of"),
    "volume": pgettext_lazy("document", "(volume %)"),
    "too_many": pgettext_lazy("document", "% parts, too many to name here; the workbook and the page name them"),
}
FAULT_WORDS: dict[str, Promise] = {
    "figure_unknown": gettext_lazy("%(place)s names a figure that is not there (%(figure)s)"),
    "record_unknown": gettext_lazy("%(place)s names a record that is not there (%(record)s)"),
    "part_unknown": gettext_lazy("%(place)s is made up of something that is not there (%(part)s)"),
    "sum_differs": gettext_lazy("%(place)s says %(value)s, its parts add up to %(sum)s"),
    "row_ragged": gettext_lazy("%(place)s has a row with too many or too few cells (row %(row)s)"),
    "series_ragged": gettext_lazy("%(place)s has a series with too many or too few values (%(series)s)"),
    "key_twice": gettext_lazy("the entry %(place)s is there twice"),
    "level": gettext_lazy("%(place)s has a heading of level %(level)s"),
}
SHOWN_FAULTS = 3


class DocumentFaulty(Refused):
    """A document that does not hold together; told in the language of whoever reads it, not of the document."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("document_faulty", "")
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return faults_sentence(self.faults)


def output_words(language: str) -> dict[str, str]:
    """The words of `Output`, in the document's language."""
    with translation.override(language):
        return {code: str(word) for code, word in OUTPUT_WORDS.items()}


def faults_sentence(faults: Sequence[Fault]) -> str:
    """What does not hold together, the first few faults in words."""
    told = [fault_words(fault) for fault in faults[:SHOWN_FAULTS]]
    if len(faults) > len(told):
        told.append(_("and %(count)s more") % {"count": len(faults) - len(told)})
    return _("The document does not hold together, so it was not made: %(faults)s.") % {"faults": _("; ").join(told)}


def fault_words(fault: Fault) -> str:
    word = FAULT_WORDS.get(fault.code)
    if word is None:
        return f"{fault.code} ({fault.place})"
    return str(word) % {"place": fault.place, **fault.detail}
