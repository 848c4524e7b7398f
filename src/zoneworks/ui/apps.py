from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "zoneworks.ui"
    label = "ui"
