"""Every address carries its language, so that a link shows the colleague the same page."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from zoneworks.accounts.views import root, set_language
from zoneworks.portal.root_urls import urlpatterns as portal_root
from zoneworks.ui.views import home, set_theme, style

urlpatterns = [
    path("", root, name="root"),
    path("language/", set_language, name="set-language"),
    path("theme/", set_theme, name="set-theme"),
    *portal_root,
    *i18n_patterns(
        path("", home, name="home"),
        path("style/", style, name="style"),
        path("accounts/", include("zoneworks.accounts.urls")),
        path("desk/", include("zoneworks.desk.urls")),
        path("documents/", include("zoneworks.documents.urls")),
        path("reports/", include("zoneworks.reports.urls")),
        path("answers/", include("zoneworks.answers.urls")),
        path("imports/", include("zoneworks.imports.urls")),
        path("plans/", include("zoneworks.plans.urls")),
        path("enterprises/", include("zoneworks.enterprises.urls")),
        path("chains/", include("zoneworks.chains.urls")),
        path("inbox/", include("zoneworks.inbox.urls")),
        path("supervision/", include("zoneworks.supervision.urls")),
        path("verification/", include("zoneworks.verification.urls")),
        path("scores/", include("zoneworks.scoring.urls")),
        path("rhythm/", include("zoneworks.rhythm.urls")),
        path("audit/", include("zoneworks.audit.urls")),
        path("newsroom/", include("zoneworks.portal.urls")),
        path("portal/", include("zoneworks.portal.public_urls")),
        path("editing/", include("zoneworks.portal.editing_urls")),
    ),
]
handler404 = "zoneworks.ui.views.not_found"
handler500 = "zoneworks.ui.views.server_error"
