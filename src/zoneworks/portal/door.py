"""The door of the editing area: who may enter, with which groups, under which content policy."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

from zoneworks.accounts.doorways import must, signed_in
from zoneworks.portal.services import bring_groups_in_line
from zoneworks.portal.services.entering import are_of_others

# What Wagtail's own pages need beyond the product's policy; docs/adr/0006-portal.md says which of them, and why.
POLICY = {
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}
# What Wagtail's addresses call the pages they speak of.
PAGES = ("page_id", "page_to_move_id", "parent_page_id", "destination_id")


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Editors and reviewers enter; who has not signed in is asked to; for anybody else nothing is here."""

    @signed_in
    @wraps(view)
    def entered(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
        must(bring_groups_in_line(scope=request.scope))  # type: ignore[attr-defined]
        of_others = are_of_others(
            request.scope,  # type: ignore[attr-defined]
            pages=[kwargs[name] for name in PAGES if name in kwargs],
            pictures=[kwargs["image_id"]] if "image_id" in kwargs else [],
        )
        must(not of_others)
        answer = view(request, *args, **kwargs)
        # A preview comes with the policy of the public page it shows; here it stands in a frame of ours.
        answer.headers.pop("Content-Security-Policy", None)
        answer._csp_replace = POLICY  # type: ignore[attr-defined]  # read by django-csp
        return answer

    return entered
