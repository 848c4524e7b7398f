"""The editing area: Wagtail's own pages behind our door, without those that would keep people or passwords."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, re_path
from wagtail.admin import urls as wagtail_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from zoneworks.portal.door import guarded


def closed(request: HttpRequest, rest: str = "") -> HttpResponse:
    raise Http404


def own_account(request: HttpRequest) -> HttpResponse:
    return redirect("accounts:account")


def own_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect("accounts:sign-in")


# Users, groups, passwords and the tree of collections are the product's own affair; reports and
# the lists of pictures and documents for programs look across zones.
PLACES = (
    "users", "groups", "password_reset", "reports", "collections", "documents", "workflows",
    "api/main/images", "api/main/documents", "failwhale", "test404",
)  # fmt: skip
CLOSED = rf"^(?:{'|'.join(PLACES)})/(?P<rest>.*)$"

urlpatterns = [
    re_path(CLOSED, guarded(closed)),
    path("account/", guarded(own_account)),
    path("login/", own_sign_in),
    *decorate_urlpatterns(wagtail_urls.urlpatterns, guarded),
]
