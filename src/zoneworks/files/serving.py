"""Handing a kept file out; who may have it was decided by the page it belongs to."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.http import parse_etags

from zoneworks.audit.fetching import DOWNLOAD, tell_fetched
from zoneworks.files.kinds import KINDS
from zoneworks.files.models import KeptFile

SHOWN = frozenset(kind.media_type for kind in KINDS if kind.is_shown)
TEXTS = frozenset({"text/plain", "text/csv"})
# Nothing in it runs, loads or submits anything, whatever a browser takes it for.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"


def file_response(file: KeptFile, request: HttpRequest | None = None, *, is_shown: bool = False) -> HttpResponseBase:
    """The file to be saved; `is_shown`: opened in the browser where that is safe (pictures).

    With the request at hand, a copy the browser already has is answered with 304. What leaves to be saved is on
    record as the file itself; the page says more of what it belongs to with `audit.fetching.tell_fetched`.
    """
    etag = f'"{file.sha256}"'
    response: HttpResponseBase
    if request is not None and etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        try:
            content = file.content.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        is_inline = is_shown and file.media_type in SHOWN
        response = FileResponse(content, as_attachment=not is_inline, filename=file.name)
        # The kind was told by the content when it was handed in; nobody is to guess again.
        response["Content-Type"] = file.media_type if file.media_type not in TEXTS else "application/octet-stream"
        response["Content-Length"] = str(file.size)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return tell_fetched(
        response, verb=DOWNLOAD, zone=file.zone, kind="file", key=file.pk, name=file.name, sha256=file.sha256
    )
