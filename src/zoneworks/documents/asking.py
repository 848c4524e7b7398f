"""The menu with which an upper app offers the files of a live document: template documents/asking.html."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest

from zoneworks.documents.kinds import Arguments, kind_of
from zoneworks.ui.addresses import address


@dataclass(frozen=True)
class Asking:
    kind: str
    arguments: str
    formats: tuple[tuple[str, str], ...]
    token: str
    freeze_address: str = ""


def asking_for(request: HttpRequest, kind: str, arguments: Arguments) -> Asking | None:
    """What the person may have made of the document; None when nothing."""
    declared = kind_of(kind)
    if not declared.may_make(request.scope, request.zone):  # type: ignore[attr-defined]
        return None
    text = json.dumps(arguments, ensure_ascii=False, sort_keys=True)
    freeze = address(request, "documents:freeze", kind=kind, arguments=text) if declared.is_frozen else ""
    formats = tuple((wanted.value, str(wanted.label)) for wanted in declared.formats)
    return Asking(kind, text, formats, uuid4().hex, freeze)
