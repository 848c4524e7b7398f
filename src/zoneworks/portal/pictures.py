"""Serving pictures. Of everything the product keeps in files, only these scaled pictures have an address.

A picture is open to the public as long as a released page shows it; before, only to those who work on the portal.
Originals have no address.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from zoneworks.accounts.access import Scope
from zoneworks.portal.models import PictureRendition, Portal
from zoneworks.portal.queries import is_picture_public
from zoneworks.portal.services.entering import may_enter

TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
DAY = 86_400


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    rendition = PictureRendition.objects.select_related("image").filter(file=f"portal/pictures/{name}").first()
    if rendition is None:
        raise Http404
    is_public = is_picture_public(rendition.image_id)
    if not is_public and not works_with(request.scope, rendition.image.collection_id):  # type: ignore[attr-defined]
        raise Http404
    try:
        content = rendition.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    kind = TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    answer = FileResponse(content, content_type=kind)
    answer["Cache-Control"] = f"public, max-age={DAY}" if is_public else "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def works_with(scope: Scope, collection_pk: int) -> bool:
    """Whether the person edits or reviews the portal that the collection of pictures belongs to."""
    portal = Portal.objects.select_related("zone").filter(collection=collection_pk).first()
    return portal is not None and may_enter(scope, portal.zone)
