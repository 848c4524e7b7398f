from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "zoneworks.units"
    label = "units"
