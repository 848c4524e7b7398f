"""Finding what a page is about, as far as the person may open it, in the zone it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from zoneworks.accounts.doorways import in_zone
from zoneworks.answers.conferences import conference_or_none
from zoneworks.plans.views.entrances import scope_of, to_own_zone

View = Callable[..., HttpResponse]


def with_conference(view: View) -> View:
    """Hand the view the conference of the address; one the person may not open does not exist."""

    @in_zone
    @wraps(view)
    def entered(request: HttpRequest, /, pk: int, **named: Any) -> HttpResponse:
        conference = conference_or_none(scope_of(request), pk)
        if conference is None:
            raise Http404
        return to_own_zone(request, conference.zone) or view(request, conference, **named)

    return entered
