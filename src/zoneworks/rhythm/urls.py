from django.urls import path

from zoneworks.rhythm.views import assessment, dispatch, urging, year

app_name = "rhythm"
urlpatterns = [
    path("", year.calendar_of_year, name="year"),
    path("rules/", year.rules, name="rules"),
    path("dispatch/", dispatch.present, name="dispatches"),
    path("dispatch/<str:day>/", dispatch.dispatch, name="dispatch"),
    path("dispatch/<str:day>/decide/", dispatch.decide, name="decide"),
    path("dispatch/<str:day>/figures/<path:key>/", dispatch.figure, name="dispatch-figure"),
    path("decisions/<int:pk>/finish/", dispatch.finish, name="finish-decision"),
    path("assessments/", assessment.assessments, name="assessments"),
    path("assessments/<str:period>/", assessment.assessment, name="assessment"),
    path("assessments/<str:period>/figures/<path:key>/", assessment.figure, name="assessment-figure"),
    path("urging/", urging.urging, name="urging"),
]
