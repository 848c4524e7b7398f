from django.urls import path

from zoneworks.answers.views import conferences, pack, periods

app_name = "answers"
urlpatterns = [
    path("sheet/", periods.sheet, name="answer-sheet"),
    path("sheet/figures/<path:key>/", periods.sheet_figure, name="answer-sheet-figure"),
    path("bulletins/", periods.bulletins, name="bulletins"),
    path("bulletins/<str:period>/", periods.bulletin, name="bulletin"),
    path("bulletins/<str:period>/figures/<path:key>/", periods.bulletin_figure, name="bulletin-figure"),
    path("conferences/", conferences.conferences, name="conferences"),
    path("conferences/new/", conferences.new, name="new-conference"),
    path("conferences/<int:pk>/", conferences.conference, name="conference"),
    path("conferences/<int:pk>/change/", conferences.change, name="change-conference"),
    path("conferences/<int:pk>/agenda/", conferences.agenda, name="agenda"),
    path("conferences/<int:pk>/attendance/", conferences.attendance, name="attendance"),
    path("conferences/<int:pk>/decisions/", conferences.decisions, name="decisions"),
    path("conferences/<int:pk>/pack/", pack.pack, name="pack"),
    path("conferences/<int:pk>/pack/letters/<str:code>/", pack.letter, name="letter"),
    path("conferences/<int:pk>/pack/letters/<str:code>/figures/<path:key>/", pack.letter_figure, name="letter-figure"),
    path("conferences/<int:pk>/pack/lists/<str:code>/", pack.leader_list, name="leader-list"),
    path(
        "conferences/<int:pk>/pack/lists/<str:code>/figures/<path:key>/",
        pack.leader_list_figure,
        name="leader-list-figure",
    ),
]
