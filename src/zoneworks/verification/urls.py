from django.urls import path

from zoneworks.verification.views import draws, evidence, lights

app_name = "verification"
urlpatterns = [
    path("", evidence.month, name="month"),
    path("lights/", lights.lights, name="lights"),
    path("lights/lights.xlsx", lights.workbook, name="lights-workbook"),
    path("lights/<int:pk>/", lights.item, name="item"),
    path("lights/<int:pk>/withdraw/", lights.withdraw, name="withdraw"),
    path("draw/", draws.draw, name="draw"),
    path("draws/<int:pk>/", draws.sample, name="sample"),
    path("reports/<int:pk>/", evidence.report, name="report"),
    path("reports/<int:pk>/answer/", evidence.answer, name="answer"),
]
