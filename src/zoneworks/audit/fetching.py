"""Exports and downloads: whatever leaves as a file is on record, once, wherever it was made.

A page that hands out a file says of what it is (`tell_fetched`); the middleware writes the event when the answer goes.
An answer that comes as an attachment without a word about it is recorded by its address: nothing slips through.
What is shown inside a page, such as a picture of evidence, is part of the page and no event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from zoneworks.audit.services import record
from zoneworks.units.models import Unit

EXPORT, DOWNLOAD = "export", "download"
FETCHED = frozenset({EXPORT, DOWNLOAD, "download_workbook"})
R = TypeVar("R", bound=HttpResponseBase)


@dataclass(frozen=True, slots=True)
class Fetched:
    """`verb`: "export" for what was made of the present data for this person, "download" for a kept file."""

    verb: str
    zone: Unit | None
    kind: str
    key: object
    details: dict[str, Any] = field(default_factory=dict)


def tell_fetched(answer: R, *, verb: str, zone: Unit | None, kind: str, key: object, **details: Any) -> R:
    """Say what the file is: the thing it tells of, its `format`, and the day it speaks of as `as_of`."""
    answer.fetched = Fetched(verb, zone, kind, key, details)  # type: ignore[attr-defined]
    return answer


class FetchingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if is_handed_out(request, answer):
            note_fetched(request, answer)
        return answer


def is_handed_out(request: HttpRequest, answer: HttpResponseBase) -> bool:
    is_file = answer.headers.get("Content-Disposition", "").startswith("attachment")
    return is_file and answer.status_code == 200 and request.method != "HEAD" and request.user.is_authenticated


def note_fetched(request: HttpRequest, answer: HttpResponseBase) -> None:
    said: Fetched | None = getattr(answer, "fetched", None)
    if said is None:
        match = request.resolver_match
        zone: Unit | None = getattr(request, "zone", None)
        said = Fetched(DOWNLOAD, zone, "address", (match.view_name if match else "")[:40], {"path": request.path[:400]})
    user = request.user
    assert user.is_authenticated  # looked at before: is_handed_out
    record(user=user, zone=said.zone, verb=said.verb, kind=said.kind, key=said.key, **said.details)
