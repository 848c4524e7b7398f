from django.urls import path

from zoneworks.supervision.views import board, new, orders

app_name = "supervision"
urlpatterns = [
    path("", board.board, name="board"),
    path("orders.xlsx", board.workbook, name="workbook"),
    path("new/", new.new, name="new"),
    path("assign/", board.assign, name="assign"),
    path("urge/", board.urge, name="urge"),
    path("<int:pk>/", orders.order, name="order"),
    path("<int:order>/files/<int:pk>/", orders.file, name="file"),
    path("<int:pk>/<slug:step>/", orders.take, name="take"),
]
