from django.urls import path, register_converter

from zoneworks.reports.views import evidence, months, report, settling, sheets
from zoneworks.reports.views.entrances import MonthConverter

register_converter(MonthConverter, "month")

app_name = "reports"
urlpatterns = [
    path("", months.month, name="month"),
    path("close/", months.close, name="close"),
    path("reopen/", months.reopen, name="reopen"),
    path("urge/", months.urge, name="urge"),
    path("submit/", settling.submit_drafts, name="submit-drafts"),
    path("confirm/", settling.confirm, name="confirm"),
    path("return/", settling.give_back, name="return"),
    path("<month:month>/unit/<int:unit>/month.xlsx", sheets.month_sheet, name="month-sheet"),
    path("<int:pk>/<month:month>/", report.report, name="report"),
    path("<int:pk>/<month:month>/take-back/", report.take_back, name="take-back"),
    path("<int:pk>/<month:month>/settle/", report.settle, name="settle"),
    path("<int:report>/evidence/<int:pk>/", evidence.evidence, name="evidence"),
]
