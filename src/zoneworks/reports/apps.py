from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "zoneworks.reports"
    label = "reports"
