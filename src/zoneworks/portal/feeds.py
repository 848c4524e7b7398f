"""Park News as RSS, one feed per language."""

from __future__ import annotations

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Site

from zoneworks.portal import queries
from zoneworks.portal.models import NewsArticle, NewsIndex

IN_FEED = 20


class NewsFeed(Feed[NewsArticle, NewsIndex]):
    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> NewsIndex:
        self.request = request
        site = Site.find_for_request(request)
        home = site.root_page.localized if site else None
        news = NewsIndex.objects.child_of(home).live().public().first() if home else None
        if news is None or news.locale.language_code != get_language():
            raise Http404
        return news

    def title(self, obj: NewsIndex) -> str:
        return f"{obj.title} · {queries.home_of(obj).title}"

    def link(self, obj: NewsIndex) -> str:
        return self.absolute(obj)

    def description(self, obj: NewsIndex) -> str:
        return obj.introduction or obj.title

    def items(self, obj: NewsIndex) -> list[NewsArticle]:
        return list(queries.articles(obj)[:IN_FEED])

    def item_title(self, item: NewsArticle) -> str:
        return item.title

    def item_description(self, item: NewsArticle) -> str:
        return item.summary

    def item_link(self, item: NewsArticle) -> str:
        return self.absolute(item)

    def item_pubdate(self, item: NewsArticle) -> datetime | None:
        return item.release_time

    def item_author_name(self, item: NewsArticle) -> str:
        return item.source

    def absolute(self, page: NewsArticle | NewsIndex) -> str:
        return self.request.build_absolute_uri(page.get_url(self.request))
