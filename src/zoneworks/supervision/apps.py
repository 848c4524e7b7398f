from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "zoneworks.supervision"
    label = "supervision"
