"""Who may enter a page: people who signed in, and among them those with a place in a zone. Strangers get 404."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

from zoneworks.units.models import Unit

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def signed_in(view: View[P]) -> View[P]:
    """Ask strangers to sign in and bring them back; a page that changes under htmx goes to the sign-in as a whole."""

    @wraps(view)
    def entered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        answer = redirect_to_login(request.get_full_path())
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(answer.url)
        return answer

    return entered


def in_zone(view: View[P]) -> View[P]:
    """As signed_in; somebody without a role in any zone finds nothing."""

    @signed_in
    @wraps(view)
    def entered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        zone_or_404(request)
        return view(request, *args, **kwargs)

    return entered


def zone_or_404(request: HttpRequest) -> Unit:
    zone: Unit | None = request.zone  # type: ignore[attr-defined]
    if zone is None:
        raise Http404
    return zone


def must(is_allowed: bool) -> None:
    """What is not open to the person does not exist for them."""
    if not is_allowed:
        raise Http404
