"""Addresses that hold the whole state: the date looked at and the zone travel along with every link."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.http import HttpRequest, QueryDict
from django.urls import get_script_prefix, get_urlconf, reverse, translate_url
from django.utils.translation import get_language

KEPT = ("as_of", "zone")


def with_kept(request: HttpRequest, path: str, query: Mapping[str, object] | None = None) -> str:
    """The path with the date and zone of the present page, and further parameters; None leaves one out."""
    if not query and not request.GET:
        return path
    params = QueryDict(mutable=True)
    for name in KEPT:
        if request.GET.get(name) and (name != "as_of" or getattr(request, "is_history", False)):
            params[name] = request.GET[name]
    for name, value in (query or {}).items():
        params.pop(name, None)
        if value is not None and value != "":
            params[name] = str(value)
    return f"{path}?{params.urlencode()}" if params else path


def address(request: HttpRequest, url_name: str, *args: object, **query: object) -> str:
    return with_kept(request, reverse(url_name, args=args) if args else path_of(url_name), query)


def path_of(url_name: str) -> str:
    """The address of a page without parameters in its path; the frame of every page asks for a score of them."""
    return known_path(url_name, get_language(), get_script_prefix(), get_urlconf())


@lru_cache(maxsize=512)
def known_path(url_name: str, language: str | None, prefix: str, urlconf: str | None) -> str:
    return reverse(url_name)


def here_without(request: HttpRequest, *names: str) -> str:
    """The present address without some of its parameters."""
    params = request.GET.copy()
    for name in names:
        params.pop(name, None)
    return f"{request.path}?{params.urlencode()}" if params else request.path


def kept_pairs(request: HttpRequest, *replaced: str) -> list[tuple[str, str]]:
    """Parameters a form with method GET must carry along, all but those it asks for itself; pages start anew."""
    left_out = {*replaced, "page"}
    return [(name, value) for name, values in request.GET.lists() if name not in left_out for value in values]


def in_other_language(request: HttpRequest, language: str) -> str:
    """The same page, with the same parameters, in a language."""
    return translate_url(request.get_full_path(), language)
