"""Sentences for what is odd in a table of enterprises to be classified."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zoneworks.chains.issue_sentences import CLASS_SENTENCES
from zoneworks.commands.chain_sentences import LIST_SENTENCES
from zoneworks.imports.messages import Wording

SENTENCES: Final[dict[str, Promise]] = {
    "headings_missing": _("No sheet has a column called name (企业名称) or scope (经营范围)."),
    "name_and_scope_missing": _("The row has neither a name nor a business scope; it is passed over."),
    "scope_cut": _("The business scope has %(characters)s characters; the first %(most)s are read."),
    "class_not_told": _("Neither the name nor the scope of “%(value)s” says what the enterprise does."),
}

REGISTRY_WORDING: Final = Wording.of(CLASS_SENTENCES, LIST_SENTENCES, SENTENCES)
