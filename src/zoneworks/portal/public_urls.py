"""The public portal, below a language; the last pattern is the one that Wagtail makes its addresses from."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from zoneworks.portal import views
from zoneworks.portal.feeds import NewsFeed

urlpatterns = [
    path("feed.xml", NewsFeed(), name="portal-feed"),
    re_path(serve_pattern, views.serve, name="wagtail_serve"),
]
