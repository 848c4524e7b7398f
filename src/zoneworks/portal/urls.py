"""Within a language: the product's own pages about the portal, then the public pages, then the editing area."""

from django.urls import path

from zoneworks.portal import drafting_views, views

app_name = "portal"
urlpatterns = [
    path("", views.about, name="about"),
    path("set-up/", views.set_up, name="set-up"),
    path("drafts/conference/<int:pk>/", drafting_views.draft_conference, name="draft-conference"),
    path("drafts/bulletin/<str:period>/", drafting_views.draft_month, name="draft-month"),
]
