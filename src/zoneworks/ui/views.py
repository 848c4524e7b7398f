"""Pages of no feature in particular: home, language, style, and the failing pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def home(request: HttpRequest) -> HttpResponse:
    return redirect("accounts:sign-in")


def set_language(request: HttpRequest) -> HttpResponse:
    return redirect("home")


def style(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/style.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/server_error.html", status=500)
