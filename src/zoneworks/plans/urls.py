from django.urls import path

from zoneworks.plans.views import board, exports, facts, indicators, items, plans, rules, versions

app_name = "plans"
urlpatterns = [
    path("", board.board, name="board"),
    path("wall/", board.wall, name="wall"),
    path("board.xlsx", exports.board_workbook, name="board-workbook"),
    path("all/", plans.all_plans, name="all"),
    path("rules/", rules.rules, name="rules"),
    path("items/<int:pk>/", items.item, name="item"),
    path("items/<int:pk>/reason/", items.reason, name="reason"),
    path("items/<int:pk>/reports/", facts.facts, name="facts"),
    path("items/<int:pk>/reports/confirm/", facts.confirm, name="confirm-reports"),
    path("items/<int:pk>/reports/<str:report>/return/", facts.give_back, name="return-report"),
    path("items/<int:pk>/values/<int:key>/", facts.record_value, name="record-value"),
    path("items/<int:pk>/milestones/<int:key>/", facts.record_milestone, name="record-milestone"),
    path("<int:pk>/", plans.plan, name="plan"),
    path("<int:pk>/change/", plans.change, name="change"),
    path("<int:pk>/issue/", plans.issue, name="issue"),
    path("<int:pk>/close/", plans.close, name="close"),
    path("<int:pk>/next/", plans.next_version, name="next"),
    path("<int:pk>/against/<int:other>/", versions.difference, name="difference"),
    path("<int:pk>/discard/", plans.discard, name="discard"),
    path("<int:pk>/table.xlsx", exports.table_workbook, name="table-workbook"),
    path("<int:pk>/actuals.xlsx", exports.actuals_workbook, name="actuals-workbook"),
    path("<int:pk>/indicators/", indicators.indicators, name="indicators"),
    path("<int:pk>/indicators/confirm/", indicators.confirm, name="confirm-indicators"),
    path("<int:pk>/indicators/all/", indicators.confirm_all, name="confirm-all"),
    path("<int:pk>/indicators/<int:key>/", indicators.change, name="change-indicator"),
    path("<int:pk>/indicators/<int:key>/reject/", indicators.reject, name="reject-indicator"),
]
