from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "zoneworks.portal"
    label = "portal"
