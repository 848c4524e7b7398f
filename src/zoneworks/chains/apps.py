from django.apps import AppConfig


class ChainsConfig(AppConfig):
    name = "zoneworks.chains"
    label = "chains"
