"""How the editing area differs from Wagtail's own: links of the reader's language, pages of one's own zone."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.admin.search import admin_search_areas
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

HIDDEN = {"reports", "help", "settings", "documents"}


@hooks.register("construct_main_menu", order=1000)
def in_own_language(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail makes its menu once and keeps the addresses of whichever language asked first."""
    items[:] = [translated(item) for item in items if item.name not in HIDDEN]


def translated(item: Any) -> Any:
    prefix, _slash, rest = (getattr(item, "url", None) or "").lstrip("/").partition("/")
    if prefix not in dict(settings.LANGUAGES):
        return item
    own = copy(item)
    own.url = f"/{get_language()}/{rest}"
    return own


@hooks.register("construct_page_chooser_queryset")
def own_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """A link to a page is chosen from the pages that one may see in the tree."""
    return pages & page_permission_policy.explorable_instances(request.user)


@hooks.register("insert_global_admin_js")
def date_pickers() -> SafeString:
    """What Wagtail's date fields would start from a script in the page, which the policy refuses."""
    return format_html('<script src="{}"></script>', static("portal/pickers.js"))


def search_in_own_language() -> None:
    """The same for the places to search in, which have no hook: what Wagtail remembers is handed on translated."""
    remembered = admin_search_areas.search_items_for_request

    def areas(request: HttpRequest) -> list[Any]:
        return [translated(area) for area in remembered(request)]

    admin_search_areas.search_items_for_request = areas


search_in_own_language()
