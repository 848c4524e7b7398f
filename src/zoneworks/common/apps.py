from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "zoneworks.common"
    label = "common"
