"""Every address carries its language, so that a link shows the colleague the same page."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from zoneworks.ui.views import home, set_language, style

urlpatterns = [
    path("", home, name="root"),
    path("language/", set_language, name="set-language"),
    *i18n_patterns(
        path("", home, name="home"),
        path("style/", style, name="style"),
        path("accounts/", include("zoneworks.accounts.urls")),
        path("imports/", include("zoneworks.imports.urls")),
        path("plans/", include("zoneworks.plans.urls")),
    ),
]
handler404 = "zoneworks.ui.views.not_found"
handler500 = "zoneworks.ui.views.server_error"
