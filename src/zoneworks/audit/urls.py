from django.urls import path

from zoneworks.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.record_page, name="record"),
    path("export/", views.export, name="export"),
]
