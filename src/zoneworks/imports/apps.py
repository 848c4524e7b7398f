from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "zoneworks.imports"
    label = "imports"
