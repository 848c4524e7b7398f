from django.urls import path

from zoneworks.documents.views import editions, productions

app_name = "documents"
urlpatterns = [
    path("", editions.edition_list, name="list"),
    path("freeze/", editions.freeze, name="freeze"),
    path("ask/", productions.ask, name="ask"),
    path("editions/<uuid:uid>/", editions.edition, name="edition"),
    path("editions/<uuid:uid>/ask/", productions.ask_of_edition, name="ask-of-edition"),
    path("editions/<uuid:uid>/figures/<path:key>/", editions.figure, name="figure"),
    path("productions/", productions.production_list, name="productions"),
    path("productions/<uuid:uid>/", productions.production, name="production"),
    path("productions/<uuid:uid>/stop/", productions.stop, name="stop"),
    path("productions/<uuid:uid>/repeat/", productions.repeat, name="repeat"),
    path("productions/<uuid:uid>/file/", productions.file, name="file"),
]
