"""What stands at the root of the server, above the languages: pictures, and the words for searches."""

from django.urls import path

from zoneworks.portal.pictures import picture
from zoneworks.portal.sitemaps import portal_index, portal_sitemap, robots

urlpatterns = [
    path("media/portal/pictures/<str:name>", picture, name="portal-picture"),
    path("robots.txt", robots, name="portal-robots"),
    path("sitemap.xml", portal_index, name="portal-sitemaps"),
    path("sitemap-<slug:section>.xml", portal_sitemap, name="portal-sitemap"),
]
