"""Files that go back to the person: the original, and the workbook with notes in its bad cells."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from zoneworks.accounts.doorways import in_zone
from zoneworks.audit.fetching import DOWNLOAD, EXPORT, tell_fetched
from zoneworks.imports.notes import workbook_with_notes
from zoneworks.imports.views import batch_or_404

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@in_zone
def original(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file exactly as received, never shown by the browser itself."""
    batch = batch_or_404(request, pk)
    upload = batch.upload
    response = FileResponse(
        upload.content.open("rb"), as_attachment=True, filename=upload.filename, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    tell_fetched(
        response, verb=DOWNLOAD, zone=upload.zone, kind="import", key=batch.pk, what="original", sha256=upload.sha256
    )
    return cast(HttpResponse, response)


@in_zone
def notes(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = batch_or_404(request, pk)
    name, data = workbook_with_notes(batch)
    response = HttpResponse(data, content_type=WORKBOOK)
    response.headers["Content-Disposition"] = attachment(name)
    return tell_fetched(
        response, verb=EXPORT, zone=batch.upload.zone, kind="import", key=batch.pk, what="notes", format="xlsx"
    )


def attachment(filename: str) -> str:
    return content_disposition_header(True, filename) or "attachment"
