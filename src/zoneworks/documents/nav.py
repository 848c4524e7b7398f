"""What the navigation shows of documents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.documents.queries import has_documents
from zoneworks.ui.nav import NavEntry, register

register(
    NavEntry(
        section="documents", label=_("Editions and files"), url_name="documents:list", order=90,
        is_visible=has_documents,
    )
)  # fmt: skip
