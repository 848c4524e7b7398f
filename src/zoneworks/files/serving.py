"""Handing a kept file out; who may have it was decided by the page it belongs to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from zoneworks.files.models import KeptFile


def file_response(file: KeptFile, request: HttpRequest | None = None, *, is_shown: bool = False) -> HttpResponseBase:
    """The file to be saved; `is_shown`: opened in the browser where that is safe (pictures and PDF).

    With the request at hand, a copy the browser already has is answered with 304.
    """
    raise NotImplementedError
