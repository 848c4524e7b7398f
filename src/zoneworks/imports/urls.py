from django.urls import path

from zoneworks.imports import downloads, views

app_name = "imports"
urlpatterns = [
    path("", views.batch_list, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.batch, name="batch"),
    path("<uuid:pk>/choose/", views.choose, name="choose"),
    path("<uuid:pk>/again/", views.again, name="again"),
    path("<uuid:pk>/accept/", views.accept, name="accept"),
    path("<uuid:pk>/discard/", views.discard, name="discard"),
    path("<uuid:pk>/stop/", views.stop, name="stop"),
    path("<uuid:pk>/undo/", views.undo, name="undo"),
    path("<uuid:pk>/original/", downloads.original, name="original"),
    path("<uuid:pk>/notes/", downloads.notes, name="notes"),
]
