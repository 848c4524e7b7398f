from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "zoneworks.demonstration"
    label = "demonstration"
