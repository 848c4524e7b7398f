"""What searches may find: every released page, in both languages, each naming its counterpart."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page, Site

from zoneworks.portal.frame import HTML_LANGUAGES

PER_FILE = 1000


class PortalSitemap(Sitemap[Page]):
    limit = PER_FILE

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> Any:
        site = Site.find_for_request(self.request)
        if site is None:
            return Page.objects.none()
        homes = site.root_page.get_translations(inclusive=True).values_list("path", flat=True)
        pages = Page.objects.none()
        for path in homes:
            pages |= Page.objects.filter(path__startswith=path)
        return pages.live().public().select_related("locale").order_by("pk")

    def address(self, page: Page) -> str:
        return self.request.build_absolute_uri(page.get_url(self.request))

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        shown = list(self.paginator.page(page).object_list)
        family: dict[Any, list[Page]] = defaultdict(list)
        for one in self.items().filter(translation_key__in={each.translation_key for each in shown}):
            family[one.translation_key].append(one)
        return [self.entry(one, family[one.translation_key]) for one in shown]

    def entry(self, page: Page, family: list[Page]) -> dict[str, Any]:
        alternates = [
            {"location": self.address(one), "lang_code": HTML_LANGUAGES[one.locale.language_code]} for one in family
        ]
        return {
            "item": page, "location": self.address(page), "lastmod": page.last_published_at, "changefreq": None,
            "priority": "", "alternates": alternates if len(family) > 1 else [],
        }  # fmt: skip


def portal_index(request: HttpRequest) -> HttpResponse:
    return index(request, {"portal": PortalSitemap(request)}, sitemap_url_name="portal-sitemap")


def portal_sitemap(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap(request, {"portal": PortalSitemap(request)}, section)


def robots(request: HttpRequest) -> HttpResponse:
    """Searches are welcome in the portal and nowhere else."""
    address = request.build_absolute_uri(reverse("portal-sitemaps"))
    return render(request, "portal/robots.txt", {"sitemap": address}, content_type="text/plain; charset=utf-8")
