"""Pages of no feature in particular: home, style, the look chosen, and the failing pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zoneworks.common.text import is_english
from zoneworks.ui.addresses import with_kept
from zoneworks.ui.context import THEMES
from zoneworks.ui.nav import first_address
from zoneworks.ui.samples import samples


def home(request: HttpRequest) -> HttpResponse:
    """The first page that the person may open; strangers sign in."""
    if not request.user.is_authenticated:
        return redirect(settings.LOGIN_URL)
    first = first_address(request.scope)  # type: ignore[attr-defined]
    if first is None:
        return render(request, "ui/no_role.html")
    return redirect(with_kept(request, first))


def safe_next(request: HttpRequest) -> str:
    """The page to go back to, when it is one of ours; else the first page."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    is_address = target.startswith(("/", "http://", "https://"))  # not the name of a view, which redirect looks up
    return target if is_ours and is_address else "/"


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device wishes."""
    response = redirect(safe_next(request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=365 * 86400, samesite="Lax", httponly=True)
    else:
        response.delete_cookie("theme")
    return response


def style(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/style.html", samples(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request, so that it needs neither database nor session."""
    words = {
        "lang": "en" if is_english() else "zh-Hans",
        "title": _("Something went wrong on our side"),
        "sentence": _("Nothing was half-written. The fault has been recorded; try again in a minute."),
        "back": _("To the first page"),
    }
    return HttpResponse(render_to_string("ui/server_error.html", {"words": words}), status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token is missing or old."""
    return render(request, "ui/forged.html", status=403)
