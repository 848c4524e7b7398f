from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "zoneworks.plans"
    label = "plans"
