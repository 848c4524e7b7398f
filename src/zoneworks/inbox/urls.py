from django.urls import path

from zoneworks.inbox.views import feeds, messages, preferences

app_name = "inbox"
urlpatterns = [
    path("", messages.home, name="messages"),
    path("read-all/", messages.read_all, name="read-all"),
    path("<int:pk>/open/", messages.open_subject, name="open"),
    path("<int:pk>/read/", messages.read, name="read"),
    path("preferences/", preferences.home, name="preferences"),
    path("preferences/address/", preferences.address, name="address"),
    path("feeds/", feeds.home, name="feeds"),
    path("feeds/<int:pk>/revoke/", feeds.revoke, name="revoke-feed"),
    path("feeds/<str:key>.ics", feeds.calendar, name="feed"),
]
